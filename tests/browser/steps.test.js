// One step, taken apart and not taken, beside the package's: `VECTORS` names the file.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { peek } from "../../docs/_static/playground/peek.js";
import { Run } from "../../docs/_static/playground/run.js";

/**
 * @typedef {object} Case
 * @property {Partial<import("../../docs/_static/playground/training.js").Settings>} settings
 * @property {number} steps
 * @property {number[]} gradient of the next one
 * @property {number[]} after it
 */

/** @type {Case[]} */
const cases = JSON.parse(readFileSync(String(process.env.VECTORS), "utf8"));

test("gradient and weights are the package's to the last bit, and nothing has moved", () => {
  for (const { settings, steps, gradient, after } of cases) {
    const run = new Run(settings);
    run.goTo(steps);
    const before = JSON.stringify(run);
    const step = peek(run);
    assert.equal(JSON.stringify(run), before);
    assert.deepEqual(step.gradient.map(String), gradient.map(String));
    assert.deepEqual(step.after, after);
    run.step();
    assert.deepEqual(Array.from(run.p), after);
  }
});

test("at any depth what comes back to each unit is its part of the gradient", () => {
  for (const width of ["3,4", "2,3,2"]) {
    const run = new Run({ width, hidden: "tanh", batch: 4, order: "fixed" });
    run.goTo(9);
    const before = JSON.stringify(run);
    const { parts, gradient } = peek(run);
    assert.equal(JSON.stringify(run), before);
    for (let unit = 0; unit < run.units; unit++) {
      const sum = parts.reduce((all, { deltas }) => all + deltas[unit], 0);
      const { layer, k } = run.place(unit);
      assert.ok(Math.abs(sum - gradient[layer.first + k]) < 1e-15, `${width} ${unit}`);
    }
  }
});

test("the products of all samples add up to the gradient", () => {
  for (const { settings, steps } of cases) {
    const run = new Run(settings);
    run.goTo(steps);
    const { parts, gradient } = peek(run);
    const H = run.width;
    for (let k = 0; k < H; k++) {
      const sums = [0, 0, 0, 0];
      for (const { x, values, errors, deltas } of parts) {
        sums[0] += deltas[k];
        sums[1] += x[0] * deltas[k];
        sums[2] += x[1] * deltas[k];
        sums[3] += values[k] * errors[0];
      }
      [k, H + k, 2 * H + k, 3 * H + 1 + k].forEach((i, which) => {
        assert.equal(sums[which], gradient[i]);
      });
    }
  }
});
