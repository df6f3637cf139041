// The state of the page as the part of its address after #, and what a setting may be. Whatever is
// read is either a state that runs, or refused in words; what is written is read back the same.

import { POINTS, RECIPE } from "./constants.js";
import { readData } from "./data.js";
import { initializers } from "./draws.js";
import { activations } from "./formulas.js";
import { givenBy } from "./given.js";
import { widthsOf } from "./network.js";
import { optimizers } from "./optimizers.js";
import { countOf, hiddenOf, isWidth, MOST_LAYERS, MOST_UNITS } from "./sizes.js";
import { isRate, TURNINGS } from "./turns.js";
import { exact, numeric, OVERVIEW, readView, VIEW_WORDS, writeView } from "./views.js";

/**
 * @typedef {object} State
 * @property {typeof RECIPE} settings
 * @property {number[] | null} start first parameters, instead of those of the seed
 * @property {import("./run.js").Edit[]} edits of parameters on the way
 * @property {import("./training.js").Data | null} [data] points that are not the four
 * @property {import("./turns.js").Turn[]} [turns] of rates, and what is frozen
 * @property {number} step
 */
/** @typedef {import("./views.js").View} View */
/** @typedef {keyof typeof RECIPE} Key */

const isFew = (/** @type {any[]} */ layers) => layers.length <= MOST_LAYERS;
const SEEDS = 1n << 128n;
export const LARGEST = 1e100; // of a parameter that is given: the logit it makes is finite

/**
 * What a setting is called, what it may be, and that in words.
 * @type {Record<Key, [string, (value: any) => boolean, string]>}
 */
const RULES = {
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
const MOST_EDITS = 200;
const KEYS = /** @type {Key[]} */ (Object.keys(RECIPE));

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
export function writeAddress({ settings, start, edits, data = null, turns = [], step, ...view }) {
  const words = new URLSearchParams();
  for (const key of KEYS) {
    if (settings[key] !== RECIPE[key]) words.set(key, String(settings[key]));
  }
  if (data?.word) words.set("data", data.word);
  if (start) words.set("start", Array.from(start, exact).join("_"));
  if (edits.length) words.set("edits", edits.flat().map(exact).join("_"));
  if (turns.length) words.set("turns", turns.flat().map(String).join("_"));
  words.set("step", String(step));
  writeView(words, { ...OVERVIEW, ...view }, { ...settings, points: data?.points.length });
  return `#${words}`.replaceAll("%2C", ","); // as it is read, too
}

/**
 * Whether the part of an address after # means a state; a link within the page does not.
 * @param {string} hash
 */
export function meant(hash) {
  const words = new URLSearchParams(hash.slice(1));
  const others = ["data", "start", "edits", "turns", "step", ...VIEW_WORDS];
  return [...others, ...KEYS].some((key) => words.has(key));
}

/**
 * The state that an address holds; what it does not name is as in the recipe, at step 0.
 * @param {string} hash
 * @returns {State & View}
 */
export function readAddress(hash) {
  const words = new URLSearchParams(hash.slice(1));
  const text = words.get("data");
  const given = text === null ? null : givenBy(readData(text));
  const data = given?.data ?? null;
  const points = data?.points.length;
  const settings = { ...RECIPE };
  for (const key of KEYS) {
    const text = words.get(key);
    if (text !== null) Object.assign(settings, { [key]: typed(key, text, points) });
  }
  if (given) settings.labels = given.labels;
  const start = words.get("start")?.split("_").map(parameterTyped) ?? null;
  const widths = widthsOf(settings.width);
  const names = settings.hidden.split(",");
  if (names.length > 1 && names.length !== widths.length) {
    const many = `${widths.length} in all, not ${names.length}`;
    throw RangeError(`The activation must be one name, or one for each hidden layer, ${many}.`);
  }
  const count = countOf(widths);
  if (start && start.length !== count) {
    throw RangeError(`The address must hold ${count} weights and biases, not ${start.length}.`);
  }
  const step = numeric(words.get("step") ?? "0") + 0;
  if (!Number.isSafeInteger(step) || step < 0) {
    throw RangeError("The step must be a whole number from 0 on.");
  }
  const edits = editsIn(words.get("edits"), count);
  const turns = turnsIn(words.get("turns"), count);
  const view = readView(words, { ...settings, points });
  return { settings, start, edits, data, turns, step, ...view };
}

/**
 * @param {string | null} text
 * @param {number} count of parameters
 */
function turnsIn(text, count) {
  const parts = text?.split("_") ?? [];
  /** @type {import("./turns.js").Turn[]} */
  const turns = [];
  for (let k = 0; k < parts.length; k += 3) {
    const what = TURNINGS.find((name) => name === parts[k + 1]);
    const value = numeric(parts[k + 2] ?? "") + 0; // −0 is 0
    const step = numeric(parts[k]) + 0;
    const ordered = Number.isSafeInteger(step) && step >= (turns.at(-1)?.[0] ?? 0);
    const place = Number.isInteger(value) && value >= 0 && value < count;
    const fits = what && (isRate(what) ? RULES[/** @type {Key} */ (what)][1](value) : place);
    if (!what || !fits || !ordered || turns.length === MOST_EDITS) {
      throw RangeError(
        `The turns must be steps in their order, ${TURNINGS.join(", ")}, and what that means.`,
      );
    }
    turns.push([step, what, value]);
  }
  return turns;
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
