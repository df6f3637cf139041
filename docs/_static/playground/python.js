// A run as a Python program: it trains the same network with the package, to the same bits.

import { ADAM } from "./constants.js";
import { isRate, TURNING_RATES } from "./turns.js";

/** @typedef {import("./run.js").Run} Run */

/**
 * A number of floating point as Python reads it, to the last bit.
 * @param {number} x
 */
function float(x) {
  const text = Object.is(x, -0) ? "-0" : String(x);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** @param {Iterable<number>} values */
export const row = (values) => `[${Array.from(values, float).join(", ")}]`;

/** @param {Iterable<number>} values */
const column = (values) => `[${Array.from(values, (x) => row([x])).join(", ")}]`;

/**
 * Several as a tuple, one as it is.
 * @param {string[]} texts
 */
const tuple = (texts) => (texts.length > 1 ? `(${texts.join(", ")})` : texts[0]);

/**
 * The points and their labels.
 * @param {Run} run
 */
function samples({ data, points, y, outputs }) {
  const X = data ? `np.array([${points.map(row).join(", ")}])` : "";
  const labels = outputs > 1 ? `np.eye(${outputs})[[${y.join(", ")}]]` : column(y);
  return [X ? `X = ${X}` : "X, _ = ad.xnor()", `y = ${labels}`];
}

/**
 * The lines that make the network of step 0.
 * @param {Run} run
 */
function beginning({ settings, start, layers, head, outputs }) {
  const { hidden, init, seed } = settings;
  const names = hidden.split(",").map((name) => JSON.stringify(name));
  const how = `hidden=${tuple(names)}`;
  if (!start) {
    const sizes = tuple(["2", ...layers.map(({ units }) => String(units)), String(outputs)]);
    return [`net = ad.Network.initialized(${sizes}, ${how}, init="${init}", seed=${seed})`];
  }
  const p = Array.from(start);
  const all = [...layers, head];
  const lines = all.flatMap(({ first, inputs, units }, l) => {
    const rows = Array.from({ length: inputs }, (_, i) => {
      const at = first + (1 + i) * units;
      return row(p.slice(at, at + units));
    });
    return [
      `W${l + 1} = [${rows.join(", ")}]`,
      `b${l + 1} = ${row(p.slice(first, first + units))}`,
    ];
  });
  const [weights, biases] = ["W", "b"].map((name) => tuple(all.map((_, l) => `${name}${l + 1}`)));
  return [...lines, `net = ad.Network(weights=${weights}, biases=${biases}, ${how})`];
}

/**
 * What says the loss, if it is not the usual one.
 * @param {number} outputs
 */
const lossOf = (outputs) => (outputs > 1 ? ['loss="softmax_cross_entropy"'] : []);

/**
 * The lines that print each point with its logit, or with all.
 * @param {number} outputs
 * @param {string} pairs
 */
export const printing = (outputs, pairs) => {
  const [name, each] = outputs > 1 ? ["row", "*row"] : ["(logit,)", "logit"];
  return [`for point, ${name} in zip(${pairs}):`, `    print(point, ${each})`];
};

/**
 * The lines that train it for whole epochs.
 * @param {Run} run
 */
function byEpochs({ settings, epochs, outputs }) {
  const { optimizer, lr, momentum, decay, batch, order, seed } = settings;
  const adam = optimizer === "adam";
  const numbers = [
    `lr=${float(lr)}`,
    ...(adam ? [] : [`momentum=${float(momentum)}`]),
    ...(decay ? [`weight_decay=${float(decay)}`] : []),
  ];
  const how = [
    `epochs=${epochs}, batch_size=${batch}, seed=${seed}`,
    ...(order === "fixed" ? ['order="fixed"'] : []),
    ...lossOf(outputs),
  ];
  return [
    `optimizer = ad.${adam ? "Adam" : "Sgd"}(${numbers.join(", ")})`,
    `net = ad.train(net, X, y, optimizer=optimizer, ${how.join(", ")}).network`,
  ];
}

/**
 * The lines before the steps that make what the optimizer keeps, and those of a step.
 * @param {Run} run
 */
function stepping({ settings, turns }) {
  const { optimizer } = settings;
  const turn = (/** @type {import("./turns.js").Rate} */ rate) =>
    turns.some(([, what]) => what === rate);
  const [lr, momentum, decay] = TURNING_RATES.map((rate) =>
    turn(rate) ? `rates["${rate}"]` : float(settings[rate]),
  );
  const falls = settings.decay || turn("decay");
  const decays = falls ? [`        slope = slope + ${decay} * arrays[k]`] : [];
  if (optimizer === "sgd") {
    return {
      before: ["velocity = [0 * part for part in arrays]"],
      powers: [],
      step: [
        ...decays,
        `        velocity[k] = velocity[k] * ${momentum} + slope * ${lr}`,
        "        arrays[k] = arrays[k] - velocity[k]",
      ],
    };
  }
  const [b1, b2] = [float(ADAM.beta1), float(ADAM.beta2)];
  return {
    before: [
      "mean = [0 * part for part in arrays]",
      "square = [0 * part for part in arrays]",
      "power1 = power2 = 1.0",
    ],
    powers: [
      `    power1, power2 = power1 * ${b1}, power2 * ${b2}`,
      `    rate, root = ${lr} / (1 - power1), np.sqrt(1 - power2)`,
    ],
    step: [
      ...decays,
      `        mean[k] = ${b1} * mean[k] + (1 - ${b1}) * slope`,
      `        square[k] = ${b2} * square[k] + (1 - ${b2}) * (slope * slope)`,
      `        size = np.sqrt(square[k]) / root + ${float(ADAM.epsilon)}`,
      "        arrays[k] = arrays[k] - rate * mean[k] / size",
    ],
  };
}

/**
 * The lines that train it step by step.
 * @param {Run} run
 */
function bySteps(run) {
  const { settings, steps, perEpoch, points, layers, outputs } = run;
  const { batch, order, seed } = settings;
  const { before, powers, step } = stepping(run);
  const turns = turnsOf(run);
  const fixed = order === "fixed";
  const shuffle = [
    "    if place == 0:",
    "        order = list(range(len(X)))",
    `        for i in range(${points.length - 1}, 0, -1):`,
    "            j = int(random.random() * (i + 1))",
    "            order[i], order[j] = order[j], order[i]",
  ];
  const stream = `np.random.SeedSequence(${seed}, spawn_key=(1,))`;
  const count = layers.length + 1;
  const targets = "[y[k] for k in some]";
  return [
    "",
    "# With changes on the way, or an epoch that is not over, step by step:",
    ...editsOf(run),
    ...turns.made,
    fixed ? "order = list(range(len(X)))" : `random = np.random.default_rng(${stream})`,
    "arrays = [part.copy() for part in (*net.weights, *net.biases)]",
    ...before,
    `for step in range(${steps}):`,
    ...turns.taken,
    `    place = step % ${perEpoch} * ${batch}`,
    ...(fixed ? [] : shuffle),
    `    some = order[place : place + ${batch}]`,
    `    slopes = net.gradients(${["X[some]", targets, ...lossOf(outputs)].join(", ")})`,
    ...powers,
    ...turns.before,
    "    for k, slope in enumerate((*slopes.weights, *slopes.biases)):",
    ...step,
    ...turns.after,
    "    for when, k, place, value in edits:",
    "        if when == step + 1:",
    "            arrays[k][place] = value",
    `    net = ad.Network(arrays[:${count}], arrays[${count}:], net.hidden)`,
  ];
}

/**
 * Where a parameter stands in the arrays of the program: those of weights, then those of biases.
 * @param {Run} run
 * @param {number} i
 */
function placeOf({ layers, head }, i) {
  const count = layers.length + 1;
  const l = layers.findIndex(({ end }) => i < end);
  const { first, units } = layers[l] ?? head;
  const layer = l < 0 ? count - 1 : l;
  const at = i - first;
  if (at < units) return `${count + layer}, ${at}`;
  return `${layer}, (${Math.floor(at / units) - 1}, ${at % units})`;
}

/** @param {Run} run */
function editsOf(run) {
  const made = run.edits.filter(([step]) => step <= run.steps);
  const lines = made.map(([step, i, x]) => `    (${step}, ${placeOf(run, i)}, ${float(x)}),`);
  return ["edits = [  # step, array, place, value", ...lines, "]"];
}

/**
 * The lines about rates that change, and parameters that are frozen: before the training, at the
 * beginning of a step, and before and after what it changes.
 * @param {Run} run
 */
function turnsOf(run) {
  const { settings } = run;
  const some = run.turns.filter(([step]) => step <= run.steps);
  if (!run.turns.length) return { made: [], taken: [], before: [], after: [] };
  const lines = some.map(([step, what, x]) => {
    const value = isRate(what) ? float(x) : `(${placeOf(run, x)})`;
    return `    (${step}, "${what}", ${value}),`;
  });
  const rates = TURNING_RATES.map((rate) => `"${rate}": ${float(settings[rate])}`);
  return {
    made: [
      "turns = [  # step, a rate and its value, or what is done to an array and a place in it",
      ...lines,
      "]",
      `rates = {${rates.join(", ")}}`,
      "frozen = []",
    ],
    taken: [
      "    for when, what, value in turns:",
      "        if when == step and what in rates:",
      "            rates[what] = value",
      "        elif when == step:",
      '            frozen.append(value) if what == "freeze" else frozen.remove(value)',
    ],
    before: ["    still = [(k, place, arrays[k][place]) for k, place in frozen]"],
    after: ["    for k, place, value in still:", "        arrays[k][place] = value"],
  };
}

/** @param {Run} run */
export function program(run) {
  const whole = run.steps % run.perEpoch === 0 && !run.edits.length && !run.turns.length;
  return [
    ...(whole && !run.data ? [] : ["import numpy as np"]),
    "import actdemo as ad",
    "",
    ...samples(run),
    ...beginning(run),
    ...(whole ? byEpochs(run) : bySteps(run)),
    "",
    ...printing(run.outputs, "X, net(X)"),
    "",
  ].join("\n");
}
