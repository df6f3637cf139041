// The next step of a training, taken apart and not taken.

import { sigmoid } from "./formulas.js";
import { softmax } from "./softmax.js";

/** @typedef {import("./run.js").Run} Run */
/**
 * @typedef {object} Part of a step, at one sample
 * @property {number} sample
 * @property {number[]} x
 * @property {number} y
 * @property {number[]} sums pre-activations of all units, layer by layer
 * @property {number[]} values activations
 * @property {number[]} slopes of the activation
 * @property {number[]} z the logit, or that of each class
 * @property {number[]} p the probability of class 1, or that of each class
 * @property {number} loss
 * @property {number[]} errors the slope of the loss at each logit, divided by the size of the batch
 * @property {number[]} deltas what comes back to each unit, and after them the errors
 */
/**
 * @typedef {object} Step
 * @property {Part[]} parts one for each sample of the batch
 * @property {number[]} before parameters
 * @property {number[]} gradient
 * @property {number[]} kept by the optimizer before
 * @property {import("./training.js").Training["optimizer"]} optimizer after it
 * @property {number[]} after
 */

/**
 * What comes back to each unit, layer by layer from the last.
 * @param {import("./network.js").Network} net
 * @param {number[]} slopes
 * @param {number[]} errors
 */
function comingBack({ p, layers, head }, slopes, errors) {
  const deltas = [...slopes, ...errors];
  let { length: end } = slopes;
  for (let l = layers.length - 1; l >= 0; l--) {
    const next = layers[l + 1] ?? head;
    const first = end - layers[l].units;
    for (let k = 0; k < layers[l].units; k++) {
      let back = 0;
      for (let j = 0; j < next.units; j++) back += p[next.weight(k, j)] * deltas[end + j];
      deltas[first + k] = back * slopes[first + k];
    }
    end = first;
  }
  return deltas;
}

/**
 * @param {Run} run
 * @returns {Step}
 */
export function peek(run) {
  const next = run.ahead();
  const before = Array.from(next.p);
  const kept = Array.from(next.optimizer.kept);
  const { settings, perEpoch } = run;
  const network = run.like(next.p.slice());
  const place = next.steps % perEpoch;
  next.update();
  const batch = next.order.slice(place * settings.batch, (place + 1) * settings.batch);
  const { layers } = network;
  const parts = batch.map((sample) => {
    const [x1, x2] = run.points[sample];
    const y = run.y[sample];
    const z = network.logit(x1, x2);
    const sums = layers.flatMap((layer) => Array.from(layer.sums));
    const values = layers.flatMap((layer) => Array.from(layer.values));
    const slopes = layers.flatMap((layer) => Array.from(layer.sums, layer.slope));
    const several = network.outputs > 1;
    const logits = several ? Array.from(network.head.sums) : [z];
    const p = [sigmoid(z)];
    if (several) softmax(logits, y, p);
    const errors = p.map((one, j) => (one - (several ? Number(j === y) : y)) / batch.length);
    const deltas = comingBack(network, slopes, errors);
    const loss = network.costOf(z, y);
    return { sample, x: [x1, x2], y, sums, values, slopes, z: logits, p, loss, errors, deltas };
  });
  return {
    parts,
    before,
    gradient: Array.from(next.g),
    kept,
    optimizer: next.optimizer,
    after: Array.from(next.p),
  };
}
