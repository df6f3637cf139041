// Gradient descent with momentum on the four points, one batch after the other.

import { POINTS, RECIPE } from "./constants.js";
import { initialized, Random, shuffle } from "./draws.js";
import { exp, log1p } from "./elementary.js";
import { Network } from "./network.js";

/** @typedef {Partial<typeof RECIPE>} Settings */

export class Training extends Network {
  /**
   * @param {Settings} settings what differs from the tutorial's recipe
   * @param {ArrayLike<number> | null} start first parameters, instead of those of the seed
   */
  constructor(settings, start) {
    const recipe = { ...RECIPE, ...settings };
    const { hidden, width, batch, seed, labels, init } = recipe;
    super(hidden, start ? Float64Array.from(start) : initialized(width, init, seed));
    this.settings = recipe;
    this.hidden = hidden;
    this.y = Array.from(labels, Number);
    this.start = start;
    this.velocity = new Float64Array(this.p.length);
    this.g = new Float64Array(this.p.length); // gradient of the last step
    this.h = new Float64Array(width); // pre-activations and activations of the last sample
    this.a = new Float64Array(width);
    this.random = new Random(seed, 1);
    this.order = POINTS.map((_, k) => k);
    this.perEpoch = Math.ceil(POINTS.length / batch);
    this.steps = 0;
    this.lost = 0; // sum of the losses in this epoch
    this.loss = NaN; // mean of the last whole epoch
  }

  /** Takes one step; says whether it ended an epoch, whose loss then stands. */
  update() {
    const { p, velocity, g, order, perEpoch } = this;
    const { lr, momentum, batch } = this.settings;
    const place = this.steps % perEpoch;
    if (place === 0) {
      this.lost = 0;
      shuffle(order, this.random);
    }
    const first = place * batch;
    const last = Math.min(first + batch, order.length);
    for (let i = 0; i < g.length; i++) g[i] = 0; // faster than fill, as there are few
    for (let s = first; s < last; s++) this.addGradient(order[s], last - first);
    for (let i = 0; i < p.length; i++) {
      velocity[i] = velocity[i] * momentum + g[i] * lr;
      p[i] -= velocity[i];
    }
    this.steps++;
    if (place < perEpoch - 1) return false;
    this.loss = this.lost / order.length;
    return true;
  }

  /**
   * Adds the gradient at one of the samples of a batch, and its loss.
   * @param {number} sample
   * @param {number} n how many samples the batch has
   */
  addGradient(sample, n) {
    const { width: H, p, g, h, a, f, slope } = this;
    const x1 = POINTS[sample][0];
    const x2 = POINTS[sample][1];
    const y = this.y[sample];
    let z = p[3 * H];
    for (let k = 0; k < H; k++) {
      const sum = p[H + k] * x1 + p[k] + p[2 * H + k] * x2;
      h[k] = sum;
      a[k] = f(sum);
      z += a[k] * p[3 * H + 1 + k];
    }
    const e = exp(-Math.abs(z)); // serves the loss and the sigmoid
    this.lost += (z > 0 ? z * (1 - y) : -z * y) + log1p(e);
    const error = ((z >= 0 ? 1 : e) / (1 + e) - y) / n;
    g[3 * H] += error;
    for (let k = 0; k < H; k++) {
      const delta = p[3 * H + 1 + k] * error * slope(h[k]);
      g[k] += delta;
      g[H + k] += x1 * delta;
      g[2 * H + k] += x2 * delta;
      g[3 * H + 1 + k] += a[k] * error;
    }
  }
}
