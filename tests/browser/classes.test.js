// The map of three classes, against the network itself at many places.

import assert from "node:assert/strict";
import { test } from "node:test";
import { failure } from "../../docs/_static/playground/causes.js";
import { classesOn, namePlaces } from "../../docs/_static/playground/classes.js";
import { drawn } from "../../docs/_static/playground/data.js";
import { Random } from "../../docs/_static/playground/draws.js";
import { givenBy, pointsIn, withOther } from "../../docs/_static/playground/given.js";
import { peek } from "../../docs/_static/playground/peek.js";
import { trainedOn } from "../../docs/_static/playground/points_hand.js";
import { Run } from "../../docs/_static/playground/run.js";
import { mapOf } from "../../docs/_static/playground/stripes.js";

const span = { low: -0.75, high: 1.75 };
const RECIPE = { preset: "clouds", n: 24, noise: 0.1, seed: "3" };

/**
 * @param {Partial<import("../../docs/_static/playground/training.js").Settings>} settings
 * @param {number} epochs
 */
function trained(settings, epochs, recipe = RECIPE) {
  const run = new Run(settings, null, [], givenBy(recipe).data);
  run.goTo(epochs * run.perEpoch);
  return run;
}

/**
 * Whether a place is within a polygon, by the parity of the edges to its right.
 * @param {number[][]} corners
 * @param {number[]} place
 */
function holds(corners, [x, y]) {
  let inside = false;
  corners.forEach(([x1, y1], i) => {
    const [x2, y2] = corners[(i + 1) % corners.length];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  });
  return inside;
}

test("blank is where the third class wins, and lines are where two lead alike", () => {
  const random = new Random("5");
  let [blank, others, ends] = [0, 0, 0];
  for (const [width, hidden] of [
    ["5", "relu"],
    ["4,3", "leaky_relu"],
    ["6,5", "relu"],
  ]) {
    for (const pair of [
      [1, 0],
      [2, 0],
      [2, 1],
    ]) {
      const run = trained({ width, hidden, seed: String(ends) }, 3);
      run.pair = pair;
      const { pieces, creases } = mapOf(run, span, 10);
      assert.ok(creases);
      const found = classesOn(run, pieces);
      for (let k = 0; k < 300; k++) {
        const place = [0, 0].map(() => span.low + 2.5 * random.double());
        const third = !pair.includes(run.said(run.logit(place[0], place[1])));
        assert.equal(
          found.blank.some((corners) => holds(corners, place)),
          third,
        );
        if (third) blank++;
        else others++;
      }
      for (const line of found.lines) {
        for (const share of [0.01, 0.5, 0.99]) {
          const [x1, x2] = line[0].map((x, axis) => x + share * (line[1][axis] - x));
          run.logit(x1, x2);
          const [first, second] = Array.from(run.head.sums).sort((a, b) => b - a);
          assert.ok(first - second < 1e-9, `${first - second}`);
          ends++;
        }
      }
    }
  }
  assert.ok(blank > 300 && others > 300 && ends > 60);
});

test("every change of class along a walk crosses a line, and the third class is blank", () => {
  for (const [width, hidden] of [
    ["5", "relu"],
    ["12", "step"],
    ["5,4", "relu,step"],
    ["9,3", "step,absolute"],
  ]) {
    const run = trained({ width, hidden, seed: "1" }, 5);
    const { blank, lines } = classesOn(run, mapOf(run, span, 10).pieces);
    let all = 0;
    for (const y of [-0.6123, 0.1234, 0.4567, 0.8912, 1.5123]) {
      const spots = Array.from({ length: 2001 }, (_, i) => span.low + (2.5 * i) / 2000);
      const said = spots.map((x) => run.said(run.logit(x, y)));
      const changes = said.filter((one, i) => i && one !== said[i - 1]).length;
      const crossed = lines.filter(([a, b]) => a[1] > y !== b[1] > y).length;
      assert.equal(crossed, changes, `${hidden} at ${y}`);
      all += crossed;
      for (let i = 7; i < 2000; i += 83) {
        const within = blank.some((corners) => holds(corners, [spots[i], y]));
        assert.equal(within, said[i] === 2, `${hidden} at ${spots[i]}, ${y}`);
      }
    }
    assert.ok(all >= 4, `${hidden} ${all}`);
  }
});

test("the name of a class stands where it is said", () => {
  const run = trained({ hidden: "tanh" }, 20);
  const places = namePlaces(run, span);
  assert.equal(run.score, 24);
  places.forEach((place, k) => {
    assert.ok(place);
    assert.equal(run.said(run.logit(place[0], place[1])), k);
  });
  const never = run.like(run.p.map((x, i) => (i === run.bias + 2 ? -1e3 : x)));
  assert.equal(namePlaces(never, span)[2], null);
});

test("what is compared is a difference of logits, bias and units", () => {
  const run = trained({ hidden: "relu" }, 2);
  for (const pair of [
    [1, 0],
    [2, 0],
    [2, 1],
  ]) {
    run.pair = pair;
    const z = run.logit(0.3, 0.9);
    const { sums } = run.head;
    assert.equal(z, sums[pair[0]] - sums[pair[1]]);
    const units = Array.from({ length: 5 }, (_, k) => run.adds(k, 0.3, 0.9));
    const sum = units.reduce((all, one) => all + one, run.out(0));
    assert.ok(Math.abs(sum - z) < 1e-12);
  }
});

test("a point that is not taken for its class is named", () => {
  const run = trained({ hidden: "relu" }, 0, { ...RECIPE, n: 6, noise: 0 });
  const wrong = run.y.flatMap((y, k) => (run.right[k] ? [] : [`is not taken for class ${y}`]));
  assert.ok(wrong.length > 1 && wrong.length < 6);
  const said = failure(run).match(/is not taken for class \d/g);
  assert.deepEqual(said, wrong);
});

test("a tie says no class", () => {
  const run = trained({ hidden: "relu" }, 0);
  run.p.fill(0);
  assert.equal(run.said(run.logit(0.5, 0.5)), -1);
  assert.equal(run.score, 0);
  assert.ok(Math.abs(run.cost - Math.log(3)) < 1e-15);
});

test("what comes back is part of the gradient, for units and for classes", () => {
  for (const width of ["5", "3,4"]) {
    const run = new Run({ width, hidden: "tanh", batch: 4 }, null, [], givenBy(RECIPE).data);
    run.goTo(9);
    const { parts, gradient } = peek(run);
    const total = (/** @type {(part: typeof parts[0]) => number} */ of) =>
      parts.reduce((all, part) => all + of(part), 0);
    for (let unit = 0; unit < run.units; unit++) {
      const { layer, k } = run.place(unit);
      const sum = total(({ deltas }) => deltas[unit]);
      assert.ok(Math.abs(sum - gradient[layer.first + k]) < 1e-15);
    }
    for (let j = 0; j < 3; j++) {
      const sum = total(({ errors }) => errors[j]);
      assert.ok(Math.abs(sum - gradient[run.bias + j]) < 1e-15);
      const weight = total(({ errors, values }) => errors[j] * values[run.units - 1]);
      const i = run.head.weight(run.last.units - 1, j);
      assert.ok(Math.abs(weight - gradient[i]) < 1e-15);
    }
  }
});

test("a third class brings outputs, and the last of its points takes them away", () => {
  const four = new Run({ hidden: "tanh" });
  four.goTo(40);
  four.edited([[3, 0.5]]);
  const more = trainedOn(four, withOther(pointsIn(four), 2, [1, 0], 2));
  assert.equal(more.outputs, 3);
  assert.equal(more.p.length, 33);
  assert.deepEqual([more.start, more.edits, more.turns], [null, [], []]);
  const less = trainedOn(more, withOther(pointsIn(more), 2, [1, 0], 1));
  assert.equal(less.outputs, 1);
  assert.equal(less.p.length, 21);
  const held = drawn({ ...RECIPE, n: 3 });
  const apart = { points: [[0, 0]], labels: [1], held };
  assert.equal(trainedOn(four, apart).outputs, 3); // also if none of it is seen
});
