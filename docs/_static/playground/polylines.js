// Segments, joined wherever one ends and another begins, so that dashes run on around a bend.

import { spotName } from "./lines.js";

/** @typedef {import("./lines.js").Point} Point */

/**
 * The polylines along segments that go one way, such as a crease with its on-side to the left.
 * @param {[from: Point, to: Point][]} segments
 */
export function polylines(segments) {
  /** @type {Map<string, Point[][]>} */
  const ahead = new Map();
  const ends = new Set(segments.map(([, to]) => spotName([to])));
  for (const segment of segments) {
    const name = spotName([segment[0]]);
    ahead.set(name, [...(ahead.get(name) ?? []), segment]);
  }
  const first = segments.filter(([from]) => !ends.has(spotName([from])));
  const following = (/** @type {Point} */ end) => ahead.get(spotName([end]))?.pop();
  /** @type {Point[][]} */
  const lines = [];
  for (const [start] of [...first, ...segments]) {
    const line = [start];
    let next = following(start);
    while (next) {
      line.push(next[1]);
      next = following(next[1]);
    }
    if (line.length > 1) lines.push(line);
  }
  return lines;
}
