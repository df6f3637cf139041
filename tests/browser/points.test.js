// Points with labels, drawn and from tables: `VECTORS` names the file that test_points.py wrote.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { POINTS } from "../../docs/_static/playground/constants.js";
import {
  drawn,
  heldOut,
  pointsOf,
  presets,
  readData,
  withHeld,
  writeData,
} from "../../docs/_static/playground/data.js";
import { Random } from "../../docs/_static/playground/draws.js";
import {
  givenBy,
  pointsIn,
  recipeOf,
  withOther,
  withoutPoint,
  withPoint,
} from "../../docs/_static/playground/given.js";
import { extentOf } from "../../docs/_static/playground/outcomes.js";
import { trainedOn } from "../../docs/_static/playground/points_hand.js";
import { deadAt, Run } from "../../docs/_static/playground/run.js";
import { readTable, writeTable } from "../../docs/_static/playground/table.js";

/** @typedef {import("../../docs/_static/playground/data.js").Data} Data */
/** @typedef {import("../../docs/_static/playground/data.js").Recipe} Recipe */
/**
 * @type {{
 *   presets: string[],
 *   draws: (Data & { recipe: Recipe })[],
 *   splits: { n: number, share: number, seed: string, held: number[] }[],
 *   tables: (Data & { text: string, classes: string[] })[],
 * }}
 */
const vectors = JSON.parse(readFileSync(String(process.env.VECTORS), "utf8"));

test("the points of a seed have Python's bits", () => {
  assert.deepEqual(Object.keys(presets), vectors.presets);
  for (const { recipe, points, labels } of vectors.draws) {
    assert.deepEqual(drawn(recipe), { points, labels }, JSON.stringify(recipe));
  }
});

test("what is held out is Python's choice, and the others are seen", () => {
  for (const { n, share, seed, held } of vectors.splits) {
    const points = Array.from({ length: n }, (_, k) => [k, -k]);
    const labels = points.map(([k]) => k % 2);
    const parts = heldOut({ points, labels }, share, seed);
    assert.deepEqual(
      parts.held.points.map(([k]) => k),
      held,
    );
    assert.deepEqual(
      parts.held.labels,
      held.map((k) => k % 2),
    );
    const all = [...parts.seen.points, ...parts.held.points];
    assert.deepEqual(
      all.map(([k]) => k).sort((a, b) => a - b),
      points.map(([k]) => k),
    );
    assert.ok(parts.seen.points.length > 0);
    assert.deepEqual(
      parts.seen.labels,
      parts.seen.points.map(([k]) => k % 2),
    );
  }
});

test("recipes are read as they are written", () => {
  for (const { recipe } of vectors.draws) assert.deepEqual(readData(writeData(recipe)), recipe);
  assert.deepEqual(readData("moons_20_.1_007"), {
    preset: "moons",
    n: 20,
    noise: 0.1,
    seed: "7",
  });
});

test("a zero of the noise has no sign", () => {
  const { noise } = /** @type {Recipe} */ (readData("xor_4_-0_0"));
  assert.ok(Object.is(noise, 0));
});

test("points are read as they are written, to the last bit, and need no escape", () => {
  const random = new Random("4");
  const numbers = [-0, 5e-324, 1e9, -1e9, 0.1, -0.5, 1e-7, 123.456, -1.7e-300];
  for (let n = 1; n <= 500; n += 83) {
    const some = () =>
      random.double() < 0.2
        ? numbers[Math.floor(random.double() * numbers.length)]
        : (random.double() - 0.5) * 10 ** Math.floor(random.double() * 12 - 3);
    const points = Array.from({ length: n }, () => [some(), some()]);
    const data = { points, labels: points.map(() => Number(random.double() < 0.5)) };
    const text = writeData(data);
    assert.deepEqual(readData(text), data);
    assert.equal(new URLSearchParams({ data: text }).toString(), `data=${text}`);
    assert.deepEqual(readTable(writeTable(data)), { ...data, classes: ["0", "1"] });
  }
  assert.equal(writeData({ points: [[0.5, -0.25]], labels: [1] }), ".5_-.25b");
});

test("points that are held out stand apart in a word", () => {
  const recipe = { preset: "moons", n: 20, noise: 0.1, seed: "7", held: 0.25 };
  assert.equal(writeData(recipe), "moons_20_0.1_7_0.25");
  assert.deepEqual(readData("moons_20_0.1_7_0.25"), recipe);
  const { points, labels, held } = pointsOf(recipe);
  const all = heldOut(drawn(recipe), 0.25, "7");
  assert.deepEqual({ seen: { points, labels }, held }, all);
  const own = { points, labels, ...(held && { held }) };
  assert.deepEqual(readData(writeData(own)), own);
  assert.deepEqual(pointsOf(own), own);
  assert.equal("held" in withHeld({ points: [[1, 2]], labels: [0] }, 0.5, "0"), false);
});

test("another word is refused", () => {
  /** @type {[string, RegExp][]} */
  const wrong = [
    ["", /^The preset of the points must be the name of a preset\.$/],
    ["toString_4_0_0", /^The preset of the points must be/],
    ["xor", /^The n of the points must be from 1 to 500\.$/],
    ["xor_0_0_0", /^The n of/],
    ["xor_501_0_0", /^The n of/],
    ["xor_2.5_0_0", /^The n of/],
    ["xor_4_2_0", /^The noise of the points must be a number from 0 to 1\.$/],
    ["xor_4_-1_0", /^The noise of/],
    ["xor_4_x_0", /^The noise of/],
    ["xor_4_0", /^The seed of the points must be a whole number/],
    [`xor_4_0_${2n ** 128n}`, /^The seed of/],
    ["xor_4_0_0_0", /^The held of the points must be a share up to 0\.9\.$/],
    ["xor_4_0_0_0.95", /^The held of/],
    ["xor_4_0_0_0.5_0", /^The points must be a preset, a number, noise and a seed\.$/],
    [".5_1", /^The points must be two numbers and a, b or g, one after the other\.$/],
    [".5_1a.5", /^The points must be two numbers/],
    [".5_1_2a", /^The points must be two numbers/],
    ["1e10_1a", /^The points must be two numbers/],
    ["1_1e999a", /^The points must be two numbers/],
    ["._1a", /^The points must be two numbers/],
    ["1_1f", /^The points must be two numbers/],
    ["1_1c2_2d", /^The points must hold one that is not held out\.$/],
    ["1_1a".repeat(501), /^The points must be 500 at most, not 501\.$/],
  ];
  for (const [text, message] of wrong) {
    assert.throws(() => readData(text), { name: "RangeError", message }, text);
  }
});

test("tables of other programs are read to the last bit", () => {
  for (const { text, ...data } of vectors.tables) assert.deepEqual(readTable(text), data);
});

test("tables may be written in many ways", () => {
  /** @type {[string, number[][], number[], string[]][]} */
  const fine = [
    [
      "1,2\n3,4",
      [
        [1, 2],
        [3, 4],
      ],
      [0, 0],
      [],
    ],
    ["a b\n1 2", [[1, 2]], [0], []],
    [
      "\uFEFFx1;x2;y\r\n−0,5;1;ja\r\n1e-3;,5;nein\r\n",
      [
        [-0.5, 1],
        [0.001, 0.5],
      ],
      [0, 1],
      ["ja", "nein"],
    ],
    ["1 2 1", [[1, 2]], [1], ["0", "1"]],
    [
      "1\t2\n0,5\t-1,25",
      [
        [1, 2],
        [0.5, -1.25],
      ],
      [0, 0],
      [],
    ],
    [
      "1,2,1.0\n3,4,1.000e+00\n5,6,0",
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [1, 1, 0],
      ["0", "1"],
    ],
    ["1,2,3", [[1, 2]], [0], ["3"]],
    [
      '"1","2","x y"\n"1","2","a"',
      [
        [1, 2],
        [1, 2],
      ],
      [1, 0],
      ["a", "x y"],
    ],
    [
      "x,y,7\n1,2,10\n1,2,9",
      [
        [1, 2],
        [1, 2],
      ],
      [1, 0],
      ["9", "10"],
    ],
  ];
  for (const [text, points, labels, classes] of fine) {
    assert.deepEqual(readTable(text), { points, labels, classes }, text);
  }
});

const FAR = "must have a number from −1000000000 to 1000000000";

test("a table that is wrong is refused with the line", () => {
  assert.equal(readTable("1,2,0\n".repeat(500)).points.length, 500);
  /** @type {[string, string][]} */
  const wrong = [
    ["", "The table must have rows of two numbers and a class."],
    ["x1,x2,y\n# nothing\n", "The table must have rows of two numbers and a class."],
    ["1,2,0\n".repeat(501), "The table must have 500 rows at most, not 501."],
    ["1\n2", "Line 1 must have two or three columns, not 1."],
    ["x1,x2,y,z\n1,2,3,4", "Line 2 must have two or three columns, not 4."],
    ["1,2,0\n\n3,4", "Line 3 must have 3 columns, not 2."],
    ["1,2\n3,4,1", "Line 2 must have 2 columns, not 3."],
    ["x,y\n1,2\n3,z", `Line 3 ${FAR} in column 2, not "z".`],
    ["1,2\n1e10,2", `Line 2 ${FAR} in column 1, not "1e10".`],
    ["x,2\n1,2", `Line 1 ${FAR} in column 1, not "x".`],
    ["1,2\n0x1,2", `Line 2 ${FAR} in column 1, not "0x1".`],
    ["1,2,a\n1,2,b\n1,2,c\n1,2,d", 'Line 4 must have class a, b or c in column 3, not "d".'],
    ["1,2,a\n1,2,", 'Line 2 must have a class in column 3, not "".'],
    ["1,2,", 'Line 1 must have a class in column 3, not "".'],
  ];
  for (const [text, message] of wrong) {
    assert.throws(() => readTable(text), { name: "RangeError", message }, text);
  }
});

test("changes of points are changes of a word, and leave the others as they are", () => {
  const run = new Run({ batch: 4, labels: "0110" });
  const four = pointsIn(run);
  const five = trainedOn(run, withPoint(four, [0.5, -0.25], 1));
  assert.equal(five.data?.word, "1_1a1_0b0_1b0_0a.5_-.25b");
  assert.deepEqual([five.perEpoch, five.settings.batch], [2, 4]);
  const three = trainedOn(run, withoutPoint(four, 0));
  assert.equal(three.data?.word, "1_0b0_1b0_0a");
  assert.equal(three.settings.batch, 3);
  const back = trainedOn(five, withoutPoint(pointsIn(five), 4));
  assert.equal(back.data, null);
  assert.equal(back.settings.labels, "0110");
  assert.equal(trainedOn(run, withOther(four, 1, [1, 0], 0)).settings.labels, "0010");
  assert.deepEqual(four, { points: POINTS, labels: [0, 1, 1, 0] });
  assert.throws(() => withoutPoint({ points: [[0, 0]], labels: [0] }, 0), RangeError);
  const many = pointsOf({ preset: "moons", n: 500, noise: 0, seed: "0", held: 0.5 });
  assert.throws(() => withPoint(many, [0, 0], 1), /500 points at most/);
});

test("what is held out stays so when a point is moved, and is no recipe any more", () => {
  const { data } = givenBy({ preset: "moons", n: 8, noise: 0, seed: "1", held: 0.25 });
  const run = new Run({}, null, [], data);
  assert.equal(recipeOf(run)?.held, 0.25);
  const moved = trainedOn(run, withOther(pointsIn(run), 2, [9, 9], 1));
  assert.deepEqual(moved.data?.test, data?.test);
  assert.deepEqual(moved.points[2], [9, 9]);
  assert.equal(recipeOf(moved), null);
  assert.match(String(moved.data?.word), /[cd]$/);
});

test("from 20 points on 95 % is solved, and seeds are as many as take seconds", () => {
  const need = (/** @type {number} */ n) =>
    new Run({}, null, [], givenBy({ preset: "circles", n, noise: 0.1, seed: "0" }).data).need;
  assert.deepEqual([1, 5, 19, 20, 39, 40, 500].map(need), [1, 5, 19, 19, 38, 38, 475]);
  const seeds = (/** @type {number} */ n, width = "5") => {
    const { data } = givenBy({ preset: "circles", n, noise: 0.1, seed: "0" });
    return extentOf({ width }, 50, data).seeds;
  };
  assert.deepEqual(
    [5, 40, 500].map((n) => seeds(n)),
    [1000, 500, 50],
  );
  assert.equal(seeds(500, "16"), 10);
  assert.deepEqual(extentOf({ width: "16" }, 500, null).seeds, 1000);
});

test("a dead unit's step follows its last one alive, or is a look on a long way", () => {
  const { points, labels } = drawn({ preset: "circles", n: 40, noise: 0.1, seed: "1" });
  const circles = { points, y: labels };
  const looked = [];
  for (let seed = 0; seed < 40; seed++) {
    const width = seed % 2 ? "3,4" : "5";
    const settings = { width, batch: 4, momentum: 0.9, seed: String(seed) };
    for (const data of [null, circles]) {
      const run = new Run(settings, null, [], data);
      const alive = new Int32Array(run.units).fill(-1); // the last step at which each was
      for (const end = data ? 3000 : 300; run.steps < end; run.step()) {
        for (let k = 0; k < run.units; k++) if (!run.dead(k)) alive[k] = run.steps;
      }
      for (const unit of run.deaths) {
        const { step, sure } = run.deathOf(unit);
        looked.push(sure);
        if (sure) assert.equal(step, alive[unit] + 1);
        const lives = run.past.filter(({ p }) => !deadAt(run.like(p), run.points).includes(unit));
        assert.ok(lives.every(({ epoch }) => epoch * run.perEpoch < step));
        const before = run.past.findLast(({ epoch }) => epoch * run.perEpoch < step);
        assert.ok(sure || before === lives.at(-1));
      }
    }
  }
  assert.ok(looked.filter(Boolean).length > 10 && looked.filter((sure) => !sure).length > 3);
});
