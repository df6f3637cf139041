// A network: two inputs, one to three hidden layers, one output.

import { exp, log1p } from "./elementary.js";
import { FirstLayer, InnerLayer } from "./layers.js";

/**
 * The numbers that a setting names, one for each hidden layer.
 * @param {string} width
 */
export const widthsOf = (width) => String(width).split(",").map(Number);

export class Network {
  /**
   * @param {string} hidden the activation of each hidden layer, "tanh,relu", or one for all
   * @param {Float64Array} p its parameters: layer by layer the biases, and a row of weights for
   *   each input
   * @param {number[]} widths of the hidden layers
   */
  constructor(hidden, p, widths = [(p.length - 1) / 4]) {
    const names = hidden.split(",");
    this.hidden = hidden;
    this.p = p;
    this.widths = widths;
    const first = new FirstLayer(names[0], widths[0]);
    /** @type {(FirstLayer | InnerLayer)[]} */
    this.layers = [first];
    /** @type {InnerLayer[]} */
    this.inner = [];
    for (const [l, width] of widths.slice(1).entries()) {
      const layer = new InnerLayer(names[l + 1] ?? names[0], width, this.layers[l]);
      this.layers.push(layer);
      this.inner.push(layer);
    }
    this.first = first;
    this.last = this.layers[widths.length - 1];
    this.bias = this.last.end; // the place of that of the output, before its weights
    this.units = widths.reduce((sum, width) => sum + width); // of all hidden layers
    this.straight = this.layers.every(({ straight }) => straight);
  }

  /** How many units the first layer has. */
  get width() {
    return this.first.units;
  }

  /** The activation of the first layer. */
  get f() {
    return this.first.f;
  }

  get slope() {
    return this.first.slope;
  }

  /**
   * A network of the same shape.
   * @param {Float64Array} p
   */
  like(p) {
    return new Network(this.hidden, p, this.widths);
  }

  /**
   * The layer of a unit, and which of its units that is.
   * @param {number} unit among all hidden units, layer by layer
   */
  place(unit) {
    let k = unit;
    let l = 0;
    while (k >= this.widths[l]) k -= this.widths[l++];
    return { layer: this.layers[l], k };
  }

  /**
   * The pre-activation of a unit.
   * @param {number} unit
   * @param {number} x1
   * @param {number} x2
   */
  sum(unit, x1, x2) {
    const { first, p } = this;
    if (unit < first.units) return first.sum(p, unit, x1, x2);
    const { layer, k } = this.place(unit);
    this.logit(x1, x2);
    return layer.sums[k];
  }

  /**
   * What a unit hands on.
   * @param {number} unit
   * @param {number} x1
   * @param {number} x2
   */
  activation(unit, x1, x2) {
    return this.place(unit).layer.f(this.sum(unit, x1, x2));
  }

  /**
   * What a unit of the last layer adds to the logit.
   * @param {number} unit
   * @param {number} x1
   * @param {number} x2
   */
  adds(unit, x1, x2) {
    return this.activation(unit, x1, x2) * this.p[this.bias + 1 + this.place(unit).k];
  }

  /**
   * The logit; the layers hold what they handed on.
   * @param {number} x1
   * @param {number} x2
   */
  logit(x1, x2) {
    const { p, first, inner, last, bias } = this;
    first.forward(p, x1, x2);
    for (let l = 0; l < inner.length; l++) inner[l].forward(p);
    const { units, values } = last;
    let z = p[bias];
    for (let k = 0; k < units; k++) z += values[k] * p[bias + 1 + k];
    return z;
  }
}

/**
 * The network of one unit of the first layer alone.
 * @param {Network} network
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
