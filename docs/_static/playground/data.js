// Points with labels: drawn from a seed or the reader's own, as a word of the address, and apart
// those that training does not see.

import { POINTS } from "./constants.js";
import { normal, Random, shuffle } from "./draws.js";
import { cos, sin } from "./elementary.js";
import { exact, numeric } from "./words.js";

/**
 * @typedef {object} Data
 * @property {number[][]} points
 * @property {number[]} labels 0, 1 or 2
 * @property {Data} [held] those that training shall not see, if there are some
 */
/**
 * How points are drawn.
 * @typedef {object} Recipe
 * @property {string} preset
 * @property {number} n
 * @property {number} noise standard deviation of what is added to each coordinate
 * @property {string} seed
 * @property {number} [held] share of those that training shall not see, if it is not 0
 */
/** @typedef {(random: Random, k: number) => number[]} Place of point k without noise, and label */

export const MOST_POINTS = 500;
export const FARTHEST = 1e9; // of a coordinate
export const MOST_HELD = 0.9; // of the points
const [SEEN, APART] = ["abg", "cdh"]; // a letter for each class, and one for those held out
const STREAM = 2; // that of the weights has no key, that of the orders 1
const HELD = 3;

/**
 * Points on the arc of a circle, from the middle of the plane that is seen.
 * @param {number} radius
 * @param {number} angle
 */
const around = (radius, angle) => [0.5 + radius * cos(angle), 0.5 + radius * sin(angle)];

/**
 * The corners of the unit square, again and again.
 * @param {number} equal the label where both inputs are equal
 * @returns {Place}
 */
const corners = (equal) => (_, k) => {
  const [x1, x2] = POINTS[k % 4];
  return [x1, x2, x1 === x2 ? equal : 1 - equal];
};

/**
 * A square that a curve cuts; above it is class 1.
 * @param {(x: number) => number} curve
 * @returns {Place}
 */
const cutBelow = (curve) => (random) => {
  const x1 = 2 * random.double() - 0.5;
  const x2 = 2 * random.double() - 0.5;
  return [x1, x2, x2 > curve(x1) ? 1 : 0];
};

/**
 * Without noise, "xnor" and "xor" are the four points, each class as often as the other.
 * @type {Record<string, Place>}
 */
export const presets = {
  xnor: corners(1),
  xor: corners(0),
  circles: (random, k) => [...around(k % 2 ? 0.3 : 0.75, 2 * Math.PI * random.double()), k % 2],
  moons: (random, k) => {
    const angle = Math.PI * random.double();
    const [x1, x2] = [cos(angle) / 2, sin(angle) / 2];
    return k % 2 ? [0.75 - x1, 0.625 - x2, 1] : [0.25 + x1, 0.375 + x2, 0];
  },
  gaussians: (_, k) => (k % 2 ? [0.75, 0.75, 1] : [0.25, 0.25, 0]),
  spiral: (random, k) => {
    const along = random.double();
    return [...around(0.05 + 0.8 * along, Math.PI * (3 * along + (k % 2))), k % 2];
  },
  clouds: (_, k) => [...around(0.6, Math.PI * (0.5 + (2 * (k % 3)) / 3)), k % 3],
  arms: (random, k) => {
    const along = random.double();
    return [...around(0.05 + 0.8 * along, Math.PI * (2 * along + (2 * (k % 3)) / 3)), k % 3];
  },
  line: cutBelow((x) => 0.25 + 0.5 * x),
  parabola: cutBelow((x) => 1.5 * (x - 0.5) * (x - 0.5)),
  sine: cutBelow((x) => 0.5 + 0.5 * sin(2 * Math.PI * x)),
};

/** @type {[keyof Recipe, (x: any) => boolean, string][]} */
const ALLOWED = [
  ["preset", (x) => Object.hasOwn(presets, x), "the name of a preset"],
  ["n", (n) => Number.isInteger(n) && n > 0 && n <= MOST_POINTS, `from 1 to ${MOST_POINTS}`],
  ["noise", (x) => x >= 0 && x <= 1, "a number from 0 to 1"],
  [
    "seed",
    (x) => /^\d{1,39}$/.test(x) && BigInt(x) < 1n << 128n,
    "a whole number from 0 on and below 2 to the power of 128",
  ],
  ["held", (x) => x === undefined || (x > 0 && x <= MOST_HELD), `a share up to ${MOST_HELD}`],
];

/**
 * The points of a recipe, each moved by noise after it has its label.
 * @param {Recipe} recipe
 * @returns {Data}
 */
export function drawn({ preset, n, noise, seed }) {
  const random = new Random(seed, STREAM);
  const rows = Array.from({ length: n }, (_, k) => {
    const [x1, x2, label] = presets[preset](random, k);
    const by = noise * normal(random);
    return [x1 + by, x2 + noise * normal(random), label];
  });
  return { points: rows.map(([x1, x2]) => [x1, x2]), labels: rows.map(([, , label]) => label) };
}

/**
 * Some of the points that training shall not see, and the others, both in their order.
 * @param {Data} data
 * @param {number} share of those, below 1
 * @param {string} seed
 */
export function heldOut({ points, labels }, share, seed) {
  /** @type {number[]} */
  const order = Array(points.length);
  shuffle(order, new Random(seed, HELD));
  const out = new Set(order.slice(0, Math.floor(share * points.length)));
  const [held, seen] = [true, false].map((is) => {
    const some = points.map((_, k) => k).filter((k) => out.has(k) === is);
    return { points: some.map((k) => points[k]), labels: some.map((k) => labels[k]) };
  });
  return { seen, held };
}

/**
 * The points that something means, those apart that training shall not see.
 * @param {Recipe | Data} source
 * @returns {Data}
 */
export function pointsOf(source) {
  if (!("preset" in source)) return source;
  const all = drawn(source);
  return source.held ? withHeld(all, source.held, source.seed) : all;
}

/**
 * The same points, some of them held out.
 * @param {Data} data
 * @param {number} share
 * @param {string} seed
 * @returns {Data}
 */
export function withHeld(data, share, seed) {
  const { seen, held } = heldOut(data, share, seed);
  return held.points.length ? { ...seen, held } : seen;
}

/** @param {number} x */
const short = (x) => exact(x).replace(/^(-?)0\./, "$1.");

/**
 * @param {Data} data
 * @param {string} letters one for each label
 */
const rowsOf = ({ points, labels }, letters) =>
  points.map((x, k) => x.map(short).join("_") + letters[labels[k]]).join("");

/**
 * Points as a word of an address: a recipe, or their numbers, each with a letter for its class: a,
 * b or g, of those that are held out c, d or h; e stands in numbers.
 * @param {Recipe | Data} data
 */
export function writeData(data) {
  if ("preset" in data) {
    const { preset, n, noise, seed, held } = data;
    return [preset, n, exact(noise), seed, ...(held ? [exact(held)] : [])].join("_");
  }
  return rowsOf(data, SEEN) + (data.held ? rowsOf(data.held, APART) : "");
}

/**
 * What such a word means.
 * @param {string} text
 * @returns {Recipe | Data}
 */
export function readData(text) {
  if (/^[-.\d]/.test(text)) return own(text);
  const [preset, n, noise, seed, held, ...more] = text.split("_");
  const recipe = {
    preset,
    n: numeric(n ?? ""),
    noise: numeric(noise ?? "") + 0,
    seed,
    ...(held === undefined ? {} : { held: numeric(held) }),
  };
  for (const [key, fits, words] of ALLOWED) {
    if (!fits(recipe[key])) throw RangeError(`The ${key} of the points must be ${words}.`);
  }
  if (more.length) throw RangeError("The points must be a preset, a number, noise and a seed.");
  return { ...recipe, seed: String(BigInt(seed)) };
}

/**
 * @param {string} text
 * @returns {Data}
 */
function own(text) {
  const found = [...text.matchAll(/([-.\de]+)_([-.\de]+)([abcdgh])/g)];
  const all = found.map(([, x1, x2]) => [numeric(x1), numeric(x2)]);
  const whole = found.reduce((sum, [{ length }]) => sum + length, 0) === text.length;
  if (!whole || !all.flat().every((x) => Math.abs(x) <= FARTHEST)) {
    throw RangeError("The points must be two numbers and a, b or g, one after the other.");
  }
  if (all.length > MOST_POINTS) {
    throw RangeError(`The points must be ${MOST_POINTS} at most, not ${all.length}.`);
  }
  const some = (/** @type {string} */ letters) => {
    const those = found.flatMap(([, , , letter], k) => (letters.includes(letter) ? [k] : []));
    return {
      points: those.map((k) => all[k]),
      labels: those.map((k) => letters.indexOf(found[k][3])),
    };
  };
  const [seen, held] = [SEEN, APART].map(some);
  if (!seen.points.length) throw RangeError("The points must hold one that is not held out.");
  return held.points.length ? { ...seen, held } : seen;
}
