// The same seed with another activation, side by side.

import { html, options, write } from "./dom.js";
import { activations } from "./formulas.js";
import { MapView } from "./map.js";
import { functionsOf } from "./names.js";
import { number } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */

/** @param {Run} run */
const told = (run) =>
  `${functionsOf(run)} at step ${run.steps}: mean loss ${number(run.cost)}, ` +
  `${run.score} of ${run.points.length} points right`;

export class ComparePanel {
  /**
   * @param {Pointing} pointing
   * @param {() => void} changed
   */
  constructor(pointing, changed) {
    /** @type {Run | null} */
    this.other = null;
    this.rival = html(
      "select",
      { change: changed },
      ...options(["nothing", ...Object.keys(activations)]),
    );
    this.sides = [0, 1].map(() => new MapView(pointing, null, true));
    this.words = html("p", { class: "pg-compared" });
    this.maps = html("div", { class: "pg-sides" }, ...this.sides.map(({ element }) => element));
    this.element = html(
      "div",
      { class: "pg-compare" },
      html("p", { class: "pg-row" }, html("label", {}, "the same seed with ", this.rival)),
      this.words,
      this.maps,
    );
  }

  /** The name of the other activation, or none. */
  get name() {
    return this.rival.selectedIndex > 0 ? this.rival.value : "";
  }

  get view() {
    return { other: this.name };
  }

  /** @param {Pick<import("./views.js").View, "other">} view */
  set view({ other }) {
    this.rival.value = other || "nothing";
  }

  /**
   * Takes the other run along.
   * @param {Run} run
   */
  follow(run) {
    const { name, other } = this;
    const same = other && other.hidden === name && this.of === run;
    if (!name) this.other = null;
    else if (!same) this.other = run.with({ hidden: name });
    this.of = run;
    this.other?.goTo(run.steps);
    this.maps.hidden = this.words.hidden = !this.other;
  }

  /** @param {Run} run */
  draw(run, moving = false) {
    if (!this.other) return;
    this.sides[0].draw(run, moving);
    this.sides[1].draw(this.other, moving);
  }

  /** @param {Run} run */
  tell(run) {
    const { other } = this;
    if (!other) return;
    this.sides[0].tell(run);
    this.sides[1].tell(other);
    const end = other.overflow ? ", before its numbers overflow" : "";
    write(
      this.words,
      `Left, ${told(run)}; right, ${told(other)}${end}. The dashed curve is the second loss.`,
    );
  }
}
