// Why the network answers so: at one place the sum, and the sentences that hold; if a run failed,
// what became of others like it.

import { html, write } from "./dom.js";
import { LedgerView } from "./ledger.js";
import { PointChooser } from "./point_chooser.js";
import { reasonsOf } from "./reasons.js";
import { Sentences } from "./sentences.js";
import { Waterfall } from "./waterfall.js";
import { counted, FEW, LISTED } from "./words.js";

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
    this.title = html("h3");
    this.claims = html("h3", {}, "All that can be said of this network");
    this.all = html("ul", { class: "pg-sentences" });
    this.chooser = new PointChooser(pointing);
    this.element = html(
      "div",
      { class: "pg-why" },
      this.chooser.element,
      this.waterfall.element,
      this.here,
      causes,
      this.title,
      this.ledger.element,
      this.claims,
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
    const behind = live && run.points.length > FEW; // so many rows would take half of a frame
    this.ledger.element.style.visibility = behind ? "hidden" : "";
    if (!behind) this.ledger.draw(run);
    this.chooser.draw(run);
  }

  /** @param {Run} run */
  tell(run) {
    const { pointing } = this;
    this.chooser.tell(run);
    const n = run.points.length;
    const many = n > LISTED ? `The first ${LISTED} of ${n} points` : `All ${counted(n)} points`;
    write(this.title, n > 1 ? many : "The one point");
    const none = { claims: [], at: () => [] }; // what is said of several classes
    const { claims, at } = run.outputs > 1 ? none : reasonsOf(run, run);
    const here = pointing.probe ? [] : at(pointing.point);
    this.claims.hidden = this.all.hidden = !claims.length;
    const words = new Sentences(run.points);
    const sentence = (/** @type {import("./reasons.js").Claim} */ claim) => words.of(claim);
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
