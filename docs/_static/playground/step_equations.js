// The equations of a step with one hidden layer, with every number filled in.

import { html, table } from "./dom.js";
import { ownParameters, parameterName } from "./names.js";
import { Adam } from "./optimizers.js";
import { number, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./peek.js").Part} Part */
/** @typedef {import("./peek.js").Step} Step */

export const DIGITS = 4;

/** @param {number} x */
export const plain = (x) => number(x, DIGITS);
/** @param {number} x */
export const bracket = (x) => (x < 0 ? `(${plain(x)})` : plain(x));
/**
 * An input: that of a corner as it is.
 * @param {number} x
 */
const asGiven = (x) => (x === 0 || x === 1 ? String(x) : bracket(x));

/** @param {number} x */
export const plus = (x) => (x < 0 ? `− ${plain(-x)}` : `+ ${plain(x)}`);

/**
 * @param {string} name
 * @param {string} formula
 * @param {string} result
 */
export const line = (name, formula, result) =>
  html("p", {}, html("span", {}, name), html("span", {}, `${formula} = `, html("b", {}, result)));

/**
 * @param {Run} run
 * @param {Step} step
 * @param {Part} part
 * @param {number} k the unit in question
 */
export function forward(
  { width: H, hidden },
  { before: p },
  { x, sums, values, z: [z], p: [probability] },
  k,
) {
  const adds = values.map((value, unit) => value * p[3 * H + 1 + unit]);
  const rows = sums.map((sum, unit) => [
    `unit ${unit + 1}`,
    plain(sum),
    plain(values[unit]),
    signed(p[3 * H + 1 + unit], DIGITS),
    signed(adds[unit], DIGITS),
  ]);
  const [one, two] = x.map(asGiven);
  const products = `${plain(p[H + k])} · ${one} ${plus(p[k])} ${plus(p[2 * H + k])} · ${two}`;
  const terms = adds.map(plus).join(" ");
  return [
    html("h3", {}, `Unit ${k + 1}`),
    line("sum", products, plain(sums[k])),
    line("activation", `${hidden}(${plain(sums[k])})`, plain(values[k])),
    line("adds", `${plain(values[k])} · ${bracket(p[3 * H + 1 + k])}`, signed(adds[k], DIGITS)),
    html("h3", {}, "All of them"),
    line("logit", `${plain(p[3 * H])} ${terms}`, signed(z, DIGITS)),
    line("probability", `1 / (1 + exp(${plain(-z)}))`, plain(probability)),
    table("Units", ["", "sum", "activation", "weight", "adds"], rows),
  ];
}

/**
 * The loss of a sample of several classes.
 * @param {Part} part
 * @param {string} many what its slopes are divided by, if the step takes several samples
 */
function losingClasses({ y, z, p, loss, errors }, many) {
  const rows = z.map((logit, j) => {
    const target = Number(j === y);
    const slope = signed(errors[j], DIGITS);
    return [`class ${j}`, plain(logit), plain(p[j]), String(target), slope];
  });
  return [
    line("loss", `−log(${plain(p[y])})`, plain(loss)),
    table(`Its slopes: (p − y)${many}`, ["", "logit", "p", "y", "slope"], rows),
  ];
}

/**
 * @param {Run} run
 * @param {Step} step
 * @param {Part} part
 * @returns {HTMLElement[]}
 */
export function losing(run, { parts }, part) {
  const n = parts.length;
  const many = n > 1 ? ` / ${n}` : "";
  if (run.outputs > 1) return losingClasses(part, many);
  const { y, loss } = part;
  const [[z], [p], [error]] = [part.z, part.p, part.errors];
  const slope = `(${plain(p)} − ${y})${many}`;
  return [
    line("loss", y ? `−log(${plain(p)})` : `−log(1 − ${plain(p)})`, plain(loss)),
    line("its slope", slope, signed(error, DIGITS)),
    html(
      "p",
      {},
      html("span", {}, "in words"),
      html(
        "span",
        {},
        error < 0 ? "A higher logit lowers the loss." : "A lower logit lowers the loss.",
      ),
    ),
    html("p", {}, html("span", {}, "logit"), html("span", {}, html("b", {}, signed(z, DIGITS)))),
  ];
}

/**
 * @param {Run} run
 * @param {Step} step
 * @param {Part} part
 * @param {number} k
 */
export function backward({ width: H, hidden }, { before: p, parts }, part, k) {
  const { x, values, slopes, sums, deltas } = part;
  const [error] = part.errors;
  const v = p[3 * H + 1 + k];
  const rows = values.map((value, unit) => [
    `unit ${unit + 1}`,
    signed(deltas[unit], DIGITS),
    signed(x[0] * deltas[unit], DIGITS),
    signed(x[1] * deltas[unit], DIGITS),
    signed(deltas[unit], DIGITS),
    signed(value * error, DIGITS),
  ]);
  const many = parts.length > 1 ? ` of this sample; the step adds those of ${parts.length}` : "";
  const back = `${bracket(v)} · ${bracket(error)} · ${plain(slopes[k])}`;
  return [
    html("h3", {}, `Unit ${k + 1}`),
    line(
      "output weight",
      `${plain(values[k])} · ${bracket(error)}`,
      signed(values[k] * error, DIGITS),
    ),
    line("comes back", back, signed(deltas[k], DIGITS)),
    html(
      "p",
      {},
      html("span", {}, ""),
      html("span", {}, `weight · slope of the loss · slope of ${hidden} at ${plain(sums[k])}`),
    ),
    line(
      "weight of x₁",
      `${asGiven(x[0])} · ${bracket(deltas[k])}`,
      signed(x[0] * deltas[k], DIGITS),
    ),
    line(
      "weight of x₂",
      `${asGiven(x[1])} · ${bracket(deltas[k])}`,
      signed(x[1] * deltas[k], DIGITS),
    ),
    line("bias", `1 · ${bracket(deltas[k])}`, signed(deltas[k], DIGITS)),
    line("output bias", `1 · ${bracket(error)}`, signed(error, DIGITS)),
    table(`Gradients${many}`, ["", "comes back", "x₁", "x₂", "bias", "output weight"], rows),
  ];
}

/**
 * What becomes of a unit's parameters, at any depth.
 * @param {Run} run
 * @param {Step} step
 * @param {Part} _part
 * @param {number} unit
 */
export function updating(run, step, _part, unit) {
  const { lr, momentum, decay } = run.rates;
  const { before, gradient, kept, optimizer, after } = step;
  const order = ownParameters(run, unit);
  const adam = optimizer instanceof Adam ? optimizer : null;
  const slope = (/** @type {number} */ i) =>
    decay ? `(${plain(gradient[i])} + ${decay} · ${bracket(before[i])})` : bracket(gradient[i]);
  const move = (/** @type {number} */ i) => {
    if (adam) {
      const [mean, root] = adam.terms(i);
      return `${lr} · ${bracket(mean)} / ${plain(root)} = ${signed((lr * mean) / root, DIGITS)}`;
    }
    const last = `${momentum} · ${bracket(kept[i])}`;
    return `${last} + ${lr} · ${slope(i)} = ${signed(optimizer.kept[i], DIGITS)}`;
  };
  const rows = order.map((i) => [
    parameterName(run, i),
    plain(before[i]),
    signed(gradient[i], DIGITS),
    run.frozen.includes(i) ? "frozen" : move(i),
    plain(after[i]),
  ]);
  return [
    table(
      `What is moved is taken off: ${
        adam
          ? "learning rate · mean of the gradients / root of their mean square"
          : "momentum · the last move + learning rate · gradient"
      }${decay ? "; weight decay · weight is added to the gradient first" : ""}`,
      ["", "was", "gradient", "move", "is"],
      rows,
    ),
  ];
}
