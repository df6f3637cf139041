// A hidden layer: what it hands on at a place, and what comes back to it. Its parameters are the
// biases, then a row of weights for each input. All sums start with the bias, and run in order.

import { activations, halves } from "./formulas.js";

class Layer {
  /**
   * @param {string} name of its activation
   * @param {number} inputs
   * @param {number} units
   * @param {number} first the place of its first bias among the parameters of the network
   */
  constructor(name, inputs, units, first) {
    this.name = name;
    this.inputs = inputs;
    this.units = units;
    this.first = first;
    this.end = first + (1 + inputs) * units;
    const [f, slope] = activations[name];
    this.f = f;
    this.slope = slope;
    this.halves = halves[name];
    this.cutsOff = String(halves[name][0]) === "0,0"; // hands on nothing where a unit is off
    this.sums = new Float64Array(units); // pre-activations at the last place
    this.values = new Float64Array(units); // activations there
    this.deltas = new Float64Array(units); // what comes back: the slope of the loss at a value
  }

  /**
   * The place of a weight among the parameters.
   * @param {number} i input
   * @param {number} k unit
   */
  weight(i, k) {
    return this.first + (1 + i) * this.units + k;
  }
}

/** The layer behind the two inputs. */
export class FirstLayer extends Layer {
  /**
   * @param {string} name
   * @param {number} units
   */
  constructor(name, units) {
    super(name, 2, units, 0);
  }

  /**
   * The pre-activation of a unit.
   * @param {Float64Array} p
   * @param {number} k
   * @param {number} x1
   * @param {number} x2
   */
  sum(p, k, x1, x2) {
    const H = this.units;
    return p[H + k] * x1 + p[k] + p[2 * H + k] * x2;
  }

  /**
   * @param {Float64Array} p
   * @param {number} x1
   * @param {number} x2
   */
  forward(p, x1, x2) {
    const { units: H, sums, values, f } = this;
    for (let k = 0; k < H; k++) {
      const sum = p[H + k] * x1 + p[k] + p[2 * H + k] * x2;
      sums[k] = sum;
      values[k] = f(sum);
    }
  }

  /**
   * Adds to the gradient.
   * @param {Float64Array} g
   * @param {number} x1
   * @param {number} x2
   */
  backward(g, x1, x2) {
    const { units: H, sums, deltas, slope } = this;
    for (let k = 0; k < H; k++) {
      const delta = deltas[k] * slope(sums[k]);
      g[k] += delta;
      g[H + k] += x1 * delta;
      g[2 * H + k] += x2 * delta;
    }
  }
}

/** A layer behind another one. */
export class InnerLayer extends Layer {
  /**
   * @param {string} name
   * @param {number} units
   * @param {Layer} before
   */
  constructor(name, units, before) {
    super(name, before.units, units, before.end);
    this.before = before;
  }

  /** @param {Float64Array} p */
  forward(p) {
    const { first, inputs, units, sums, values, f } = this;
    const given = this.before.values;
    for (let k = 0; k < units; k++) {
      let at = first + units + k;
      let sum = p[at] * given[0] + p[first + k];
      for (let i = 1; i < inputs; i++) {
        at += units;
        sum += p[at] * given[i];
      }
      sums[k] = sum;
      values[k] = f(sum);
    }
  }

  /**
   * Adds to the gradient, and hands back to the layer before.
   * @param {Float64Array} p
   * @param {Float64Array} g
   */
  backward(p, g) {
    const { first, inputs, units, sums, deltas, slope } = this;
    const { values: given, deltas: back } = this.before;
    for (let k = 0; k < units; k++) {
      const delta = deltas[k] * slope(sums[k]);
      deltas[k] = delta;
      g[first + k] += delta;
    }
    for (let i = 0, at = first + units; i < inputs; i++) {
      const x = given[i];
      let sum = 0;
      for (let k = 0; k < units; k++, at++) {
        sum += p[at] * deltas[k];
        g[at] += x * deltas[k];
      }
      back[i] = sum;
    }
  }
}
