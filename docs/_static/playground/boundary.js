// Where the logit of a network of straight pieces is 0, exactly, or jumps across it.

import { cut, spotName } from "./lines.js";

/** @typedef {import("./lines.js").Point} Point */

/**
 * The edges between pieces of different sides, each being on one as a whole.
 * @param {{ corners: Point[] }[]} pieces
 * @param {number[]} sides of them; 0 for none
 */
export function jumps(pieces, sides) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  /** @type {Point[][]} */
  const found = [];
  pieces.forEach(({ corners }, i) => {
    if (!sides[i]) return;
    corners.forEach((from, j) => {
      const ends = [from, corners[(j + 1) % corners.length]];
      const name = spotName(ends);
      if ((seen.get(name) ?? sides[i]) !== sides[i]) found.push(ends);
      seen.set(name, sides[i]);
    });
  });
  return found;
}

/**
 * The segments of the decision boundary. It may only touch a crease, and then lies on it; a piece
 * that is 0 as a whole has none.
 * @param {{ corners: Point[], heights: number[] }[]} pieces
 */
export function boundary(pieces) {
  if (pieces.every(({ heights: [z, ...others] }) => others.every((other) => other === z))) {
    const sides = pieces.map(({ heights: [z] }) => Math.sign(z));
    return jumps(pieces, sides);
  }
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
