// What the graph is drawn of: where its columns stand, nodes, edges, and small maps.

import { set, svg } from "./dom.js";

/**
 * @typedef {object} Places
 * @property {number[]} across the middles of the layers
 * @property {number} x0 the middle of the inputs
 * @property {number} xo that of the output
 * @property {number[]} sizes of the small maps of each layer
 * @property {(l: number, k: number) => number[]} at the middle of a unit
 */

export const TOP = 22;
export const OUT = 50; // the size of the last map

/**
 * @param {number} wide
 * @param {number} tall
 * @param {number[]} widths
 * @returns {Places}
 */
export function placesFor(wide, tall, widths) {
  const [x0, xo] = [16, wide - 28];
  const { length } = widths;
  const widest = [44, 36, 28][length - 1];
  const pitches = widths.map((units) => (tall - TOP) / units);
  const sizes = pitches.map((pitch) => Math.max(12, Math.min(widest, pitch - 10)));
  const first = x0 + 37 + widest / 2;
  const last = xo - OUT / 2 - 38 - widest / 2; // beside it stands what it adds
  const across =
    length > 1
      ? widths.map((_, l) => Math.round(first + ((last - first) * l) / (length - 1)))
      : [Math.round(wide * 0.52)];
  const at = (/** @type {number} */ l, /** @type {number} */ k) => [
    across[l],
    TOP + pitches[l] * (k + 0.5),
  ];
  return { across, x0, xo, sizes, at };
}

/**
 * An edge, which is seen, and held.
 * @param {number[]} from
 * @param {number[]} to
 * @param {number} i its parameter
 */
export function edge([x1, y1], [x2, y2], i) {
  const ends = { x1, y1, x2, y2 };
  const lines = ["pg-wire", "pg-hit"].map((name) => svg("line", { ...ends, class: name }));
  return svg("g", { class: "pg-edge", "data-parameter": i }, ...lines, svg("title"));
}

/**
 * @param {string} name
 * @param {number[]} place
 */
export function round(name, [cx, cy]) {
  return svg(
    "g",
    { class: "pg-node" },
    svg("circle", { cx, cy, r: 13 }),
    svg("text", { x: cx, y: cy + 4, "text-anchor": "middle" }, name),
  );
}

/**
 * A small map in a frame.
 * @param {import("./stripe_paths.js").StripePaths} stripes
 * @param {number[]} place of its middle
 * @param {number} size
 * @param {string} look
 */
export function tile(stripes, [x, y], size, look) {
  const corner = { x: x - size / 2, y: y - size / 2, width: size, height: size };
  const inside = svg("g", {}, stripes.element, ...stripes.zero);
  set(inside, { transform: `translate(${corner.x} ${corner.y})` });
  return svg(
    "g",
    { class: look },
    svg("rect", { ...corner, class: "pg-paper" }),
    inside,
    svg("rect", { ...corner, rx: 3, class: "pg-frame" }),
    svg("rect", { ...corner, class: "pg-hit" }),
  );
}
