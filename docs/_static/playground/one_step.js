// One step, taken apart: forward, loss, backward, update; every number is filled in.

import { button, html, set, table, write } from "./dom.js";
import { parameterName } from "./graph.js";
import { Adam } from "./optimizers.js";
import { peek } from "./peek.js";
import { glyph } from "./shapes.js";
import { number, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */
/** @typedef {import("./peek.js").Part} Part */
/** @typedef {import("./peek.js").Step} Step */

const PHASES = ["Forward", "Loss", "Backward", "Update"];
const DIGITS = 4;

/** @param {number} x */
const plain = (x) => number(x, DIGITS);
/** @param {number} x */
const bracket = (x) => (x < 0 ? `(${plain(x)})` : plain(x));
/** @param {number} x */
const plus = (x) => (x < 0 ? `− ${plain(-x)}` : `+ ${plain(x)}`);

export class StepPanel {
  /**
   * @param {Pointing} pointing
   * @param {() => void} take the step
   * @param {(notes: import("./graph.js").Notes) => void} note what stands at the nodes
   */
  constructor(pointing, take, note) {
    this.pointing = pointing;
    this.note = note;
    this.phase = 0;
    this.sample = 0;
    /** @type {Run | null} */
    this.run = null;
    this.title = html("p", { class: "pg-row pg-what" });
    this.phases = PHASES.map((name, k) => button(`${k + 1} ${name}`, () => this.show(k)));
    this.body = html("div", { class: "pg-equations" });
    this.next = button("", () => {
      if (this.phase < 3) return this.show(this.phase + 1);
      this.phase = 0;
      return take();
    });
    const group = html(
      "div",
      { class: "pg-phases", role: "group", "aria-label": "Parts of the step; arrow keys walk" },
      ...this.phases,
    );
    group.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      this.show(Math.min(Math.max(this.phase + by, 0), 3));
      this.phases[this.phase].focus();
    });
    const foot = html("p", { class: "pg-row" }, this.next);
    this.element = html("div", { class: "pg-step" }, this.title, group, this.body, foot);
  }

  get view() {
    return { phase: this.phase, sample: this.sample };
  }

  /** @param {Pick<import("./views.js").View, "phase" | "sample">} view */
  set view({ phase, sample }) {
    this.phase = phase;
    this.sample = sample;
  }

  /** @param {number} phase */
  show(phase) {
    this.phase = phase;
    if (this.run) this.draw(this.run);
  }

  /** @param {Run} run */
  draw(run) {
    this.run = run;
    const step = peek(run);
    this.sample = Math.min(this.sample, step.parts.length - 1);
    const part = step.parts[this.sample];
    const k = Math.min(Math.max(this.pointing.unit, 0), run.width - 1);
    this.title.replaceChildren(
      `Step ${run.steps + 1} takes`,
      ...step.parts.flatMap(({ x, y }, i) => [
        glyph(y, true),
        step.parts.length > 1
          ? button(
              pair(x),
              () => {
                this.sample = i;
                this.draw(run);
              },
              { "aria-pressed": String(i === this.sample) },
            )
          : html("span", {}, pair(x)),
      ]),
      html("span", {}, `with label ${part.y}.`),
    );
    this.phases.forEach((node, i) => {
      set(node, { "aria-pressed": String(i === this.phase) });
    });
    this.note(notesOf(run, step, part, this.phase));
    const parts = [forward, losing, backward, updating][this.phase](run, step, part, k);
    this.body.replaceChildren(...parts);
    write(
      this.next,
      this.phase < 3 ? `Next: ${PHASES[this.phase + 1].toLowerCase()}` : "Take this step",
    );
  }
}

/**
 * What stands at the nodes of the network, and what at its edges.
 * @param {Run} run
 * @param {Step} step
 * @param {Part} part
 * @param {number} phase
 * @returns {import("./graph.js").Notes}
 */
function notesOf(run, { before, gradient, after }, part, phase) {
  const { sums, values, deltas, z, p, loss, error } = part;
  const units = sums.map((sum, k) => {
    if (phase === 0) return `${signed(sum, 2)} → ${number(values[k], 2)}`;
    if (phase === 2) return `back ${signed(deltas[k])}`;
    return phase === 3 ? `→ ${signed(after[3 * run.width + 1 + k], 2)}` : "";
  });
  const out = [
    `${signed(z, 2)}, p ${number(p, 2)}`,
    `loss ${number(loss)}`,
    `p − y ${signed(error)}`,
    `bias → ${signed(after[3 * run.width], 2)}`,
  ][phase];
  const edges = before.map((value, i) => {
    if (phase < 2) return plain(value);
    const slope = `gradient ${signed(gradient[i], DIGITS)}`;
    return phase === 2 ? slope : `${plain(value)} → ${plain(after[i])}`;
  });
  return { place: part.x, units, out, edges };
}

/**
 * @param {string} name
 * @param {string} formula
 * @param {string} result
 */
const line = (name, formula, result) =>
  html("p", {}, html("span", {}, name), html("span", {}, `${formula} = `, html("b", {}, result)));

/**
 * @param {Run} run
 * @param {Step} step
 * @param {Part} part
 * @param {number} k the unit in question
 */
function forward({ width: H, hidden }, { before: p }, { x, sums, values, z, p: probability }, k) {
  const adds = values.map((value, unit) => value * p[3 * H + 1 + unit]);
  const rows = sums.map((sum, unit) => [
    `unit ${unit + 1}`,
    plain(sum),
    plain(values[unit]),
    signed(p[3 * H + 1 + unit], DIGITS),
    signed(adds[unit], DIGITS),
  ]);
  const products = `${plain(p[H + k])} · ${x[0]} ${plus(p[k])} ${plus(p[2 * H + k])} · ${x[1]}`;
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
 * @param {Run} _run
 * @param {Step} step
 * @param {Part} part
 */
function losing(_run, { parts }, { y, z, p, loss, error }) {
  const n = parts.length;
  const part = n > 1 ? ` / ${n}` : "";
  const slope = `(${plain(p)} − ${y})${part}`;
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
function backward({ width: H, hidden }, { before: p, parts }, part, k) {
  const { x, values, slopes, sums, error, deltas } = part;
  const v = p[3 * H + 1 + k];
  const rows = deltas.map((delta, unit) => [
    `unit ${unit + 1}`,
    signed(delta, DIGITS),
    signed(x[0] * delta, DIGITS),
    signed(x[1] * delta, DIGITS),
    signed(delta, DIGITS),
    signed(values[unit] * error, DIGITS),
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
    line("weight of x₁", `${x[0]} · ${bracket(deltas[k])}`, signed(x[0] * deltas[k], DIGITS)),
    line("weight of x₂", `${x[1]} · ${bracket(deltas[k])}`, signed(x[1] * deltas[k], DIGITS)),
    line("bias", `1 · ${bracket(deltas[k])}`, signed(deltas[k], DIGITS)),
    line("output bias", `1 · ${bracket(error)}`, signed(error, DIGITS)),
    table(`Gradients${many}`, ["", "comes back", "x₁", "x₂", "bias", "output weight"], rows),
  ];
}

/**
 * @param {Run} run
 * @param {Step} step
 * @param {Part} _part
 * @param {number} k
 */
function updating({ width: H, settings }, step, _part, k) {
  const { lr, momentum, decay } = settings;
  const { before, gradient, kept, optimizer, after } = step;
  const order = [H + k, 2 * H + k, k, 3 * H + 1 + k, 3 * H];
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
    parameterName(H, i),
    plain(before[i]),
    signed(gradient[i], DIGITS),
    move(i),
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
