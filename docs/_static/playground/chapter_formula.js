// The formula of the network: letters, until one points at a unit.

import { place } from "./chapter.js";
import { POINTS } from "./constants.js";
import { button, html, set, write } from "./dom.js";
import { PointChoice } from "./point_choice.js";
import { Pointing } from "./pointing.js";
import { Run } from "./run.js";
import { Wires } from "./wires.js";
import { number, pair, signed } from "./words.js";

/** @param {number} k */
const below = (k) => String.fromCharCode(0x2080 + k);

/** A letter of the formula. @param {string} text */
const letter = (text) => html("i", {}, text);

/** @param {number} x */
const value = (x) => html("b", { class: x < 0 ? "pg-down" : "pg-up" }, number(x, 2));

/** @param {Element} root */
function formula(root) {
  const run = new Run(); // before training
  const { width: H, p } = run;
  const units = [...Array(H).keys()];
  const pointing = new Pointing(root);
  pointing.point = 1;
  const filled = new Set();
  const wires = new Wires(true);
  const choice = new PointChoice(run.y, (k) => pointing.choose(k));
  const rows = units.map((k) => {
    const sum = html("span", { class: "pg-term-sum" });
    const adds = html("span", { class: "pg-term-adds" });
    const node = html(
      "button",
      { type: "button", class: "pg-term-row", "data-unit": k, click: () => toggle(k) },
      sum,
      adds,
    );
    pointing.link(node, k, false);
    return { node, sum, adds };
  });
  const [first, last] = [html("p", { class: "pg-z" }), html("p", { class: "pg-z" })];
  const all = button("Fill in all", () => {
    if (filled.size < H) for (const k of units) filled.add(k);
    else filled.clear();
    show();
  });
  const toggle = (/** @type {number} */ k) => {
    if (!filled.delete(k)) filled.add(k);
    show();
  };

  function show() {
    const [x1, x2] = POINTS[pointing.point];
    const isFilled = (/** @type {number} */ k) => filled.has(k) || pointing.unit === k;
    choice.tell(pointing.point);
    first.replaceChildren(letter("z"), " = ", filled.size === H ? value(p[3 * H]) : letter("c"));
    rows.forEach(({ node, sum, adds }, k) => {
      const [w1, w2, b, v] = [H + k, 2 * H + k, k, 3 * H + 1 + k].map((i) => p[i]);
      const i = below(k + 1);
      const now = isFilled(k);
      set(node, { "aria-pressed": String(filled.has(k)) });
      const parts = now
        ? [value(v), " relu(", value(w1), `·${x1} + `, value(w2), `·${x2} + `, value(b), ")"]
        : [
            letter(`v${i}`),
            " relu(",
            ...[letter(`w₁${i}`), " ", letter("x₁"), " + "],
            ...[letter(`w₂${i}`), " ", letter("x₂")],
            " + ",
            letter(`b${i}`),
            ")",
          ];
      sum.replaceChildren("+ ", ...parts);
      const on = run.sum(k, x1, x2) > 0;
      write(adds, now ? (on ? signed(run.adds(k, x1, x2), 2) : "off: 0") : "");
      set(adds, { class: `pg-term-adds ${on ? (v < 0 ? "pg-down" : "pg-up") : "pg-off"}` });
    });
    const z = run.logit(x1, x2);
    const whole = filled.size === H;
    last.replaceChildren(
      ...(whole
        ? [letter("z"), " = ", value(z), ` at ${pair([x1, x2])}: `]
        : [`${filled.size} of ${H} units filled in.`]),
      whole ? (z > 0 ? "class 1" : z < 0 ? "class 0" : "no class") : "",
    );
    write(all, whole ? "Letters again" : "Fill in all");
    wires.draw(run);
    pointing.light();
  }

  wires.built = () => {
    for (const unit of wires.units) {
      const k = Number(unit.dataset.unit);
      pointing.link(unit, k, false);
      unit.addEventListener("click", () => toggle(k));
    }
  };
  wires.tell(
    "Two inputs, five hidden units, one output. Blue edges have positive weights, dashed orange " +
      "ones negative.",
  );
  pointing.changed = show;
  pointing.lit = show;
  show();
  return [
    html("div", { class: "pg-controls" }, choice.element, all),
    html(
      "div",
      { class: "pg-two" },
      wires.element,
      html("div", { class: "pg-formula" }, first, ...rows.map(({ node }) => node), last),
    ),
    html("p", { class: "pg-hint" }, "Point at a unit to put its numbers in; a click keeps them."),
  ];
}

place("formula", formula);
