// A network as it goes elsewhere: programs of NumPy and PyTorch that print its logits, and a file
// that the package reads.

import { LAMBDA, LAMBDA_ALPHA, LEAK } from "./constants.js";
import { printing, row } from "./python.js";

/** @typedef {import("./nets.js").Net} Net */

/**
 * What each activation is to NumPy and to PyTorch, and what a file says of it; what PyTorch has no
 * module for is a formula. Its softplus is straight from 20 on, unless told otherwise.
 * @type {Record<string, [numpy: string, torch: string, settings?: string]>}
 */
const ELSEWHERE = {
  identity: ["x", "nn.Identity()"],
  step: ["np.where(x > 0.0, 1.0, 0.0)", "(x > 0.0).double()"],
  sigmoid: ["0.5 + 0.5 * np.tanh(0.5 * x)", "nn.Sigmoid()"],
  tanh: ["np.tanh(x)", "nn.Tanh()"],
  relu: ["np.maximum(x, 0.0)", "nn.ReLU()"],
  leaky_relu: [`np.maximum(x, ${LEAK} * x)`, `nn.LeakyReLU(${LEAK})`, `"slope": ${LEAK}`],
  elu: ["np.where(x > 0.0, x, np.expm1(np.minimum(x, 0.0)))", "nn.ELU()", '"alpha": 1.0'],
  selu: [
    `np.where(x > 0.0, ${LAMBDA} * x, ${LAMBDA_ALPHA} * np.expm1(np.minimum(x, 0.0)))`,
    "nn.SELU()",
  ],
  softplus: ["np.logaddexp(0.0, x)", "nn.Softplus(threshold=40.0)"],
  softsign: ["x / (1.0 + np.abs(x))", "nn.Softsign()"],
  gelu: ["0.5 * x * (1.0 + np.vectorize(math.erf)(x / np.sqrt(2.0)))", "nn.GELU()"],
  gelu_tanh: [
    "0.5 * x * (1.0 + np.tanh(np.sqrt(2.0 / np.pi) * (x + 0.044715 * x**3)))",
    'nn.GELU(approximate="tanh")',
  ],
  silu: ["x * (0.5 + 0.5 * np.tanh(0.5 * x))", "nn.SiLU()"],
  mish: ["x * np.tanh(np.logaddexp(0.0, x))", "nn.Mish()"],
  squared_relu: ["np.maximum(x, 0.0) ** 2", "torch.relu(x) ** 2"],
  sine: ["np.sin(x)", "torch.sin(x)"],
  absolute: ["np.abs(x)", "torch.abs(x)"],
};

/** @param {number[][]} rows */
const matrix = (rows) => `[${rows.map(row).join(", ")}]`;

/** @param {number[][]} rows */
const transposed = (rows) => rows[0].map((_, j) => rows.map((one) => one[j]));

/**
 * A program of NumPy that prints the logits at points.
 * @param {Net} net
 * @param {number[][]} points
 */
export function numpyProgram({ hidden, weights, biases }, points) {
  const sum = (/** @type {number} */ k) => `${k ? "a" : "X"} @ W${k + 1} + b${k + 1}`;
  return [
    ...(hidden.includes("gelu") ? ["import math", ""] : []), // NumPy has no erf
    "import numpy as np",
    ...[...new Set(hidden)].map((name) => `\n\ndef ${name}(x):\n    return ${ELSEWHERE[name][0]}`),
    "\n",
    ...weights.map((W, k) => `W${k + 1} = np.array(${matrix(W)})`),
    ...biases.map((b, k) => `b${k + 1} = np.array(${row(b)})`),
    `X = np.array(${matrix(points)})`,
    ...hidden.map((name, k) => `a = ${name}(${sum(k)})`),
    `logits = ${sum(hidden.length)}`,
    ...printing(biases[hidden.length].length, "X, logits"),
    "",
  ].join("\n");
}

/**
 * The same of PyTorch, in double precision.
 * @param {Net} net
 * @param {number[][]} points
 */
export function torchProgram({ sizes, hidden, weights, biases }, points) {
  const own = [...new Set(hidden)].filter((name) => !ELSEWHERE[name][1].startsWith("nn."));
  const layers = weights.map((_, k) => `    nn.Linear(${sizes[k]}, ${sizes[k + 1]}),`);
  const loop = printing(sizes[sizes.length - 1], "X.tolist(), net(X).tolist()");
  const functions = hidden.map((name) =>
    own.includes(name) ? `    ${name}(),` : `    ${ELSEWHERE[name][1]},`,
  );
  return [
    "import torch",
    "from torch import nn",
    ...own.map((name) => {
      const forward = `    def forward(self, x):\n        return ${ELSEWHERE[name][1]}`;
      return `\n\nclass ${name}(nn.Module):\n${forward}`;
    }),
    "\n",
    "net = nn.Sequential(",
    ...layers.flatMap((layer, k) => [layer, ...functions.slice(k, k + 1)]),
    ").double()",
    "state = {",
    ...weights.map((W, k) => `    "${2 * k}.weight": ${matrix(transposed(W))},`),
    ...biases.map((b, k) => `    "${2 * k}.bias": ${row(b)},`),
    "}",
    "double = torch.float64",
    "state = {name: torch.tensor(part, dtype=double) for name, part in state.items()}",
    "net.load_state_dict(state)",
    `X = torch.tensor(${matrix(points)}, dtype=double)`,
    "with torch.no_grad():",
    ...loop.map((line) => `    ${line}`),
    "",
  ].join("\n");
}

/**
 * The file that the package's to_dict would make.
 * @param {Net} net
 */
export function networkFile({ hidden, weights, biases }) {
  const called = (/** @type {string} */ name) => `["${name}", {${ELSEWHERE[name][2] ?? ""}}]`;
  return `{
  "weights": [${weights.map(matrix).join(", ")}],
  "biases": ${matrix(biases)},
  "hidden": [${hidden.map(called).join(", ")}],
  "output": ["identity", {}]
}
`;
}
