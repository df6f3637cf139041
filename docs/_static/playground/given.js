// What is trained on: the four points, or others, as a training takes them and an address has them.

import { POINTS, RECIPE } from "./constants.js";
import { MOST_POINTS, pointsOf, readData, writeData } from "./data.js";

/** @typedef {import("./data.js").Recipe} Recipe */
/** @typedef {import("./data.js").Data} Points */
/** @typedef {import("./training.js").Data} Data */
/** @typedef {import("./run.js").Run} Run */
/**
 * @typedef {object} Given
 * @property {Data | null} data null for the four points
 * @property {string} labels of those, as a setting
 */

/**
 * @param {Recipe | Points} source
 * @returns {Given}
 */
export function givenBy(source) {
  const { points, labels, held } = pointsOf(source);
  if (!held && String(points) === String(POINTS)) {
    return { data: null, labels: labels.join("") };
  }
  const test = held && { test: { points: held.points, y: held.labels } };
  const { labels: usual } = RECIPE;
  return { data: { points, y: labels, ...test, word: writeData(source) }, labels: usual };
}

/**
 * The points of a training.
 * @param {Run} run
 * @returns {Points}
 */
export function pointsIn({ points, y, data }) {
  const test = data?.test;
  const held = test && { held: { points: test.points, labels: test.y } };
  return { points, labels: y, ...held };
}

/**
 * How its points are drawn, if they are.
 * @param {Run} run
 * @returns {Recipe | null}
 */
export function recipeOf({ data }) {
  const source = data?.word ? readData(data.word) : null;
  return source && "preset" in source ? source : null;
}

/**
 * @param {Points} data
 * @param {number[]} place
 * @param {number} label
 * @returns {Points}
 */
export const withPoint = ({ points, labels, held }, place, label) => {
  const count = points.length + (held?.points.length ?? 0);
  if (count >= MOST_POINTS) throw RangeError(`There may be ${MOST_POINTS} points at most.`);
  return { points: [...points, place], labels: [...labels, label], ...(held && { held }) };
};

/**
 * @param {Points} data
 * @param {number} k
 * @returns {Points}
 */
export function withoutPoint({ points, labels, held }, k) {
  if (points.length < 2) throw RangeError("There must be one point at least.");
  const others = (/** @type {any[]} */ all) => all.filter((_, i) => i !== k);
  return { points: others(points), labels: others(labels), ...(held && { held }) };
}

/**
 * @param {Points} data
 * @param {number} k
 * @param {number[]} place
 * @param {number} label
 * @returns {Points}
 */
export const withOther = ({ points, labels, held }, k, place, label) => ({
  points: points.with(k, place),
  labels: labels.with(k, label),
  ...(held && { held }),
});
