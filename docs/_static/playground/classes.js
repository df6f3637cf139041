// Of three classes the map compares two: where the third one wins it is blank, and the lines that
// are drawn are those at which the class changes.

import { jumps } from "./boundary.js";
import { cut } from "./lines.js";

/** @typedef {import("./lines.js").Point} Point */
/** @typedef {import("./network.js").Network} Network */

const NAMED = 16; // places a side at which the name of a class may stand

/**
 * How far the logit of class k is above that of class j at a point.
 * @param {Network} network
 * @returns {(k: number, j: number) => (point: Point) => number}
 */
const leads = (network) => (k, j) => (point) => {
  network.logit(point[0], point[1]);
  const { sums } = network.head;
  return sums[k] - sums[j];
};

/**
 * The part of a segment where something affine is above 0, if any.
 * @param {Point[]} ends
 * @param {(point: Point) => number} height
 * @returns {Point[][]}
 */
function above(ends, height) {
  const [from, to] = ends.map(height);
  if (!(Math.max(from, to) > 0)) return [];
  if (Math.min(from, to) >= 0) return [ends];
  const share = from / (from - to);
  const at = ends[0].map((x, axis) => x + share * (ends[1][axis] - x));
  return [from > 0 ? [ends[0], at] : [at, ends[1]]];
}

/**
 * Where the class that is not compared wins, piece by piece, and the lines between the classes.
 * @param {Network} network
 * @param {{ corners: Point[], row?: number }[]} pieces on which its logits are affine, or nearly
 */
export function classesOn(network, pieces) {
  const [a, b] = network.pair;
  const c = 3 - a - b;
  const lead = leads(network);
  /** @type {Point[][]} */
  const blank = [];
  /** @type {Point[][]} */
  const lines = [];
  if (network.torn && pieces[0].row === undefined) {
    const said = pieces.map(({ corners }) => {
      const [x1, x2] = [0, 1].map((i) => corners.reduce((sum, x) => sum + x[i], 0));
      return network.said(network.logit(x1 / corners.length, x2 / corners.length));
    });
    const won = pieces.flatMap(({ corners }, i) => (said[i] === c ? [corners] : []));
    return {
      blank: won,
      lines: jumps(
        pieces,
        said.map((k) => k + 1),
      ),
    };
  }
  for (const { corners } of pieces) {
    const [said, ...others] = corners.map(([x1, x2]) => network.said(network.logit(x1, x2)));
    if (said >= 0 && others.every((one) => one === said)) {
      if (said === c) blank.push(corners); // what leads at all corners leads in between
      continue;
    }
    const won = cut(cut(corners, lead(c, a)).above, lead(c, b)).above;
    if (won.length > 2) blank.push(won);
    for (const [k, j, other] of [
      [a, b, c],
      [a, c, b],
      [b, c, a],
    ]) {
      const { level } = cut(corners, lead(k, j));
      if (level.length === 2) lines.push(...above(level, lead(k, other)));
    }
  }
  return { blank, lines };
}

/**
 * Where the name of each class may stand: where it leads most, if it does anywhere.
 * @param {Network} network
 * @param {import("./spans.js").Span} span
 * @returns {(Point | null)[]}
 */
export function namePlaces(network, { low, high }) {
  /** @type {(Point | null)[]} */
  const places = [null, null, null];
  const most = [0, 0, 0];
  for (let i = 0; i < NAMED * NAMED; i++) {
    const place = [i % NAMED, Math.floor(i / NAMED)].map(
      (at) => low + (high - low) * (0.1 + (0.8 * at) / (NAMED - 1)),
    );
    const k = network.said(network.logit(place[0], place[1]));
    if (k < 0) continue;
    const { sums } = network.head;
    const lead = Math.min(...[1, 2].map((by) => sums[k] - sums[(k + by) % 3]));
    if (lead > most[k]) [most[k], places[k]] = [lead, place];
  }
  return places;
}
