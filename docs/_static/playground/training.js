// Gradient descent on labelled points, one batch after the other.

import { POINTS, RECIPE } from "./constants.js";
import { initialized, Random, shuffle } from "./draws.js";
import { exp, log1p } from "./elementary.js";
import { Network, widthsOf } from "./network.js";
import { optimizers } from "./optimizers.js";
import { softmax } from "./softmax.js";

/** @typedef {typeof RECIPE} Recipe */
/** @typedef {Partial<Recipe>} Settings */
/** @typedef {{ points: number[][], y: number[] }} Labelled points, and their labels */
/** @typedef {Labelled & { test?: Labelled, word?: string }} Data with those held out; word */

/**
 * How many outputs points need: three classes one each, two one for both.
 * @param {Data | null} data
 */
export const outputsFor = (data) =>
  data && Math.max(...data.y, ...(data.test?.y ?? [])) > 1 ? 3 : 1;

export class Training extends Network {
  /**
   * @param {Settings} settings what differs from the tutorial's recipe
   * @param {ArrayLike<number> | null} start first parameters, instead of those of the seed
   * @param {Data | null} data instead of the four points with the labels of the settings
   */
  constructor(settings, start, data = null) {
    const recipe = { ...RECIPE, ...settings };
    const { hidden, init, seed } = recipe;
    const widths = widthsOf(recipe.width);
    const outputs = outputsFor(data);
    const p = start ? Float64Array.from(start) : initialized([2, ...widths, outputs], init, seed);
    super(hidden, p, widths, outputs);
    this.settings = recipe;
    this.data = data;
    this.points = data?.points ?? POINTS;
    this.y = data?.y ?? Array.from(recipe.labels, Number);
    this.inputs = Float64Array.from(this.points.flat());
    this.start = start;
    this.optimizer = new optimizers[recipe.optimizer](recipe, p.length);
    this.g = new Float64Array(p.length); // gradient of the last step
    /** @type {number[]} */
    this.frozen = []; // parameters that no step changes
    this.random = new Random(seed, 1);
    this.order = this.points.map((_, k) => k);
    this.perEpoch = Math.ceil(this.points.length / recipe.batch);
    this.steps = 0;
    this.lost = 0; // sum of the losses in this epoch
    this.loss = NaN; // mean of the last whole epoch
  }

  /** How many points have to be right for a task that is solved: 95 %, of less than 20 all. */
  get need() {
    return Math.ceil((19 * this.points.length) / 20);
  }

  /** Takes one step; says whether it ended an epoch, whose loss then stands. */
  update() {
    const { order, perEpoch } = this;
    const { batch } = this.settings;
    const place = this.steps % perEpoch;
    if (place === 0) {
      this.lost = 0;
      if (this.settings.order === "shuffled") shuffle(order, this.random);
    }
    const first = place * batch;
    const last = Math.min(first + batch, order.length);
    this.pass(first, last);
    this.move();
    this.steps++;
    if (place < perEpoch - 1) return false;
    this.loss = this.lost / order.length;
    return true;
  }

  /** Changes the parameters; what is kept of one that is frozen goes on as if it were not. */
  move() {
    const { p, g, frozen, optimizer } = this;
    const before = frozen.length ? frozen.map((i) => p[i]) : frozen;
    optimizer.step(p, g);
    for (let k = 0; k < before.length; k++) p[frozen[k]] = before[k];
  }

  /**
   * Finds the gradient of a batch, and adds the losses of its samples.
   * @param {number} start the first of them in the order of the epoch
   * @param {number} end
   */
  pass(start, end) {
    const { p, g, y, inputs, order, first, inner, bias } = this;
    const { units, values, deltas } = this.last;
    const n = end - start;
    let { lost } = this;
    for (let i = 0; i < g.length; i++) g[i] = 0; // faster than fill, as there are few
    if (this.outputs > 1) return this.passClasses(start, end);
    for (let s = start; s < end; s++) {
      const sample = order[s];
      const x1 = inputs[2 * sample];
      const x2 = inputs[2 * sample + 1];
      const label = y[sample];
      const z = this.logit(x1, x2);
      const e = exp(-Math.abs(z)); // serves the loss and the sigmoid
      lost += (z > 0 ? z * (1 - label) : -z * label) + log1p(e);
      const error = ((z >= 0 ? 1 : e) / (1 + e) - label) / n;
      g[bias] += error;
      for (let k = 0; k < units; k++) {
        deltas[k] = p[bias + 1 + k] * error;
        g[bias + 1 + k] += values[k] * error;
      }
      for (let l = inner.length - 1; l >= 0; l--) inner[l].backward(p, g);
      first.backward(g, x1, x2);
    }
    this.lost = lost;
  }

  /**
   * The same of several classes.
   * @param {number} start
   * @param {number} end
   */
  passClasses(start, end) {
    const { p, g, y, inputs, order, first, inner, head } = this;
    const { sums, deltas } = head;
    for (let s = start; s < end; s++) {
      const sample = order[s];
      const [x1, x2] = [inputs[2 * sample], inputs[2 * sample + 1]];
      this.logit(x1, x2);
      this.lost -= softmax(sums, y[sample], deltas);
      deltas[y[sample]] -= 1;
      for (let k = 0; k < deltas.length; k++) deltas[k] /= end - start;
      head.backward(p, g);
      for (let l = inner.length - 1; l >= 0; l--) inner[l].backward(p, g);
      first.backward(g, x1, x2);
    }
  }
}
