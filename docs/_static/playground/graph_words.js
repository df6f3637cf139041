// What stands in the graph: numbers at its nodes, names for the ear, and where the arrows lead.

import { set, write } from "./dom.js";
import { isDeep, parameterName, unitAt, unitName } from "./names.js";
import { list, number, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./graph.js").GraphView} GraphView */

/**
 * What each unit of the last layer adds at the place in question.
 * @param {GraphView} view
 * @param {Run} run
 */
export function writeNumbers(view, run) {
  const { notes } = view;
  const [x1, x2] = notes?.place ?? view.pointing.place;
  view.texts.inputs.forEach((node, input) => {
    write(node, `= ${number(input ? x2 : x1, Number.isInteger(input ? x2 : x1) ? 0 : 2)}`);
  });
  const dead = run.deaths;
  view.units.forEach(({ says }, unit) => {
    const { layer, k } = run.place(unit);
    const last = layer === run.last;
    const sum = run.sum(unit, x1, x2);
    const adds = last ? layer.f(sum) * run.out(1 + k) : 0;
    const off = layer.cutsOff && !(sum > 0);
    const words = dead.includes(unit) ? "dead" : off ? "off" : last ? signed(adds, 2) : "";
    const room = last || run.layers.length < 3;
    write(says, room ? (notes?.units[unit] ?? words) : "");
    set(says, { class: off ? "pg-soft" : adds < 0 ? "pg-down" : "pg-up" });
  });
  const z = run.logit(x1, x2);
  const logits = run.outputs > 1 ? run.head.sums : [z];
  view.texts.outs.forEach((node, j) => {
    write(node, notes?.outs[j] ?? signed(logits[j], 2));
    node.setAttribute("class", `pg-strong pg-${logits[j] < 0 ? "down" : "up"}`);
  });
  write(view.texts.bias, signed(run.out(0), 2));
}

/**
 * What edges and units are called, and where they stand.
 * @param {GraphView} view
 * @param {Run} run
 */
export function writeNames(view, run) {
  const { p, outputs } = run;
  view.edges.forEach(({ node, i }) => {
    const words = view.notes?.edges[i] ?? number(p[i]);
    write(node.children[2], `${parameterName(run, i)}: ${words}`);
  });
  const open = Math.max(view.pointing.pinned, 0);
  const dead = run.deaths;
  view.units.forEach(({ node }, unit) => {
    const on = run.on(unit).filter(Boolean).length;
    const { layer, k } = run.place(unit);
    const weights = Array.from({ length: outputs }, (_, j) => number(p[run.head.weight(k, j)]));
    const adds = layer === run.last ? `, output weight ${list(weights)}` : "";
    const name = unitName(run, unit).replace("unit", "Unit");
    set(node, {
      tabindex: unit === open ? 0 : -1,
      "aria-pressed": String(view.pointing.pinned === unit),
      "aria-label":
        `${name}, ${dead.includes(unit) ? "dead, " : ""}positive at ${on} of ` +
        `${run.points.length} points${adds}`,
    });
  });
}

/**
 * The unit to which an arrow key goes, −1 for another key: up and down through the units, across
 * to the layers beside it.
 * @param {Run} run
 * @param {number} l
 * @param {number} k
 * @param {string} key
 */
export function neighbour(run, l, k, key) {
  const { widths, units } = run;
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
  if (!by) return -1;
  const across = key === "ArrowRight" || key === "ArrowLeft";
  if (!across || !isDeep(run)) return (unitAt(run, l, k) + by + units) % units;
  const to = (l + by + widths.length) % widths.length;
  return unitAt(run, to, Math.min(k, widths[to] - 1));
}
