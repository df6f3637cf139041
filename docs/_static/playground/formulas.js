// The activation functions and their slopes, each in its stable form, as in actdemo's formulas.

import { CUBIC, CUBIC_REST, FAR, LEAK, LINEAR, LINEAR_REST } from "./constants.js";
import { cos, exp, expm1, log1p, sin, splitExp, tanh, twoProduct, within } from "./elementary.js";

/** @typedef {(x: number) => number} Formula */

/** @type {Formula} */
const relu = (x) => Math.max(x, 0);

/** @type {Formula} */
const step = (x) => (x > 0 ? 1 : 0);

/** @type {Formula} */
export function sigmoid(x) {
  const e = exp(-Math.abs(x));
  return (x >= 0 ? 1 : e) / (1 + e);
}

/** @type {Formula} */
function sigmoidSlope(x) {
  const e = exp(-Math.abs(x));
  return e / ((1 + e) * (1 + e));
}

/**
 * x sigmoid(u + tail); u has the sign of x.
 * @param {number} x
 * @param {number} u
 * @param {number} tail
 */
function gated(x, u, tail) {
  const { nearOne, power, other } = splitExp(-Math.abs(u), u > 0 ? -tail : tail);
  const whole = 1 + nearOne * power * other;
  return x > 0 ? x / whole : ((Math.max(x, -FAR) * nearOne) / whole) * power * other;
}

/**
 * The slope of x sigmoid(u + tail).
 * @param {number} x
 * @param {number} u
 * @param {number} tail
 * @param {number} uSlope
 */
function gatedSlope(x, u, tail, uSlope) {
  const { nearOne, power, other } = splitExp(-Math.abs(u), u > 0 ? -tail : tail);
  const whole = 1 + nearOne * power * other;
  const bend = within(x, FAR) * uSlope;
  return x > 0
    ? (1 + ((bend * nearOne) / whole) * power * other) / whole
    : (nearOne / whole) * (1 + bend / whole) * power * other;
}

/**
 * The number whose sigmoid is the gate of gelu_tanh, as a sum of two, and its slope.
 * @param {number} x
 * @returns {[number, number, number]}
 */
function geluTanhGate(x) {
  const y = within(x, 40);
  const [square, squareRest] = twoProduct(y, y);
  const [bend, bendLost] = twoProduct(CUBIC, square);
  const bendRest = bendLost + (CUBIC * squareRest + CUBIC_REST * square);
  const factor = LINEAR + bend;
  const rest = bend < LINEAR ? LINEAR - factor + bend : bend - factor + LINEAR;
  const [u, lost] = twoProduct(y, factor);
  return [u, lost + y * (rest + bendRest + LINEAR_REST), LINEAR + 3 * bend];
}

/** @type {Formula} */
function geluTanh(x) {
  const [u, tail] = geluTanhGate(x);
  return gated(x, u, tail);
}

/**
 * Each with its derivative, which takes the input, and whether it is made of straight pieces.
 * @type {Record<string, [Formula, Formula, boolean]>}
 */
export const activations = {
  identity: [(x) => x, () => 1, true],
  relu: [relu, step, true],
  leaky_relu: [(x) => (x > 0 ? x : LEAK * x), (x) => (x > 0 ? 1 : LEAK), true],
  absolute: [Math.abs, (x) => (x > 0 ? 1 : -1), true],
  elu: [(x) => (x > 0 ? x : expm1(x)), (x) => (x > 0 ? 1 : exp(x)), false],
  tanh: [tanh, (x) => 4 * sigmoidSlope(2 * x), false],
  sigmoid: [sigmoid, sigmoidSlope, false],
  softplus: [(x) => relu(x) + log1p(exp(-Math.abs(x))), sigmoid, false],
  silu: [(x) => gated(x, x, 0), (x) => gatedSlope(x, x, 0, 1), false],
  gelu_tanh: [geluTanh, (x) => gatedSlope(x, ...geluTanhGate(x)), false],
  sine: [sin, cos, false],
};
