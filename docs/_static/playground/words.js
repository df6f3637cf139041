// Numbers, points and lists as the page writes them.

/** @param {number} x */
export function number(x, digits = 3) {
  const size = Math.abs(x);
  const long = size >= 1e5 || (size > 0 && size < 0.5 / 10 ** digits);
  const text = long ? x.toExponential(1) : x.toFixed(digits);
  return (Number.isNaN(x) ? "not a number" : text).replace("Infinity", "∞").replaceAll("-", "−");
}

/**
 * @param {number} x
 * @param {number} [digits]
 */
export const signed = (x, digits) => (x > 0 ? "+" : "") + number(x, digits);

/** @param {number[]} point */
export const pair = ([x1, x2]) => `(${number(x1, 0)}, ${number(x2, 0)})`;

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
