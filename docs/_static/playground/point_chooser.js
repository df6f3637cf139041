// The points as a row of buttons, of which one is chosen; of many, one at a time.

import { along, button, html, set } from "./dom.js";
import { glyph } from "./shapes.js";
import { FEW, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */

export class PointChooser {
  /** @param {Pointing} pointing */
  constructor(pointing) {
    this.pointing = pointing;
    /** @type {Run | null} */
    this.run = null;
    /** @type {HTMLElement[]} */
    this.chips = [];
    this.group = html("div", {
      class: "pg-chips",
      role: "radiogroup",
      "aria-label": "Which point",
    });
    const go = (/** @type {number} */ by) => {
      this.go(by);
      this.chips[pointing.point].focus();
    };
    along(this.group, go, { ArrowDown: 1, ArrowUp: -1 });
    this.now = html("span", { class: "pg-point-now" });
    this.wrong = button("Next wrong", () => this.goWrong());
    this.one = html(
      "p",
      { class: "pg-row", role: "group", "aria-label": "Which point" },
      button("‹", () => this.go(-1), { "aria-label": "Point before" }),
      this.now,
      button("›", () => this.go(1), { "aria-label": "Next point" }),
      this.wrong,
    );
    this.element = html("div", {}, this.group, this.one);
  }

  /** @param {number} by */
  go(by) {
    const { pointing } = this;
    const n = pointing.points.length;
    pointing.choose((pointing.point + by + n) % n);
  }

  goWrong() {
    const right = this.run?.right ?? [];
    const n = right.length;
    const next = right.map((_, i) => (this.pointing.point + 1 + i) % n).find((k) => !right[k]);
    if (next !== undefined) this.pointing.choose(next);
  }

  /** @param {Run} run */
  draw(run) {
    this.run = run;
    const { points, y, right } = run;
    const few = points.length <= FEW;
    this.group.hidden = !few;
    this.one.hidden = few;
    if (!few) return this.drawOne(run);
    if (this.chips.length !== points.length) {
      this.chips = points.map((_, k) =>
        button("", () => this.pointing.choose(k), { role: "radio" }),
      );
      this.group.replaceChildren(...this.chips);
    }
    this.chips.forEach((chip, k) => {
      const where = pair(points[k]);
      const state = `${y[k]}${right[k]}${where}`;
      if (chip.dataset.state === state) return;
      chip.dataset.state = state;
      chip.replaceChildren(glyph(y[k], right[k]), where + (right[k] ? " ✓" : " ✗"));
    });
  }

  /** @param {Run} run */
  drawOne({ points, y, right }) {
    const { point, probe } = this.pointing;
    const name = `${point + 1} of ${points.length} `;
    const where = pair(points[point]);
    const state = `${name}${y[point]}${right[point]}${where}`;
    if (this.now.dataset.state !== state) {
      this.now.dataset.state = state;
      const verdict = right[point] ? " ✓" : " ✗";
      this.now.replaceChildren(name, glyph(y[point], right[point]), where, verdict);
    }
    this.now.classList.toggle("pg-off", probe !== null);
    set(this.wrong, { disabled: !right.includes(false) });
  }

  /** @param {Run} run */
  tell(run) {
    const { pointing } = this;
    const { points, y, right, logits } = run;
    if (points.length > FEW) return;
    this.chips.forEach((chip, k) => {
      const chosen = !pointing.probe && pointing.point === k;
      set(chip, {
        "aria-checked": String(chosen),
        tabindex: chosen || (pointing.probe && k === 0) ? 0 : -1,
        "aria-label":
          `${pair(points[k])}, label ${y[k]}, ${right[k] ? "right" : "wrong"}, ` +
          `logit ${signed(logits[k])}`,
      });
    });
  }
}
