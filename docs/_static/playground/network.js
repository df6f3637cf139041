// A network: two inputs, one to three hidden layers, one output or, for three classes, three.

import { exp, log1p } from "./elementary.js";
import { FirstLayer, InnerLayer } from "./layers.js";
import { softmax, winner } from "./softmax.js";

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
   * @param {number} outputs one, or one for each of several classes
   */
  constructor(hidden, p, widths = [(p.length - 1) / 4], outputs = 1) {
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
    this.outputs = outputs;
    this.head = new InnerLayer("identity", outputs, this.last); // whose sums are the logits
    this.pair = [1, 0]; // the classes that are compared, if there are several
    this.units = widths.reduce((sum, width) => sum + width); // of all hidden layers
    this.straight = this.layers.every((layer) => layer.halves.every(Boolean));
    this.torn = this.straight && this.layers.some(({ halves: [off, on] }) => off?.[1] !== on?.[1]);
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
   * @param {string} hidden
   */
  like(p, hidden = this.hidden) {
    const other = new Network(hidden, p, this.widths, this.outputs);
    other.pair = this.pair;
    return other;
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
    return this.activation(unit, x1, x2) * this.out(1 + this.place(unit).k);
  }

  /**
   * The output bias, or the output weight of a unit of the last layer, counted from 1; of several
   * classes, by how much that of the first one compared is above that of the second.
   * @param {number} row
   */
  out(row) {
    const { p, bias, outputs, pair } = this;
    const at = bias + row * outputs;
    return outputs > 1 ? p[at + pair[0]] - p[at + pair[1]] : p[at];
  }

  /**
   * The logit, or by how much that of the first class compared is above that of the second; the
   * layers hold what they handed on.
   * @param {number} x1
   * @param {number} x2
   */
  logit(x1, x2) {
    const { p, first, inner, last, bias } = this;
    first.forward(p, x1, x2);
    for (let l = 0; l < inner.length; l++) inner[l].forward(p);
    if (this.outputs > 1) {
      this.head.forward(p);
      return this.head.sums[this.pair[0]] - this.head.sums[this.pair[1]];
    }
    const { units, values } = last;
    let z = p[bias];
    for (let k = 0; k < units; k++) z += values[k] * p[bias + 1 + k];
    return z;
  }

  /**
   * The class that the network says at the last place; −1 for none.
   * @param {number} z the logit there
   */
  said(z) {
    return this.outputs > 1 ? winner(this.head.sums) : z > 0 ? 1 : z < 0 ? 0 : -1;
  }

  /**
   * The loss of a sample at the last place.
   * @param {number} z the logit there
   * @param {number} y the label
   */
  costOf(z, y) {
    const { sums } = this.head;
    return this.outputs > 1 ? -softmax(sums, y, []) : loss(z, y);
  }

  /**
   * The mean loss at points.
   * @param {import("./training.js").Labelled} data
   */
  costAt({ points, y }) {
    let sum = 0;
    points.forEach(([x1, x2], k) => {
      sum += this.costOf(this.logit(x1, x2), y[k]);
    });
    return sum / points.length;
  }

  /**
   * At which points the network says their class.
   * @param {import("./training.js").Labelled} data
   */
  rightAt({ points, y }) {
    return points.map(([x1, x2], k) => this.said(this.logit(x1, x2)) === y[k]);
  }
}

/**
 * The network of one unit of the first layer alone.
 * @param {Network} network
 * @param {number} k
 */
export function alone(network, k) {
  const { hidden, width: H, p } = network;
  return new Network(hidden, Float64Array.of(p[k], p[H + k], p[2 * H + k], 0, network.out(1 + k)));
}

/**
 * Binary cross-entropy.
 * @param {number} z the logit
 * @param {number} y the label
 */
export const loss = (z, y) => (z > 0 ? z * (1 - y) : -z * y) + log1p(exp(-Math.abs(z)));
