// Which two of three classes are compared.

import { html, set, write } from "./dom.js";

/** @typedef {import("./run.js").Run} Run */

const PAIRS = ["10", "20", "21"];

export class PairChoice {
  /**
   * @param {Element} root where the colours of the classes change
   * @param {() => void} changed
   */
  constructor(root, changed) {
    this.root = root;
    this.name = html("b");
    this.choice = html(
      "select",
      { "aria-label": "Classes to compare", change: changed },
      ...PAIRS.map(([a, b]) => html("option", {}, `class ${a} over class ${b}`)),
    );
  }

  get view() {
    return { pair: PAIRS[this.choice.selectedIndex] };
  }

  /** @param {Pick<import("./views.js").View, "pair">} view */
  set view({ pair }) {
    this.choice.selectedIndex = PAIRS.indexOf(pair);
  }

  /** @param {Run} run that is to be looked at so */
  use(run) {
    run.pair = Array.from(this.view.pair, Number);
    const several = run.outputs > 1;
    this.choice.hidden = !several;
    set(this.root, { "data-pair": several && this.view.pair });
    write(this.name, several ? "Map of the lead of" : "Map of the logit");
  }
}
