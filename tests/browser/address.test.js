// Addresses as they come: from the page, from friends, and from whoever means it ill.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  meant,
  nextSeed,
  parameterTyped,
  readAddress,
  writeAddress,
} from "../../docs/_static/playground/address.js";
import { RECIPE } from "../../docs/_static/playground/constants.js";
import { initializers, Random } from "../../docs/_static/playground/draws.js";
import { activations } from "../../docs/_static/playground/formulas.js";
import { program } from "../../docs/_static/playground/python.js";
import { Run } from "../../docs/_static/playground/run.js";
import { OVERVIEW, VIEW_WORDS } from "../../docs/_static/playground/views.js";

const random = new Random("1");
/**
 * @template T
 * @param {T[]} things
 */
const one = (things) => things[Math.floor(random.double() * things.length)];

const ANYTHING = [
  ...Object.getOwnPropertyNames(Object.prototype),
  ..."007|0|-0|+1|1e300|1e-320|1e999|NaN|Infinity|0x10|1_0| 1|１|null|[]|%00|%F0%9F|.5".split("|"),
  ...[`${2n ** 128n - 1n}`, `${2n ** 128n}`, "9".repeat(39), "9".repeat(400), "1001\n", ""],
];
/** @type {Record<string, string[]>} */
const SENSIBLE = {
  hidden: Object.keys(activations),
  width: ["1", "2", "5", "16"],
  optimizer: ["sgd", "adam"],
  decay: ["0", "0.01", "5e-324", "1e300"],
  order: ["shuffled", "fixed"],
  lr: ["0", "0.1", "1e60", "1e60", "1e10", "1e300", "5e-324", "1.7976931348623157e308"],
  momentum: ["0", "0.4", "0.9999999999999999", "5e-324"],
  batch: ["1", "2", "3", "4"],
  seed: ["0", "007", `${2n ** 128n - 1n}`],
  labels: ["0000", "1001", "0110"],
  init: Object.keys(initializers),
  step: ["1", "201", "300"],
  edits: ["1_0_5", "3_3_-1e100_3_3_0.5_8_4_1", "5_0_1_4_0_1", "1_99_1", "0_0_1", "1_0"],
  tab: ["why", "step", "compare"],
  at: ["0.5_0.25", "9_9", "1"],
  point: ["1", "4", "5"],
  unit: ["1", "16", "0"],
  with: ["tanh", "relu"],
  until: ["50", "51", "500"],
  far: ["0", "400", "-1", "1.5"],
  sought: ["1", "0"],
  zoom: ["1", "3", "4"],
  speed: ["1", "5", "6"],
  anew: ["1", "yes"],
  phase: ["1", "4", "5"],
  sample: ["1", "2", "4"],
  eye: ["0.5_0.25", "-0_0", "5_5"],
  axes: ["1_2", "2_1", "1_9", "0_1", "1.5_1", "1"],
  sorted: ["1", ""],
  rates: ["1"],
  folds: ["map", "settings_history", "attic"],
};

/** @param {string} width */
function weights(width) {
  const large = ["1e100", "-1e100", "-0", "5e-324", "1e308", "1e309", "x", ""];
  const plain = random.double() < 0.7;
  const units = Number(width) > 0 && Number(width) < 20 ? Math.floor(Number(width)) : 5;
  const count = 4 * units + (random.double() < 0.9 ? 1 : 0);
  const some = () => (plain || random.double() < 0.9 ? String(random.double() - 0.5) : one(large));
  return Array.from({ length: count }, some).join("_");
}

test("each word of a view is tried", () => {
  for (const word of VIEW_WORDS) assert.ok(word in SENSIBLE, word);
});

function hostile() {
  /** @type {[string, string][]} */
  const words = [];
  for (const key of Object.keys(SENSIBLE)) {
    const kind = random.double();
    const often = VIEW_WORDS.includes(key) ? 0.15 : 0.4;
    if (kind < often) words.push([key, one(kind < 0.93 * often ? SENSIBLE[key] : ANYTHING)]);
  }
  const width = words.find(([key]) => key === "width")?.[1] ?? "5";
  if (random.double() < 0.3) words.push(["start", weights(width)]);
  if (random.double() < 0.1) words.push([one(ANYTHING), one(ANYTHING)]);
  const whole = random.double() < 0.05 ? encodeURIComponent : String;
  return `#${whole(words.map((pair) => pair.join("=")).join("&"))}`;
}

/** @param {string} hash */
function accepted(hash) {
  try {
    return readAddress(hash);
  } catch (error) {
    assert.ok(error instanceof RangeError, `${hash}: ${error}`);
    assert.match(error.message, /^(The|A) [\w ]+ must (be|hold) [\s\S]+\.$/);
    return null;
  }
}

test("an address is refused in words, or it is a state that runs and is written as it is", () => {
  let [states, overflows] = [0, 0];
  for (let k = 0; k < 20_000; k++) {
    const hash = hostile();
    const state = accepted(hash);
    if (!state) continue;
    states++;
    assert.deepEqual(readAddress(writeAddress(state)), state, hash);
    if (states % 5) continue;
    const run = new Run(state.settings, state.start, state.edits);
    const goal = Math.min(state.step || 50, 300);
    run.goTo(goal);
    assert.ok(run.p.every(Number.isFinite), hash);
    assert.equal(run.steps < goal, run.overflow > 0, hash);
    assert.equal(typeof program(run), "string");
    if (run.overflow) overflows++;
  }
  assert.ok(states > 2000 && overflows > 20, `${states} states, ${overflows} overflows`);
});

test("each name of the prototype is refused", () => {
  for (const name of Object.getOwnPropertyNames(Object.prototype)) {
    for (const key of ["hidden", "init"]) {
      assert.throws(() => readAddress(`#${key}=${name}`), RangeError, name);
    }
    assert.equal(meant(`#${name}`), false);
  }
});

test("numbers are as typed, to the last bit", () => {
  const start = Float64Array.from({ length: 21 }, () => (random.double() - 0.5) * 10);
  start.set([-0, 5e-324, 1e100, 1e21]);
  /** @type {import("../../docs/_static/playground/run.js").Edit[]} */
  const edits = [
    [1, 0, -0],
    [1, 20, 1e-320],
    [9, 20, 0.1],
  ];
  const settings = { ...RECIPE };
  const state = { settings, start: Array.from(start), edits, step: 2 ** 53 - 1, ...OVERVIEW };
  assert.deepEqual(readAddress(writeAddress(state)), state);
  assert.equal(readAddress("#seed=007").settings.seed, "7");
  assert.ok(Object.is(readAddress("#lr=-0").settings.lr, 0));
});

test("a state is meant by any of its words, and a place in the page by none", () => {
  assert.deepEqual(readAddress("#hidden=tanh"), {
    settings: { ...RECIPE, hidden: "tanh" },
    start: null,
    edits: [],
    step: 0,
    ...OVERVIEW,
  });
  assert.ok(meant("#hidden=tanh") && meant("#step=0"));
  assert.ok(!meant("#in-python") && !meant(""));
});

test("after the last seed comes the first", () => {
  const last = `${2n ** 128n - 1n}`;
  assert.equal(nextSeed(last), "0");
  assert.equal(nextSeed("0", -1n), last);
  assert.equal(readAddress(`#seed=${last}`).settings.seed, last);
});

test("a weight that is none, or too large, is refused", () => {
  for (const text of ["", " ", "x", "NaN", "Infinity", "1e101", "-1e101"]) {
    assert.throws(() => parameterTyped(text), RangeError, text);
  }
  assert.equal(parameterTyped("-1e100"), -1e100);
});

test("an overflow within an epoch is one, too", () => {
  const run = new Run({ lr: 1e300 });
  run.goTo(3);
  assert.equal(run.overflow, 1);
  assert.equal(run.steps, 0);
});

test("a long way has rests, and can be left", () => {
  const run = new Run();
  const way = run.way(1e12);
  for (let k = 0; k < 10; k++) assert.equal(way.next().done, false);
  assert.equal(run.steps, 2000);
});
