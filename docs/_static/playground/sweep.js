// A sweep as a word of the address: a setting, how many seeds, and the values that it takes.

import { POINTS } from "./constants.js";
import { initializers } from "./draws.js";
import { activations } from "./formulas.js";
import { widthsOf } from "./network.js";
import { nameOf, typed } from "./rules.js";
import { numeric } from "./words.js";

/** @typedef {import("./outcomes.js").Change} Change */
/** @typedef {import("./rules.js").Key | "until"} Swept a setting, or the epoch of judgement */
/** @typedef {{ key: Swept, seeds: string, values: string[] }} Sweep */

export const MOST_SEEDS = 1000;
const MOST_VALUES = 20;
const LAST = 500; // epoch of judgement

/**
 * @param {number} most
 * @param {number} n
 */
const countsTo = (most, n) => Number.isInteger(n) && n > 0 && n <= most;

/** @param {number} epoch at which seeds are judged */
export const isEpoch = (epoch) => countsTo(LAST, epoch);
export const EPOCH = `a whole number from 1 to ${LAST}`;

/**
 * What a setting takes unless other values are typed.
 * @type {Partial<Record<Swept, string>>}
 */
const USUAL = {
  lr: "0.01 0.02 0.05 0.1 0.2 0.5 1 2",
  momentum: "0 0.2 0.4 0.6 0.8 0.9 0.95",
  decay: "0 0.001 0.003 0.01 0.03 0.1",
  width: "1 2 3 4 5 6 8 12 16",
  until: "10 20 30 50 100 200 500",
  batch: "1 2 4 8 16 32 64",
  order: "shuffled fixed",
  optimizer: "sgd adam",
  hidden: Object.keys(activations).join(" "),
  init: Object.keys(initializers).join(" "),
};
export const SWEPT = /** @type {Swept[]} */ (Object.keys(USUAL));

/** @param {string} text */
export const valuesIn = (text) => text.split(/[\s,;]+/).filter(Boolean);

/**
 * @param {Swept} key
 * @param {number} [points] how many there are
 */
export function usualOf(key, points = POINTS.length) {
  const values = valuesIn(USUAL[key] ?? "");
  return key === "batch" ? values.filter((size) => Number(size) <= points) : values;
}

/** @param {Swept} key */
export const sweptName = (key) =>
  ({ until: "epochs", width: "units of layer 1" })[String(key)] ??
  nameOf(/** @type {import("./rules.js").Key} */ (key));

/** @param {Sweep} sweep */
export const writeSweep = ({ key, seeds, values }) => [key, seeds, ...values].join();

/**
 * @param {string} text
 * @returns {Sweep}
 */
export function readSweep(text) {
  const [key, seeds, ...values] = text.split(",");
  return { key: /** @type {Swept} */ (key), seeds, values };
}

/**
 * What a sweep changes, value by value, if all of it can be tried.
 * @param {Sweep} sweep
 * @param {{ width: string, points?: number }} settings and how many points there are
 * @returns {Change[]}
 */
export function changesOf({ key, seeds, values }, { width, points }) {
  const fits = countsTo(MOST_SEEDS, numeric(seeds)) && countsTo(MOST_VALUES, values.length);
  if (!SWEPT.includes(key) || !fits) {
    const may = `1 to ${MOST_SEEDS} seeds and 1 to ${MOST_VALUES} values`;
    throw RangeError(`The sweep must have ${may}.`);
  }
  return values.map((text) => {
    if (key === "until") {
      if (isEpoch(numeric(text))) return { until: numeric(text) };
      throw RangeError(`The epoch must be ${EPOCH}, not "${text.slice(0, 50)}".`);
    }
    const value = typed(key, text, points);
    return { [key]: key === "width" ? [value, ...widthsOf(width).slice(1)].join() : value };
  });
}
