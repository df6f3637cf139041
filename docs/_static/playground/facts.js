// Where a run stands, in numbers, and whether they are the digits of the tutorial.

import { RECIPE } from "./constants.js";
import { html, write } from "./dom.js";
import { deadIn } from "./names.js";
import { number } from "./words.js";

/** @typedef {import("./run.js").Run} Run */

export class Facts {
  /**
   * @param {number} steps of the tutorial
   * @param {number[]} p its network
   */
  constructor(steps, p) {
    this.steps = steps;
    this.p = p;
    this.where = html("p", { class: "pg-where" });
    this.verdict = html("p", { class: "pg-verdict" });
  }

  get words() {
    return this.where.textContent ?? "";
  }

  /** @param {Run} run */
  draw(run) {
    const loss = Number.isNaN(run.loss) ? "" : `, ${number(run.loss)} during epoch ${run.epochs}`;
    const test = run.data?.test;
    const held = test
      ? ` Held out: mean loss ${number(run.costAt(test))}, ` +
        `${run.rightAt(test).filter(Boolean).length} of ${test.points.length} right.`
      : "";
    write(
      this.where,
      `Step ${run.steps}, epoch ${run.epochs}. Mean loss ${number(run.cost)} now${loss}. ` +
        `${run.score} of ${run.points.length} points right.${held}${deadIn(run)}`,
    );
    const plain = Object.entries(RECIPE).every(
      ([key, value]) => run.settings[/** @type {keyof typeof RECIPE} */ (key)] === value,
    );
    const own = run.data || run.start || run.edits.length || run.turns.length;
    const there = plain && run.steps === this.steps && !own;
    this.verdict.style.visibility = there ? "visible" : "hidden";
    if (!there) return;
    const same = run.p.every((x, i) => x === this.p[i]);
    const proud =
      `Trained here, in your browser, from seed ${RECIPE.seed} alone: ` +
      `all ${this.p.length} weights and biases are those of the tutorial, to the last bit.`;
    write(this.verdict, same ? proud : "This browser computes other digits than the tutorial has.");
  }
}
