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
import { countOf } from "../../docs/_static/playground/sizes.js";
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
  hidden: [...Object.keys(activations), "tanh,relu", "relu,relu", "sine,relu,bump", "relu,"],
  width: ["1", "2", "5", "16", "8,8", "2,1,3"],
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
  turns: [
    "1_lr_0.5_3_freeze_4",
    "0_freeze_0_9_free_0",
    "7_decay_1e300",
    "3_lr_-1",
    "5_x_1",
    "1_lr",
  ],
  tab: ["why", "step", "compare"],
  at: ["0.5_0.25", "9_9", "1"],
  point: ["1", "4", "5"],
  unit: ["1", "16", "0"],
  with: ["tanh", "relu"],
  until: ["50", "51", "501"],
  far: ["0", "400", "-1", "1.5"],
  sought: ["1", "0"],
  zoom: ["1", "3", "4"],
  edit: ["1", "0"],
  adds: ["1", "0", "2", "3"],
  pair: ["20", "21", "12"],
  data: [
    "clouds_9_0.1_0",
    "0_0a1_1g.5_-2.5h",
    "moons_8_.1_7",
    "xor_40_0.1_0_0.25",
    "0_0a1_1b.5_-2.5b",
    "0_0a3_1c",
    "1_1c",
    "xor_4_0_1",
  ],
  speed: ["1", "5", "6"],
  anew: ["1", "yes"],
  onward: ["1", "2"],
  stop: ["1", "0"],
  phase: ["1", "4", "5"],
  sample: ["1", "2", "4"],
  eye: ["0.5_0.25", "-0_0", "5_5"],
  axes: ["1_2", "2_1", "1_9", "0_1", "1.5_1", "1"],
  sorted: ["1", ""],
  rates: ["1"],
  sweep: [
    "lr,9,0.1,1",
    "width,1,3",
    "until,9,7,501",
    "batch,9,4",
    "seed,9,1",
    "lr,0,1",
    "lr,9",
    "x",
  ],
  folds: ["map", "settings_history", "attic"],
};

/** @param {string} width */
function weights(width) {
  const large = ["1e100", "-1e100", "-0", "5e-324", "1e308", "1e309", "x", ""];
  const plain = random.double() < 0.7;
  const widths = width.split(",").map(Number);
  const known = widths.every((units) => units > 0 && units < 20);
  const count = countOf(known ? widths.map(Math.floor) : [5], 1) - (random.double() < 0.9 ? 0 : 1);
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
    const run = new Run(state.settings, state.start, state.edits, state.data, state.turns);
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
  /** @type {import("../../docs/_static/playground/turns.js").Turn[]} */
  const turns = [
    [0, "freeze", 20],
    [7, "lr", 1e-320],
    [7, "free", 20],
  ];
  const given = { settings, start: Array.from(start), edits, data: null, turns };
  const state = { ...given, step: 2 ** 53 - 1, ...OVERVIEW };
  assert.deepEqual(readAddress(writeAddress(state)), state);
  assert.equal(readAddress("#seed=007").settings.seed, "7");
  assert.ok(Object.is(readAddress("#lr=-0").settings.lr, 0));
});

test("an address holds one to three hidden layers, each with its activation", () => {
  const of = (/** @type {string} */ hash) => readAddress(hash).settings;
  assert.equal(of("#width=8%2C8").width, "8,8");
  assert.equal(of("#width=16,1,05").width, "16,1,5");
  assert.equal(of("#width=8,8&hidden=tanh,relu").hidden, "tanh,relu");
  assert.equal(of("#width=8,8&hidden=tanh,tanh").hidden, "tanh");
  for (const width of ["8,", "0,1", "8,17", "1,1,1,1", "8 8", "1.5,2", "8;8"]) {
    assert.throws(() => of(`#width=${width}`), /^RangeError: The width must be a whole number/);
  }
  for (const hash of ["#hidden=tanh,relu", "#width=8,8,8&hidden=tanh,relu"]) {
    assert.throws(() => of(hash), /^RangeError: The activation must be one name, or one for each/);
  }
  const start = Array.from({ length: countOf([3, 4, 2], 1) }, () => random.double() - 0.5);
  const settings = { ...RECIPE, width: "3,4,2", hidden: "tanh,relu,sine" };
  /** @type {import("../../docs/_static/playground/run.js").Edit[]} */
  const edits = [[3, start.length - 1, 0.1]];
  const given = { settings, start, edits, data: null, turns: [] };
  const state = { ...given, step: 9, ...OVERVIEW, unit: 8, axes: [2, 1] };
  const hash = writeAddress(state);
  assert.deepEqual(readAddress(hash), state);
  assert.ok(hash.startsWith("#hidden=tanh,relu,sine&width=3,4,2&"), hash);
  const many = /must hold 38 weights and biases, not 37/;
  assert.throws(() => readAddress(hash.replace(/start=[^_]+_/, "start=")), many);
  assert.throws(() => readAddress(hash.replace("3_37_", "3_38_")), /The edits must be/);
  assert.throws(() => readAddress(hash.replace("unit=9", "unit=10")), /must be 1 to 9/);
  assert.throws(() => readAddress(hash.replace("axes=2_1", "axes=2_3")), /two units from 1 to 2/);
});

test("points stand in an address as a recipe, or to the last bit", () => {
  const { data } = readAddress("#data=moons_40_0.1_7_0.25&batch=30");
  assert.equal(data?.points.length, 30);
  assert.equal(data?.test?.points.length, 10);
  const own = readAddress("#data=.1_-2.5e-7b3_4a0_0d");
  assert.deepEqual(own.data?.points, [
    [0.1, -2.5e-7],
    [3, 4],
  ]);
  assert.deepEqual(own.data?.test, { points: [[0, 0]], y: [1] });
  assert.match(writeAddress(own), /data=\.1_-2\.5e-7b3_4a0_0d/);
  assert.throws(() => readAddress("#data=0_0a1_1b&batch=3"), /from 1 to 2, not "3"/);
  assert.throws(() => readAddress("#data=0_0a1_1b&point=3"), /The point must be 1 to 2/);
  assert.equal(readAddress("#data=0_0a1_1b&at=100_7").probe?.[0], 100);
});

test("an address holds other points, several layers and turns at once", () => {
  const hash =
    "#hidden=tanh,relu&width=3,4&data=0_0a1_1b2_.5b&turns=0_freeze_29_7_lr_0.5" +
    "&step=9&unit=7&tab=points";
  const state = readAddress(hash);
  assert.equal(state.data?.points.length, 3);
  assert.equal(state.turns?.length, 2);
  assert.deepEqual(readAddress(writeAddress(state)), state);
  assert.throws(() => readAddress(hash.replace("29", "30")), /The turns must be/);
});

test("the four points are those of the labels, whatever they are called", () => {
  for (const word of ["xor_4_0_9", "1_1a1_0b0_1b0_0a"]) {
    const { data, settings } = readAddress(`#data=${word}`);
    assert.equal(data, null);
    assert.equal(settings.labels, "0110");
  }
});

test("a state is meant by any of its words, and a place in the page by none", () => {
  assert.deepEqual(readAddress("#hidden=tanh"), {
    settings: { ...RECIPE, hidden: "tanh" },
    start: null,
    edits: [],
    data: null,
    turns: [],
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
