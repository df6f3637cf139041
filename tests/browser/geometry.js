// What the playground draws, compared with what the package's geometry found; returns what differs.

import { boundary } from "../../docs/_static/playground/boundary.js";
import { cellsOf } from "../../docs/_static/playground/cells.js";
import { CORNERS } from "../../docs/_static/playground/constants.js";
import { withHeights } from "../../docs/_static/playground/flat_pieces.js";

/** @typedef {number[][]} Points */
/**
 * @typedef {object} Shape
 * @property {string} hidden
 * @property {import("../../docs/_static/playground/cells.js").Layer[]} layers
 * @property {{ polygon: Points, pattern: boolean[], plane: number[] }[]} regions
 * @property {Points[][]} creases of each unit
 * @property {Points[] | null} boundary
 */

/**
 * @param {number[]} p
 * @param {number[]} q
 */
const near = (p, q) => p.every((x, k) => Math.abs(x - q[k]) < 1e-9 * Math.max(1, Math.abs(x)));

/**
 * Whether two lists hold the same, in whatever order.
 * @template T
 * @param {T[]} ours
 * @param {T[]} theirs
 * @param {(one: T, other: T) => boolean} same
 */
const match = (ours, theirs, same) =>
  ours.length === theirs.length && theirs.every((one) => ours.some((other) => same(one, other)));

/** @type {(one: Points, other: Points) => boolean} */
const samePoints = (one, other) => match(one, other, near);

/** @type {(one: Points, other: Points) => boolean} */
const sameWay = (one, other) => one.every((end, k) => near(end, other[k]));

/** @param {Shape[]} shapes */
export function differences(shapes) {
  /** @type {string[]} */
  const found = [];
  for (const { hidden, layers, regions, creases, boundary: theirs } of shapes) {
    /**
     * @param {string} what
     * @param {unknown} ours
     * @param {unknown} theirs
     */
    const note = (what, ours, theirs) =>
      found.push(`${what} of ${hidden} ${JSON.stringify([layers, ours, theirs])}`);

    const ours = cellsOf(layers, CORNERS);
    if (!ours) throw new Error("more cells than infinitely many");
    const cells = new Map(ours.cells.map((cell) => [String(cell.on), cell]));
    if (ours.cells.length !== regions.length || cells.size !== regions.length) {
      note("number of cells", ours.cells.length, regions.length);
    }
    for (const { polygon, pattern, plane } of regions) {
      const cell = cells.get(String(pattern));
      const same = cell && near(plane, [...cell.planes]) && samePoints(polygon, cell.corners);
      if (!same) note(`cell ${pattern}`, cell, [polygon, plane]);
    }
    ours.creases.flat().forEach((segments, k) => {
      if (!match(segments, creases[k], sameWay)) note(`crease ${k}`, segments, creases[k]);
    });
    if (theirs) {
      const segments = boundary(ours.cells.map(withHeights));
      if (!match(segments, theirs, samePoints)) note("boundary", segments, theirs);
    }
  }
  return found;
}
