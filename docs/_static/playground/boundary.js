// Where the logit of a network of straight pieces is 0, exactly.

import { CORNERS } from "./constants.js";
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
export function boundary(network, box = CORNERS) {
  /** @type {Map<string, Point[]>} */
  const segments = new Map();
  const flat = [];
  for (const piece of flatPieces(network, box)) {
    const { level } = cut(piece, ([x1, x2]) => network.logit(x1, x2));
    if (level.length === 2) segments.set(name(level), level);
    if (level.length > 2)
      flat.push(...level.map((end, i) => name([end, /** @type {Point} */ (level.at(i - 1))])));
  }
  for (const edge of flat) segments.delete(edge);
  return [...segments.values()];
}
