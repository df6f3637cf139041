// The state of the page as the part of its address after #, and what a setting may be. Whatever is
// read is either a state that runs, or refused in words; what is written is read back the same.

import { POINTS, RECIPE } from "./constants.js";
import { initializers } from "./draws.js";
import { activations } from "./formulas.js";
import { optimizers } from "./optimizers.js";
import { exact, numeric, OVERVIEW, readView, VIEW_WORDS, writeView } from "./views.js";

/**
 * @typedef {object} State
 * @property {typeof RECIPE} settings
 * @property {number[] | null} start first parameters, instead of those of the seed
 * @property {import("./run.js").Edit[]} edits of parameters on the way
 * @property {number} step
 */
/** @typedef {import("./views.js").View} View */
/** @typedef {keyof typeof RECIPE} Key */

const SEEDS = 1n << 128n;
export const LARGEST = 1e100; // of a parameter that is given: the logit it makes is finite

/**
 * What a setting is called, what it may be, and that in words.
 * @type {Record<Key, [string, (value: any) => boolean, string]>}
 */
const RULES = {
  hidden: ["activation", (x) => Object.hasOwn(activations, x), "the name of an activation"],
  width: ["width", (x) => Number.isInteger(x) && x > 0 && x < 17, "a whole number from 1 to 16"],
  optimizer: ["optimizer", (x) => Object.hasOwn(optimizers, x), "sgd or adam"],
  lr: ["learning rate", (x) => x >= 0 && x < Infinity, "a number from 0 on"],
  momentum: ["momentum", (x) => x >= 0 && x < 1, "a number from 0 on and below 1"],
  decay: ["weight decay", (x) => x >= 0 && x < Infinity, "a number from 0 on"],
  batch: [
    "batch",
    (x) => Number.isInteger(x) && x > 0 && x <= POINTS.length,
    `a whole number from 1 to ${POINTS.length}`,
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
const MOST_EDITS = 200;
const KEYS = /** @type {Key[]} */ (Object.keys(RECIPE));

/** @param {Key} key */
export const nameOf = (key) => RULES[key][0];

/**
 * The value of a setting, from what was typed.
 * @param {Key} key
 * @param {string} text
 */
export function typed(key, text) {
  const isNumber = typeof RECIPE[key] === "number" || key === "width";
  const value = isNumber ? numeric(text) + 0 : text; // −0 is 0
  const [name, fits, words] = RULES[key];
  if (!fits(value)) throw RangeError(`The ${name} must be ${words}, not "${text.slice(0, 50)}".`);
  if (key === "width") return String(value);
  return key === "seed" ? String(BigInt(value)) : value;
}

/**
 * A parameter, from what was typed.
 * @param {string} text
 */
export function parameterTyped(text) {
  const value = numeric(text);
  if (Math.abs(value) <= LARGEST) return value;
  throw RangeError(`A weight must be a number from −${LARGEST} to ${LARGEST}.`);
}

/**
 * The seed after one; after the last, the first.
 * @param {string} seed
 */
export const nextSeed = (seed, by = 1n) => String((BigInt(seed) + by + SEEDS) % SEEDS);

/**
 * The part of an address that holds a state, without what is as in the recipe.
 * @param {State & Partial<View>} state
 */
export function writeAddress({ settings, start, edits, step, ...view }) {
  const words = new URLSearchParams();
  for (const key of KEYS) {
    if (settings[key] !== RECIPE[key]) words.set(key, String(settings[key]));
  }
  if (start) words.set("start", Array.from(start, exact).join("_"));
  if (edits.length) words.set("edits", edits.flat().map(exact).join("_"));
  words.set("step", String(step));
  writeView(words, { ...OVERVIEW, ...view }, settings);
  return `#${words}`;
}

/**
 * Whether the part of an address after # means a state; a link within the page does not.
 * @param {string} hash
 */
export function meant(hash) {
  const words = new URLSearchParams(hash.slice(1));
  const others = ["start", "edits", "step", ...VIEW_WORDS];
  return [...others, ...KEYS].some((key) => words.has(key));
}

/**
 * The state that an address holds; what it does not name is as in the recipe, at step 0.
 * @param {string} hash
 * @returns {State & View}
 */
export function readAddress(hash) {
  const words = new URLSearchParams(hash.slice(1));
  const settings = { ...RECIPE };
  for (const key of KEYS) {
    const text = words.get(key);
    if (text !== null) Object.assign(settings, { [key]: typed(key, text) });
  }
  const start = words.get("start")?.split("_").map(parameterTyped) ?? null;
  const count = 4 * Number(settings.width) + 1;
  if (start && start.length !== count) {
    throw RangeError(`The address must hold ${count} weights and biases, not ${start.length}.`);
  }
  const step = numeric(words.get("step") ?? "0") + 0;
  if (!Number.isSafeInteger(step) || step < 0) {
    throw RangeError("The step must be a whole number from 0 on.");
  }
  const edits = editsIn(words.get("edits"), count);
  return { settings, start, edits, step, ...readView(words, settings) };
}

/**
 * @param {string | null} text
 * @param {number} count of parameters
 */
function editsIn(text, count) {
  const numbers = text?.split("_").map(parameterTyped) ?? [];
  /** @type {import("./run.js").Edit[]} */
  const edits = [];
  for (let k = 0; k < numbers.length; k += 3) {
    edits.push([numbers[k] + 0, numbers[k + 1] + 0, numbers[k + 2]]);
  }
  const fine = edits.every(([step, i, value], k) => {
    const before = k ? edits[k - 1][0] : 1;
    const known = Number.isInteger(i) && i >= 0 && i < count && value !== undefined;
    return Number.isSafeInteger(step) && step >= before && known;
  });
  if (fine && edits.length <= MOST_EDITS) return edits;
  throw RangeError("The edits must be steps, parameters and values, in the order of the steps.");
}
