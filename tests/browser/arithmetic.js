// What the playground computes, compared with what the package did; returns what differs.

import { initialized, Random } from "../../docs/_static/playground/draws.js";
import { activations, halves } from "../../docs/_static/playground/formulas.js";
import { Run } from "../../docs/_static/playground/run.js";

/**
 * @typedef {object} Vectors
 * @property {{ seed: string, weights: number[], orders: number[] }[]} random
 * @property {{ init: string, sizes: number[], seed: string, theirs: number[] }[]} initial
 * @property {{ name: string, x: number[], values: number[], slopes: number[] }[]} activations
 * @property {Record<string, ([number, number] | null)[]>} halves of all activations there are
 * @property {Course[]} runs
 */
/**
 * @typedef {object} Course
 * @property {Partial<import("../../docs/_static/playground/training.js").Settings>} settings
 * @property {import("../../docs/_static/playground/training.js").Data | null} data
 * @property {[number, number[]][]} states the parameters after so many steps
 * @property {number[]} losses of each epoch
 * @property {number[]} logits at the end
 */

/** @param {Vectors} vectors */
export function differences(vectors) {
  /** @type {string[]} */
  const found = [];
  /**
   * @param {string} what
   * @param {ArrayLike<number>} ours
   * @param {number[]} theirs
   */
  const compare = (what, ours, theirs) => {
    const same = ours.length === theirs.length && theirs.every((x, k) => x === ours[k]);
    if (!same) found.push(`${what}: ${Array.from(ours)} !== ${theirs}`);
  };
  for (const { seed, weights, orders } of vectors.random) {
    const streams = [new Random(seed), new Random(seed, 1)];
    [weights, orders].forEach((theirs, k) => {
      const ours = theirs.map(() => streams[k].double());
      compare(`${k ? "orders" : "weights"} of seed ${seed}`, ours, theirs);
    });
  }
  for (const { init, sizes, seed, theirs } of vectors.initial) {
    compare(`${init} ${sizes} ${seed}`, initialized(sizes, init, seed), theirs);
  }
  const lines = [halves, vectors.halves].map((of) => JSON.stringify(of));
  if (lines[0] !== lines[1]) found.push(`names and halves: ${lines.join(" !== ")}`);
  for (const { name, x, values, slopes } of vectors.activations) {
    const [f, slope] = activations[name];
    compare(name, x.map(f), values);
    compare(`slope of ${name}`, x.map(slope), slopes);
  }
  for (const { settings, data, states, losses, logits } of vectors.runs) {
    const what = `${JSON.stringify(settings)} ${data?.points.length ?? 4}`;
    const run = new Run(settings, null, [], data);
    const ours = [];
    for (const [steps, theirs] of states) {
      while (run.steps < steps) {
        run.step();
        if (run.steps % run.perEpoch === 0) ours.push(run.loss);
      }
      compare(`${what} at step ${steps}`, run.p, theirs);
    }
    compare(`losses of ${what}`, ours, losses);
    compare(`logits of ${what}`, run.logits, logits);
    for (const [steps, theirs] of states) {
      run.goTo(steps); // back through the history
      compare(`${what} back at step ${steps}`, run.p, theirs);
    }
  }
  return found;
}
