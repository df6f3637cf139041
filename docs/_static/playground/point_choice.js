// One of the four points, to be chosen.

import { POINTS } from "./constants.js";
import { html } from "./dom.js";
import { glyph } from "./shapes.js";

export class PointChoice {
  /**
   * @param {number[]} labels
   * @param {(k: number) => void} choose
   */
  constructor(labels, choose) {
    this.fields = labels.map((_, k) =>
      html("input", { type: "radio", name: "pg-at", change: () => choose(k) }),
    );
    const parts = this.fields.map((field, k) =>
      html("label", {}, field, glyph(labels[k], true), POINTS[k].join(", ")),
    );
    const legend = html("legend", { class: "pg-unseen" }, "At which point");
    this.element = html("fieldset", { class: "segments pg-at-point" }, legend, ...parts);
  }

  /** @param {number} k −1 for none */
  tell(k) {
    this.fields.forEach((field, one) => {
      field.checked = one === k;
    });
  }
}
