// The sums that decide the four answers, as a table.

import { html, scroller, write } from "./dom.js";
import { exp } from "./elementary.js";
import { sigmoid } from "./formulas.js";
import { isDeep, lastUnits, logitOf } from "./names.js";
import { LISTED, number, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */

/** @param {Run} run */
const ledgerShape = (run) =>
  `${run.widths}: ${logitOf(run)}, ${Math.min(run.points.length, LISTED)}`;

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
    this.shape = ledgerShape(run);
    const head = (/** @type {string} */ text) => html("th", { scope: "col" }, text);
    const headOf = (/** @type {number} */ unit, /** @type {number} */ k) => {
      const node = html("th", { scope: "col", "data-unit": unit }, `unit ${k + 1}`);
      this.pointing.link(node, unit);
      return node;
    };
    this.cells = run.points
      .slice(0, LISTED)
      .map(() => [
        ...[0, 1].map(() => html("td")),
        ...units.map((k) => html("td", { "data-unit": k })),
        ...[0, 1, 2, 3].map(() => html("td")),
      ]);
    const who = isDeep(run) ? ` of layer ${run.layers.length}` : "";
    const heads = [
      ...["point", "label", "bias"].map(head),
      ...units.map(headOf),
      ...(run.outputs > 1 ? ["lead", "probability of its class"] : ["logit", "probability"]).map(
        head,
      ),
      ...["loss", "answer"].map(head),
    ];
    this.element.replaceChildren(
      html(
        "table",
        { class: "pg-ledger" },
        html("caption", {}, `What the output bias and each unit${who} add to the ${logitOf(run)}`),
        html("tr", {}, ...heads),
        ...this.cells.map((cells) => html("tr", {}, html("th", { scope: "row" }), ...cells)),
      ),
    );
    this.pointing.light();
  }

  /** @param {Run} run */
  draw(run) {
    const points = run.points.slice(0, LISTED);
    if (this.shape !== ledgerShape(run)) this.build(run);
    const units = lastUnits(run);
    const { right } = run;
    points.forEach(([x1, x2], i) => {
      const head = /** @type {Element} */ (this.cells[i][0].previousElementSibling);
      write(head, pair([x1, x2]));
      const z = run.logit(x1, x2);
      const y = run.y[i];
      const adds = units.map((k) => {
        const off = run.last.cutsOff && !(run.sum(k, x1, x2) > 0);
        return off ? "off" : signed(run.adds(k, x1, x2));
      });
      const answer = right[i] ? "✓ right" : run.said(z) < 0 ? "✗ no class" : "✗ wrong";
      const cost = run.costOf(z, y);
      const probability = run.outputs > 1 ? exp(-cost) : sigmoid(z);
      [
        String(y),
        signed(run.out(0)),
        ...adds,
        signed(z),
        number(probability),
        number(cost),
        answer,
      ].forEach((text, cell) => {
        write(this.cells[i][cell], text);
      });
    });
  }
}
