// The shape of the network, changed where it is drawn: units and activation below each layer, and
// how many layers there are. Another shape is another setting: the seed draws it anew.

import { button, html, options, set, write } from "./dom.js";
import { activations } from "./formulas.js";
import { hiddenOf, MOST_LAYERS, MOST_UNITS, namesOf, reshaped } from "./sizes.js";
import { plural } from "./words.js";

/** @typedef {import("./run.js").Run} Run */

export class LayerControls {
  /** @param {(settings: Partial<import("./training.js").Settings>) => void} change */
  constructor(change) {
    this.change = change;
    /** @type {Run | null} */
    this.run = null;
    this.many = html("span");
    this.less = button("−", () => this.deepen(-1), { "aria-label": "One hidden layer less" });
    this.more = button("+", () => this.deepen(1), { "aria-label": "One hidden layer more" });
    this.count = html("span", { class: "pg-zoom pg-depth" }, this.many, this.less, this.more);
    this.columns = Array.from({ length: MOST_LAYERS }, (_, l) => this.column(l));
    const nodes = this.columns.map(({ node }) => node);
    this.element = html("div", { class: "pg-layers" }, ...nodes);
  }

  /** @param {number} l */
  column(l) {
    const by = (/** @type {string} */ sign, /** @type {string} */ word, /** @type {number} */ n) =>
      button(sign, () => this.widen(l, n), { "aria-label": `One unit ${word} in layer ${l + 1}` });
    const [less, more] = [by("−", "less", -1), by("+", "more", 1)];
    const name = html(
      "select",
      { "aria-label": `Activation of layer ${l + 1}`, change: () => this.name(l, name.value) },
      ...options(Object.keys(activations)),
    );
    return { node: html("div", {}, html("span", {}, less, more), name), less, more, name };
  }

  /**
   * @param {number} l
   * @param {number} by
   */
  widen(l, by) {
    if (!this.run) return;
    const { widths } = this.run;
    this.change(reshaped(this.run, widths.with(l, widths[l] + by)));
  }

  /** @param {number} by */
  deepen(by) {
    if (!this.run) return;
    const { widths, last } = this.run;
    this.change(reshaped(this.run, by > 0 ? [...widths, last.units] : widths.slice(0, by)));
  }

  /**
   * @param {number} l
   * @param {string} name
   */
  name(l, name) {
    if (this.run) this.change({ hidden: hiddenOf(namesOf(this.run).with(l, name)) });
  }

  /** @param {Run} run */
  tell(run) {
    this.run = run;
    const { widths, layers } = run;
    const deep = widths.length > 1;
    write(this.many, plural(widths.length, "hidden layer"));
    this.less.disabled = !deep;
    this.more.disabled = widths.length === MOST_LAYERS;
    this.columns.forEach(({ node, less, more, name }, l) => {
      node.hidden = l >= widths.length;
      name.hidden = !deep; // that of a single layer is the activation above
      if (node.hidden) return;
      less.disabled = widths[l] === 1;
      more.disabled = widths[l] === MOST_UNITS;
      name.value = layers[l].name;
      set(name, { title: layers[l].name });
    });
  }

  /**
   * Puts the controls below the layers.
   * @param {number[]} places across
   */
  put(places) {
    places.forEach((x, l) => {
      this.columns[l].node.style.marginLeft = `${x}px`;
    });
  }
}
