// The next step of a training, taken apart and not taken.

import { sigmoid } from "./formulas.js";
import { loss } from "./network.js";

/** @typedef {import("./run.js").Run} Run */
/**
 * @typedef {object} Part of a step, at one sample
 * @property {number} sample
 * @property {number[]} x
 * @property {number} y
 * @property {number[]} sums pre-activations
 * @property {number[]} values activations
 * @property {number[]} slopes of the activation
 * @property {number} z
 * @property {number} p
 * @property {number} loss
 * @property {number} error the slope of the loss at the logit, divided by the size of the batch
 * @property {number[]} deltas what comes back to each unit
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
 * @param {Run} run
 * @returns {Step}
 */
export function peek(run) {
  const next = run.ahead();
  const before = Array.from(next.p);
  const kept = Array.from(next.optimizer.kept);
  const { width: H, settings, perEpoch } = run;
  const network = run.like(next.p.slice());
  const place = next.steps % perEpoch;
  next.update();
  const batch = next.order.slice(place * settings.batch, (place + 1) * settings.batch);
  const units = Array.from({ length: H }, (_, k) => k);
  const parts = batch.map((sample) => {
    const [x1, x2] = run.points[sample];
    const y = run.y[sample];
    const sums = units.map((k) => network.sum(k, x1, x2));
    const slopes = sums.map(network.slope);
    const z = network.logit(x1, x2);
    const p = sigmoid(z);
    const error = (p - y) / batch.length;
    const deltas = units.map((k) => before[3 * H + 1 + k] * error * slopes[k]);
    const values = sums.map(network.f);
    return { sample, x: [x1, x2], y, sums, values, slopes, z, p, loss: loss(z, y), error, deltas };
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
