// A wall of a hundred seeds: what each says where, and whether it solves the task.

import { place } from "./chapter.js";
import { html, set, svg, write } from "./dom.js";
import { judgeSeeds, SLOW, SOLVED, STUCK } from "./outcomes.js";
import { path } from "./shapes.js";
import { beyond, piecesOf } from "./stripes.js";
import { Training } from "./training.js";

const [SEEDS, LONG] = [100, 1000]; // how many; epochs until those that wait are given up
const SPAN = { low: -0.5, high: 1.5 };
const SIZE = 40;
/** @type {Record<number, string>} */
const KINDS = { [SOLVED]: "solved", [SLOW]: "slow", [STUCK]: "stuck" };

/**
 * Where a network says class 1.
 * @param {Training} net
 */
function smallMap(net) {
  const scale = SIZE / (SPAN.high - SPAN.low);
  const spot = (/** @type {number[]} */ [x1, x2]) => [
    (x1 - SPAN.low) * scale,
    (SPAN.high - x2) * scale,
  ];
  const areas = [1, -1].map((side) => {
    const polygons = beyond(piecesOf(net, SPAN, 0), side * 1e-9, side);
    const d = polygons.map((polygon) => `${path(polygon.map(spot))}Z`).join("");
    return svg("path", { d, class: side > 0 ? "pg-yes" : "pg-no" });
  });
  return svg("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, "aria-hidden": "true" }, ...areas);
}

/** @param {{ steps: number }} given */
function wall({ steps }) {
  const epochs = steps / 4;
  const up = document.documentElement.dataset.content_root ?? "";
  const links = Array.from({ length: SEEDS }, (_, seed) => {
    const net = new Training({ seed: String(seed) }, null);
    for (let step = 0; step < steps; step++) net.update();
    const href = `${up}playground.html#seed=${seed}&step=${steps}`;
    const more = { href, tabindex: seed ? -1 : 0, "aria-label": `Seed ${seed}` };
    return html("a", more, smallMap(net));
  });
  const tip = html("output", { class: "pg-hint" });
  const counts = html("p", { class: "pg-say" });
  const grid = html("div", { class: "pg-hundred", role: "group" }, ...links);
  set(grid, {
    "aria-label": "A hundred seeds; arrow keys go from one to the next, Enter opens it",
  });

  const judge = (/** @type {import("./outcomes.js").Answer} */ answer) => {
    if (!answer.over) return;
    const { kinds, epochs: when } = answer;
    links.forEach((link, seed) => {
      const kind = KINDS[kinds[seed]];
      const late = kinds[seed] === SLOW ? `, solved first at epoch ${when[seed]}` : "";
      set(link, { class: `pg-seed pg-${kind}`, "aria-label": `Seed ${seed}: ${kind}${late}` });
    });
    const count = (/** @type {number} */ kind) => kinds.filter((one) => one === kind).length;
    write(
      counts,
      `Of ${SEEDS} seeds ${count(SOLVED)} have all four points right at epoch ${epochs}; ` +
        `${count(SLOW)} are slow and do so by epoch ${LONG}; ${count(STUCK)} are stuck.`,
    );
  };
  // The maps are seen first: those seeds that wait take longest.
  const order = { settings: {}, seeds: SEEDS, until: epochs, limit: LONG, cells: 0 };
  setTimeout(() => judgeSeeds(order, judge));
  const hint =
    "In colour: solved; grey with a short line: slow; grey alone: stuck. A click opens it.";
  const say = (/** @type {any} */ event) => {
    const link = event.target.closest("a");
    write(tip, link?.getAttribute("aria-label") ?? hint);
  };
  for (const kind of ["pointerover", "focusin"]) grid.addEventListener(kind, say);
  grid.addEventListener("pointerleave", () => write(tip, hint));
  grid.addEventListener("keydown", (event) => {
    const across = getComputedStyle(grid).gridTemplateColumns.split(" ").length;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: across, ArrowUp: -across }[event.key];
    const from = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    const to = links[from + (by ?? 0)];
    if (!by || !to) return;
    event.preventDefault();
    set(links[from], { tabindex: -1 });
    set(to, { tabindex: 0 });
    to.focus();
  });
  write(tip, hint);
  return [counts, grid, tip];
}

place("wall", (_, given) => wall(given));
