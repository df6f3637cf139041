// What the playground draws, compared with what the package's geometry found; returns what differs.

import { boundary } from "../../docs/_static/playground/boundary.js";
import { cutBy, flatPieces } from "../../docs/_static/playground/flat_pieces.js";
import { Network } from "../../docs/_static/playground/network.js";

/** @typedef {number[][]} Points */
/**
 * @typedef {object} Shape
 * @property {string} hidden
 * @property {number[]} p
 * @property {{ polygon: Points, pattern: boolean[] }[]} regions
 * @property {(Points | null)[]} creases
 * @property {Points[]} boundary
 */

/**
 * Whether two lists hold the same points, in whatever order, or pairs of points.
 * @param {Points} ours
 * @param {Points} theirs
 */
const samePoints = (ours, theirs) =>
  ours.length === theirs.length &&
  theirs.every(([x, y]) => ours.some((at) => Math.hypot(at[0] - x, at[1] - y) < 1e-9));

/** @param {Shape[]} shapes */
export function differences(shapes) {
  /** @type {string[]} */
  const found = [];
  for (const { hidden, p, regions, creases, boundary: theirs } of shapes) {
    const network = new Network(hidden, Float64Array.from(p));
    /**
     * @param {string} what
     * @param {unknown} ours
     * @param {unknown} theirs
     */
    const note = (what, ours, theirs) =>
      found.push(`${what} of ${hidden} ${p}: ${JSON.stringify([ours, theirs])}`);

    const pieces = new Map(
      flatPieces(network).map((polygon) => {
        const [x, y] = [0, 1].map((k) => polygon.reduce((sum, at) => sum + at[k], 0));
        const inside = [x / polygon.length, y / polygon.length];
        const pattern = creases.map((_, k) => network.sum(k, inside[0], inside[1]) > 0);
        return [String(pattern), polygon];
      }),
    );
    if (pieces.size !== regions.length) note("number of pieces", pieces.size, regions.length);
    for (const { polygon, pattern } of regions) {
      const ours = pieces.get(String(pattern)) ?? [];
      if (!samePoints(ours, polygon)) note(`piece ${pattern}`, ours, polygon);
    }

    creases.forEach((segment, k) => {
      const { level } = cutBy(network, k);
      const ours = level.length === 2 ? level : [];
      if (!samePoints(ours, segment ?? [])) note(`crease ${k}`, ours, segment);
    });

    const ours = boundary(network);
    const all = theirs.every((segment) => ours.some((ends) => samePoints(ends, segment)));
    if (ours.length !== theirs.length || !all) note("boundary", ours, theirs);
  }
  return found;
}
