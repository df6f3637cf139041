// Of the logits of several classes: what they say, how probable each class is, and what a sample
// costs; in the order of the package.

import { log1p, splitExp } from "./elementary.js";

/** @typedef {ArrayLike<number>} Logits */

/**
 * The class of the largest logit, the first if there are several.
 * @param {Logits} z
 */
function largest(z) {
  let k = 0;
  for (let j = 1; j < z.length; j++) if (z[j] > z[k]) k = j;
  return k;
}

/**
 * The class that the logits say; a tie says none, −1.
 * @param {Logits} z
 */
export function winner(z) {
  const k = largest(z);
  for (let j = 0; j < z.length; j++) if (j !== k && !(z[j] < z[k])) return -1;
  return k;
}

/**
 * Writes the probabilities of the classes, and gives the logarithm of the one in question.
 * @param {Logits} z
 * @param {number} label
 * @param {Float64Array | number[]} probabilities
 */
export function softmax(z, label, probabilities) {
  const k = largest(z);
  let others = 0; // of the powers, less that of the largest logit, which is 1
  for (let j = 0; j < z.length; j++) {
    const difference = z[j] - z[k];
    const taken = difference - z[j];
    const rest = z[j] - (difference - taken) - (z[k] + taken); // what rounding took from it
    const { nearOne, power, other } = splitExp(difference, difference > -1e3 ? rest : 0);
    probabilities[j] = nearOne * power * other;
    if (j !== k) others += probabilities[j];
  }
  for (let j = 0; j < z.length; j++) probabilities[j] /= 1 + others;
  return z[label] - z[k] - log1p(others);
}
