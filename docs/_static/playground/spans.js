// What maps show of the plane: the surroundings of the points, nearer and farther.

/** @typedef {{ low: number, high: number }} Span of both axes */

/** @type {Span[]} */
export const SPANS = [
  { low: -0.4, high: 1.4 },
  { low: -0.75, high: 1.75 },
  { low: -3, high: 3 },
];
const USUAL = { low: -0.6, high: 1.6 }; // points in there are seen as the four are
const ROUND_NUMBERS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/**
 * The smallest round number that is not below a number.
 * @param {number} x
 */
export function roundUp(x) {
  if (!(x > 1e-6) || x > 1e12) return x > 1 ? 1e12 : 1e-6;
  const power = 10 ** Math.floor(Math.log10(x));
  return power * /** @type {number} */ (ROUND_NUMBERS.find((one) => one * power >= x * 0.999999));
}

/**
 * Three spans around points, from near to far.
 * @param {number[][]} points
 */
export function spansOf(points) {
  let [low, high] = [Infinity, -Infinity];
  for (const x of points.flat()) {
    low = Math.min(low, x);
    high = Math.max(high, x);
  }
  const wide = high - low;
  const small = points.length > 1 && wide < 0.2;
  if (low >= USUAL.low && high <= USUAL.high && !small) return SPANS;
  const half = roundUp(0.6 * wide || 1);
  const middle = (Math.round((10 * (low + high)) / 2 / half) * half) / 10;
  return [0.72, 1, 2.4].map((part) => ({ low: middle - part * half, high: middle + part * half }));
}

/**
 * A place as it is written, with a digit more than a map shows.
 * @param {number[]} place
 * @param {Span} span of the map
 */
export function rounded(place, { low, high }) {
  const digits = -Math.ceil(Math.log10((high - low) / 800));
  const unit = 10 ** Math.abs(digits);
  return place.map((x) => (digits < 0 ? Math.round(x / unit) * unit : Math.round(x * unit) / unit));
}
