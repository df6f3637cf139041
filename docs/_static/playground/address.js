// The state of the page as the part of its address after #, and what a setting may be. Whatever is
// read is either a state that runs, or refused in words; what is written is read back the same.

import { RECIPE } from "./constants.js";
import { initializers } from "./draws.js";
import { activations } from "./formulas.js";

/**
 * @typedef {object} State
 * @property {typeof RECIPE} settings
 * @property {number[] | null} start first parameters, instead of those of the seed
 * @property {import("./run.js").Edit[]} edits of parameters on the way
 * @property {number} step
 */
/**
 * @typedef {object} View what of a state is looked at
 * @property {string} tab
 * @property {number} point
 * @property {number[] | null} probe a place that is no point
 * @property {number} unit −1 for none
 * @property {string} other the activation that is compared, or ""
 * @property {number} until the epoch at which seeds are judged
 */
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
  lr: ["learning rate", (x) => x >= 0 && x < Infinity, "a number from 0 on"],
  momentum: ["momentum", (x) => x >= 0 && x < 1, "a number from 0 on and below 1"],
  batch: ["batch", (x) => [1, 2, 3, 4].includes(x), "a whole number from 1 to 4"],
  seed: [
    "seed",
    (x) => /^\d{1,39}$/.test(x) && BigInt(x) < SEEDS,
    "a whole number from 0 on and below 2 to the power of 128",
  ],
  labels: ["labels", (x) => /^[01]{4}$/.test(x), "four digits 0 or 1"],
  init: ["initialiser", (x) => Object.hasOwn(initializers, x), "the name of an initialiser"],
};
export const TABS = ["why", "weights", "step", "surface", "space", "compare", "wall", "take"];
export const EPOCHS = [20, 50, 100, 200, 500];
/** @type {View} */
export const OVERVIEW = { tab: "why", point: 0, probe: null, unit: -1, other: "", until: 50 };
const MOST_EDITS = 200;
const KEYS = /** @type {Key[]} */ (Object.keys(RECIPE));

/** @param {Key} key */
export const nameOf = (key) => RULES[key][0];

/**
 * A number as it is typed.
 * @param {string} text
 */
const numeric = (text) => (text.trim() === "" ? Number.NaN : Number(text));

/**
 * The value of a setting, from what was typed.
 * @param {Key} key
 * @param {string} text
 */
export function typed(key, text) {
  const value = typeof RECIPE[key] === "number" ? numeric(text) + 0 : text; // −0 is 0
  const [name, fits, words] = RULES[key];
  if (!fits(value)) throw RangeError(`The ${name} must be ${words}, not "${text.slice(0, 50)}".`);
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
 * A number that is read back to the last bit.
 * @param {number} x
 */
const exact = (x) => (Object.is(x, -0) ? "-0" : String(x));

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
  const { tab, point, probe, unit, other, until } = { ...OVERVIEW, ...view };
  if (tab !== OVERVIEW.tab) words.set("tab", tab);
  if (probe) words.set("at", probe.map(exact).join("_"));
  else if (point) words.set("point", String(point + 1));
  if (unit >= 0) words.set("unit", String(unit + 1));
  if (other) words.set("with", other);
  if (until !== OVERVIEW.until) words.set("until", String(until));
  return `#${words}`;
}

/**
 * Whether the part of an address after # means a state; a link within the page does not.
 * @param {string} hash
 */
export function meant(hash) {
  const words = new URLSearchParams(hash.slice(1));
  const others = ["start", "edits", "step", "tab", "at", "point", "unit", "with", "until"];
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
  const count = 4 * settings.width + 1;
  if (start && start.length !== count) {
    throw RangeError(`The address must hold ${count} weights and biases, not ${start.length}.`);
  }
  const step = numeric(words.get("step") ?? "0") + 0;
  if (!Number.isSafeInteger(step) || step < 0) {
    throw RangeError("The step must be a whole number from 0 on.");
  }
  const edits = editsIn(words.get("edits"), count);
  return { settings, start, edits, step, ...viewOf(words, settings.width) };
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

/**
 * @param {URLSearchParams} words
 * @param {number} width
 * @returns {View}
 */
function viewOf(words, width) {
  /**
   * @template T
   * @param {string} key
   * @param {T} otherwise
   * @param {(text: string) => T} read
   * @param {(value: T) => boolean} fits
   * @param {string} what it may be
   */
  const word = (key, otherwise, read, fits, what) => {
    const text = words.get(key);
    if (text === null) return otherwise;
    const value = read(text);
    if (!fits(value)) throw RangeError(`The ${key} must be ${what}.`);
    return value;
  };
  const count = (
    /** @type {string} */ key,
    /** @type {number} */ otherwise,
    /** @type {number} */ most,
  ) => {
    const fits = (/** @type {number} */ k) => Number.isInteger(k) && k >= 0 && k < most;
    return word(key, otherwise, (text) => Number(text) - 1, fits, `1 to ${most}`);
  };
  const place = (/** @type {number[] | null} */ at) =>
    at !== null && at.length === 2 && at.every((x) => x >= -3 && x <= 3);
  const [one, many] = ["the name of an activation", "two numbers from −3 to 3"];
  const probe = word("at", OVERVIEW.probe, (text) => text.split("_").map(numeric), place, many);
  const point = count("point", OVERVIEW.point, 4);
  return {
    tab: word("tab", OVERVIEW.tab, String, (tab) => TABS.includes(tab), TABS.join(", ")),
    point: probe ? 0 : point,
    probe,
    unit: count("unit", OVERVIEW.unit, width),
    other: word("with", OVERVIEW.other, String, (x) => Object.hasOwn(activations, x), one),
    until: word("until", OVERVIEW.until, Number, (x) => EPOCHS.includes(x), EPOCHS.join(", ")),
  };
}
