// What a setting may be, and its value from what was typed.

import { POINTS, RECIPE } from "./constants.js";
import { initializers } from "./draws.js";
import { activations } from "./formulas.js";
import { optimizers } from "./optimizers.js";
import { hiddenOf, isWidth, MOST_LAYERS, MOST_UNITS } from "./sizes.js";
import { numeric } from "./words.js";

/** @typedef {keyof typeof RECIPE} Key */

const isFew = (/** @type {any[]} */ layers) => layers.length <= MOST_LAYERS;
export const SEEDS = 1n << 128n;

/**
 * What a setting is called, what it may be, and that in words.
 * @type {Record<Key, [string, (value: any) => boolean, string]>}
 */
export const RULES = {
  hidden: [
    "activation",
    (names) =>
      isFew(names) && names.every((/** @type {string} */ x) => Object.hasOwn(activations, x)),
    "the name of an activation, or one for each hidden layer",
  ],
  width: [
    "width",
    (widths) => isFew(widths) && widths.every(isWidth),
    `a whole number from 1 to ${MOST_UNITS}, or one for each of ${MOST_LAYERS} hidden layers ` +
      "at most",
  ],
  optimizer: ["optimizer", (x) => Object.hasOwn(optimizers, x), "sgd or adam"],
  lr: ["learning rate", (x) => x >= 0 && x < Infinity, "a number from 0 on"],
  momentum: ["momentum", (x) => x >= 0 && x < 1, "a number from 0 on and below 1"],
  decay: ["weight decay", (x) => x >= 0 && x < Infinity, "a number from 0 on"],
  batch: [
    "batch",
    (x) => Number.isInteger(x) && x > 0,
    "a whole number from 1 on", // to the number of points
  ],
  order: ["order", (x) => x === "shuffled" || x === "fixed", "shuffled or fixed"],
  seed: [
    "seed",
    (x) => /^\d{1,39}$/.test(x) && BigInt(x) < SEEDS,
    "a whole number from 0 on and below 2 to the power of 128",
  ],
  labels: ["labels", (x) => /^[01]{4}$/.test(x), "four digits 0 or 1"],
  init: ["initialiser", (x) => Object.hasOwn(initializers, x), "the name of an initialiser"],
};

const numbered = (/** @type {string} */ text) => numeric(text) + 0; // −0 is 0
/** @type {Partial<Record<Key, (text: string) => any>>} one for each layer */
const readers = {
  hidden: (text) => text.split(","),
  width: (text) => text.split(",").map(numbered),
};

/** @param {Key} key */
export const nameOf = (key) => RULES[key][0];

/**
 * The value of a setting, from what was typed.
 * @param {Key} key
 * @param {string} text
 * @param {number} [points] how many there are
 */
export function typed(key, text, points = POINTS.length) {
  const value = readers[key]?.(text) ?? (typeof RECIPE[key] === "number" ? numbered(text) : text);
  const [name, fits, words] = RULES[key];
  if (!fits(value) || (key === "batch" && Number(value) > points)) {
    const may = key === "batch" ? `a whole number from 1 to ${points}` : words;
    throw RangeError(`The ${name} must be ${may}, not "${text.slice(0, 50)}".`);
  }
  if (key === "hidden") return hiddenOf(value);
  if (key === "width") return value.join(",");
  return key === "seed" ? String(BigInt(value)) : value;
}
