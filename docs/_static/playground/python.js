// A run as a Python program: it trains the same network with the package, to the same bits.

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
 * The lines that make the network of step 0.
 * @param {Run} run
 */
function beginning({ settings, start, width: H }) {
  const { hidden, init, seed } = settings;
  if (!start) {
    const how = `hidden="${hidden}", init="${init}", seed=${seed}`;
    return [`net = ad.Network.initialized((2, ${H}, 1), ${how})`];
  }
  const p = Array.from(start);
  return [
    `W1 = [${row(p.slice(H, 2 * H))}, ${row(p.slice(2 * H, 3 * H))}]`,
    `b1 = ${row(p.slice(0, H))}`,
    `W2 = ${column(p.slice(3 * H + 1))}`,
    `b2 = ${row([p[3 * H]])}`,
    `net = ad.Network(weights=(W1, W2), biases=(b1, b2), hidden="${hidden}")`,
  ];
}

/**
 * The lines that train it for whole epochs.
 * @param {Run} run
 */
function byEpochs({ settings, epochs }) {
  const { lr, momentum, batch, seed } = settings;
  const how = `epochs=${epochs}, batch_size=${batch}, seed=${seed}`;
  return [
    `optimizer = ad.Sgd(lr=${float(lr)}, momentum=${float(momentum)})`,
    `net = ad.train(net, X, y, optimizer=optimizer, ${how}).network`,
  ];
}

/**
 * The lines that train it step by step.
 * @param {Run} run
 */
function bySteps(run) {
  const { settings, steps, perEpoch } = run;
  const { lr, momentum, batch, seed } = settings;
  return [
    "",
    "# With changes on the way, or an epoch that is not over, step by step:",
    ...editsOf(run),
    `random = np.random.default_rng(np.random.SeedSequence(${seed}, spawn_key=(1,)))`,
    "arrays = [part.copy() for part in (*net.weights, *net.biases)]",
    "velocity = [0 * part for part in arrays]",
    `for step in range(${steps}):`,
    `    place = step % ${perEpoch} * ${batch}`,
    "    if place == 0:",
    "        order = [0, 1, 2, 3]",
    "        for i in (3, 2, 1):",
    "            j = int(random.random() * (i + 1))",
    "            order[i], order[j] = order[j], order[i]",
    `    some = order[place : place + ${batch}]`,
    "    slopes = net.gradients(X[some], [y[k] for k in some])",
    "    for k, slope in enumerate((*slopes.weights, *slopes.biases)):",
    `        velocity[k] = velocity[k] * ${float(momentum)} + slope * ${float(lr)}`,
    "        arrays[k] = arrays[k] - velocity[k]",
    "    for when, k, place, value in edits:",
    "        if when == step + 1:",
    "            arrays[k][place] = value",
    "    net = ad.Network(arrays[:2], arrays[2:], net.hidden)",
  ];
}

/**
 * Where a parameter stands in the arrays of the program.
 * @param {number} H
 * @param {number} i
 */
function placeOf(H, i) {
  if (i < H) return `2, ${i}`;
  if (i < 3 * H) return `0, (${i < 2 * H ? 0 : 1}, ${i % H})`;
  return i === 3 * H ? "3, 0" : `1, (${i - 3 * H - 1}, 0)`;
}

/** @param {Run} run */
function editsOf({ edits, width, steps }) {
  const made = edits.filter(([step]) => step <= steps);
  const lines = made.map(([step, i, x]) => `    (${step}, ${placeOf(width, i)}, ${float(x)}),`);
  return ["edits = [  # step, array, place, value", ...lines, "]"];
}

/** @param {Run} run */
export function program(run) {
  const whole = run.steps % run.perEpoch === 0 && run.edits.length === 0;
  return [
    ...(whole ? [] : ["import numpy as np"]),
    "import actdemo as ad",
    "",
    "X, _ = ad.xnor()",
    `y = ${column(run.y)}`,
    ...beginning(run),
    ...(whole ? byEpochs(run) : bySteps(run)),
    "",
    "for point, (logit,) in zip(X, net(X)):",
    "    print(point, logit)",
    "",
  ].join("\n");
}
