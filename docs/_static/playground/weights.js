// The weights of one unit as numbers that can be changed, with their gradients in the last step.

import { parameterTyped } from "./address.js";
import { button, html, scroller, write } from "./dom.js";
import { parameterName } from "./graph.js";
import { list, number, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */

/**
 * @param {Run} run
 * @param {number} k
 */
export const death = (run, k) => {
  const since = run.deathOf(k);
  return since ? `dead since step ${since}` : "dead from the start";
};

export class WeightsPanel {
  /**
   * @param {(i: number, value: number, words: string) => void} change
   * @param {(words: string) => void} say
   * @param {(k: number) => void} choose a unit
   */
  constructor(change, say, choose) {
    this.change = change;
    this.say = say;
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
    const value = run.biasFor(k, was ? 0.5 : -0.5);
    this.change(k, value, `Unit ${k + 1} is ${was ? "alive" : "dead"} now.`);
  }

  /** @param {Run} run */
  tell(run, unit = this.unit) {
    this.run = run;
    const H = run.width;
    const k = Math.min(Math.max(unit, 0), H - 1);
    this.unit = k;
    if (this.chooser.length !== H) {
      const names = Array.from({ length: H }, (_, one) => html("option", {}, `unit ${one + 1}`));
      this.chooser.replaceChildren(...names);
    }
    this.chooser.selectedIndex = k;
    write(this.kill, run.dead(k) ? "Revive" : "Kill");
    this.kill.disabled = run.hidden !== "relu";
    const rows = [H + k, 2 * H + k, k, 3 * H + 1 + k, 3 * H];
    const name = rows.join();
    if (this.name !== name) {
      this.name = name;
      const heads = ["", "value", "gradient"].map((text) =>
        text ? html("th", { scope: "col" }, text) : html("td"),
      );
      this.body.replaceChildren(html("tr", {}, ...heads), ...rows.map((i) => this.row(i)));
    }
    rows.forEach((i, row) => {
      const [, cell, gradient] = this.body.children[row + 1].children;
      const field = /** @type {HTMLInputElement} */ (cell.children[1]);
      field.value = String(run.p[i]);
      write(gradient, run.steps ? signed(run.g[i], 4) : "");
    });
    this.tellStep(run, k);
  }

  /**
   * @param {Run} run
   * @param {number} k
   */
  tellStep(run, k) {
    const used = list(run.samples.map((sample) => pair(run.points[sample])));
    const slope = signed(run.g[3 * run.width], 4);
    const last = run.steps
      ? `The last step used ${used}; the gradient of the output bias was ${slope}.`
      : "No step has been taken yet.";
    const dead = run.dead(k)
      ? ` This unit is ${death(run, k)}: it is off at all four points, so the next step has no ` +
        "gradient for it."
      : "";
    write(this.note, last + dead);
  }

  /** @param {number} i */
  row(i) {
    const H = this.run?.width ?? 0;
    const name = parameterName(H, i);
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
    return html("tr", {}, html("th", { scope: "row" }, name), cell, html("td"));
  }

  /** @param {number} i */
  focus(i) {
    const field = this.body.querySelector(`[data-parameter="${i}"]`);
    if (field instanceof HTMLInputElement) field.select();
  }
}
