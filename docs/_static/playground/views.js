// How a state is looked at, and what the reader has chosen besides, as words of the address.

import { activations } from "./formulas.js";
import { widthsOf } from "./network.js";
import { changesOf, EPOCH, isEpoch, readSweep } from "./sweep.js";
import { numeric } from "./words.js";

/** @typedef {typeof import("./constants.js").RECIPE & { points?: number }} Settings and how many */
/**
 * @typedef {object} View how a state is looked at, and what the reader has chosen besides
 * @property {string} tab "" for the first that is there
 * @property {number} point
 * @property {number[] | null} probe a place that is no point
 * @property {number} unit −1 for none
 * @property {string} other the activation that is compared, or ""
 * @property {number} until the epoch at which seeds are judged
 * @property {number} far the step that the history reaches, if it is farther
 * @property {boolean} sought whether the run was looked for as it fails
 * @property {number} zoom of the map
 * @property {boolean} editing whether a click there means the points
 * @property {string} pair the classes that are compared, if there are three
 * @property {number} adding the class of those that a click adds
 * @property {number} speed
 * @property {boolean} anew whether training starts anew from a change
 * @property {boolean} onward whether a new rate holds from the step on at which it is set
 * @property {boolean} stopping whether a run ends when all points are right
 * @property {number} phase of the step that is taken apart
 * @property {number} sample of that step
 * @property {number[]} eye how the surface is turned and tilted
 * @property {number[] | null} axes the units of the hidden space
 * @property {boolean} sorted the seeds
 * @property {boolean} rates whether they are tried
 * @property {string} sweep of a setting, or ""
 * @property {string[]} folds what was opened, or closed, that is not so from the start
 */
/**
 * A word of the address that is no setting.
 * @template T
 * @typedef {object} Word
 * @property {string} word
 * @property {T} otherwise
 * @property {(value: T) => string} write
 * @property {(text: string) => T} read
 * @property {(value: T, settings: Settings) => boolean} fits
 * @property {(settings: Settings) => string} may what it may be
 */

export const EPOCHS = [20, 50, 100, 200, 500];
export const FOLDS = ["settings", "map", "history", "space", "bring"];
/** @type {Record<string, string>} */
export const TAB_NAMES = {
  why: "Why",
  weights: "Weights",
  step: "One step",
  surface: "Surface",
  space: "Hidden space",
  compare: "Compare",
  wall: "Seeds",
  sweep: "Sweep",
  points: "Points",
  take: "Take away",
};
const OUTMOST = 1e10; // of a place, where points may be anywhere

/** @param {Settings} settings */
const unitsOf = ({ width }) => widthsOf(width).reduce((sum, units) => sum + units);
const lastOf = (/** @type {string} */ width) => Number(widthsOf(width).at(-1));

/**
 * One of several, counted from 1.
 * @param {string} word
 * @param {number} otherwise
 * @param {(settings: Settings) => number} most
 * @returns {Word<number>}
 */
const count = (word, otherwise, most) => ({
  word,
  otherwise,
  write: (k) => String(k + 1),
  read: (text) => Number(text) - 1,
  fits: (k, settings) => Number.isInteger(k) && k >= 0 && k < most(settings),
  may: (settings) => `1 to ${most(settings)}`,
});

/**
 * One of some names.
 * @template {string | number} T
 * @param {string} word
 * @param {T} otherwise
 * @param {T[]} names
 * @returns {Word<T>}
 */
const among = (word, otherwise, names, may = names.join(", ")) => ({
  word,
  otherwise,
  write: String,
  read: (text) => /** @type {T} */ (names.find((name) => String(name) === text)),
  fits: (name) => name !== undefined,
  may: () => may,
});

/**
 * @param {string} word
 * @returns {Word<boolean>}
 */
const flag = (word) => ({
  word,
  otherwise: false,
  write: () => "1",
  read: (text) => text === "1",
  fits: Boolean,
  may: () => "1",
});

/**
 * Two numbers.
 * @param {string} word
 * @param {number[] | null} otherwise
 * @param {number} low
 * @param {number} high
 * @returns {Word<any>}
 */
const two = (word, otherwise, low, high) => ({
  word,
  otherwise,
  write: (/** @type {number[]} */ pair) => pair.map(String).join("_"),
  read: (text) => text.split("_").map((part) => numeric(part) + 0),
  fits: (/** @type {number[] | null} */ pair) =>
    pair?.length === 2 && pair.every((x) => x >= low && x <= high),
  may: () => `two numbers from ${low} to ${high}`.replaceAll("-", "−"),
});

// Of the four points, and of others.
const [near, anywhere] = [3, OUTMOST].map((far) => two("at", null, -far, far));

/** @type {{ [Key in keyof View]: Word<View[Key]> }} */
const WORDS = {
  tab: among("tab", "", Object.keys(TAB_NAMES)),
  point: count("point", 0, ({ points = 4 }) => points),
  probe: {
    ...near,
    fits: (pair, settings) => (settings.points ? anywhere : near).fits(pair, settings),
    may: (settings) => (settings.points ? anywhere : near).may(settings),
  },
  unit: count("unit", -1, unitsOf),
  other: among("with", "", Object.keys(activations), "the name of an activation"),
  until: {
    word: "until",
    otherwise: 50,
    write: String,
    read: numeric,
    fits: isEpoch,
    may: () => EPOCH,
  },
  far: {
    word: "far",
    otherwise: 0,
    write: String,
    read: (text) => numeric(text) + 0,
    fits: (step) => Number.isSafeInteger(step) && step >= 0,
    may: () => "a whole number from 0 on",
  },
  sought: flag("sought"),
  zoom: count("zoom", 1, () => 3),
  editing: flag("edit"),
  pair: among("pair", "10", ["10", "20", "21"]),
  adding: among("adds", 1, [1, 0, 2]),
  speed: count("speed", 1, () => 5),
  anew: flag("anew"),
  onward: flag("onward"),
  stopping: flag("stop"),
  phase: count("phase", 0, () => 4),
  sample: count("sample", 0, ({ batch }) => batch),
  eye: two("eye", [-0.48, 0.5], -4, 4),
  axes: {
    ...two("axes", null, 1, 16),
    fits: (/** @type {number[] | null} */ units, { width }) =>
      units?.length === 2 && units.every((k) => Number.isInteger(k) && k > 0 && k <= lastOf(width)),
    may: ({ width }) => `two units from 1 to ${lastOf(width)}`,
  },
  sorted: flag("sorted"),
  rates: flag("rates"),
  sweep: {
    word: "sweep",
    otherwise: "",
    write: String,
    read: String,
    fits(text, settings) {
      try {
        return changesOf(readSweep(text), settings).length > 0;
      } catch {
        return false;
      }
    },
    may: () => "a setting, seeds and values",
  },
  folds: {
    word: "folds",
    otherwise: [],
    write: (folds) => folds.join("_"),
    read: (text) => text.split("_"),
    fits: (folds) => folds.every((fold) => FOLDS.includes(fold)),
    may: () => FOLDS.join(", "),
  },
};
const VIEWED = /** @type {(keyof View)[]} */ (Object.keys(WORDS));
export const OVERVIEW = /** @type {View} */ (
  Object.fromEntries(VIEWED.map((key) => [key, WORDS[key].otherwise]))
);

export const VIEW_WORDS = VIEWED.map((key) => WORDS[key].word);

/**
 * Adds what is not as it is without a word, and fits the settings.
 * @param {URLSearchParams} words
 * @param {View} view
 * @param {Settings} settings
 */
export function writeView(words, view, settings) {
  for (const key of VIEWED) {
    const { word, otherwise, write, fits } = /** @type {Word<any>} */ (WORDS[key]);
    const value = view[key];
    if (String(value) !== String(otherwise) && fits(value, settings)) words.set(word, write(value));
  }
}

/**
 * @param {URLSearchParams} words
 * @param {Settings} settings
 * @returns {View}
 */
export function readView(words, settings) {
  const read = (/** @type {keyof View} */ key) => {
    const one = /** @type {Word<any>} */ (WORDS[key]);
    const text = words.get(one.word);
    if (text === null) return one.otherwise;
    const value = one.read(text);
    if (one.fits(value, settings)) return value;
    throw RangeError(`The ${one.word} must be ${one.may(settings)}.`);
  };
  return /** @type {View} */ (Object.fromEntries(VIEWED.map((key) => [key, read(key)])));
}
