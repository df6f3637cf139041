// How many of some seeds solve their task, as the page writes it.

import { wilson } from "./outcomes.js";

/** @param {number} share */
export const percent = (share) => (100 * share).toFixed(1);

/**
 * Where the share lies with 95 %, in per cent.
 * @param {number} count
 * @param {number} total
 */
export function interval(count, total) {
  const [low, high] = wilson(count, total).map(percent);
  return `(${low} to ${high})`;
}

/**
 * What a table of counts says.
 * @param {number} seeds
 * @param {number | string} until
 */
export const captionOf = (seeds, until) =>
  `Of ${seeds} seeds so many solve the task by epoch ${until}`;
