// The functions of actdemo's arithmetic, in the same order, so that each gives the same bits.
// Only + - * / and Math.sqrt are used, which IEEE 754 fixes to the last bit; Math.exp and its
// relatives differ between machines.

import { COS, EXP, HALF_PI, LN2_HI, LN2_LO, LOG, SIN, TAIL } from "./constants.js";

const ROUND = 6755399441055744; // 1.5 * 2**52: adding it rounds to even, as rint does
// The powers of two, from 2**-1022 on, from the bits of their exponents.
const POWERS = new Float64Array(
  BigUint64Array.from({ length: 2046 }, (_, k) => BigInt(k + 1) << 52n).buffer,
);

/** @param {number} x */
const rint = (x) => x + ROUND - ROUND;

/**
 * Cuts off what lies farther from 0 than the bound.
 * @param {number} x
 * @param {number} bound
 */
export const within = (x, bound) => Math.max(-bound, Math.min(x, bound));

/**
 * A polynomial by Horner's rule; the constant coefficient stands first.
 * @param {number} x
 * @param {number[]} c
 * @param {number} first where the coefficients begin
 */
export function polynomial(x, c, first = 0) {
  let result = x * c[c.length - 1];
  for (let k = c.length - 2; k > first; k--) result = (result + c[k]) * x;
  return result + c[first];
}

// The polynomials of exp and log, written out, which is faster.
const [E0, E1, E2, E3, E4] = EXP;
const [L0, L1, L2, L3, L4, L5, L6] = LOG;

/** @param {number} x */
const expTail = (x) => E0 + x * (E1 + x * (E2 + x * (E3 + x * E4)));

/** @param {number} x */
const logTail = (x) => L0 + x * (L1 + x * (L2 + x * (L3 + x * (L4 + x * (L5 + x * L6)))));

/**
 * x + rest as k log(2) + r: the power 2**k, as its place among the powers, and expm1(r).
 * @param {number} x
 * @param {number} rest what rounding took from x
 */
function reduced(x, rest) {
  const k = rint(x * Math.LOG2E);
  const hi = x - k * LN2_HI;
  const lo = k * LN2_LO - rest;
  const r = hi - lo;
  const t = r * r;
  const c = r - t * expTail(t);
  return { k, small: hi + ((r * c) / (2 - c) - lo) };
}

/**
 * e ** (x + rest) as nearOne * power * other, to be multiplied by the powers last.
 * @param {number} x
 * @param {number} rest what rounding took from x
 */
export function splitExp(x, rest) {
  const { k, small } = reduced(within(x, 1400), rest);
  const half = Math.floor(k / 2);
  return { nearOne: 1 + small, power: POWERS[1022 + half], other: POWERS[1022 + k - half] };
}

/** @param {number} x */
export function exp(x) {
  if (Math.abs(x) < 700) {
    const { k, small } = reduced(x, 0); // the same, and faster
    return (1 + small) * POWERS[1022 + k];
  }
  const { nearOne, power, other } = splitExp(x, 0);
  return nearOne * power * other;
}

/** @param {number} x */
export function expm1(x) {
  if (x > 60) return exp(x);
  const { k, small } = reduced(within(x, 60), 0);
  return POWERS[1022 + k] * small + (POWERS[1022 + k] - 1);
}

/**
 * k log(2) + log(1 + f) + c for a number near 1.
 * @param {number} k
 * @param {number} f
 * @param {number} c
 */
function logOf(k, f, c) {
  const s = f / (2 + f);
  const z = s * s;
  const half = 0.5 * f * f;
  return k * LN2_HI - (half - ((logTail(z) * z + half) * s + (k * LN2_LO + c)) - f);
}

/**
 * The natural logarithm.
 * @param {number} x above 0, at most 1
 */
export function log(x) {
  let k = 0;
  let m = x;
  for (; m < Math.SQRT1_2; k--) m *= 2;
  return logOf(k, m - 1, 0);
}

/**
 * log(1 + x) without loss near 0.
 * @param {number} x from 0 to 2
 */
export function log1p(x) {
  const u = 1 + x;
  const k = u < Math.SQRT2 ? 0 : u < 2 * Math.SQRT2 ? 1 : 2;
  const lost = k ? (x < 1 ? x - (u - 1) : 1 - (u - x)) / u : 0; // by rounding u
  return logOf(k, k ? u / (2 * k) - 1 : x, lost);
}

/** @param {number} x */
export function tanh(x) {
  const t = expm1(-2 * Math.abs(x));
  const size = -t / (t + 2);
  return x < 0 ? -size : size;
}

/**
 * sin(x + shift pi / 2)
 * @param {number} x
 * @param {number} shift
 */
function wave(x, shift) {
  const y = Math.abs(x) <= 1e6 ? x : x % (2 * Math.PI);
  const n = rint(y * (2 / Math.PI));
  const first = y - n * HALF_PI[0];
  const second = n * HALF_PI[1];
  const r = first - second;
  const rest = first - r - second - n * HALF_PI[2] - n * HALF_PI[3];
  const large = r + rest;
  const tail = r - large + rest;
  const z = large * large;
  const turn = (n + shift) & 3;
  let value;
  if (turn & 1) {
    const half = 0.5 * z;
    const w = 1 - half;
    value = w + (1 - w - half + (z * z * polynomial(z, COS) - large * tail));
  } else {
    const v = z * large;
    value = large - (z * (0.5 * tail - v * polynomial(z, SIN, 1)) - tail - v * SIN[0]);
  }
  return turn >= 2 ? -value : value;
}

/** @param {number} x in radians */
export const sin = (x) => (x === 0 ? x : wave(x, 0));

/** @param {number} x in radians */
export const cos = (x) => wave(x, 1);

/**
 * exp(−x² / 2) as splitExp has it; no digit of the square is lost.
 * @param {number} x from 0 on
 */
export function splitGaussian(x) {
  const h = Math.min(x, 50);
  const head = rint(h * 1048576) / 1048576; // few enough bits for an exact square
  return splitExp(-0.5 * head * head, -0.5 * (h - head) * (h + head));
}

/**
 * (1 − Φ(x)) / exp(−x² / 2), of the standard normal distribution Φ.
 * @param {number} x from 0 on
 */
export function tailRatio(x) {
  const h = Math.min(x, 1e300);
  const t = (h - 5) / (h + 5);
  let b = 0 * t;
  let above = 0 * t;
  for (let k = TAIL.length - 1; k > 0; k--) {
    const next = TAIL[k] + 2 * t * b - above; // Clenshaw's recurrence
    above = b;
    b = next;
  }
  return (TAIL[0] + (t * b - above)) / (h + 1);
}

/**
 * A product, and what its rounding lost.
 * @param {number} a
 * @param {number} b
 * @returns {[number, number]}
 */
export function twoProduct(a, b) {
  const product = a * b;
  const s = 134217729 * a; // 2**27 + 1, which splits a number in two of half the digits
  const t = 134217729 * b;
  const aHead = s - (s - a);
  const bHead = t - (t - b);
  const aTail = a - aHead;
  const bTail = b - bHead;
  return [product, aHead * bHead - product + aHead * bTail + aTail * bHead + aTail * bTail];
}
