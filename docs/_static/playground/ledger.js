// The sums that decide the four answers, as a table.

import { html, scroller, write } from "./dom.js";
import { sigmoid } from "./formulas.js";
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
  }

  /** @param {Run} run */
  build(run) {
    const units = Array.from({ length: run.width }, (_, k) => k);
    const head = (/** @type {string} */ text) => html("th", { scope: "col" }, text);
    const headOf = (/** @type {number} */ k) => {
      const node = html("th", { scope: "col", "data-unit": k }, `unit ${k + 1}`);
      this.pointing.link(node, k);
      return node;
    };
    this.cells = run.points.map(() => [
      ...[0, 1].map(() => html("td")),
      ...units.map((k) => html("td", { "data-unit": k })),
      ...[0, 1, 2, 3].map(() => html("td")),
    ]);
    const heads = [
      ...["point", "label", "bias"].map(head),
      ...units.map(headOf),
      ...["logit", "probability", "loss", "answer"].map(head),
    ];
    this.element.replaceChildren(
      html(
        "table",
        { class: "pg-ledger" },
        html("caption", {}, "What the output bias and each unit add to the logit"),
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
    const H = run.width;
    if (this.cells.length === 0 || this.cells[0].length !== H + 6) this.build(run);
    run.points.forEach(([x1, x2], i) => {
      const z = run.logit(x1, x2);
      const y = run.y[i];
      const adds = Array.from({ length: H }, (_, k) => {
        const off = run.hidden === "relu" && !(run.sum(k, x1, x2) > 0);
        return off ? "off" : signed(run.adds(k, x1, x2));
      });
      const answer = run.right[i] ? "✓ right" : z ? "✗ wrong" : "✗ no class";
      [
        String(y),
        signed(run.p[3 * H]),
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
