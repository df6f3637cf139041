// The arithmetic of the package actdemo, in the same order, so that each seed gives the same bits.
// It knows no page: the tests load it in Node, too. Only + - * / and Math.sqrt are used, which
// IEEE 754 fixes to the last bit; Math.exp and its relatives differ between machines.
"use strict";

const Core = (() => {
  const LN2_HI = 0.6931471803691238, LN2_LO = 1.9082149292705877e-10;
  const SIN = [-0.16666666666666632, 0.00833333333332249, -0.0001984126982985795,
    2.7557313707070068e-6, -2.5050760253406863e-8, 1.58969099521155e-10];
  const COS = [0.0416666666666666, -0.001388888888887411, 2.480158728947673e-5,
    -2.7557314351390663e-7, 2.087572321298175e-9, -1.1359647557788195e-11];
  const HALF_PI = [1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21,
    8.4784276603689e-32];
  const ROUND = 6755399441055744; // 1.5 * 2**52: adding it rounds to even, as rint does
  const POWERS = new Float64Array(2046); // of two, from 2**-1022 on, by exact doubling
  for (let k = 0, up = 1, down = 1; k < 1024; k++, up *= 2, down /= 2) {
    POWERS[1022 + k] = up;
    if (k < 1023) POWERS[1022 - k] = down;
  }

  const rint = (x) => (x + ROUND) - ROUND;
  const within = (x, bound) => (x < -bound ? -bound : x > bound ? bound : x);

  function polynomial(x, c, first = 0) {
    let result = x * c[c.length - 1];
    for (let k = c.length - 2; k > first; k--) result = (result + c[k]) * x;
    return result + c[first];
  }

  // expm1(r) - r for a small r, by a rational approximation
  function more(r) {
    const t = r * r;
    const c = r - t * ((((t * 4.1381367970572385e-8 - 1.6533902205465252e-6) * t
      + 6.613756321437934e-5) * t - 0.0027777777777015593) * t + 0.16666666666666602);
    return r * c / (2 - c);
  }

  // exp(x + rest) is nearOne * power * other; multiply by the powers last.
  let nearOne, power, other;
  function splitExp(x, rest) {
    x = within(x, 1400);
    const k = rint(x * 1.4426950408889634), half = Math.floor(k / 2);
    const hi = x - k * LN2_HI, lo = k * LN2_LO - rest;
    nearOne = 1 + (hi + (more(hi - lo) - lo));
    power = POWERS[1022 + half];
    other = POWERS[1022 + k - half];
  }

  function exp(x) {
    if (x > -700 && x < 700) { // the same, and faster
      const k = rint(x * 1.4426950408889634), hi = x - k * LN2_HI, lo = k * LN2_LO;
      return (1 + (hi + (more(hi - lo) - lo))) * POWERS[1022 + k];
    }
    splitExp(x, 0);
    return nearOne * power * other;
  }

  function expm1(x) {
    if (x > 60) return exp(x);
    const y = within(x, 60), k = rint(y * 1.4426950408889634), scale = POWERS[1022 + k];
    const hi = y - k * LN2_HI, lo = k * LN2_LO;
    return scale * (hi + (more(hi - lo) - lo)) + (scale - 1);
  }

  // k log(2) + log(1 + f) + c for a number near 1
  function logOf(k, f, c) {
    const s = f / (2 + f), z = s * s, half = 0.5 * f * f;
    const series = (((((z * 0.14798198605106586 + 0.15313837699209373) * z
      + 0.1818357216161805) * z + 0.22222198432149784) * z + 0.2857142874366239) * z
      + 0.3999999999940942) * z + 0.6666666666666735;
    return k * LN2_HI - ((half - ((series * z + half) * s + (k * LN2_LO + c))) - f);
  }

  function log(x) { // for 0 < x <= 1
    let k = 0;
    for (; x < 0.7071067811865476; k--) x *= 2;
    return logOf(k, x - 1, 0);
  }

  function log1p(x) { // for 0 <= x <= 1
    const u = 1 + x;
    return u < 1.4142135623730951 ? logOf(0, x, 0)
      : logOf(1, u / 2 - 1, (x < 1 ? x - (u - 1) : 1 - (u - x)) / u);
  }

  function tanh(x) {
    const t = expm1(-2 * Math.abs(x)), size = -t / (t + 2);
    return x < 0 ? -size : size;
  }

  function wave(x, shift) {
    if (!(Math.abs(x) <= 1e6)) x %= 6.283185307179586;
    const n = rint(x * 0.6366197723675814);
    const first = x - n * HALF_PI[0], second = n * HALF_PI[1], r = first - second;
    const rest = ((first - r) - second) - n * HALF_PI[2] - n * HALF_PI[3];
    const large = r + rest, tail = (r - large) + rest, z = large * large, turn = (n + shift) & 3;
    let value;
    if (turn & 1) {
      const half = 0.5 * z, w = 1 - half;
      value = w + (((1 - w) - half) + (z * z * polynomial(z, COS) - large * tail));
    } else {
      const v = z * large;
      value = large - ((z * (0.5 * tail - v * polynomial(z, SIN, 1)) - tail) - v * SIN[0]);
    }
    return turn >= 2 ? -value : value;
  }
  const sin = (x) => (x === 0 ? x : wave(x, 0));
  const cos = (x) => wave(x, 1);

  function sigmoid(x) {
    const e = exp(-Math.abs(x));
    return (x >= 0 ? 1 : e) / (1 + e);
  }

  function sigmoidSlope(x) {
    const e = exp(-Math.abs(x));
    return e / ((1 + e) * (1 + e));
  }

  function gated(x, u, tail) {
    splitExp(-Math.abs(u), u > 0 ? -tail : tail);
    const whole = 1 + nearOne * power * other;
    return x > 0 ? x / whole : (x < -1400 ? -1400 : x) * nearOne / whole * power * other;
  }

  function gatedSlope(x, u, tail, uSlope) {
    splitExp(-Math.abs(u), u > 0 ? -tail : tail);
    const whole = 1 + nearOne * power * other, y = within(x, 1400);
    return x > 0
      ? (1 + y * uSlope * nearOne / whole * power * other) / whole
      : nearOne / whole * (1 + y * uSlope / whole) * power * other;
  }

  // a * b without what rounding loses, which goes to `lost`
  let lost;
  function twoProduct(a, b) {
    const product = a * b, s = 134217729 * a, t = 134217729 * b;
    const aHead = s - (s - a), aTail = a - aHead, bHead = t - (t - b), bTail = b - bHead;
    lost = ((aHead * bHead - product) + aHead * bTail + aTail * bHead) + aTail * bTail;
    return product;
  }

  const LINEAR = 1.5957691216057308, LINEAR_REST = -9.96930880911092e-17;
  const CUBIC = 0.07135481627260025, CUBIC_REST = -6.175149918155315e-19;
  let argument, argumentRest, argumentSlope;
  function geluTanhArgument(x) {
    const y = within(x, 40), square = twoProduct(y, y), squareRest = lost;
    const bend = twoProduct(CUBIC, square);
    const bendRest = lost + (CUBIC * squareRest + CUBIC_REST * square), factor = LINEAR + bend;
    const rest = bend < LINEAR ? (LINEAR - factor) + bend : (bend - factor) + LINEAR;
    argument = twoProduct(y, factor);
    argumentRest = lost + y * (rest + bendRest + LINEAR_REST);
    argumentSlope = LINEAR + 3 * bend;
  }

  const relu = (x) => (x <= 0 ? 0 : x);
  const step = (x) => (x > 0 ? 1 : 0);

  // Each with its derivative, which takes the input, and whether it is made of straight pieces.
  const activations = {
    identity: [(x) => x, () => 1, true],
    relu: [relu, step, true],
    leaky_relu: [(x) => (x > 0 ? x : 0.01 * x), (x) => (x > 0 ? 1 : 0.01), true],
    absolute: [Math.abs, (x) => (x > 0 ? 1 : -1), true],
    elu: [(x) => (x > 0 ? x : expm1(x)), (x) => (x > 0 ? 1 : exp(x)), false],
    tanh: [tanh, (x) => 4 * sigmoidSlope(2 * x), false],
    sigmoid: [sigmoid, sigmoidSlope, false],
    softplus: [(x) => relu(x) + log1p(exp(-Math.abs(x))), sigmoid, false],
    silu: [(x) => gated(x, x, 0), (x) => gatedSlope(x, x, 0, 1), false],
    gelu_tanh: [
      (x) => (geluTanhArgument(x), gated(x, argument, argumentRest)),
      (x) => (geluTanhArgument(x), gatedSlope(x, argument, argumentRest, argumentSlope)),
      false,
    ],
    sine: [sin, cos, false],
  };

  // Random numbers: SeedSequence starts PCG64, as in numpy.random.default_rng.
  const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
  const limbs = (wide) => { // 128 bits as numbers of 24 bits, so that sums of products are exact
    const parts = new Float64Array(6);
    for (let k = 0; k < 6; k++) parts[k] = Number(BigInt.asUintN(128, wide) >> BigInt(24 * k) & 0xffffffn);
    return parts;
  };
  const FACTOR = limbs(MULTIPLIER);

  function hasher(constant, factor) {
    return (value) => {
      value ^= constant;
      constant = Math.imul(constant, factor);
      value = Math.imul(value, constant);
      return value ^ value >>> 16;
    };
  }

  class Random {
    constructor(seed, ...key) {
      const hashed = hasher(0x43b0d7e5, 0x931e8875);
      const mixed = (x, y) => {
        const difference = Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, hashed(y)) | 0;
        return difference ^ difference >>> 16;
      };
      const pool = [0n, 32n, 64n, 96n].map((by) => hashed(Number(BigInt(seed) >> by & 0xffffffffn)));
      for (let source = 0; source < 4; source++) {
        for (let target = 0; target < 4; target++) {
          if (source !== target) pool[target] = mixed(pool[target], pool[source]);
        }
      }
      for (const number of key) for (let k = 0; k < 4; k++) pool[k] = mixed(pool[k], number);
      const last = hasher(0x8b51f9dd, 0x58f38ded);
      const state = Array.from({ length: 8 }, (_, k) => BigInt(last(pool[k % 4]) >>> 0));
      const wide = (k) => (state[k] | state[k + 1] << 32n) << 64n | state[k + 2] | state[k + 3] << 32n;
      const increment = wide(4) << 1n | 1n;
      this.increment = limbs(increment);
      this.state = limbs((increment + wide(0)) * MULTIPLIER + increment);
      this.next = new Float64Array(6);
    }

    double() { // in [0, 1)
      const { state: s, increment, next } = this;
      let carry = 0;
      for (let i = 0; i < 6; i++) {
        let sum = carry + increment[i];
        for (let j = 0; j <= i; j++) sum += s[j] * FACTOR[i - j];
        carry = Math.floor(sum / 16777216);
        next[i] = sum - 16777216 * carry;
      }
      next[5] &= 255;
      this.state = next;
      this.next = s;
      const top = next[4] | next[5] << 24, turn = top >>> 26, by = turn & 31;
      let high = top ^ (next[1] >>> 8 | next[2] << 16);
      let low = (next[2] >>> 16 | next[3] << 8) ^ (next[0] | next[1] << 24);
      if (turn > 31) {
        const kept = high;
        high = low;
        low = kept;
      }
      if (by) {
        const kept = high;
        high = high >>> by | low << 32 - by;
        low = low >>> by | kept << 32 - by;
      }
      return ((high >>> 0) * 2097152 + (low >>> 11)) / 9007199254740992;
    }
  }

  const normal = (random) => {
    const u = random.double(), turn = 6.283185307179586 * random.double();
    return Math.sqrt(-2 * log(1 - u)) * cos(turn);
  };
  const uniform = (random) => Math.sqrt(3) * (2 * random.double() - 1);
  const glorot = (inputs, outputs) => 2 / (inputs + outputs);
  const he = (inputs) => 2 / inputs;
  const initializers = {
    glorot_normal: [normal, glorot],
    glorot_uniform: [uniform, glorot],
    he_normal: [normal, he],
    he_uniform: [uniform, he],
    lecun_normal: [normal, (inputs) => 1 / inputs],
  };

  // The parameters of a network 2-H-1 in one array: b (H), w1 (H), w2 (H), c, v (H).
  function initialized(H, init, seed) {
    const [draw, variance] = initializers[init], random = new Random(seed);
    const p = new Float64Array(4 * H + 1);
    for (let k = 0; k < 2 * H; k++) p[H + k] = Math.sqrt(variance(2, H)) * draw(random);
    for (let k = 0; k < H; k++) p[3 * H + 1 + k] = Math.sqrt(variance(H, 1)) * draw(random);
    return p;
  }

  const preActivation = (p, H, k, x1, x2) => p[H + k] * x1 + p[k] + p[2 * H + k] * x2;

  function logit(p, H, f, x1, x2) {
    let z = p[3 * H];
    for (let k = 0; k < H; k++) z += f(p[H + k] * x1 + p[k] + p[2 * H + k] * x2) * p[3 * H + 1 + k];
    return z;
  }

  function loss(z, y) {
    return (z > 0 ? z * (1 - y) : -z * y) + log1p(exp(-Math.abs(z)));
  }

  const POINTS = [[1, 1], [1, 0], [0, 1], [0, 0]];
  const RECIPE = {
    hidden: "relu", width: 5, lr: 0.1, momentum: 0.4, batch: 1, seed: "0", labels: "1001",
    init: "glorot_normal",
  };
  const KEPT = 512; // states of the past at most

  // A training that can be taken to any step: settings, the parameters at step 0, and a history of
  // states from which each other one follows.
  class Run {
    constructor(settings = {}, start = null) {
      Object.assign(this, RECIPE, settings);
      const H = this.width;
      [this.f, this.slope, this.straight] = activations[this.hidden];
      this.y = Array.from(this.labels, Number);
      this.start = start;
      this.p = start ? Float64Array.from(start) : initialized(H, this.init, this.seed);
      this.v = new Float64Array(4 * H + 1); // velocity
      this.g = new Float64Array(4 * H + 1); // gradient of the last step
      this.h = new Float64Array(H);
      this.a = new Float64Array(H);
      this.random = new Random(this.seed, 1);
      this.order = [0, 1, 2, 3];
      this.perEpoch = Math.ceil(4 / this.batch);
      this.farthest = this.steps = 0;
      this.sum = 0;
      this.loss = NaN; // of the last whole epoch
      this.overflow = 0; // the epoch in which the numbers did
      this.stride = 1; // epochs between states of the history
      this.history = [];
      this.keep(0);
    }

    get epochs() { return Math.floor(this.steps / this.perEpoch); }

    keep(epoch) {
      const { p, v, random, loss, history } = this;
      if (history.length && epoch <= history[history.length - 1].epoch || epoch % this.stride) return;
      const values = POINTS.map(([x1, x2]) =>
        Float64Array.from({ length: this.width }, (_, k) => this.f(preActivation(p, this.width, k, x1, x2))));
      history.push({ epoch, p: p.slice(), v: v.slice(), state: random.state.slice(), loss, values });
      if (history.length > KEPT) {
        this.stride *= 2;
        this.history = history.filter((entry) => entry.epoch % this.stride === 0);
      }
    }

    load(entry) {
      this.p.set(entry.p);
      this.v.set(entry.v);
      this.random.state.set(entry.state);
      this.steps = entry.epoch * this.perEpoch;
      this.loss = entry.loss;
    }

    // One update. Says no where the numbers overflow; the run then stands before that epoch.
    step() {
      const { width: H, p, v, g, h, a, f, slope, order, y, lr, momentum } = this;
      const relued = this.hidden === "relu", place = this.steps % this.perEpoch;
      if (place === 0) {
        this.sum = 0;
        for (let i = 0; i < 4; i++) order[i] = i;
        for (let i = 3; i > 0; i--) {
          const j = Math.floor(this.random.double() * (i + 1)), kept = order[i];
          order[i] = order[j];
          order[j] = kept;
        }
      }
      const first = place * this.batch, last = Math.min(first + this.batch, 4), n = last - first;
      for (let s = first; s < last; s++) {
        const sample = order[s], x1 = POINTS[sample][0], x2 = POINTS[sample][1], label = y[sample];
        let z = p[3 * H];
        for (let k = 0; k < H; k++) {
          const sum = p[H + k] * x1 + p[k] + p[2 * H + k] * x2;
          h[k] = sum;
          a[k] = relued ? (sum <= 0 ? 0 : sum) : f(sum);
          z += a[k] * p[3 * H + 1 + k];
        }
        const e = exp(-Math.abs(z)); // serves the loss and the sigmoid
        this.sum += (z > 0 ? z * (1 - label) : -z * label) + log1p(e);
        let error = (z >= 0 ? 1 : e) / (1 + e) - label;
        if (n > 1) error /= n;
        const fresh = s === first;
        g[3 * H] = fresh ? error : g[3 * H] + error;
        for (let k = 0; k < H; k++) {
          const bend = relued ? (h[k] > 0 ? 1 : 0) : slope(h[k]);
          const delta = p[3 * H + 1 + k] * error * bend;
          if (fresh) {
            g[k] = delta;
            g[H + k] = x1 * delta;
            g[2 * H + k] = x2 * delta;
            g[3 * H + 1 + k] = a[k] * error;
          } else {
            g[k] += delta;
            g[H + k] += x1 * delta;
            g[2 * H + k] += x2 * delta;
            g[3 * H + 1 + k] += a[k] * error;
          }
        }
      }
      for (let i = 0; i < p.length; i++) {
        v[i] = v[i] * momentum + g[i] * lr;
        p[i] -= v[i];
      }
      this.steps++;
      if (this.steps % this.perEpoch === 0) return this.endEpoch();
      if (this.steps > this.farthest) this.farthest = this.steps;
      return true;
    }

    endEpoch() {
      this.loss = this.sum / 4;
      let total = this.loss;
      for (let i = 0; i < this.p.length; i++) total += this.p[i];
      const epoch = this.steps / this.perEpoch;
      if (!Number.isFinite(total) && !(Number.isFinite(this.loss) && this.p.every(Number.isFinite))) {
        this.goTo((epoch - 1) * this.perEpoch);
        this.farthest = this.steps;
        this.overflow = epoch;
        return false;
      }
      if (this.steps > this.farthest) this.farthest = this.steps;
      this.keep(epoch);
      return true;
    }

    goTo(steps) {
      this.overflow = 0;
      // From a state before the step, so that its gradient is there, too.
      const before = this.history.filter(({ epoch }) => !epoch || epoch * this.perEpoch < steps);
      const nearest = before[before.length - 1];
      if (steps <= this.steps || nearest.epoch * this.perEpoch > this.steps) this.load(nearest);
      while (this.steps < steps && this.step());
    }

    get samples() { // the points that the last step used
      const first = (this.steps - 1) % this.perEpoch * this.batch;
      return this.steps ? this.order.slice(first, first + this.batch) : [];
    }

    logit(x1, x2) { return logit(this.p, this.width, this.f, x1, x2); }
    get logits() { return POINTS.map(([x1, x2]) => this.logit(x1, x2)); }
    get right() { return this.logits.map((z, k) => (z > 0) === (this.y[k] > 0.5)); }
    get score() { return this.right.filter(Boolean).length; }
    on(k) { return POINTS.map(([x1, x2]) => preActivation(this.p, this.width, k, x1, x2) > 0); }
    dead(k) { return this.hidden === "relu" && !this.on(k).includes(true); }
  }

  return {
    activations, initializers, initialized, Random, Run, POINTS, RECIPE, preActivation, logit,
    loss, sigmoid, exp,
  };
})();

if (typeof module !== "undefined") module.exports = Core;
