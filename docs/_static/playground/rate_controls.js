// Whether a new rate holds from the start or from here on, and what changed on the way.

import { nameOf } from "./address.js";
import { html, write } from "./dom.js";
import { parameterName } from "./names.js";
import { isRate, TURNING_RATES } from "./turns.js";
import { list } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./turns.js").Turn} Turn */

export class RateControls {
  constructor() {
    this.onward = html("input", { type: "checkbox" });
    this.note = html("span");
    const words = " a new rate or decay holds from this step on; else from the start";
    const choice = html("label", {}, this.onward, words);
    this.element = html("p", { class: "pg-corners" }, choice, this.note);
  }

  get view() {
    return { onward: this.onward.checked };
  }

  /** @param {Pick<import("./views.js").View, "onward">} view */
  set view({ onward }) {
    this.onward.checked = onward;
  }

  /**
   * The changes that settings mean from here on; nothing, if they hold from the start.
   * @param {Run} run
   * @param {Partial<import("./training.js").Settings>} settings
   */
  turning(run, settings) {
    const onward = this.onward.checked && run.steps > 0 && Object.keys(settings).every(isRate);
    return onward ? TURNING_RATES.flatMap((rate) => rateChange(rate, settings[rate])) : [];
  }

  /** @param {Run} run */
  tell(run) {
    const told = run.turns.map((turn) => turnWords(run, turn));
    write(this.note, told.length ? ` On the way: ${list(told)}.` : "");
  }
}

/**
 * @param {import("./turns.js").Rate} rate
 * @param {number | undefined} value
 * @returns {[rate: import("./turns.js").Rate, value: number][]}
 */
const rateChange = (rate, value) => (value === undefined ? [] : [[rate, value]]);

/**
 * A turn in words.
 * @param {Run} run
 * @param {Turn} turn
 */
function turnWords(run, [step, what, value]) {
  const change =
    what === "freeze" || what === "free"
      ? `${parameterName(run, value)} ${what === "freeze" ? "frozen" : "free"}`
      : `${nameOf(what)} ${value}`;
  return `${change} from step ${step} on`;
}
