// A map of the logit in real pixels, as wide as its place, for the parts in the pages.

import { POINTS } from "./constants.js";
import { html, set, sized, svg } from "./dom.js";
import { cutBy } from "./flat_pieces.js";
import { mark, path, put, symbol } from "./shapes.js";
import { cellsFor, StripePaths } from "./stripe_paths.js";
import { boxOf } from "./stripes.js";

/** @typedef {import("./network.js").Network} Network */

const [LEFT, BELOW] = [28, 26]; // pixels for the names of the axes

/**
 * At which points the logit has the sign of the class.
 * @param {Network} network
 * @param {number[]} labels
 */
export const rightOf = (network, labels) =>
  POINTS.map(([x1, x2], k) => network.logit(x1, x2) * (labels[k] - 0.5) > 0);

export class Plane {
  /**
   * @param {{ low: number, high: number }} span that is seen of x₂; of x₁ as much as fits
   * @param {number} stripe the height of one
   */
  constructor({ low, high } = { low: -0.5, high: 1.5 }, stripe = 0.5) {
    this.low = low;
    this.high = high;
    this.stripe = stripe;
    this.unit = 0; // pixels
    this.first = low; // of x₁
    this.stripes = new StripePaths();
    this.rules = svg("path", { class: "pg-rules" });
    this.folds = svg("g");
    this.lines = svg("g");
    const { element, zero } = this.stripes;
    this.paper = svg("rect", { class: "pg-paper" });
    const inside = [this.paper, element, this.rules, this.folds, ...zero, this.lines];
    this.field = svg("svg", { class: "pg-field" }, ...inside);
    this.dots = svg("g");
    this.over = svg("g");
    this.texts = svg("g", { class: "pg-texts" });
    this.picture = svg("svg", { role: "img" }, this.field, this.texts, this.dots, this.over);
    this.element = html("div", { class: "pg-plane" }, this.picture);
    this.fitted = () => {};
    /** @type {[Network, number[], boolean] | null} */
    this.shown = null;
    sized(this.element, (width, height) => this.fit(width, height));
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  fit(width, height) {
    const size = { width: width - LEFT, height: height - BELOW };
    this.unit = size.height / (this.high - this.low);
    const wide = size.width / this.unit;
    this.first = (this.low + this.high - wide) / 2;
    this.last = this.first + wide;
    set(this.picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    set(this.field, { x: LEFT, width: size.width, height: size.height });
    set(this.paper, size);
    /** @type {Node[]} */
    const texts = [];
    let d = "";
    for (const value of [0, 1]) {
      const [x, y] = this.at([value, value]);
      d += `M${x - LEFT} 0v${size.height}M0 ${y}h${size.width}`;
      texts.push(
        svg("text", { x, y: height - 7, "text-anchor": "middle" }, String(value)),
        svg("text", { x: LEFT - 9, y: y + 5, "text-anchor": "end" }, String(value)),
      );
    }
    set(this.rules, { d });
    texts.push(
      symbol("x", 1, { x: width, y: height - 7, "text-anchor": "end" }),
      symbol("x", 2, { x: LEFT - 7, y: 14, "text-anchor": "end" }),
    );
    this.texts.replaceChildren(...texts);
    if (this.shown) this.draw(...this.shown);
    this.fitted();
  }

  /** @param {number[]} point */
  at([x1, x2]) {
    return [LEFT + (x1 - this.first) * this.unit, (this.high - x2) * this.unit];
  }

  /** @param {{ clientX: number, clientY: number }} event */
  under({ clientX, clientY }) {
    const box = this.picture.getBoundingClientRect();
    return [
      this.first + (clientX - box.left - LEFT) / this.unit,
      this.high - (clientY - box.top) / this.unit,
    ];
  }

  /**
   * The place, or the nearest one that is seen.
   * @param {number[]} place
   */
  within([x1, x2], margin = 0) {
    const wide = [this.first + margin, (this.last ?? this.high) - margin];
    const tall = [this.low + margin, this.high - margin];
    return [Math.min(Math.max(x1, wide[0]), wide[1]), Math.min(Math.max(x2, tall[0]), tall[1])];
  }

  /** A point within the field. @param {number[]} point */
  inside(point) {
    const [x, y] = this.at(point);
    return [x - LEFT, y];
  }

  /** A path within the field. @param {number[][]} points */
  path(points) {
    return path(points.map((point) => this.inside(point)));
  }

  /** What is seen, or some more. */
  get span() {
    const half = Math.max((this.high - this.low) / 2, ((this.last ?? 0) - this.first) / 2);
    const middle = (this.low + this.high) / 2;
    return { low: middle - half, high: middle + half };
  }

  /**
   * @param {Network} network
   * @param {number[]} labels
   */
  draw(network, labels, moving = false) {
    this.shown = [network, labels, moving];
    if (!this.unit) return;
    const place = (/** @type {number[]} */ point) => this.inside(point);
    this.stripes.draw(network, this.span, this.stripe, place, cellsFor(moving));
    this.drawFolds(network);
    const right = rightOf(network, labels);
    const state = `${labels}${right}${this.unit}`;
    if (this.dots.dataset.state === state) return;
    this.dots.dataset.state = state;
    const size = Math.max(7, Math.min(10.5, this.unit / 18));
    this.dots.replaceChildren(
      ...labels.map((label, k) => {
        const dot = mark(label, right[k], right[k] ? size : 0.86 * size);
        put(dot, this.at(POINTS[k]));
        return dot;
      }),
    );
  }

  /**
   * The creases, where the activation bends.
   * @param {Network} network
   */
  drawFolds(network) {
    const bends = network.slope(1) !== network.slope(-1) ? network.width : 0;
    while (this.folds.children.length < bends) {
      const k = this.folds.children.length;
      this.folds.append(svg("path", { class: "pg-fold", "data-unit": k }));
    }
    const box = boxOf(this.span);
    [...this.folds.children].forEach((fold, k) => {
      const { level } = k < bends ? cutBy(network, k, box) : { level: [] };
      set(fold, { d: level.length === 2 ? this.path(level) : "" });
    });
  }

  /** @param {string} words */
  tell(words) {
    set(this.picture, { "aria-label": words });
  }
}
