// The weights of one unit as numbers that can be changed, with their gradients in the last step.

import { parameterTyped } from "./address.js";
import { button, html, options, scroller, write } from "./dom.js";
import { isDeep, ownParameters, parameterName, unitName } from "./names.js";
import { counted, FEW, list, number, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */

/**
 * @param {Run} run
 * @param {number} k
 */
export const death = (run, k) => {
  const { step, sure } = run.deathOf(k);
  if (!sure) return `dead at every look since step ${step}`;
  return step ? `dead since step ${step}` : "dead from the start";
};

export class WeightsPanel {
  /**
   * @param {(i: number, value: number, words: string) => void} change
   * @param {(words: string) => void} say
   * @param {(k: number) => void} choose a unit
   * @param {(i: number, frozen: boolean, words: string) => void} freeze a parameter, or free it
   */
  constructor(change, say, choose, freeze) {
    this.change = change;
    this.say = say;
    this.freeze = freeze;
    this.unit = 0;
    /** @type {Run | null} */
    this.run = null;
    this.chooser = html("select", {
      "aria-label": "Unit to change",
      change: () => choose(this.chooser.selectedIndex),
    });
    this.kill = button("Kill", () => this.toggle());
    this.body = html("tbody");
    this.note = html("p", { class: "pg-note" });
    this.anew = html("input", { type: "checkbox" });
    this.name = "";
    this.shape = "";
    this.element = html(
      "div",
      { class: "pg-weights" },
      html("p", { class: "pg-row" }, this.chooser, this.kill),
      scroller("Weights and biases", html("table", {}, this.body)),
      html(
        "p",
        {},
        html("label", {}, this.anew, " training starts anew from a change; else it goes on"),
      ),
      this.note,
    );
  }

  get view() {
    return { anew: this.anew.checked };
  }

  /** @param {Pick<import("./views.js").View, "anew">} view */
  set view({ anew }) {
    this.anew.checked = anew;
  }

  toggle() {
    const { run, unit: k } = this;
    if (!run) return;
    const was = run.dead(k);
    const { layer, k: place } = run.place(k);
    const value = run.biasFor(k, was ? 0.5 : -0.5);
    const name = unitName(run, k).replace("unit", "Unit");
    this.change(layer.first + place, value, `${name} is ${was ? "alive" : "dead"} now.`);
  }

  /** @param {Run} run */
  tell(run, unit = this.unit) {
    this.run = run;
    const k = Math.min(Math.max(unit, 0), run.units - 1);
    this.unit = k;
    const shape = `${run.widths} ${run.outputs}`;
    if (this.shape !== shape) {
      this.shape = shape;
      const names = Array.from({ length: run.units }, (_, one) => unitName(run, one));
      this.chooser.replaceChildren(...options(names));
    }
    this.chooser.selectedIndex = k;
    write(this.kill, run.dead(k) ? "Revive" : "Kill");
    this.kill.disabled = !run.place(k).layer.cutsOff && !run.dead(k);
    const rows = ownParameters(run, k);
    const name = `${shape}: ${k}`;
    if (this.name !== name) {
      this.name = name;
      const heads = ["", "value", "gradient", "frozen"].map((text) =>
        text ? html("th", { scope: "col" }, text) : html("td"),
      );
      this.body.replaceChildren(html("tr", {}, ...heads), ...rows.map((i) => this.row(i)));
    }
    rows.forEach((i, row) => {
      const [, cell, gradient, last] = this.body.children[row + 1].children;
      const field = /** @type {HTMLInputElement} */ (cell.children[1]);
      field.value = String(run.p[i]);
      const box = /** @type {HTMLInputElement} */ (last.firstElementChild);
      box.checked = run.frozen.includes(i);
      write(gradient, run.steps ? signed(run.g[i], 4) : "");
    });
    this.tellStep(run, k);
  }

  /**
   * @param {Run} run
   * @param {number} k
   */
  tellStep(run, k) {
    const points = run.samples.map((sample) => pair(run.points[sample]));
    const used = points.length > FEW ? `${points.length} points` : list(points);
    const slopes = Array.from(run.g.slice(run.bias, run.bias + run.outputs), (g) => signed(g, 4));
    const what =
      slopes.length > 1 ? "gradients of the output biases were" : "gradient of the output bias was";
    const last = run.steps
      ? `The last step used ${used}; the ${what} ${list(slopes)}.`
      : "No step has been taken yet.";
    const dead = run.dead(k)
      ? ` This unit is ${death(run, k)}: it is off at all ${counted(run.points.length)} points, ` +
        "so the next step has no gradient for it."
      : "";
    write(this.note, last + dead);
  }

  /** @param {number} i */
  row(i) {
    const name = this.run ? parameterName(this.run, i) : "";
    const to = (/** @type {number} */ value) =>
      this.change(i, value, `The ${name} is ${number(value)} now.`);
    const field = html("input", {
      type: "number",
      step: "any",
      "aria-label": name,
      "data-parameter": i,
      change: () => {
        try {
          to(parameterTyped(field.value));
        } catch (error) {
          this.say(/** @type {Error} */ (error).message);
          field.value = String(this.run?.p[i]);
        }
      },
    });
    const by = (/** @type {string} */ sign, /** @type {number} */ step) =>
      button(sign, () => to((this.run?.p[i] ?? 0) + step), { "aria-label": `${name} ${sign} 0.1` });
    const cell = html("td", { class: "pg-cell" }, by("−", -0.1), field, by("+", 0.1));
    const box = html("input", {
      type: "checkbox",
      "aria-label": `Freeze ${name}`,
      change: () => {
        const words = box.checked ? "frozen: no step changes it" : "free again";
        this.freeze(i, box.checked, `The ${name} is ${words}. Training goes on from here.`);
      },
    });
    const head = html("th", { scope: "row" }, this.short(name));
    return html("tr", {}, head, cell, html("td"), html("td", {}, box));
  }

  /**
   * With several layers a name without the unit, which the panel names.
   * @param {string} name
   */
  short(name) {
    const { run, unit } = this;
    if (!run || !isDeep(run)) return name;
    return name.replace(RegExp(` (to|of) ${unitName(run, unit)}$`), "");
  }

  /** @param {number} i */
  focus(i) {
    const field = this.body.querySelector(`[data-parameter="${i}"]`);
    if (field instanceof HTMLInputElement) field.select();
  }
}
