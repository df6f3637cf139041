// Numbers, points and lists as the page writes them.

import { fixed, powered, threeDigits } from "./decimals.js";

/**
 * A number as it is typed.
 * @param {string} text
 */
export const numeric = (text) => (text.trim() === "" ? Number.NaN : Number(text));

/**
 * A number that is read back to the last bit.
 * @param {number} x
 */
export const exact = (x) => (Object.is(x, -0) ? "-0" : String(x));

/** @param {number} x */
export function number(x, digits = 3) {
  const size = Math.abs(x);
  const long = size >= 1e5 || (size > 0 && size < 0.5 / 10 ** digits);
  if (!Number.isFinite(x)) {
    return Number.isNaN(x) ? "not a number" : x > 0 ? "∞" : "−∞";
  }
  const text = long ? powered(x, 1) : fixed(x, digits);
  return text.replaceAll("-", "−");
}

/**
 * @param {number} x
 * @param {number} [digits]
 */
export const signed = (x, digits) => (x > 0 ? "+" : "") + number(x, digits);

/**
 * A place, by a form of its numbers.
 * @param {number[]} point
 */
export const pair = (point, form = threeDigits) =>
  `(${point.map(form).join(", ")})`.replaceAll("-", "−");

/** @param {string[]} words */
export const list = (words) => {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
};

/**
 * @param {number} n
 * @param {string} word
 */
export const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

const COUNTS = "no one two three four five six seven eight nine ten".split(" ");

/**
 * A number of things, in a word if it is small.
 * @param {number} n
 */
export const counted = (n) => COUNTS[n] ?? String(n);

export const LISTED = 20; // points in a table at most
export const FEW = 6; // points that are told one by one

/**
 * All points, as the beginning of a sentence.
 * @param {number} n
 */
export const everyPoint = (n) => (n === 1 ? "The one point is" : `All ${counted(n)} points are`);
