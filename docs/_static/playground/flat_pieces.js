// The convex pieces on which a network of straight pieces is one affine map.

import { cellsOf, heightAt } from "./cells.js";
import { CORNERS } from "./constants.js";
import { cut } from "./lines.js";

/** @typedef {import("./lines.js").Point} Point */
/** @typedef {import("./network.js").Network} Network */

/**
 * A polygon cut along the line on which a unit of the first layer switches.
 * @param {Network} network
 * @param {number} k
 */
export const cutBy = (network, k, polygon = CORNERS) =>
  cut(polygon, ([x1, x2]) => network.sum(k, x1, x2));

/**
 * What the arithmetic of cells needs of each layer, up to the logit.
 * @param {Network} network
 * @returns {import("./cells.js").Layer[]}
 */
export function layersOf(network) {
  const { p, layers, last } = network;
  const hidden = layers.map(({ first, inputs, units, halves }) => {
    const row = (/** @type {number} */ i) => p.subarray(first + i * units, first + (i + 1) * units);
    const w = Array.from({ length: inputs }, (_, i) => row(1 + i));
    return { b: row(0), w, halves: /** @type {import("./formulas.js").Half[]} */ (halves) };
  });
  const v = Array.from({ length: last.units }, (_, k) => [network.out(1 + k)]);
  return [...hidden, { b: [network.out(0)], w: v }];
}

/**
 * The pieces, with the logit at their corners, and the creases of each layer's units; null if there
 * are more pieces than may be.
 * @param {Network} network
 * @param {Point[]} box
 * @param {number} most
 */
export function flatMap(network, box = CORNERS, most = Infinity) {
  const found = cellsOf(layersOf(network), box, most);
  return found && { pieces: found.cells.map(withHeights), creases: found.creases };
}

/**
 * A cell, with the logit at its corners: 0 where nothing but rounding keeps it from that.
 * @param {import("./cells.js").Cell} cell
 */
export function withHeights(cell) {
  const { corners, planes } = cell;
  const size = planes[3];
  return { corners, heights: corners.map((corner) => heightAt(cell, 0, corner) * size) };
}
