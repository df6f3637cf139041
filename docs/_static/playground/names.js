// What units and parameters are called: with several hidden layers, by the layer, too.

import { plural } from "./words.js";

/** @typedef {import("./network.js").Network} Network */

/**
 * Where a unit stands among all.
 * @param {Network} net
 * @param {number} l its layer, from 0
 * @param {number} k which of its units
 */
export const unitAt = ({ widths }, l, k) =>
  widths.slice(0, l).reduce((sum, units) => sum + units, k);

/**
 * The units of the last layer, among all.
 * @param {Network} net
 */
export const lastUnits = (net) => {
  const { length } = net.layers;
  return Array.from({ length: net.last.units }, (_, k) => unitAt(net, length - 1, k));
};

/** @param {Network} net */
export const isDeep = ({ layers }) => layers.length > 1;

/**
 * @param {Network} net
 * @param {number} l
 */
const ofLayer = (net, l) => (isDeep(net) ? ` of layer ${l + 1}` : "");

/**
 * @param {Network} net
 * @param {number} unit among all
 */
export function unitName(net, unit) {
  const { layer, k } = net.place(unit);
  return `unit ${k + 1}${ofLayer(net, net.layers.indexOf(layer))}`;
}

/**
 * The unit to which a parameter belongs, −1 for none.
 * @param {Network} net
 * @param {number} i
 */
export function unitOf(net, i) {
  const { layers, bias, outputs } = net;
  const l = layers.findIndex(({ end }) => i < end);
  const row = Math.floor((i - bias) / outputs);
  if (l < 0) return row ? unitAt(net, layers.length - 1, row - 1) : -1;
  return unitAt(net, l, (i - layers[l].first) % layers[l].units);
}

/**
 * The parameters of a unit as its panel shows them: weights, bias and, in the last layer, its
 * output weight and the output bias, or those of each class.
 * @param {Network} net
 * @param {number} unit
 */
export function ownParameters(net, unit) {
  const { layer, k } = net.place(unit);
  const weights = Array.from({ length: layer.inputs }, (_, i) => layer.weight(i, k));
  const own = [...weights, layer.first + k];
  const outputs = Array.from({ length: net.outputs }, (_, j) => net.head.weight(k, j));
  const biases = outputs.map((_, j) => net.bias + j);
  return layer === net.last ? [...own, ...outputs, ...biases] : own;
}

/**
 * What a parameter is called.
 * @param {Network} net
 * @param {number} i
 */
export function parameterName(net, i) {
  const unit = unitOf(net, i);
  const several = net.outputs > 1 && `class ${(i - net.bias) % net.outputs}`;
  if (unit < 0) return several ? `bias of ${several}` : "output bias";
  const name = unitName(net, unit);
  if (i > net.bias)
    return several ? `weight from ${name} to ${several}` : `output weight of ${name}`;
  const { layer } = net.place(unit);
  const row = Math.floor((i - layer.first) / layer.units); // the first are biases
  if (row === 0) return `bias of ${name}`;
  const from = layer === net.first ? `x${"₁₂"[row - 1]}` : `unit ${row}`;
  return `weight from ${from} to ${name}`;
}

/**
 * How many units are dead, if that is worth a word.
 * @param {import("./run.js").Run} run
 */
export function deadIn({ layers, deaths }) {
  const may = deaths.length || layers.some(({ cutsOff }) => cutsOff);
  return may ? ` ${plural(deaths.length, "dead unit")}.` : "";
}

/**
 * The names of the activations.
 * @param {{ hidden?: string }} net
 */
export const functionsOf = ({ hidden = "" }) => hidden.replaceAll(",", ", ");

/**
 * What is drawn: the logit or, of several classes, by how much that of one leads that of another.
 * @param {Network} net
 */
export const logitOf = ({ outputs, pair: [a, b] }) =>
  outputs > 1 ? `lead of class ${a} over class ${b}` : "logit";
