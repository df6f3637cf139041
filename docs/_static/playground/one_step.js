// One step, taken apart: forward, loss, backward, update; every number is filled in.

import { along, button, html, set, write } from "./dom.js";
import { isDeep, lastUnits } from "./names.js";
import { peek } from "./peek.js";
import { glyph } from "./shapes.js";
import { backward, DIGITS, forward, losing, plain, updating } from "./step_equations.js";
import { backwardIn, forwardThrough } from "./step_layers.js";
import { FEW, number, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */
/** @typedef {import("./peek.js").Part} Part */
/** @typedef {import("./peek.js").Step} Step */

const PHASES = ["Forward", "Loss", "Backward", "Update"];

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
    along(group, (by) => {
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

  /**
   * Goes to another sample of the step; what was pressed is made anew and keeps the focus.
   * @param {number} sample
   * @param {string} [name] of what was pressed
   */
  choose(sample, name) {
    this.sample = sample;
    if (this.run) this.draw(this.run);
    const pressed = name && this.title.querySelector(`[aria-label="${name}"]`);
    if (pressed instanceof HTMLElement) pressed.focus();
  }

  /**
   * The samples of a step side by side.
   * @param {Part[]} parts
   */
  choice(parts) {
    return parts.flatMap(({ x, y }, i) => [
      glyph(y, true),
      parts.length > 1
        ? button(pair(x), () => this.choose(i), { "aria-pressed": String(i === this.sample) })
        : html("span", {}, pair(x)),
    ]);
  }

  /**
   * Many samples, one at a time.
   * @param {Part[]} parts
   */
  walk(parts) {
    const { length } = parts;
    const { x, y } = parts[this.sample];
    const go = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {number} */ by) =>
      button(sign, () => this.choose((this.sample + by + length) % length, name), {
        "aria-label": name,
      });
    return [
      ` ${length} points.`,
      go("‹", "Sample before", -1),
      `${this.sample + 1} of ${length}`,
      go("›", "Next sample", 1),
      glyph(y, true),
      pair(x),
    ];
  }

  /** @param {Run} run */
  draw(run) {
    this.run = run;
    const step = peek(run);
    this.sample = Math.min(this.sample, step.parts.length - 1);
    const part = step.parts[this.sample];
    const k = Math.min(Math.max(this.pointing.unit, 0), run.units - 1);
    this.title.replaceChildren(
      `Step ${run.steps + 1} takes`,
      ...(step.parts.length > FEW ? this.walk(step.parts) : this.choice(step.parts)),
      html("span", {}, `with label ${part.y}.`),
    );
    this.phases.forEach((node, i) => {
      set(node, { "aria-pressed": String(i === this.phase) });
    });
    this.note(notesOf(run, step, part, this.phase));
    const layered = isDeep(run) || run.outputs > 1;
    const [there, back] = layered ? [forwardThrough, backwardIn] : [forward, backward];
    const parts = [there, losing, back, updating][this.phase](run, step, part, k);
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
  const { sums, values, deltas, z, p, loss, errors } = part;
  const [deep, last] = [isDeep(run), lastUnits(run)];
  const units = sums.map((sum, unit) => {
    if (phase === 0) return (deep ? "" : `${signed(sum, 2)} → `) + number(values[unit], 2);
    if (phase === 2) return deep ? signed(deltas[unit], 2) : `back ${signed(deltas[unit])}`;
    const k = last.indexOf(unit);
    const one = phase === 3 && k >= 0 && z.length === 1;
    return one ? `→ ${signed(after[run.bias + 1 + k], 2)}` : "";
  });
  const outs = z.map(
    (logit, j) =>
      [
        `${signed(logit, 2)}, p ${number(p[j], 2)}`,
        z.length > 1 && j !== part.y ? "" : `loss ${number(loss)}`,
        `p − y ${signed(errors[j])}`,
        `bias → ${signed(after[run.bias + j], 2)}`,
      ][phase],
  );
  const edges = before.map((value, i) => {
    if (phase < 2) return plain(value);
    const slope = `gradient ${signed(gradient[i], DIGITS)}`;
    return phase === 2 ? slope : `${plain(value)} → ${plain(after[i])}`;
  });
  return { place: part.x, units, outs, edges };
}
