// Why the network answers so: at one place the sum, and the sentences that hold; if a run failed,
// what became of others like it.

import { POINTS } from "./constants.js";
import { html, set, write } from "./dom.js";
import { LedgerView } from "./ledger.js";
import { claimsAbout, Numbers } from "./reasons.js";
import { concerns, sentence } from "./sentences.js";
import { glyph } from "./shapes.js";
import { Waterfall } from "./waterfall.js";
import { pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */

export class WhyPanel {
  /**
   * @param {Pointing} pointing
   * @param {Element} causes of a failure
   */
  constructor(pointing, causes) {
    this.pointing = pointing;
    this.waterfall = new Waterfall(pointing);
    this.ledger = new LedgerView(pointing);
    this.here = html("div", { class: "pg-words" });
    this.all = html("ul", { class: "pg-sentences" });
    this.chips = POINTS.map((_, k) =>
      html("button", { type: "button", role: "radio", click: () => pointing.choose(k) }),
    );
    const group = html(
      "div",
      { class: "pg-chips", role: "radiogroup", "aria-label": "Which point" },
      ...this.chips,
    );
    group.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      pointing.choose((pointing.point + by + POINTS.length) % POINTS.length);
      this.chips[pointing.point].focus();
    });
    this.element = html(
      "div",
      { class: "pg-why" },
      group,
      this.waterfall.element,
      this.here,
      causes,
      html("h3", {}, "All four points"),
      this.ledger.element,
      html("h3", {}, "All that can be said of this network"),
      this.all,
    );
  }

  /**
   * @param {Run} run
   * @param {boolean} live whether it moves, so that the sentences are behind
   */
  draw(run, live) {
    this.element.classList.toggle("pg-behind", live);
    this.waterfall.draw(run);
    this.ledger.draw(run);
    const { right } = run;
    this.chips.forEach((chip, k) => {
      const state = `${run.y[k]}${right[k]}`;
      if (chip.dataset.state === state) return;
      chip.dataset.state = state;
      const name = pair(run.points[k]) + (right[k] ? " ✓" : " ✗");
      chip.replaceChildren(glyph(run.y[k], right[k]), name);
    });
  }

  /** @param {Run} run */
  tell(run) {
    const { pointing } = this;
    const { right, logits } = run;
    this.chips.forEach((chip, k) => {
      const chosen = !pointing.probe && pointing.point === k;
      set(chip, {
        "aria-checked": String(chosen),
        tabindex: chosen || (pointing.probe && k === 0) ? 0 : -1,
        "aria-label":
          `${pair(run.points[k])}, label ${run.y[k]}, ${right[k] ? "right" : "wrong"}, ` +
          `logit ${signed(logits[k])}`,
      });
    });
    const claims = claimsAbout(new Numbers(run, run.hidden, run.y));
    const here = pointing.probe ? [] : claims.filter((one) => concerns(one, pointing.point));
    this.say(this.here, here.map(sentence), "p");
    this.say(this.all, claims.map(sentence), "li");
  }

  /**
   * @param {HTMLElement} where
   * @param {string[]} sentences
   * @param {"p" | "li"} kind
   */
  say(where, sentences, kind) {
    if (where.children.length !== sentences.length) {
      where.replaceChildren(...sentences.map(() => html(kind)));
    }
    sentences.forEach((text, k) => {
      write(where.children[k], text);
    });
  }
}
