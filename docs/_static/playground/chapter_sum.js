// The network as a sum of its parts: over the plane, from above, and at one place.

import { place } from "./chapter.js";
import { POINTS } from "./constants.js";
import { button, html, set, svg, write } from "./dom.js";
import { cutBy } from "./flat_pieces.js";
import { gripOn } from "./grip.js";
import { alone, Network } from "./network.js";
import { Plane } from "./plane.js";
import { PointChoice } from "./point_choice.js";
import { Pointing } from "./pointing.js";
import { relief } from "./relief.js";
import { Run } from "./run.js";
import { put } from "./shapes.js";
import { boxOf } from "./stripes.js";
import { Waterfall } from "./waterfall.js";
import { pair, signed } from "./words.js";

const STRIPE = 0.5;
const SPOTS = [0.94, 0.06, 0.9, 0.6, 0.9]; // where on its crease the number of a unit stands
const OTHERS = [0.95, 0.7, 0.06, 0.5, 0.3]; // if a point is there
const MOST = 2; // of a bias, either way

/**
 * @param {Element} root
 * @param {{ steps: number }} given
 */
function sum(root, { steps }) {
  const trained = new Run();
  trained.goTo(steps);
  const { width: H } = trained;
  const first = Array.from(trained.p.slice(0, H));
  let biases = first;
  const out = new Set(); // parts that are left out: units, and H for the output bias
  let run = trained;
  const pointing = new Pointing(root);
  pointing.point = 1;
  const plane = new Plane({ low: -0.35, high: 1.35 }, STRIPE);
  set(plane.picture, { role: "group" });
  const waterfall = new Waterfall(pointing);
  const choice = new PointChoice(trained.y, (k) => pointing.choose(k));
  const verdict = html("p", { class: "pg-says", "aria-live": "polite" });

  const tiles = [H, ...Array(H).keys()].map((k) => {
    const name = html("span", {}, k < H ? `unit ${k + 1}` : "bias");
    const node = button("", () => toggle(k), { class: "pg-tile", "aria-pressed": "true" });
    node.append(name);
    if (k < H) {
      set(node, { "data-unit": k });
      pointing.link(node, k, false);
    }
    return { k, node };
  });
  const whole = html("div", { class: "pg-tile pg-tile-whole" }, html("span", {}, "the network"));
  const picture = (/** @type {Element} */ tile, /** @type {Network} */ net, strips = 1) => {
    tile.querySelector("svg")?.remove();
    const right = net === run ? run.right : run.y.map(() => true); // a part alone answers nothing
    tile.prepend(relief(net, run.y, right, STRIPE, strips));
  };
  const pictures = (/** @type {number | undefined} */ only) => {
    for (const { k, node } of tiles) {
      set(node, { "aria-pressed": String(!out.has(k)) });
      if (only !== undefined && only !== k) continue;
      const bias = Float64Array.of(0, 0, 0, trained.p[3 * H], 0);
      picture(node, k < H ? alone(moved, k) : new Network("relu", bias));
    }
    picture(whole, run, 24);
  };

  const ring = gripOn(
    plane,
    {
      label: "The place; arrow keys move it",
      where: () => pointing.place,
      to: (spot) => look(plane.within(spot)),
    },
    svg("circle", { class: "pg-spot pg-case", r: 15 }),
    svg("circle", { class: "pg-spot", r: 15 }),
  );
  /** @type {number[][]} */
  const spots = Array.from({ length: H }, () => [0, 0]);
  const badges = first.map((_, k) => {
    const node = gripOn(
      plane,
      {
        label: `Crease of unit ${k + 1}; arrow keys move it`,
        unit: k,
        where: () => spots[k],
        to: ([x1, x2]) => {
          const bias = -(trained.p[H + k] * x1 + trained.p[2 * H + k] * x2);
          shift(k, Math.min(Math.max(bias, -MOST), MOST));
        },
        kept: () => {
          const was = biases[k];
          return () => shift(k, was);
        },
      },
      svg("circle", { class: "pg-knob", r: 11 }),
      svg("text", { y: 5 }, String(k + 1)),
    );
    pointing.link(node, k, false);
    return node;
  });
  plane.over.append(ring, ...badges);

  let moved = run; // with the biases as they are, and all parts
  const toggle = (/** @type {number} */ k) => {
    if (!out.delete(k)) out.add(k);
    change(k);
  };
  const shift = (/** @type {number} */ k, /** @type {number} */ bias) => {
    biases = biases.map((b, one) => (one === k ? bias : b));
    change(k);
  };
  const look = (/** @type {number[]} */ spot) => {
    const near = POINTS.findIndex(
      ([x1, x2]) => Math.hypot(x1 - spot[0], x2 - spot[1]) * plane.unit < 20,
    );
    if (near >= 0) pointing.choose(near);
    else pointing.look(spot.map((x) => Math.round(100 * x) / 100));
  };
  const change = (/** @type {number | undefined} */ only) => {
    moved = trained.edited(biases.map((b, k) => [k, b]));
    run = moved.edited([...out].map((k) => [k < H ? 3 * H + 1 + k : 3 * H, 0]));
    pictures(only);
    show();
  };

  function show() {
    plane.draw(run, run.y);
    waterfall.draw(run);
    [...waterfall.rows.children].forEach((row, i) => {
      const gone = i <= H && out.has(i ? i - 1 : H);
      row.classList.toggle("pg-out", gone);
      if (gone) write(/** @type {Element} */ (row.lastElementChild), "left out");
    });
    const k = pointing.probe ? -1 : pointing.point;
    choice.tell(k);
    const z = run.logit(pointing.place[0], pointing.place[1]);
    const says = z > 0 ? "class 1" : z < 0 ? "class 0" : "no class";
    const verdictAt = k < 0 ? "" : `: ${run.right[k] ? "right" : "wrong"}`;
    const score = `${run.score} of 4 points are right.`;
    write(verdict, `At ${pair(pointing.place)} it says ${says}${verdictAt}. ${score}`);
    const told = run.logits.map((x, i) => `${pair(POINTS[i])} ${signed(x)}`).join(", ");
    plane.tell(`The sum from above: ${told}.`);
    reset.hidden = !out.size && biases.every((b, i) => b === first[i]);
    drawBadges();
    pointing.light();
  }

  function drawBadges() {
    if (!plane.unit) return;
    put(ring, plane.at(pointing.place));
    const taken = POINTS.map((point) => plane.at(point));
    badges.forEach((badge, k) => {
      const box = boxOf({ low: plane.low, high: plane.high });
      const ends = cutBy(run, k, box).level.toSorted((a, b) => a[0] - b[0]);
      badge.style.display = ends.length === 2 ? "" : "none";
      if (ends.length !== 2) return;
      const along = (/** @type {number} */ t) =>
        ends[0].map((x, axis) => x + t * (ends[1][axis] - x));
      const free = (/** @type {number[]} */ spot) => {
        const [x, y] = plane.at(spot);
        return taken.every(([a, b]) => Math.hypot(x - a, y - b) > 29);
      };
      spots[k] = [SPOTS[k], ...OTHERS].map(along).find(free) ?? along(SPOTS[k]);
      taken.push(plane.at(spots[k]));
      put(badge, plane.at(spots[k]));
    });
  }

  const reset = button(
    "Start again",
    () => {
      biases = first;
      out.clear();
      change(undefined);
    },
    { class: "pg-quiet", hidden: true },
  );
  plane.field.addEventListener("click", (event) => look(plane.under(event)));
  pointing.changed = show;
  plane.fitted = drawBadges;
  change(undefined);
  const hint =
    "Click a part to leave it out, click a place to read it, drag a number to move its crease.";
  return [
    html("div", { class: "pg-equation" }, ...tiles.map(({ node }) => node), whole),
    html(
      "div",
      { class: "pg-two" },
      plane.element,
      html("div", {}, choice.element, waterfall.element, verdict),
    ),
    html("p", { class: "pg-hint" }, html("span", {}, hint), " ", reset),
  ];
}

place("sum", sum);
