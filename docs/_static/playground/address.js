// The state of the page as the part of its address after #. Whatever is read is either a state that
// runs, or refused in words; what is written is read back the same.

import { RECIPE } from "./constants.js";
import { readData } from "./data.js";
import { givenBy } from "./given.js";
import { widthsOf } from "./network.js";
import { RULES, SEEDS, typed } from "./rules.js";
import { countOf } from "./sizes.js";
import { outputsFor } from "./training.js";
import { isRate, TURNINGS } from "./turns.js";
import { OVERVIEW, readView, VIEW_WORDS, writeView } from "./views.js";
import { exact, numeric } from "./words.js";

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
/** @typedef {import("./rules.js").Key} Key */

export const LARGEST = 1e100; // of a parameter that is given: the logit it makes is finite

const MOST_EDITS = 200;
const KEYS = /** @type {Key[]} */ (Object.keys(RECIPE));

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
  const count = countOf(widths, outputsFor(data));
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
