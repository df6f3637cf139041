// Where the logit is 0: exactly for a network of straight pieces, from a grid for a curved one.

import { flatPieces } from "./flat_pieces.js";
import { cut } from "./lines.js";

/** @typedef {import("./lines.js").Point} Point */

/**
 * What an edge is called, whichever of two pieces it bounds.
 * @param {Point[]} ends
 */
const name = (ends) =>
  ends
    .map((end) => end.map((x) => Math.round(x * 1e9)))
    .sort()
    .join();

/**
 * The segments of the decision boundary. It may only touch a crease, and then lies on it; a piece
 * that is 0 as a whole has none.
 * @param {import("./network.js").Network} network
 */
export function boundary(network) {
  /** @type {Map<string, Point[]>} */
  const segments = new Map();
  const flat = [];
  for (const piece of flatPieces(network)) {
    const { level } = cut(piece, ([x1, x2]) => network.logit(x1, x2));
    if (level.length === 2) segments.set(name(level), level);
    if (level.length > 2)
      flat.push(...level.map((end, i) => name([end, /** @type {Point} */ (level.at(i - 1))])));
  }
  for (const edge of flat) segments.delete(edge);
  return [...segments.values()];
}

/**
 * The centre of a square, of n times n that fill the box row by row from the top.
 * @param {number} i
 * @param {number} n
 */
export const centre = (i, n) => [
  (6 * ((i % n) + 0.5)) / n - 3,
  3 - (6 * (Math.floor(i / n) + 0.5)) / n,
];

/**
 * The segments on which a curved logit is 0.
 * @param {ArrayLike<number>} values at the centres
 * @param {number} n
 */
export function contour(values, n) {
  /** @type {Point[][]} */
  const segments = [];
  for (let i = 0; i < n * (n - 1); i++) {
    const four = [i, i + 1, i + n + 1, i + n];
    const z = four.map((j) => values[j]);
    if (i % n === n - 1 || Math.min(...z) * Math.max(...z) > 0) continue;
    const corners = four.map((j) => centre(j, n));
    const { level } = cut(corners, (_, k) => z[k]);
    for (let k = 1; k < level.length; k += 2) segments.push([level[k - 1], level[k]]);
  }
  return segments;
}
