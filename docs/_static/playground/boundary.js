// Where the logit of a network of straight pieces is 0, exactly.

import { cut, spotName } from "./lines.js";

/** @typedef {import("./lines.js").Point} Point */

/**
 * The segments of the decision boundary. It may only touch a crease, and then lies on it; a piece
 * that is 0 as a whole has none.
 * @param {{ corners: Point[], heights: number[] }[]} pieces
 */
export function boundary(pieces) {
  /** @type {Map<string, Point[]>} */
  const segments = new Map();
  const flat = [];
  for (const { corners, heights } of pieces) {
    const most = Math.max(...heights.map(Math.abs));
    const { level } = cut(corners, (_, i) => heights[i] && heights[i] / most);
    if (level.length === 2) segments.set(spotName(level), level);
    if (level.length > 2)
      flat.push(...level.map((end, i) => spotName([end, /** @type {Point} */ (level.at(i - 1))])));
  }
  for (const edge of flat) segments.delete(edge);
  return [...segments.values()];
}
