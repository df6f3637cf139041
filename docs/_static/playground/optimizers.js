// What a step makes of a gradient, as actdemo's optimizers do. Each keeps its numbers in one array,
// which is all that a state has to hold.

import { ADAM } from "./constants.js";

/** @typedef {import("./training.js").Recipe} Recipe */

/** Gradient descent with momentum. */
class Sgd {
  /**
   * @param {Recipe} recipe
   * @param {number} count of parameters
   */
  constructor({ lr, momentum, decay }, count) {
    this.lr = lr;
    this.momentum = momentum;
    this.decay = decay;
    this.kept = new Float64Array(count); // the velocity
  }

  /**
   * Changes the parameters.
   * @param {Float64Array} p
   * @param {Float64Array} g gradient
   */
  step(p, g) {
    const { lr, momentum, decay, kept } = this;
    for (let i = 0; i < p.length; i++) {
      const slope = decay ? g[i] + decay * p[i] : g[i]; // which costs nothing if there is none
      const move = kept[i] * momentum + slope * lr;
      kept[i] = move;
      p[i] -= move;
    }
  }
}

/** Gradient descent by the mean of the gradients over the root of their mean square. */
export class Adam {
  /**
   * @param {Recipe} recipe
   * @param {number} count of parameters
   */
  constructor({ lr, decay }, count) {
    this.lr = lr;
    this.decay = decay;
    this.count = count;
    this.kept = new Float64Array(2 * count + 2).fill(1, 2 * count); // means, squares, two powers
  }

  /**
   * Changes the parameters.
   * @param {Float64Array} p
   * @param {Float64Array} g gradient
   */
  step(p, g) {
    const { count, decay, kept } = this;
    const { beta1, beta2, epsilon } = ADAM;
    const power1 = kept[2 * count] * beta1;
    const power2 = kept[2 * count + 1] * beta2;
    kept[2 * count] = power1;
    kept[2 * count + 1] = power2;
    const rate = this.lr / (1 - power1);
    const root = Math.sqrt(1 - power2);
    for (let i = 0; i < count; i++) {
      const slope = g[i] + decay * p[i];
      const mean = kept[i] * beta1 + (1 - beta1) * slope;
      const square = kept[count + i] * beta2 + (1 - beta2) * (slope * slope);
      kept[i] = mean;
      kept[count + i] = square;
      p[i] -= (rate * mean) / (Math.sqrt(square) / root + epsilon);
    }
  }

  /**
   * The mean of a gradient, and the root of its mean square, as the last step took them.
   * @param {number} i
   */
  terms(i) {
    const { count, kept } = this;
    const mean = kept[i] / (1 - kept[2 * count]);
    return [mean, Math.sqrt(kept[count + i] / (1 - kept[2 * count + 1])) + ADAM.epsilon];
  }
}

/** @type {Record<string, typeof Sgd | typeof Adam>} */
export const optimizers = { sgd: Sgd, adam: Adam };
