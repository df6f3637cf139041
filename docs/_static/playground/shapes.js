// The shapes that all views share: the points, and the numbers of the units.

import { svg } from "./dom.js";

/**
 * A point: a square for class 0, a circle for 1, a triangle for 2; filled if it is right.
 * @param {number} label
 * @param {boolean} right
 * @param {number} size
 */
export function mark(label, right, size) {
  const look = `pg-point pg-class-${label}${right ? "" : " pg-wrong"}`;
  if (label === 2) {
    const d = `M0 ${-1.25 * size}L${1.15 * size} ${0.8 * size}H${-1.15 * size}Z`;
    return svg("path", { d, class: look });
  }
  return label
    ? svg("circle", { r: size, class: look })
    : svg("rect", {
        x: -0.9 * size,
        y: -0.9 * size,
        width: 1.8 * size,
        height: 1.8 * size,
        class: look,
      });
}

/**
 * A point within a line of text.
 * @param {number} label
 * @param {boolean} right
 */
export const glyph = (label, right) =>
  svg(
    "svg",
    { viewBox: "-8 -8 16 16", class: "pg-glyph", "aria-hidden": "true" },
    mark(label, right, 5.5),
  );

/**
 * The number of a unit in a circle.
 * @param {number} k
 * @param {number} r
 */
export const numberOf = (k, r, name = String(k + 1)) =>
  svg(
    "g",
    { class: `pg-tag${name.length > 2 ? " pg-long" : ""}`, "data-unit": k },
    svg("circle", { r }),
    svg("text", { y: 4, "text-anchor": "middle" }, name),
  );

/**
 * A letter with a number below it.
 * @param {string} letter
 * @param {number | string} index
 * @param {import("./dom.js").Attributes} attributes
 */
export const symbol = (letter, index, attributes) =>
  svg(
    "text",
    attributes,
    svg("tspan", { class: "pg-letter" }, letter),
    svg("tspan", { class: "pg-index", dy: 4 }, String(index)),
  );

/**
 * A path through points, in as few letters as they need.
 * @param {number[][]} points
 */

export const path = (points) => {
  const spots = points.map(([x, y]) => `${Math.round(10 * x) / 10} ${Math.round(10 * y) / 10}`);
  return `M${spots.join("L")}`;
};

/**
 * Puts something where it belongs.
 * @param {Element} node
 * @param {number[]} place in pixels
 */
export const put = (node, [x, y]) =>
  node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
