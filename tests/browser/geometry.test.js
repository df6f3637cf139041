// Without a browser: `VECTORS` names the file that test_geometry.py wrote.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { cellsOf } from "../../docs/_static/playground/cells.js";
import { CORNERS } from "../../docs/_static/playground/constants.js";
import { Random } from "../../docs/_static/playground/draws.js";
import { halves } from "../../docs/_static/playground/formulas.js";
import { Network } from "../../docs/_static/playground/network.js";
import { polylines } from "../../docs/_static/playground/polylines.js";
import { Run } from "../../docs/_static/playground/run.js";
import { rounded, roundUp, SPANS, spansOf } from "../../docs/_static/playground/spans.js";
import {
  beyond,
  LEVELS,
  mapOf,
  piecesOf,
  stripeHeight,
  zeroLine,
} from "../../docs/_static/playground/stripes.js";
import { differences } from "./geometry.js";

const shapes = JSON.parse(readFileSync(String(process.env.VECTORS), "utf8"));

test("pieces, creases and boundary are those of the package", () => {
  assert.deepEqual(differences(shapes), []);
});

test("a point that is off is seen", () => {
  const [first] = structuredClone(shapes);
  first.regions[0].polygon[0][0] += 1e-6;
  assert.equal(differences([first]).length, 1);
});

test("more cells than may be are none", () => {
  const { layers, regions } = shapes.at(-1);
  assert.equal(cellsOf(layers, CORNERS, regions.length)?.cells.length, regions.length);
  assert.equal(cellsOf(layers, CORNERS, regions.length - 1), null);
});

test("a map of too many pieces gives way to a grid", () => {
  const many = Float64Array.from({ length: 4 * 120 + 1 }, (_, k) => Math.sin(k * k));
  const { pieces, creases } = mapOf(new Network("relu", many), span, 10);
  assert.deepEqual([pieces.length, creases], [100, null]);
  assert.equal(mapOf(runs[0], span, 10).creases?.flat().length, runs[0].width);
});

test("what is straight at 0, too, has one cell and no creases", () => {
  const [{ layers }] = shapes;
  const [off, on] = halves.identity;
  assert.ok(off && on);
  const straight = { ...layers[0], halves: [off, on] };
  const { cells, creases } = cellsOf([straight, layers[1]], CORNERS) ?? {};
  assert.deepEqual([cells?.length, creases], [1, [[[]]]]);
});

test("a crease runs from edge to edge or around", () => {
  const { layers } = shapes.at(-1); // trained: nothing there is rare
  for (const segments of cellsOf(layers, CORNERS)?.creases.flat() ?? []) {
    const lines = polylines(segments);
    for (const line of lines) {
      const [from, to] = [line[0], line[line.length - 1]];
      const around = Math.hypot(from[0] - to[0], from[1] - to[1]) < 1e-9;
      assert.ok(around || [from, to].every((end) => end.some((x) => Math.abs(x) === 3)));
    }
    const joined = lines.flatMap((line) => line.slice(1).map((to, k) => [line[k], to]));
    assert.equal(joined.length, segments.length);
  }
});

/** @param {number[][]} polygon */
function area(polygon) {
  const crossed = polygon.map(([x, y], i) => {
    const [u, v] = polygon[(i + 1) % polygon.length];
    return x * v - u * y;
  });
  return Math.abs(crossed.reduce((sum, part) => sum + part, 0)) / 2;
}

const span = { low: -0.75, high: 1.75 };
const ran = (/** @type {string} */ hidden) => {
  const run = new Run({ hidden });
  run.goTo(200);
  return run;
};
const runs = ["relu", "leaky_relu", "absolute", "tanh", "gelu_tanh"].map(ran);

test("a stripe covers the places whose logit is beyond its level", () => {
  const n = 250;
  for (const run of [...runs, ran("step")]) {
    const pieces = piecesOf(run, span, 40);
    const height = stripeHeight(run);
    const places = Array.from({ length: n * n }, (_, i) =>
      run.logit(
        span.low + (2.5 * ((i % n) + 0.5)) / n,
        span.low + (2.5 * (Math.floor(i / n) + 0.5)) / n,
      ),
    );
    for (const level of LEVELS.flatMap((k) => [k * height, -k * height])) {
      const side = Math.sign(level);
      const covered = beyond(pieces, level, side).reduce((sum, one) => sum + area(one), 0);
      const counted = places.filter((z) => side * z > side * level).length / n / n;
      assert.ok(Math.abs(covered / 6.25 - counted) < 0.004, `${run.hidden} ${level}`);
    }
  }
});

test("the line at 0 is where the logit is 0", () => {
  for (const run of runs) {
    const ends = zeroLine(piecesOf(run, span, 40)).flat();
    assert.ok(ends.length > 3);
    for (const [x1, x2] of ends) {
      assert.ok(Math.abs(run.logit(x1, x2)) < (run.straight ? 1e-12 : 0.05), run.hidden);
    }
  }
});

test("on a grid a line at 0 divides signs, also along its edges, and bounds no zeros", () => {
  const ramp = new Network("squared_relu", Float64Array.of(-0.5, 1, 0, 0, 1));
  assert.deepEqual(zeroLine(piecesOf(ramp, span, 10)), []);
  const wave = new Network("tanh", ramp.p);
  const lines = zeroLine(piecesOf(wave, span, 10));
  assert.equal(lines.length, 10);
  assert.ok(lines.flat().every(([x1]) => x1 === 0.5));
});

test("the colours end at a round number that the places around the points reach", () => {
  for (const [x, round] of [
    [0.1, 0.1],
    [0.11, 0.15],
    [2.4, 2.5],
    [37, 40],
    [0, 1e-6],
  ]) {
    assert.ok(Math.abs(roundUp(x) / round - 1) < 1e-9, String(x));
  }
  assert.equal(roundUp(Number.NaN), 1e-6);
  assert.equal(roundUp(1e300), 1e12);
});

test("what is seen goes around the points, in round numbers", () => {
  assert.equal(spansOf([[0, 1]]), SPANS);
  assert.equal(
    spansOf([
      [-0.6, 0],
      [1.6, 1],
    ]),
    SPANS,
  );
  const random = new Random("3");
  for (let k = 0; k < 200; k++) {
    const size = 10 ** Math.floor(random.double() * 12 - 4);
    const some = () => (random.double() - 0.3) * size;
    const points = Array.from({ length: 1 + (k % 9) }, () => [some(), some()]);
    const spans = spansOf(points);
    const [low, high] = [Math.min(...points.flat()), Math.max(...points.flat())];
    for (const span of spans.slice(1)) assert.ok(span.low < low && span.high > high);
    assert.ok(spans === SPANS || spans[1].high - spans[1].low <= 2.6 * (high - low || 1));
    const [x] = rounded([low], spans[1]);
    assert.ok(Math.abs(x - low) <= (spans[1].high - spans[1].low) / 80);
  }
});
