// The map: the logit from above in stripes, with axes and a scale, creases, boundary and points.

import { namePlaces } from "./classes.js";
import { html, set, sized, svg, table, unfold, write } from "./dom.js";
import { axesOf } from "./map_axes.js";
import { MapCreases } from "./map_creases.js";
import { MapPoints } from "./map_points.js";
import { deadIn, logitOf } from "./names.js";
import { ARROWS } from "./pointing.js";
import { put } from "./shapes.js";
import { rounded, SPANS, spansOf } from "./spans.js";
import { cellsFor, StripePaths } from "./stripe_paths.js";
import { stripeHeight } from "./stripes.js";
import { FEW, number, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */
/**
 * @typedef {object} Editing what a drag does
 * @property {() => Run} run that is shown
 * @property {(changes: [parameter: number, value: number][]) => void} try live
 * @property {(kept: boolean, words: string) => void} end
 */
/** @typedef {Editing | null} May */

export class MapView {
  /**
   * @param {Pointing} pointing
   * @param {May} may change the network; null shows it only
   */
  constructor(pointing, may = null, plain = false) {
    this.pointing = pointing;
    this.may = may;
    this.plain = plain;
    this.spans = SPANS;
    this.zoomed = 1;
    this.editing = false; // the points, with a click
    this.height = 1;
    this.size = 0;
    this.left = 0;
    this.top = 0;
    this.tight = false;
    /** @type {Run | null} */
    this.run = null;
    this.stripes = new StripePaths();
    this.axes = svg("g", { class: "pg-axes" });
    this.extra = svg("g", { class: "pg-place" });
    this.paper = svg("rect", { class: "pg-paper" });
    this.creases = new MapCreases(this);
    this.points = new MapPoints(this);
    this.names = [0, 1, 2].map((k) =>
      svg("text", { class: "pg-halo pg-strong", "text-anchor": "middle" }, `class ${k}`),
    );
    const { element, zero } = this.stripes;
    const { lines, tags, handle } = this.creases;
    this.picture = svg(
      "svg",
      { role: "img" },
      this.paper,
      element,
      this.axes,
      lines,
      ...zero,
      ...this.names,
      tags,
      this.extra,
      this.points.element,
      this.points.probe,
      handle,
    );
    this.frame = html("div", { class: "pg-map" }, this.picture);
    this.note = html("small", { class: "pg-note-of-map" });
    const [numbers, tabulate] = unfold("map", gridOf);
    this.tabulate = tabulate;
    const below = plain ? [] : [this.note, numbers];
    this.element = html("div", { class: "pg-map-box" }, this.frame, ...below);
    sized(this.frame, (width, height) => this.fit(width, height));
    if (may) this.listen();
  }

  get span() {
    return this.spans[this.zoomed];
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  fit(width, height) {
    const narrow = this.plain || width < 420;
    const [left, right] = this.plain ? [4, 4] : narrow ? [12, 57] : [34, 58];
    const [top, bottom] = this.plain ? [4, 4] : [14, 24];
    this.tight = narrow;
    this.size = Math.max(60, Math.min(width - left - right, height - top - bottom));
    this.left = Math.round(left + Math.max(0, width - left - right - this.size) / 2);
    this.top = top;
    set(this.picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    set(this.paper, { x: this.left, y: top, width: this.size, height: this.size });
    this.drawAxes();
    if (this.run) {
      this.draw(this.run);
      this.tell(this.run);
    }
  }

  /** @param {number[]} point */
  at([x1, x2]) {
    const scale = this.size / (this.span.high - this.span.low);
    return [this.left + (x1 - this.span.low) * scale, this.top + (this.span.high - x2) * scale];
  }

  /** @param {{ clientX: number, clientY: number }} event */
  under({ clientX, clientY }) {
    const box = this.picture.getBoundingClientRect();
    const scale = (this.span.high - this.span.low) / this.size;
    return [
      this.span.low + (clientX - box.left - this.left) * scale,
      this.span.high - (clientY - box.top - this.top) * scale,
    ];
  }

  /** @param {number[]} point */
  within([x1, x2]) {
    const { low, high } = this.span;
    return x1 >= low && x1 <= high && x2 >= low && x2 <= high;
  }

  /**
   * The place, or the one next to it that is seen.
   * @param {number[]} place
   */
  nearest(place) {
    const { low, high } = this.span;
    return place.map((x) => Math.min(Math.max(x, low), high));
  }

  /**
   * How far an arrow key goes.
   * @param {KeyboardEvent} event
   */
  stepOf({ shiftKey }) {
    const { low, high } = this.spans[1];
    return ((shiftKey ? 0.25 : 0.05) * (high - low)) / 2.5;
  }

  drawAxes() {
    if (!this.plain) this.axes.replaceChildren(...axesOf(this, (point) => this.at(point)));
  }

  /**
   * Fits what is seen to the points; not while they move.
   * @param {Run} run
   */
  fitSpans({ points, data }) {
    const spans = spansOf([...points, ...(data?.test?.points ?? [])]);
    if (String(spans.map(Object.values)) === String(this.spans.map(Object.values))) return;
    this.spans = spans;
    if (this.size) this.drawAxes();
  }

  /** @param {Run} run */
  draw(run, moving = false) {
    if (!moving) this.fitSpans(run);
    this.run = run;
    if (!this.size) return;
    const height = stripeHeight(run, run.points);
    if (!moving || height > this.height || height < 0.3 * this.height) {
      if (height !== this.height) {
        this.height = height;
        this.drawAxes();
      }
    }
    const place = (/** @type {number[]} */ point) => this.at(point);
    this.stripes.draw(run, this.span, this.height, place, cellsFor(moving));
    this.creases.draw(run);
    this.points.draw(run);
    const spots = run.outputs > 1 && !this.plain ? namePlaces(run, this.span) : [];
    this.names.forEach((name, k) => {
      const spot = spots[k];
      name.style.display = spot ? "" : "none";
      if (spot) put(name, this.at(spot));
    });
    write(this.note, this.stripes.creases ? "" : "from a grid");
  }

  /** @param {Run} run */
  tell(run) {
    const { low, high } = this.span;
    const { points } = run;
    const said =
      points.length > FEW
        ? `${run.score} of ${points.length} points right`
        : run.logits.map((z, k) => `${pair(points[k])} ${signed(z)}`).join(", ");
    const boundary = this.stripes.crossed
      ? "The decision boundary crosses it."
      : "No decision boundary is drawn.";
    const from = `from ${number(low, 2)} to ${number(high, 2)} on both axes`;
    const what = `Map of the ${logitOf(run)} ${from}`;
    const grid = run.straight && !this.stripes.creases ? " A grid stands in for its pieces." : "";
    set(this.picture, { "aria-label": `${what}: ${said}. ${boundary}${deadIn(run)}${grid}` });
    this.frame.classList.toggle("pg-editing", this.editing);
    if (!this.plain) this.points.tell(run);
    this.tabulate(run);
  }

  get view() {
    return { zoom: this.zoomed, editing: this.editing };
  }

  /** @param {Pick<import("./views.js").View, "zoom" | "editing">} view */
  set view({ zoom, editing }) {
    this.zoomed = zoom;
    this.editing = editing;
    if (this.size) this.drawAxes();
  }

  /** @param {number} by */
  zoom(by) {
    const zoom = Math.min(Math.max(this.zoomed + by, 0), this.spans.length - 1);
    this.view = { zoom, editing: this.editing };
    if (this.run) this.draw(this.run);
  }

  /**
   * Marks a place that is asked for.
   * @param {number[]} point
   */
  markPlace(point) {
    const cross = svg("path", { d: "M-8-8 8 8M-8 8 8-8" });
    this.extra.append(cross, cross.cloneNode());
    sized(this.frame, () => put(this.extra, this.at(point)));
  }

  /** What the reader does here, if it is not the points that are edited: a click asks why. */
  listen() {
    const { pointing, frame } = this;
    frame.addEventListener("click", (event) => {
      const place = this.under(event);
      if (this.editing || !this.within(place)) return;
      const near = this.points.near(place);
      if (near >= 0) pointing.choose(near);
      else if (/** @type {Element} */ (event.target).closest("[data-unit]") === null) {
        pointing.look(rounded(place, this.span));
      }
    });
    set(this.picture, { tabindex: 0, role: "application", "aria-roledescription": "map" });
    this.picture.addEventListener("keydown", (event) => {
      const by = ARROWS[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      const step = this.stepOf(event);
      const moved = pointing.place.map((x, i) => x + step * by[i]);
      const place = rounded(this.nearest(moved), this.span);
      const near = pointing.points.findIndex(([x1, x2]) => x1 === place[0] && x2 === place[1]);
      if (near >= 0) pointing.choose(near);
      else pointing.look(place);
    });
  }
}

/** @param {Run} run */
function gridOf(run) {
  const usual = spansOf(run.points);
  const { low, high } = usual[2];
  const steps =
    usual === SPANS
      ? [-3, -2, -1, 0, 1, 2, 3]
      : Array.from({ length: 7 }, (_, i) => low + (i * (high - low)) / 6);
  const rows = [...steps].reverse();
  const digits = usual === SPANS ? 0 : 2;
  return table(
    `The ${logitOf(run)}`,
    ["x₂ \\ x₁", ...steps.map((x) => number(x, digits))],
    rows.map((x2) => [number(x2, digits), ...steps.map((x1) => number(run.logit(x1, x2), 2))]),
  );
}

/**
 * What the pointer reads off a map.
 * @param {MapView} map
 * @param {HTMLElement} output
 * @param {() => string} otherwise
 */
export function reading(map, output, otherwise) {
  const rest = () => write(output, otherwise());
  map.frame.addEventListener("pointermove", (event) => {
    const place = map.under(event);
    if (!map.run || !map.within(place)) return rest();
    const z = map.run.logit(place[0], place[1]);
    const said = map.run.said(z);
    const side = said < 0 ? "no class" : `class ${said}`;
    const where = place.map((x) => number(x, 2)).join(", ");
    return write(output, `(${where}): ${logitOf(map.run)} ${signed(z, 2)}, ${side}`);
  });
  map.frame.addEventListener("pointerleave", rest);
  rest();
  return rest;
}
