// The shape of a network as settings: the units of its hidden layers, and what each applies.

/** @typedef {import("./network.js").Network} Network */

export const MOST_LAYERS = 3; // hidden ones
export const MOST_UNITS = 16;

/** @param {number} units */
export const isWidth = (units) => Number.isInteger(units) && units > 0 && units <= MOST_UNITS;

/**
 * The activations as a setting: one name, if it is that of all.
 * @param {string[]} names
 */
export const hiddenOf = (names) => (new Set(names).size === 1 ? names[0] : names.join(","));

/** @param {Network} net */
export const namesOf = ({ layers }) => layers.map(({ name }) => name);

/**
 * The settings of another shape: its layers have the activations of those that were in their
 * places, new ones that of the last.
 * @param {Network} net
 * @param {number[]} widths
 */
export function reshaped(net, widths) {
  const names = namesOf(net);
  const last = names[names.length - 1];
  return { width: widths.join(","), hidden: hiddenOf(widths.map((_, l) => names[l] ?? last)) };
}

/**
 * How many weights and biases a network has.
 * @param {number[]} widths
 * @param {number} outputs
 */
export const countOf = (widths, outputs) =>
  [...widths, outputs].reduce((sum, units, l) => sum + units * ((l ? widths[l - 1] : 2) + 1), 0);
