// Texts that somebody pastes: `VECTORS` names the file that test_pasted.py wrote.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Random } from "../../docs/_static/playground/draws.js";
import { netIn, parametersOf } from "../../docs/_static/playground/nets.js";
import { readNetwork } from "../../docs/_static/playground/reading.js";
import { Training } from "../../docs/_static/playground/training.js";

/**
 * @typedef {object} Case
 * @property {string} text
 * @property {string | string[]} hidden
 * @property {import("../../docs/_static/playground/arrays.js").Layout | null} layout
 * @property {import("../../docs/_static/playground/nets.js").Net} [net]
 * @property {string} [message]
 */

/** @type {Case[]} */
const cases = JSON.parse(readFileSync(String(process.env.VECTORS), "utf8"));
const LIMITS =
  "source must have 2 inputs, 1 to 3 hidden layers of 1 to 16 units and 1 output, not ";

test("numbers, names and messages are the package's", () => {
  for (const { text, hidden, layout, net, message } of cases) {
    const read = () => readNetwork(text, hidden, layout);
    if (!net) assert.throws(read, { message }, text);
    else if (net.sizes[0] === 2 && net.sizes[net.sizes.length - 1] === 1) {
      assert.deepEqual(read(), { ...net, leftOut: [] }, text);
      const again = netIn(net.hidden, net.sizes.slice(1, -1), parametersOf(net));
      assert.deepEqual(again, net);
    } else assert.throws(read, { message: LIMITS + net.sizes.join("-") }, text);
  }
});

test("what the page can't draw is refused", () => {
  /** @param {...number} sizes */
  const bare = (...sizes) => {
    const layers = sizes.slice(1).map((n, k) => Array(sizes[k]).fill(Array(n).fill(1)));
    return JSON.stringify(layers);
  };
  assert.deepEqual(readNetwork(bare(2, 16, 15, 14, 1), "relu").sizes, [2, 16, 15, 14, 1]);
  for (const sizes of [
    [3, 2, 1],
    [2, 17, 1],
    [2, 3, 2],
    [2, 3, 4, 5, 6, 1],
  ]) {
    const words = LIMITS + sizes.join("-");
    assert.throws(() => readNetwork(bare(...sizes), "relu", "in_out"), { message: words });
  }
  assert.throws(() => readNetwork("[[3, 4], -1]"), { message: `${LIMITS}2-1` });
  const far = { message: "source must hold numbers from −1e+100 to 1e+100" };
  assert.throws(() => readNetwork("[[[1], [1e101]], [0], [[1]], [0]]", "relu"), far);
  const known = /^hidden must be one of identity, .*, absolute here, not 'toString'$/;
  assert.throws(() => readNetwork(bare(2, 3, 1), "toString"), { message: known });
});

/**
 * @param {string} hidden
 * @param {string} output
 */
const file = (hidden, output) =>
  `{"weights": [[[1, 2], [3, -0.0]], [[1], [2]]], "biases": [[-0.0, 1], [0]],
    "hidden": ${hidden}, "output": ${output}}`;

test("a file says its functions, and what is left out is named", () => {
  const net = readNetwork(file('[["leaky_relu", {"slope": 0.01}]]', '["sigmoid", {}]'), "tanh");
  assert.deepEqual(net.hidden, ["leaky_relu"]);
  assert.deepEqual(net.leftOut, ["sigmoid at the end, which belongs to the loss"]);
  assert.deepEqual(net.weights[0], [
    [1, 2],
    [3, -0],
  ]);
  assert.deepEqual(net.biases[0], [0, 1]);
  const plain = '["identity", {}]';
  /** @type {[string, string, RegExp][]} */
  const wrong = [
    [
      '[["leaky_relu", {"slope": 0.2}]]',
      plain,
      /^source has leaky_relu with slope 0.2, which can't/,
    ],
    [
      '[["relu", {"kink": 0.5}]]',
      plain,
      /^source has relu with kink 0.5, which can't be set here$/,
    ],
    ['[["bump", {}]]', plain, /^hidden must be one of .* here, not 'bump'$/],
    ['["relu"]', plain, /^source must have a name and parameters for each function$/],
    ["[]", plain, /^hidden must have one entry for each hidden layer, 1 in all, not 0$/],
    ['[["relu", {}]]', '["tanh", {}]', /^source must have identity or sigmoid as output here, not/],
    ['[["relu", {}]]', "null", /^source must have a name and parameters for each function$/],
  ];
  for (const [hidden, output, message] of wrong) {
    assert.throws(() => readNetwork(file(hidden, output)), { name: "RangeError", message });
  }
});

test("what an array says of itself besides is passed over", () => {
  const net = readNetwork("[[1, 2], [3, 4]], [0, -1], [[1], [-2]], [0.5]", "relu");
  for (const text of [
    `W1 = np.asarray([[1, 2], [3, 4]], np.float64); b1 = [-0., −1]  # of one run
      W2: tf.array([[1], [-2.e0]], dtype='float64', shape=(2, 1)),
      b2 = [np.float64(.5)]`,
    `OrderedDict({'a.weight': tensor([[1., 3.], [2., 4.]], device='cuda:0', dtype=torch.float64),
      'a.bias': tensor([0, -1]), "b.weight": tensor([[1, -2]], grad_fn=<MulBackward0>),
      'b.bias': tensor(0.5, requires_grad=True)})`,
    `('w1', Parameter containing:
      tensor([[1., 3.], [2., 4.]], requires_grad=True))
      ('b1', [0, -1]) ('w2', tensor([1, -2])) ('b2', (0.5))`,
    "[([[1, 2], [3, 4]], [0, -1]), ([[1], [-2]], .5),]",
  ]) {
    assert.deepEqual(readNetwork(text, "relu", text.startsWith("[") ? "in_out" : null), net, text);
  }
  assert.deepEqual(readNetwork("dict(([['w1', [[1], [2]]], ['w2', [3]]]))", "relu").biases, [
    [0],
    [0],
  ]);
  assert.deepEqual(
    readNetwork('{"w1": [[1], [2]], "b1": null, "w2": [3]}', "relu").sizes,
    [2, 1, 1],
  );
  const single = readNetwork(
    "[[.1], [2]], np.array([0.1], dtype='float32'), [float32(0.3)], 0",
    "relu",
  );
  assert.equal(single.biases[0][0], Math.fround(0.1));
  assert.equal(single.weights[1][0][0], Math.fround(0.3));
  assert.equal(single.weights[0][0][0], 0.1);
});

test("what is no array is refused where it stands", () => {
  /** @type {[string, string][]} */
  const wrong = [
    ["W1 = [[1, 2]]\nb1 = np.zeros(2)", "np.zeros(2) in line 2"],
    ["[[1, 2], [3, 4]] * 0.1", "* 0.1 in line 1"],
    ["np.array([[1, 2]]).T", ".T in line 1"],
    ["[[1. 2.]\n [3. ... 4.]]", "... 4.]] in line 2"],
    ["[1 2, 3]", "] in line 1"],
    ["[1 - 2]", "- 2] in line 1"],
    ["[1-2]", "1-2] in line 1"],
    ["np.array([1, 2], ndmin=2)", "ndmin=2) in line 1"],
    ["[1, 2", "the end in line 1"],
    ["tensor([1], grad_fn=<Add", "the end in line 1"],
    ['{"W1": [1, 2]', "the end in line 1"],
    ["W1 = [1], [2]", "[2] in line 1"],
    ["float32([1, 2])", "[1, 2]) in line 1"],
    ["OrderedDict([1, 2])", "[1, 2]) in line 1"],
    ["net = nn.Sequential()", "nn.Sequential() in line 1"],
    ["array()", ") in line 1"],
    ["[array]", "array] in line 1"],
    ["[".repeat(1e5), `${"[".repeat(40)} in line 1`],
    [`${"[".repeat(12)}1`, "1 in line 1"],
    ["np.array(".repeat(1e5), `${"np.array(".repeat(5).slice(0, 40)} in line 1`],
    ["{1: ".repeat(1e5), `${"1: {".repeat(10)} in line 1`],
    ["OrderedDict([(1, 2)])", "[(1, 2)]) in line 1"],
    ["OrderedDict([('w1', [1], 2)])", "[('w1', [1], 2)]) in line 1"],
    ["OrderedDict([('w1',)])", "[('w1',)]) in line 1"],
    ['{"w1" [1]}', "[1]} in line 1"],
    ["{[1]: 2}", "2} in line 1"],
    ["{None: 2}", "2} in line 1"],
    ["1: [[1]]", ": [[1]] in line 1"],
  ];
  const what = "source must be arrays, lists or a mapping as Python or JSON writes them, not ";
  for (const [text, words] of wrong) {
    assert.throws(() => readNetwork(text, "relu"), { message: what + words }, text);
  }
  const letters = 'W1 = np.array(["a", None], np.float32), W2 = [1]';
  assert.throws(() => readNetwork(letters, "relu"), {
    message: /^source must hold, for each layer/,
  });
  const twice = "W1 = [[1]]\nb1 = [1]\nW1 = [[2]]";
  const message = "source must name each array once, not 'W1' again";
  assert.throws(() => readNetwork(twice, "relu"), { message });
});

test("a text that is spoilt is refused in words, or is another network", () => {
  const random = new Random("1");
  const one = (/** @type {string} */ text) => text[Math.floor(random.double() * text.length)];
  let [read, refused] = [0, 0];
  for (const { text, hidden, layout } of cases.slice(0, 1500)) {
    const at = Math.floor(random.double() * text.length);
    const mark = random.double() < 0.3 ? "" : one("[](){},:=<>'\"-+.e0_ \n#W");
    const rest = random.double() < 0.2 ? "" : text.slice(at + 1);
    try {
      const net = readNetwork(text.slice(0, at) + mark + rest, hidden, layout);
      assert.ok([net.weights, net.biases].flat(3).every(Number.isFinite));
      read++;
    } catch (error) {
      assert.ok(error instanceof RangeError, `${error}`);
      assert.match(error.message, /^(source|hidden|layout) /);
      refused++;
    }
  }
  assert.ok(read > 100 && refused > 100, `${read} ${refused}`);
});

test("the parameters are in the order of a training", () => {
  const { p } = new Training({ seed: "2" }, null);
  const net = netIn(["relu"], [5], p);
  assert.deepEqual(parametersOf(net), Array.from(p));
  assert.deepEqual(net.weights[0], [Array.from(p.slice(5, 10)), Array.from(p.slice(10, 15))]);
});
