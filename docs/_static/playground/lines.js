// Straight lines cut a box into convex polygons.

// What rounding may make of 0: lines that meet in one point leave no slivers.
export const NEAR = 1e-12;

/** @typedef {number[]} Point */

/**
 * The parts of a polygon above 0 and below, and the points of its edges at 0.
 * @param {Point[]} corners
 * @param {(point: Point, i: number) => number} height affine in between
 */
export function cut(corners, height) {
  const h = corners.map(height).map((z) => (Math.abs(z) > NEAR ? z : 0));
  /** @type {Point[][]} */
  const [above, below, level] = [[], [], []];
  corners.forEach((from, i) => {
    const j = (i + 1) % h.length;
    const share = h[i] / (h[i] - h[j]);
    if (h[i] > 0) above.push(from);
    if (h[i] < 0) below.push(from);
    if (h[i] === 0 || (share > 0 && share < 1)) {
      const at = h[i] ? from.map((x, axis) => x + share * (corners[j][axis] - x)) : from;
      for (const part of [above, below, level]) part.push(at);
    }
  });
  return { above, below, level };
}

/**
 * What an edge is called, whichever of two cells it bounds.
 * @param {Point[]} ends
 */
export const spotName = (ends) =>
  ends
    .map((end) => end.map((x) => Math.round(x * 1e9)))
    .sort()
    .join();
