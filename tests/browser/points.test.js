// Points with labels, drawn and from tables: `VECTORS` names the file that test_points.py wrote.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  drawn,
  heldOut,
  presets,
  readData,
  writeData,
} from "../../docs/_static/playground/data.js";
import { Random } from "../../docs/_static/playground/draws.js";
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
    ["xor_4_0_0_0", /^The points must be a preset, a number, noise and a seed\.$/],
    [".5_1", /^The points must be two numbers and a or b, one after the other\.$/],
    [".5_1a.5", /^The points must be two numbers/],
    [".5_1_2a", /^The points must be two numbers/],
    ["1e10_1a", /^The points must be two numbers/],
    ["1_1e999a", /^The points must be two numbers/],
    ["._1a", /^The points must be two numbers/],
    ["1_1c", /^The points must be two numbers/],
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
    ["1,2,a\n1,2,b\n1,2,c", 'Line 3 must have class a or b in column 3, not "c".'],
    ["1,2,a\n1,2,", 'Line 2 must have a class in column 3, not "".'],
    ["1,2,", 'Line 1 must have a class in column 3, not "".'],
  ];
  for (const [text, message] of wrong) {
    assert.throws(() => readTable(text), { name: "RangeError", message }, text);
  }
});
