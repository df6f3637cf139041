// A network 2-H-1.

import { exp, log1p } from "./elementary.js";
import { activations } from "./formulas.js";

export class Network {
  /**
   * @param {string} hidden its activation
   * @param {Float64Array} p its parameters: b (H), w1 (H), w2 (H), c, v (H)
   */
  constructor(hidden, p) {
    this.p = p;
    this.width = (p.length - 1) / 4;
    const [f, slope, straight] = activations[hidden];
    this.f = f;
    this.slope = slope;
    this.straight = straight;
  }

  /**
   * The pre-activation of a unit.
   * @param {number} k
   * @param {number} x1
   * @param {number} x2
   */
  sum(k, x1, x2) {
    const { p, width: H } = this;
    return p[H + k] * x1 + p[k] + p[2 * H + k] * x2;
  }

  /**
   * What a unit hands on.
   * @param {number} k
   * @param {number} x1
   * @param {number} x2
   */
  activation(k, x1, x2) {
    return this.f(this.sum(k, x1, x2));
  }

  /**
   * What a unit adds to the logit.
   * @param {number} k
   * @param {number} x1
   * @param {number} x2
   */
  adds(k, x1, x2) {
    return this.activation(k, x1, x2) * this.p[3 * this.width + 1 + k];
  }

  /**
   * @param {number} x1
   * @param {number} x2
   */
  logit(x1, x2) {
    let z = this.p[3 * this.width];
    for (let k = 0; k < this.width; k++) z += this.adds(k, x1, x2);
    return z;
  }
}

/**
 * The network of one unit alone.
 * @param {Network & { hidden: string }} network
 * @param {number} k
 */
export function alone({ hidden, width: H, p }, k) {
  return new Network(hidden, Float64Array.of(p[k], p[H + k], p[2 * H + k], 0, p[3 * H + 1 + k]));
}

/**
 * Binary cross-entropy.
 * @param {number} z the logit
 * @param {number} y the label
 */
export const loss = (z, y) => (z > 0 ? z * (1 - y) : -z * y) + log1p(exp(-Math.abs(z)));
