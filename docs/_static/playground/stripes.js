// The logit from above: beyond which level it is where. A network of straight pieces is cut
// exactly; a curved one, or one of too many pieces, in the cells of a grid.

import { boundary, jumps } from "./boundary.js";
import { POINTS } from "./constants.js";
import { flatMap } from "./flat_pieces.js";
import { cut, NEAR } from "./lines.js";
import { roundUp, SPANS, spansOf } from "./spans.js";

/** @typedef {import("./lines.js").Point} Point */
/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./cells.js").Segment[][][]} Creases layer by layer of each unit */
/** @typedef {import("./spans.js").Span} Span */
/** @typedef {{ straight: boolean, logit: (x1: number, x2: number) => number }} Heights */
/**
 * @typedef {object} Piece
 * @property {Point[]} corners
 * @property {number[]} heights the logit there
 * @property {number} [row] of a cell of a grid
 */

const MOST = 2000; // pieces: so many can still follow training
export const LEVELS = [1, 2, 3, 4, 5, 6];

/** @param {Span} span */
export const boxOf = ({ low, high }) => [
  [low, low],
  [high, low],
  [high, high],
  [low, high],
];

/**
 * The cells of a grid.
 * @param {Heights} network
 * @param {Span} span
 * @param {number} n cells a side
 * @returns {Piece[]}
 */
function gridOf(network, { low, high }, n) {
  const at = Array.from({ length: n + 1 }, (_, i) => low + ((high - low) * i) / n);
  const heights = at.map((x2) => at.map((x1) => network.logit(x1, x2)));
  const cells = [];
  for (let row = 0; row < n; row++) {
    for (let i = 0; i < n; i++) {
      cells.push({
        row,
        corners: [
          [at[i], at[row]],
          [at[i + 1], at[row]],
          [at[i + 1], at[row + 1]],
          [at[i], at[row + 1]],
        ],
        heights: [
          heights[row][i],
          heights[row][i + 1],
          heights[row + 1][i + 1],
          heights[row + 1][i],
        ],
      });
    }
  }
  return cells;
}

/**
 * The pieces of a network on which its logit is told by the corners, and its creases; null if the
 * pieces are those of a grid.
 * @param {Network | Heights} network of which only networks are straight
 * @param {Span} span
 * @param {number} n cells of a grid a side
 * @returns {{ pieces: Piece[], creases: Creases | null }}
 */
export function mapOf(network, span, n) {
  const net = /** @type {Network} */ (network);
  const flat = net.straight && flatMap(net, boxOf(span), MOST);
  return flat || { pieces: gridOf(network, span, n), creases: null };
}

/** @type {(network: Network, span: Span, n: number) => Piece[]} */
export const piecesOf = (...seen) => mapOf(...seen).pieces;

/**
 * The polygons on which the logit is beyond a level.
 * @param {Piece[]} pieces
 * @param {number} level
 * @param {number} side 1 for above it, −1 for below
 * @returns {Point[][]}
 */
export function beyond(pieces, level, side) {
  const size = Math.abs(level);
  /** @type {Point[][]} */
  const found = [];
  let joins = -1; // the row of the last cell, if all of it is beyond
  for (const { corners, heights, row = -1 } of pieces) {
    const [low, high] = [Math.min(...heights), Math.max(...heights)];
    const [least, most] = side > 0 ? [low - level, high - level] : [level - high, level - low];
    if (least >= 0) {
      const last = found[found.length - 1];
      if (row >= 0 && joins === row) [, last[1], last[2]] = corners;
      else found.push([...corners]);
      joins = row;
      continue;
    }
    joins = -1;
    if (!(most > 0)) continue;
    const height = (/** @type {Point} */ _, /** @type {number} */ i) =>
      (side * (heights[i] - level)) / size;
    found.push(cut(corners, height).above);
  }
  return found;
}

/**
 * The segments on which the logit is 0; where it is 0 as a whole there are none.
 * @param {Piece[]} pieces
 * @returns {Point[][]}
 */
export function zeroLine(pieces) {
  if (pieces[0]?.row === undefined) return boundary(pieces);
  const segments = [];
  const touching = []; // cells that are on one side of 0, but for an edge
  for (const { corners, heights } of pieces) {
    const [low, high] = [Math.min(...heights), Math.max(...heights)];
    if (low * high > 0) continue;
    const { level } = cut(corners, (_, i) => heights[i]);
    if (low < -NEAR && high > NEAR) {
      for (let k = 1; k < level.length; k += 2) segments.push([level[k - 1], level[k]]);
    } else if (level.length === 2) touching.push({ corners: level, side: Math.sign(low + high) });
  }
  const sides = touching.map(({ side }) => side);
  return [...segments, ...jumps(touching, sides)];
}

const AROUND = [-0.25, 0.1, 0.5, 0.9, 1.25]; // the four points, on both axes

/**
 * Places around points, on both axes.
 * @param {number[][]} points
 */
export function placesAround(points) {
  const spans = spansOf(points);
  const { low, high } = spans[1];
  return spans === SPANS ? AROUND : AROUND.map((x) => low + ((x + 0.75) / 2.5) * (high - low));
}

/**
 * The distance of the levels with which the places around points just have a colour.
 * @param {Network} network
 */
export function stripeHeight(network, points = POINTS) {
  const places = placesAround(points);
  let most = 0;
  for (const x1 of places) {
    for (const x2 of places) most = Math.max(most, Math.abs(network.logit(x1, x2)));
  }
  return roundUp(most / 6);
}
