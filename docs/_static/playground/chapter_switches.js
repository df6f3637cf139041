// Which units are on: at each point, and at the place that is pointed at.

import { place } from "./chapter.js";
import { POINTS } from "./constants.js";
import { html, set, svg, write } from "./dom.js";
import { cutBy } from "./flat_pieces.js";
import { gripOn } from "./grip.js";
import { Plane } from "./plane.js";
import { Pointing } from "./pointing.js";
import { Run } from "./run.js";
import { glyph, put } from "./shapes.js";
import { boxOf } from "./stripes.js";
import { list, number, pair, plural } from "./words.js";

/**
 * @param {Element} root
 * @param {{ steps: number }} given
 */
function switches(root, { steps }) {
  const run = new Run();
  run.goTo(steps);
  const { width: H, p } = run;
  const units = [...Array(H).keys()];
  const pointing = new Pointing(root);
  pointing.probe = [0.3, 0.75];
  const plane = new Plane({ low: -0.5, high: 1.5 });
  set(plane.picture, { role: "group" });
  const side = svg("path", { class: "pg-on-side" });
  plane.lines.append(side);
  const isOn = (/** @type {number} */ k, /** @type {number[]} */ [x1, x2]) =>
    run.sum(k, x1, x2) > 0;
  const spot = () => /** @type {number[]} */ (pointing.probe);
  const look = (/** @type {number[]} */ to) =>
    pointing.look(plane.within(to).map((x) => Math.round(100 * x) / 100));
  const ring = gripOn(
    plane,
    { label: "The place; arrow keys move it", where: spot, to: look },
    svg("circle", { class: "pg-spot pg-case", r: 13 }),
    svg("circle", { class: "pg-spot", r: 13 }),
  );
  plane.over.append(ring);

  const lamp = (/** @type {boolean} */ on) =>
    html(
      "td",
      {},
      html("span", { class: on ? "pg-lamp pg-lamp-on" : "pg-lamp" }, on ? "on" : "off"),
    );
  const here = units.map(() => lamp(false));
  const rows = units.map((k) => {
    const name = `unit ${k + 1}${run.dead(k) ? ", dead" : ""}`;
    const more = { type: "button", class: "pg-quiet", click: () => pointing.pin(k) };
    const head = html("th", { scope: "row" }, html("button", more, name));
    const node = html("tr", { "data-unit": k }, head, ...run.on(k).map(lamp), here[k]);
    pointing.link(node, k, false);
    const button = /** @type {Element} */ (head.firstElementChild);
    pointing.link(button, k, false);
    return node;
  });
  const count = html("td");
  const counts = POINTS.map((point) => units.filter((k) => isOn(k, point)).length);
  const total = html(
    "tr",
    { class: "pg-sum" },
    html("th", { scope: "row" }, "on"),
    ...counts.map((n) => html("td", {}, String(n))),
    count,
  );
  const heads = POINTS.map((point, k) =>
    html("th", { scope: "col" }, glyph(run.y[k], true), ` ${point.join(", ")}`),
  );
  const head = html("tr", {}, html("td"), ...heads, html("th", { scope: "col" }, "here"));
  const table = html("table", { class: "pg-lamps" }, html("tbody", {}, head, ...rows, total));
  const told = html("p", { class: "pg-say", "aria-live": "polite" });

  function show() {
    const at = spot();
    plane.draw(run, run.y);
    const on = units.filter((k) => isOn(k, at));
    units.forEach((k) => {
      const cell = lamp(on.includes(k));
      here[k].replaceChildren(...cell.childNodes);
    });
    write(count, String(on.length));
    // The plane that the network is there: the output bias and the units that are on.
    let [c, w1, w2] = [p[3 * H], 0, 0];
    for (const k of on) {
      const v = p[3 * H + 1 + k];
      [c, w1, w2] = [c + v * p[k], w1 + v * p[H + k], w2 + v * p[2 * H + k]];
    }
    const term = (/** @type {number} */ x, /** @type {string} */ name) =>
      ` ${x < 0 ? "−" : "+"} ${number(Math.abs(x))} ${name}`;
    const who = on.length ? list(on.map((k) => String(k + 1))) : "";
    const word = on.length > 1 ? "units" : "unit";
    const first = on.length ? `${word} ${who} ${on.length > 1 ? "are" : "is"} on` : "no unit is on";
    const flat = on.length ? term(w1, "x₁") + term(w2, "x₂") : "";
    write(told, `At ${pair(at)} ${first}, and the network is z = ${number(c)}${flat}.`);
    const all = POINTS.map((point, k) => `${plural(counts[k], "unit")} at ${pair(point)}`);
    plane.tell(`Map of the logit with the creases of the units. On are ${all.join(", ")}.`);
    if (plane.unit) put(ring, plane.at(at));
    lit();
  }

  function lit() {
    const k = pointing.unit;
    const on = k < 0 || !plane.unit ? [] : cutBy(run, k, boxOf(plane.span)).above;
    set(side, { d: on.length ? `${plane.path(on)}Z` : "" });
  }

  plane.field.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "touch") look(plane.under(event));
  });
  plane.field.addEventListener("click", (event) => look(plane.under(event)));
  pointing.changed = show;
  pointing.lit = lit;
  plane.fitted = show;
  show();
  const hint = "Point anywhere in the map; point at a unit to see the side on which it is on.";
  return [
    html("div", { class: "pg-two" }, plane.element, html("div", {}, table, told)),
    html("p", { class: "pg-hint" }, hint),
  ];
}

place("switches", switches);
