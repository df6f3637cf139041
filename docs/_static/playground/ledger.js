// The sums that decide the four answers, as a table.

import { html, scroller, write } from "./dom.js";
import { sigmoid } from "./formulas.js";
import { isDeep, lastUnits } from "./names.js";
import { loss } from "./network.js";
import { number, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */

export class LedgerView {
  /** @param {Pointing} pointing */
  constructor(pointing) {
    this.pointing = pointing;
    this.element = scroller("Ledger");
    /** @type {HTMLElement[][]} */
    this.cells = [];
    this.shape = ""; // for which it is built
  }

  /** @param {Run} run */
  build(run) {
    const units = lastUnits(run);
    this.shape = String(run.widths);
    const head = (/** @type {string} */ text) => html("th", { scope: "col" }, text);
    const headOf = (/** @type {number} */ unit, /** @type {number} */ k) => {
      const node = html("th", { scope: "col", "data-unit": unit }, `unit ${k + 1}`);
      this.pointing.link(node, unit);
      return node;
    };
    this.cells = run.points.map(() => [
      ...[0, 1].map(() => html("td")),
      ...units.map((k) => html("td", { "data-unit": k })),
      ...[0, 1, 2, 3].map(() => html("td")),
    ]);
    const who = isDeep(run) ? ` of layer ${run.layers.length}` : "";
    const heads = [
      ...["point", "label", "bias"].map(head),
      ...units.map(headOf),
      ...["logit", "probability", "loss", "answer"].map(head),
    ];
    this.element.replaceChildren(
      html(
        "table",
        { class: "pg-ledger" },
        html("caption", {}, `What the output bias and each unit${who} add to the logit`),
        html("tr", {}, ...heads),
        ...run.points.map((point, i) =>
          html("tr", {}, html("th", { scope: "row" }, pair(point)), ...this.cells[i]),
        ),
      ),
    );
    this.pointing.light();
  }

  /** @param {Run} run */
  draw(run) {
    if (this.shape !== String(run.widths)) this.build(run);
    const units = lastUnits(run);
    run.points.forEach(([x1, x2], i) => {
      const z = run.logit(x1, x2);
      const y = run.y[i];
      const adds = units.map((k) => {
        const off = run.last.name === "relu" && !(run.sum(k, x1, x2) > 0);
        return off ? "off" : signed(run.adds(k, x1, x2));
      });
      const answer = run.right[i] ? "✓ right" : z ? "✗ wrong" : "✗ no class";
      [
        String(y),
        signed(run.p[run.bias]),
        ...adds,
        signed(z),
        number(sigmoid(z)),
        number(loss(z, y)),
        answer,
      ].forEach((text, cell) => {
        write(this.cells[i][cell], text);
      });
    });
  }
}
