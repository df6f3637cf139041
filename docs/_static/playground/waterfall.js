// The sum at one place, term by term: the bias, what each unit adds, and the logit; of several
// classes, the lead of one over another.

import { html, write } from "./dom.js";
import { sigmoid } from "./formulas.js";
import { isDeep, lastUnits, logitOf } from "./names.js";
import { softmax } from "./softmax.js";
import { LISTED, list, number, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */

/**
 * How probable the classes are at the last place.
 * @param {Run} run
 * @param {number} logit
 */
function chances({ outputs, head }, logit) {
  if (outputs === 1) return `probability of class 1: ${number(sigmoid(logit))}`;
  /** @type {number[]} */
  const shares = [];
  softmax(head.sums, 0, shares);
  return `probability of ${list(shares.map((p, j) => `class ${j}: ${number(p)}`))}`;
}

export class Waterfall {
  /** @param {Pointing} pointing */
  constructor(pointing) {
    this.pointing = pointing;
    this.caption = html("caption");
    this.end = html("p", { class: "pg-end" });
    this.rows = html("tbody");
    this.element = html(
      "div",
      { class: "pg-waterfall" },
      html("table", {}, this.caption, this.rows),
      this.end,
    );
    this.shape = "";
  }

  /** @param {Run} run */
  build(run) {
    this.shape = `${run.widths} ${logitOf(run)}`;
    const row = (/** @type {string} */ name, k = -1) => {
      const bar = html("div", { class: "pg-beam" }, html("i"), html("b"));
      const node = html(
        "tr",
        {},
        html("th", { scope: "row" }, name),
        html("td", {}, bar),
        html("td", { class: "pg-number" }),
      );
      if (k >= 0) {
        node.dataset.unit = String(k);
        this.pointing.link(node, k);
      }
      return node;
    };
    const units = lastUnits(run).map((unit, k) => row(`unit ${k + 1}`, unit));
    this.rows.replaceChildren(row("bias"), ...units, row(run.outputs > 1 ? "lead" : "logit"));
    this.rows.lastElementChild?.classList.add("pg-sum");
    this.pointing.light();
  }

  /** @param {Run} run */
  draw(run) {
    if (this.shape !== `${run.widths} ${logitOf(run)}`) this.build(run);
    const { pointing } = this;
    const [x1, x2] = pointing.place;
    const units = lastUnits(run);
    const partsAt = (/** @type {number[]} */ [a, b]) => [
      run.out(0),
      ...units.map((k) => run.adds(k, a, b)),
    ];
    // One scale for the place and all points, or the first of them, so that going from one to the
    // next compares them.
    let [low, high] = [0, 0];
    for (const place of [...run.points.slice(0, LISTED), pointing.place]) {
      let z = 0;
      for (const part of partsAt(place)) {
        z += part;
        [low, high] = [Math.min(low, z), Math.max(high, z)];
      }
    }
    const wide = high - low || 1;
    const share = (/** @type {number} */ z) => (100 * (z - low)) / wide;
    const parts = partsAt([x1, x2]);
    const dead = run.deaths;
    let z = 0;
    parts.forEach((part, row) => {
      const unit = units[row - 1];
      const off = row > 0 && run.last.cutsOff && !(run.sum(unit, x1, x2) > 0);
      const word = off ? (dead.includes(unit) ? "dead" : "off") : signed(part);
      this.put(row, share(0), share(z), share(z + part), word, part);
      z += part;
    });
    const logit = run.logit(x1, x2);
    this.put(parts.length, share(0), share(0), share(logit), signed(logit), logit);
    const k = pointing.probe ? -1 : pointing.point;
    const where = pair(pointing.place);
    const what = k < 0 ? "" : `, label ${run.y[k]}`;
    const who = isDeep(run) ? ` by layer ${run.layers.length}` : "";
    const sum = run.outputs > 1 ? ` to the ${logitOf(run)}` : "";
    write(this.caption, `What is added${who}${sum} at ${where}${what}`);
    const cost = k < 0 ? "" : `, loss ${number(run.costOf(logit, run.y[k]))}`;
    write(this.end, `${chances(run, logit)}${cost}`);
  }

  /**
   * @param {number} row
   * @param {number} zero
   * @param {number} from
   * @param {number} to
   * @param {string} words
   * @param {number} value
   */
  put(row, zero, from, to, words, value) {
    const node = this.rows.children[row];
    /** @type {NodeListOf<HTMLElement>} */
    const [line, fill] = node.querySelectorAll("i, b");
    line.style.left = `${zero}%`;
    fill.style.left = `${Math.min(from, to)}%`;
    fill.style.width = `${Math.abs(to - from)}%`;
    fill.hidden = to === from;
    fill.className = value < 0 ? "pg-fill-minus" : "pg-fill-plus";
    const last = /** @type {Element} */ (node.lastElementChild);
    write(last, words);
    last.className = `pg-number ${value < 0 ? "pg-down" : value > 0 ? "pg-up" : ""}`;
    node.classList.toggle("pg-off", words === "off" || words === "dead");
  }
}
