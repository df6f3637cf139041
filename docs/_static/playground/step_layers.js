// The equations of a step with several hidden layers: those of one unit, and a table of all.

import { html, table } from "./dom.js";
import { lastUnits, unitAt, unitName } from "./names.js";
import { bracket, DIGITS, line, plain, plus } from "./step_equations.js";
import { signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./peek.js").Part} Part */
/** @typedef {import("./peek.js").Step} Step */

/**
 * What a unit is given: the inputs, or what the layer before hands on, each with its name.
 * @param {Run} run
 * @param {Part} part
 * @param {number} unit
 * @returns {[name: string, value: number][]}
 */
function givenTo(run, { x, values }, unit) {
  const { layer } = run.place(unit);
  const l = run.layers.indexOf(layer);
  return Array.from({ length: layer.inputs }, (_, i) => {
    if (!l) return [`x${"₁₂"[i]}`, x[i]];
    const from = unitAt(run, l - 1, i);
    return [unitName(run, from), values[from]];
  });
}

/**
 * @param {Run} run
 * @param {number} unit
 */
const heading = (run, unit) => html("h3", {}, unitName(run, unit).replace("unit", "Unit"));

/**
 * @param {Run} run
 * @param {Step} step
 * @param {Part} part
 * @param {number} unit
 */
export function forwardThrough(run, { before: p }, part, unit) {
  const { sums, values, z, p: probabilities } = part;
  const { layer, k } = run.place(unit);
  const rows = givenTo(run, part, unit).map(([name, value], i) => {
    const weight = p[layer.weight(i, k)];
    return [name, plain(value), signed(weight, DIGITS), signed(value * weight, DIGITS)];
  });
  const all = sums.map((sum, one) => [unitName(run, one), plain(sum), plain(values[one])]);
  const ends = z.flatMap((logit, j) => {
    const adds = lastUnits(run).map((one, i) => plus(values[one] * p[run.head.weight(i, j)]));
    const sum = `${plain(p[run.bias + j])} ${adds.join(" ")}`;
    return [
      line(z.length > 1 ? `class ${j}` : "logit", sum, signed(logit, DIGITS)),
      z.length > 1
        ? line("probability", `exp(${plain(logit)}) / sum of all`, plain(probabilities[j]))
        : line("probability", `1 / (1 + exp(${plain(-logit)}))`, plain(probabilities[j])),
    ];
  });
  return [
    heading(run, unit),
    table("What it is given", ["from", "value", "weight", "product"], rows),
    line("sum", `bias ${plain(p[layer.first + k])} and all products`, plain(sums[unit])),
    line("activation", `${layer.name}(${plain(sums[unit])})`, plain(values[unit])),
    html("h3", {}, "All of them"),
    ...ends,
    table("Units", ["", "sum", "activation"], all),
  ];
}

/**
 * @param {Run} run
 * @param {Step} step
 * @param {Part} part
 * @param {number} unit
 */
export function backwardIn(run, { before: p, parts }, part, unit) {
  const { values, slopes, sums, errors, deltas } = part;
  const { layer, k } = run.place(unit);
  const l = run.layers.indexOf(layer) + 1;
  const next = run.layers[l] ?? (run.outputs > 1 ? run.head : null);
  const many = parts.length > 1 ? ` of this sample; the step adds those of ${parts.length}` : "";
  const slope = plain(slopes[unit]);
  const words = `slope of ${layer.name} at ${plain(sums[unit])}`;
  let back = `${bracket(p[run.bias + 1 + k])} · ${bracket(errors[0])} · ${slope}`;
  /** @type {Node[]} */
  let comes = [];
  if (next) {
    const rows = Array.from({ length: next.units }, (_, j) => {
      const to = unitAt(run, l, j);
      const name = next === run.head ? `class ${j}` : unitName(run, to);
      const weight = p[next.weight(k, j)];
      const product = signed(weight * deltas[to], DIGITS);
      return [name, signed(weight, DIGITS), signed(deltas[to], DIGITS), product];
    });
    comes = [table("What comes to it", ["from", "weight", "comes back", "product"], rows)];
    back = `all products · ${slope}`;
  }
  const gradients = givenTo(run, part, unit).map(([name, value]) => [
    name,
    plain(value),
    signed(value * deltas[unit], DIGITS),
  ]);
  const own = errors.flatMap((error, j) => {
    const of = errors.length > 1 ? ` of class ${j}` : "";
    const slopeOf = signed(values[unit] * error, DIGITS);
    return [
      line(`output weight${of}`, `${plain(values[unit])} · ${bracket(error)}`, slopeOf),
      line(`output bias${of}`, `1 · ${bracket(error)}`, signed(error, DIGITS)),
    ];
  });
  return [
    heading(run, unit),
    ...comes,
    line("comes back", back, signed(deltas[unit], DIGITS)),
    html("p", {}, html("span", {}, ""), html("span", {}, `the last is the ${words}`)),
    line("bias", `1 · ${bracket(deltas[unit])}`, signed(deltas[unit], DIGITS)),
    ...(layer === run.last ? own : []),
    table(`Gradients of its weights${many}`, ["from", "value", "value · comes back"], gradients),
  ];
}
