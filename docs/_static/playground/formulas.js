// The activation functions and their slopes, each in its stable form, as in actdemo's formulas.

import {
  CENTRE,
  CUBIC,
  CUBIC_REST,
  DENSITY,
  FAR,
  LAMBDA,
  LAMBDA_ALPHA,
  LEAK,
  LINEAR,
  LINEAR_REST,
} from "./constants.js";
import {
  cos,
  exp,
  expm1,
  log1p,
  polynomial,
  sin,
  splitExp,
  splitGaussian,
  tailRatio,
  tanh,
  twoProduct,
  within,
} from "./elementary.js";

/** @typedef {(x: number) => number} Formula */
/** @typedef {[slope: number, start: number]} Half of a function, a line on one side of 0 */

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

/** @type {Formula} */
function softsign(x) {
  return Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x));
}

/** @type {Formula} */
function softsignSlope(x) {
  const inverse = 1 / (1 + Math.abs(x));
  return inverse * inverse;
}

/** @type {Formula} */
function gelu(x) {
  const h = Math.abs(x);
  if (h < 0.5) return x * (0.5 + x * polynomial(x * x, CENTRE));
  const { nearOne, power, other } = splitGaussian(h);
  const tail = tailRatio(h) * nearOne; // times the powers: the probability beyond h
  return x > 0 ? x * (1 - tail * power * other) : -Math.min(h, FAR) * tail * power * other;
}

/** @type {Formula} */
function geluSlope(x) {
  const h = Math.min(Math.abs(x), FAR);
  const { nearOne, power, other } = splitGaussian(h);
  const left = (tailRatio(h) - DENSITY * h) * nearOne * power * other;
  return x > 0 ? 1 - left : left;
}

/** @type {Formula} */
function mish(x) {
  const { nearOne, power, other } = splitExp(-Math.abs(x), 0);
  const e = nearOne * power * other;
  if (x > 0) return x * ((1 + 2 * e) / (1 + 2 * e + 2 * e * e));
  const left = (Math.max(x, -FAR) * nearOne * (e + 2)) / (e * (e + 2) + 2);
  return left * power * other;
}

/** @type {Formula} */
function mishSlope(x) {
  const { nearOne, power, other } = splitExp(-Math.abs(x), 0);
  const e = nearOne * power * other;
  const y = within(x, FAR);
  if (x > 0) {
    const whole = 1 + 2 * e + 2 * e * e;
    const gate = (1 + 2 * e) / whole;
    return gate + (((2 * y * e * e) / whole) * (1 + gate)) / (1 + e);
  }
  const whole = e * (e + 2) + 2;
  const growth = (2 * y * (1 + (e * (e + 2)) / whole)) / (1 + e);
  return ((nearOne * (e + 2 + growth)) / whole) * power * other;
}

/**
 * Each with its derivative, which takes the input, in the order of the package.
 * @type {Record<string, [Formula, Formula]>}
 */
export const activations = {
  identity: [(x) => x, () => 1],
  step: [step, () => 0],
  sigmoid: [sigmoid, sigmoidSlope],
  tanh: [tanh, (x) => 4 * sigmoidSlope(2 * x)],
  relu: [relu, step],
  leaky_relu: [(x) => (x > 0 ? x : LEAK * x), (x) => (x > 0 ? 1 : LEAK)],
  elu: [(x) => (x > 0 ? x : expm1(x)), (x) => (x > 0 ? 1 : exp(x))],
  selu: [
    (x) => (x > 0 ? LAMBDA * x : LAMBDA_ALPHA * expm1(x)),
    (x) => (x > 0 ? LAMBDA : LAMBDA_ALPHA * exp(x)),
  ],
  softplus: [(x) => relu(x) + log1p(exp(-Math.abs(x))), sigmoid],
  softsign: [softsign, softsignSlope],
  gelu: [gelu, geluSlope],
  gelu_tanh: [geluTanh, (x) => gatedSlope(x, ...geluTanhGate(x))],
  silu: [(x) => gated(x, x, 0), (x) => gatedSlope(x, x, 0, 1)],
  mish: [mish, mishSlope],
  squared_relu: [(x) => relu(x) * relu(x), (x) => 2 * relu(x)],
  sine: [sin, cos],
  absolute: [Math.abs, (x) => (x > 0 ? 1 : -1)],
};

/**
 * The line that a function is on one side of 0; null where it is none. Judged at powers of two,
 * where a line is computed without rounding.
 * @param {[Formula, Formula]} both
 * @param {number} side 1 or −1
 * @returns {Half | null}
 */
function halfOf([f, slope], side) {
  const rise = slope(side);
  const start = f(side) - rise * side;
  for (let k = -20; k <= 20; k++) {
    const x = side * 2 ** k;
    if (slope(x) !== rise || f(x) !== start + rise * x) return null;
  }
  return [rise, start];
}

/** What each function is where a unit is off, and where it is on. */
export const halves = Object.fromEntries(
  Object.entries(activations).map(([name, both]) => [name, [-1, 1].map((x) => halfOf(both, x))]),
);
