// What a seed stands for: the streams of numpy.random.default_rng, and what is drawn from them.

import { HASHES, MIX, MULTIPLIER } from "./constants.js";
import { cos, log } from "./elementary.js";

/** @typedef {(random: Random) => number} Draw */

/**
 * The lowest 128 bits in parts of 24, so that sums of products of parts are exact.
 * @param {bigint} wide
 */
function limbs(wide) {
  const parts = new Float64Array(6);
  const low = BigInt.asUintN(128, wide);
  for (let k = 0; k < 6; k++) parts[k] = Number(BigInt.asUintN(24, low >> BigInt(24 * k)));
  return parts;
}

const [F0, F1, F2, F3, F4, F5] = limbs(MULTIPLIER);
const LIMB = 2 ** 24;
const SHIFT = 2 ** -24;

/**
 * O'Neill's hash of 32 bits, which changes its constant with every call.
 * @param {number[]} constants the first one, and the factor
 */
function hasher([constant, factor]) {
  let now = constant;
  return (/** @type {number} */ value) => {
    const mixed = value ^ now;
    now = Math.imul(now, factor);
    const product = Math.imul(mixed, now);
    return product ^ (product >>> 16);
  };
}

/**
 * The eight words of 32 bits with which SeedSequence(seed, spawn_key=key) starts PCG64.
 * @param {bigint} seed
 * @param {number[]} key
 */
function entropy(seed, key) {
  const hashed = hasher(HASHES[0]);
  const mixed = (/** @type {number} */ x, /** @type {number} */ y) => {
    const difference = (Math.imul(MIX[0], x) - Math.imul(MIX[1], hashed(y))) | 0;
    return difference ^ (difference >>> 16);
  };
  const pool = [0n, 32n, 64n, 96n].map((by) => hashed(Number(BigInt.asIntN(32, seed >> by))));
  for (let source = 0; source < 4; source++) {
    for (let target = 0; target < 4; target++) {
      if (source !== target) pool[target] = mixed(pool[target], pool[source]);
    }
  }
  for (const number of key) for (let k = 0; k < 4; k++) pool[k] = mixed(pool[k], number);
  const last = hasher(HASHES[1]);
  return Array.from({ length: 8 }, (_, k) => BigInt(last(pool[k % 4]) >>> 0));
}

/** The generator PCG64, started by SeedSequence. */
export class Random {
  /**
   * @param {string} seed a whole number below 2**128
   * @param {number[]} key
   */
  constructor(seed, ...key) {
    const words = entropy(BigInt(seed), key);
    const wide = (/** @type {number} */ k) =>
      ((words[k] | (words[k + 1] << 32n)) << 64n) | words[k + 2] | (words[k + 3] << 32n);
    const increment = (wide(4) << 1n) | 1n;
    this.increment = limbs(increment);
    this.state = limbs((increment + wide(0)) * MULTIPLIER + increment);
  }

  /** The next number in [0, 1). No sum of products waits for the carry, which takes long. */
  double() {
    const { state, increment } = this;
    const s0 = state[0];
    const s1 = state[1];
    const s2 = state[2];
    const s3 = state[3];
    const s4 = state[4];
    const s5 = state[5];
    const a = increment[0] + s0 * F0;
    const a1 = Math.floor(a * SHIFT);
    const b = a1 + (increment[1] + s0 * F1 + s1 * F0);
    const b1 = Math.floor(b * SHIFT);
    const c = b1 + (increment[2] + s0 * F2 + s1 * F1 + s2 * F0);
    const c1 = Math.floor(c * SHIFT);
    const d = c1 + (increment[3] + s0 * F3 + s1 * F2 + s2 * F1 + s3 * F0);
    const d1 = Math.floor(d * SHIFT);
    const e = d1 + (increment[4] + s0 * F4 + s1 * F3 + s2 * F2 + s3 * F1 + s4 * F0);
    const e1 = Math.floor(e * SHIFT);
    const f = e1 + (increment[5] + s0 * F5 + s1 * F4 + s2 * F3 + s3 * F2 + s4 * F1 + s5 * F0);
    const n0 = a - LIMB * a1;
    const n1 = b - LIMB * b1;
    const n2 = c - LIMB * c1;
    const n3 = d - LIMB * d1;
    const n4 = e - LIMB * e1;
    const n5 = (f - LIMB * Math.floor(f * SHIFT)) & 255;
    state[0] = n0;
    state[1] = n1;
    state[2] = n2;
    state[3] = n3;
    state[4] = n4;
    state[5] = n5;
    const top = n4 | (n5 << 24);
    const turn = top >>> 26;
    const by = turn & 31;
    let high = top ^ ((n1 >>> 8) | (n2 << 16));
    let low = ((n2 >>> 16) | (n3 << 8)) ^ (n0 | (n1 << 24));
    let kept = high;
    if (turn > 31) {
      high = low;
      low = kept;
    }
    if (by) {
      kept = high;
      high = (high >>> by) | (low << (32 - by));
      low = (low >>> by) | (kept << (32 - by));
    }
    return ((high >>> 0) * 2097152 + (low >>> 11)) / 9007199254740992;
  }
}

/**
 * A normal number of variance 1: Box and Muller's, of two uniform ones.
 * @param {Random} random
 */
export function normal(random) {
  const u = random.double();
  const turn = 2 * Math.PI * random.double();
  return Math.sqrt(-2 * log(1 - u)) * cos(turn);
}

/** @type {Draw} */
const uniform = (random) => Math.sqrt(3) * (2 * random.double() - 1);

const glorot = (/** @type {number} */ inputs, /** @type {number} */ outputs) =>
  2 / (inputs + outputs);
const he = (/** @type {number} */ inputs) => 2 / inputs;
const lecun = (/** @type {number} */ inputs) => 1 / inputs;

/**
 * What a weight of variance 1 is made of, and the variance.
 * @type {Record<string, [Draw, (inputs: number, outputs: number) => number]>}
 */
export const initializers = {
  glorot_normal: [normal, glorot],
  glorot_uniform: [uniform, glorot],
  he_normal: [normal, he],
  he_uniform: [uniform, he],
  lecun_normal: [normal, lecun],
};

/**
 * The parameters of a network, in one array: layer by layer the biases, which are 0, and a row of
 * weights for each input.
 * @param {number[]} sizes of the layers, the inputs first
 * @param {string} init
 * @param {string} seed
 */
export function initialized(sizes, init, seed) {
  const [draw, variance] = initializers[init];
  const random = new Random(seed);
  const parameters = sizes.slice(1).flatMap((outputs, l) => {
    const inputs = sizes[l];
    const size = Math.sqrt(variance(inputs, outputs));
    return [
      ...new Array(outputs).fill(0),
      ...Array.from({ length: inputs * outputs }, () => size * draw(random)),
    ];
  });
  return Float64Array.from(parameters);
}

/**
 * Puts the samples in the order of the next epoch: Fisher and Yates's shuffle.
 * @param {number[]} order
 * @param {Random} random
 */
export function shuffle(order, random) {
  for (let i = 0; i < order.length; i++) order[i] = i;
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random.double() * (i + 1));
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
}
