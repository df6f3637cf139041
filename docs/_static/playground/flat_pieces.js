// The convex pieces on which a network of straight pieces is one affine map.

import { CORNERS } from "./constants.js";
import { cut } from "./lines.js";

/** @typedef {import("./network.js").Network} Network */

/**
 * A polygon cut along the line on which a unit switches.
 * @param {Network} network
 * @param {number} k
 */
export const cutBy = (network, k, polygon = CORNERS) =>
  cut(polygon, ([x1, x2]) => network.sum(k, x1, x2));

/** @param {Network} network */
export function flatPieces(network, box = CORNERS) {
  let pieces = [box];
  for (let k = 0; k < network.width && network.slope(1) !== network.slope(-1); k++) {
    pieces = pieces.flatMap((piece) => {
      const { above, below, level } = cutBy(network, k, piece);
      return Math.min(above.length, below.length) > level.length ? [above, below] : [piece];
    });
  }
  return pieces;
}
