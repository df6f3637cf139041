// What is trained, and how: the controls, and what is wrong with what was typed.

import { nextSeed } from "./address.js";
import { POINTS } from "./constants.js";
import { button, html, labelled, options, set } from "./dom.js";
import { initializers } from "./draws.js";
import { activations } from "./formulas.js";
import { widthsOf } from "./network.js";
import { optimizers } from "./optimizers.js";
import { RateControls } from "./rate_controls.js";
import { nameOf, typed } from "./rules.js";
import { reshaped } from "./sizes.js";
import { TURNING_RATES } from "./turns.js";
import { EPOCHS } from "./views.js";
import { pair } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./rules.js").Key} Key */
/** @typedef {Partial<import("./training.js").Settings>} Settings */

/** @type {Record<string, string>} */
const TASKS = { XNOR: "1001", XOR: "0110", AND: "1000", OR: "1110" };

export class Controls {
  /**
   * @param {(settings: Settings) => void} change
   * @param {(epochs: number) => void} until
   * @param {(words: string) => void} say
   */
  constructor(change, until, say) {
    this.change = change;
    this.say = say;
    this.run = /** @type {Run | null} */ (null);
    /** @type {Partial<Record<Key, HTMLInputElement | HTMLSelectElement>>} */
    this.fields = {};
    const numeric = (/** @type {Key} */ key, /** @type {import("./dom.js").Attributes} */ more) =>
      this.field(key, html("input", { type: "number", class: "pg-short", ...more }));
    const seed = html("input", { inputmode: "numeric", class: "pg-short", autocomplete: "off" });
    const bump = (/** @type {bigint} */ by) => () => {
      if (this.run) change({ seed: nextSeed(this.run.settings.seed, by) });
    };
    const choice = (/** @type {Key} */ key, /** @type {string[]} */ names) =>
      this.field(key, html("select", {}, ...options(names)));
    this.activation = choice("hidden", Object.keys(activations));
    this.fields.hidden?.append(html("option", { value: "", hidden: true }, "several"));
    this.seed = html(
      "span",
      { class: "pg-spin" },
      this.field("seed", seed),
      button("−", bump(-1n), { "aria-label": "Seed before" }),
      button("+", bump(1n), { "aria-label": "New seed" }),
    );
    this.task = html(
      "select",
      { change: () => change({ labels: TASKS[this.task.value] }) },
      ...options(Object.keys(TASKS)),
      html("option", { hidden: true }, "your own"),
    );
    this.four = html("label", {}, "labels ");
    this.corners = POINTS.map(() =>
      html("input", {
        type: "checkbox",
        change: () => {
          change({ labels: this.corners.map((box) => Number(box.checked)).join("") });
        },
      }),
    );
    this.until = html("select", { change: () => until(Number(this.until.value)) });
    this.four.append(this.task);
    const corners = POINTS.map((point, k) => html("label", {}, this.corners[k], ` ${pair(point)}`));
    this.rates = new RateControls();
    this.atCorners = html("p", { class: "pg-row pg-corners" }, "class 1 at ", ...corners);
    this.more = html(
      "div",
      { class: "pg-fields" },
      this.field("width", html("input", { class: "pg-short", autocomplete: "off" })),
      choice("optimizer", Object.keys(optimizers)),
      numeric("lr", { min: 0, step: "any" }),
      numeric("momentum", { min: 0, max: 0.99, step: "any" }),
      numeric("decay", { min: 0, step: "any" }),
      numeric("batch", { min: 1, max: POINTS.length }),
      choice("order", ["shuffled", "fixed"]),
      choice("init", Object.keys(initializers)),
      this.four,
      labelled("judged at epoch", this.until),
      this.atCorners,
      this.rates.element,
    );
  }

  /**
   * @param {Key} key
   * @param {HTMLInputElement | HTMLSelectElement} control
   */
  field(key, control) {
    this.fields[key] = control;
    control.addEventListener("change", () => {
      try {
        const value = typed(key, control.value.trim(), this.run?.points.length);
        const shape = this.run && key === "width" && reshaped(this.run, widthsOf(value));
        this.change(shape || { [key]: value });
      } catch (error) {
        this.say(/** @type {Error} */ (error).message);
        if (this.run) control.value = String({ ...this.run.settings, ...this.run.rates }[key]);
      }
    });
    return labelled(nameOf(key), control);
  }

  /**
   * What holds at the step of the run, where it is not what held before.
   * @param {Run} run
   */
  tellRates(run) {
    for (const rate of TURNING_RATES) {
      const field = this.fields[rate];
      const value = String(run.rates[rate]);
      if (field && field.dataset.told !== value) field.value = field.dataset.told = value;
    }
    this.rates.tell(run);
  }

  /**
   * @param {Run} run
   * @param {number} until
   */
  tell(run, until) {
    this.run = run;
    for (const [key, control] of Object.entries(this.fields)) {
      control.value = String(run.settings[/** @type {Key} */ (key)]);
      delete control.dataset.told;
    }
    this.tellRates(run);
    const { hidden, labels, optimizer } = run.settings;
    if (this.fields.hidden && hidden.includes(",")) this.fields.hidden.value = "";
    const momentum = this.fields.momentum?.parentElement;
    if (momentum) momentum.hidden = optimizer === "adam";
    if (this.fields.batch) set(this.fields.batch, { max: run.points.length });
    this.four.hidden = this.atCorners.hidden = run.data !== null; // of the four points only
    this.task.value = Object.keys(TASKS).find((name) => TASKS[name] === labels) ?? "your own";
    const epochs = [...new Set([...EPOCHS, until])].sort((a, b) => a - b);
    this.until.replaceChildren(...options(epochs.map(String)));
    this.until.value = String(until);
    this.corners.forEach((box, k) => {
      box.checked = labels[k] === "1";
    });
  }
}
