// How many of the four points are right, and which.

import { POINTS } from "./constants.js";
import { html, set, svg, write } from "./dom.js";
import { mark, put } from "./shapes.js";
import { pair } from "./words.js";

export class Score {
  constructor() {
    this.count = html("b");
    this.four = svg("svg", { viewBox: "0 0 92 20", role: "img" });
    this.element = html("p", { class: "pg-score" }, this.count, " of 4 right ", this.four);
  }

  /**
   * Says it in words, too.
   * @param {number[]} labels
   * @param {boolean[]} right
   */
  tell(labels, right) {
    write(this.count, String(right.filter(Boolean).length));
    const words = right.map((is, k) => `${pair(POINTS[k])} ${is ? "right" : "wrong"}`).join(", ");
    if (this.four.getAttribute("aria-label") === words) return words;
    set(this.four, { "aria-label": words });
    const marks = right.map((is, k) => {
      const node = mark(labels[k], is, is ? 7.5 : 6.5);
      put(node, [12 + 23 * k, 10]);
      return node;
    });
    this.four.replaceChildren(...marks);
    return words;
  }
}
