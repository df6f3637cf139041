// A straight line to drag over the four points, and the sum that says why it never gets all right.

import { place } from "./chapter.js";
import { POINTS, RECIPE } from "./constants.js";
import { button, html, set, svg, write } from "./dom.js";
import { gripOn } from "./grip.js";
import { cut } from "./lines.js";
import { Network } from "./network.js";
import { Plane, rightOf } from "./plane.js";
import { drags } from "./pointing.js";
import { Score } from "./score.js";
import { glyph, put } from "./shapes.js";
import { boxOf } from "./stripes.js";
import { number, pair } from "./words.js";

const NEAR = 0.25; // the ends of the line keep this distance
const TERMS = ["w₁", "w₂", "b"];

/** Numbers of two digits, so that what the table shows adds up. @param {number} x */
const round = (x) => Math.round(100 * x) / 100 + 0;

/** The map z = w₁x₁ + w₂x₂ + b. @param {number[]} numbers */
const affine = ([w1, w2, b]) => new Network("identity", Float64Array.of(b, w1, w2, 0, 1));

/**
 * A bar from zero on.
 * @param {number} value
 */
function bar(value) {
  const long = Math.min(49, 32 * Math.abs(value));
  const left = value < 0 ? 50 - long : 50;
  return html("i", {
    class: value > 0 ? "pg-bar-right" : "pg-bar-wrong",
    style: `left:${left}%;width:${long}%`,
  });
}

/** @param {{ labels?: string }} given */
function line({ labels: asked = RECIPE.labels }) {
  const labels = Array.from(asked, Number);
  const signs = labels.map((label) => 2 * label - 1);
  const ends = [
    [-0.2, 0.7],
    [0.7, -0.2],
  ];
  let side = asked[0] === "1" ? -1 : 1;
  let [tried, best] = [new Set(), 0];
  const [plane, score] = [new Plane(undefined, 0.25), new Score()];
  const [formula, hint, moral] = [html("p", { class: "pg-say" }), html("p"), html("p")];
  set(hint, { class: "pg-hint" });
  set(moral, { class: "pg-say" });
  const reach = POINTS.map(() => svg("path"));
  const slide = svg("path", { class: "pg-slide" });
  plane.lines.append(...reach);
  set(plane.picture, { role: "group" });

  const numbers = () => {
    const [[a1, a2], [b1, b2]] = ends;
    const size = side * Math.hypot(b1 - a1, b2 - a2);
    const [w1, w2] = [round((a2 - b2) / size), round((b1 - a1) / size)];
    return [w1, w2, round(-(w1 * (a1 + b1) + w2 * (a2 + b2)) / 2)];
  };
  /** The point of the line that is nearest. @param {number[]} given @param {number[]} point */
  const foot = ([w1, w2, b], [x1, x2]) => {
    const share = (w1 * x1 + w2 * x2 + b) / (w1 * w1 + w2 * w2);
    return [x1 - share * w1, x2 - share * w2];
  };

  const grips = ends.map((_, i) => {
    const name = `${i ? "Second" : "First"} end of the line`;
    return gripOn(plane, {
      label: `${name}; arrow keys move it`,
      where: () => ends[i],
      to: (spot) => move(i ? [ends[0], spot] : [spot, ends[1]]),
    });
  });
  let [from, before] = [[0, 0], ends];
  drags(
    slide,
    (event) => {
      from = plane.under(event);
      before = [...ends];
      return true;
    },
    (event) => {
      const to = plane.under(event);
      move(before.map((end) => end.map((x, axis) => x + to[axis] - from[axis])));
    },
    (kept) => kept || move(before),
  );
  plane.over.append(slide, ...grips);

  const terms = POINTS.map((point, k) => [...point, 1].map((x) => signs[k] * x));
  const term = (/** @type {number} */ n, /** @type {string} */ name) =>
    n ? `${n < 0 ? "−" : "+"} ${name}` : "";
  const rows = POINTS.map((point, k) => {
    const track = html("span", { class: "pg-track" });
    const cells = terms[k].map((n, i) => html("td", { class: "pg-term" }, term(n, TERMS[i])));
    const head = html("th", { scope: "row" }, glyph(labels[k], true), ` ${pair(point)}`);
    const [bars, value, verdict] = [html("td", {}, track), html("td"), html("td")];
    const node = html("tr", {}, head, ...cells, bars, value, verdict);
    return { node, track, value, verdict };
  });
  const sums = TERMS.map((_, i) => terms.reduce((sum, row) => sum + row[i], 0));
  const total = html("span", { class: "pg-track" });
  const sum = html("td");
  const last = html(
    "tr",
    { class: "pg-sum" },
    html("th", { scope: "row" }, "together"),
    ...sums.map((n, i) => html("td", { class: "pg-term" }, term(n, TERMS[i]) || "0")),
    html("td", {}, total),
    sum,
    html("td"),
  );
  const heads = ["point", "", "", "", "as a bar", "now", "right?"];
  const table = html(
    "table",
    { class: "pg-proof" },
    html("caption", {}, "A point is right if its number is positive."),
    html(
      "thead",
      { class: "pg-unseen" },
      html("tr", {}, ...heads.map((head) => html(head ? "th" : "td", {}, head))),
    ),
    html("tbody", {}, ...rows.map(({ node }) => node), last),
  );

  /** @param {number[][]} to where the ends go, if they stay apart */
  function move(to) {
    const [a, b] = to.map((end) => plane.within(end, 0.06));
    if (Math.hypot(a[0] - b[0], a[1] - b[1]) > NEAR) [ends[0], ends[1]] = [a, b];
    show();
  }

  function show() {
    const now = numbers();
    const [w1, w2, b] = now;
    const net = affine(now);
    plane.draw(net, labels);
    const right = rightOf(net, labels);
    const words = score.tell(labels, right);
    plane.tell(`The line and the four points: ${words}.`);
    const part = (/** @type {number} */ x, name = "") =>
      ` ${x < 0 ? "−" : "+"} ${number(Math.abs(x), 2)}${name}`;
    write(formula, `z = ${number(w1, 2)} x₁${part(w2, " x₂")}${part(b)}`);
    const values = POINTS.map(([x1, x2], k) => round(signs[k] * net.logit(x1, x2)));
    rows.forEach(({ track, value, verdict }, k) => {
      track.replaceChildren(bar(values[k]));
      write(value, number(values[k], 2));
      write(verdict, right[k] ? "✓" : "✗");
      set(verdict, { "aria-label": right[k] ? "right" : "wrong" });
    });
    const side = (/** @type {number} */ sign) =>
      values.reduce((all, x) => all + (sign * x > 0 ? x : 0), 0);
    total.replaceChildren(bar(side(1)), bar(side(-1)));
    write(sum, number(round(side(1) + side(-1)), 2));
    tried.add(now.join());
    best = Math.max(best, right.filter(Boolean).length);
    const many = `${tried.size} lines tried, best: ${best} of 4.`;
    write(hint, tried.size > 1 ? many : "Drag the line, or turn it by an end.");
    drawLine(now, net, right);
  }

  /**
   * @param {number[]} now
   * @param {Network} net
   * @param {boolean[]} right
   */
  function drawLine(now, net, right) {
    if (!plane.unit) return;
    const { level } = cut(boxOf(plane.span), ([x1, x2]) => net.logit(x1, x2));
    set(slide, { d: level.length === 2 ? `M${level.map((end) => plane.at(end)).join("L")}` : "" });
    grips.forEach((grip, i) => {
      put(grip, plane.at(foot(now, ends[i])));
    });
    POINTS.forEach((point, k) => {
      const look = `pg-reach${right[k] ? "" : " pg-reach-wrong"}`;
      set(reach[k], { d: plane.path([point, foot(now, point)]), class: look });
    });
  }

  const swap = button("Swap sides", () => {
    side = -side;
    show();
  });
  write(
    moral,
    sums.some(Boolean)
      ? "Here the weights don’t cancel: nothing forbids a line."
      : "Whatever the line, the last row is zero. Four positive numbers don’t add up to zero, " +
          "so no line has all four right.",
  );
  plane.fitted = show;
  show();
  [tried, best] = [new Set([numbers().join()]), best];
  const top = html("div", { class: "pg-controls" }, score.element, swap);
  return [
    html(
      "div",
      { class: "pg-two" },
      html("div", {}, top, plane.element, hint),
      html("div", {}, formula, table, moral),
    ),
  ];
}

place("line", (_, given) => line(given));
