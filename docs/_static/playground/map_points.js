// The points on a map, each right or wrong, and the place that is asked about. Where points are
// edited, they are dragged, or moved with the keys.

import { set, svg } from "./dom.js";
import { ARROWS, drags } from "./pointing.js";
import { mark, put } from "./shapes.js";
import { rounded } from "./spans.js";
import { pair } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./map.js").MapView} MapView */
/** @typedef {import("./points_hand.js").PointsHand} PointsHand */

const REACH = 18; // pixels from a point that mean it

/**
 * The size of the marks of so many points.
 * @param {number} n
 */
const markSize = (n) => (n <= 12 ? 9 : n <= 60 ? 7 : n <= 200 ? 5.5 : 4.5);

/** Marks of points, of which only those are made again that look another way. */
class Marks {
  /**
   * @param {MapView} map
   * @param {string} look
   */
  constructor(map, look) {
    this.map = map;
    this.element = svg("g", { class: look });
    /** @type {string[]} */
    this.states = [];
    /** @type {unknown[]} */
    this.placed = []; // what they were put for last
  }

  /**
   * @param {number[][]} points
   * @param {number[]} labels
   * @param {boolean[]} right
   * @param {number} size
   */
  draw(points, labels, right, size) {
    const { map, element, states } = this;
    const { children } = element;
    while (children.length > points.length) element.lastElementChild?.remove();
    while (children.length < points.length) element.append(newMark());
    states.length = points.length;
    labels.forEach((label, k) => {
      const state = `${label}${right[k]}${size}`;
      if (states[k] === state) return;
      states[k] = state;
      const rings = [...children[k].children];
      rings.pop()?.replaceWith(mark(label, right[k], size));
      for (const ring of rings) set(ring, { r: size + 7 });
    });
    const placed = [points, map.left, map.top, map.size, map.span];
    if (placed.every((one, i) => one === this.placed[i])) return;
    this.placed = placed;
    points.forEach((point, k) => {
      put(children[k], map.at(point));
      children[k].classList.toggle("pg-beyond", !map.within(point));
    });
  }
}

/** A mark that has no look yet, with the rings of one that is chosen. */
const newMark = () =>
  svg(
    "g",
    {},
    ...["pg-ring pg-case", "pg-ring"].map((look) => svg("circle", { class: look })),
    svg("g"),
  );

export class MapPoints {
  /** @param {MapView} map */
  constructor(map) {
    this.map = map;
    this.seen = new Marks(map, "pg-dots");
    this.held = new Marks(map, "pg-held");
    this.probe = svg(
      "g",
      { class: "pg-probe" },
      ...["pg-case", ""].map((name) =>
        svg("path", { class: name, d: "M-14 0h9M5 0h9M0-14v9M0 5v9" }),
      ),
    );
    this.element = svg("g", {}, this.held.element, this.seen.element);
  }

  /** @param {Run} run */
  draw(run) {
    const { map, seen, held } = this;
    const { points, y, right, data } = run;
    const size = map.plain ? 5 : markSize(points.length);
    seen.draw(points, y, right, size);
    const test = data?.test;
    held.draw(test?.points ?? [], test?.y ?? [], test ? run.rightAt(test) : [], 0.75 * size);
    const { probe, point } = map.pointing;
    const chosen = map.plain || probe ? null : seen.element.children[point];
    for (const one of seen.element.querySelectorAll(":scope > .pg-chosen")) {
      if (one !== chosen) one.classList.remove("pg-chosen");
    }
    chosen?.classList.add("pg-chosen");
    this.probe.style.display = probe && !map.plain ? "" : "none";
    if (probe) put(this.probe, map.at(probe));
  }

  /**
   * The point that is next to a place, −1 if none is near.
   * @param {number[]} place
   * @param {number[][]} points
   */
  near([x1, x2], points = this.map.pointing.points) {
    const reach = (REACH * (this.map.span.high - this.map.span.low)) / this.map.size;
    let [found, least] = [-1, reach];
    points.forEach((point, k) => {
      const far = Math.hypot(point[0] - x1, point[1] - x2);
      if (far < least) [found, least] = [k, far];
    });
    return found;
  }

  /**
   * What stands for the points when they are edited.
   * @param {Run} run
   */
  tell(run) {
    const { editing, pointing } = this.map;
    const { right } = run;
    [...this.seen.element.children].forEach((node, k) => {
      const label = `Point ${k + 1} of ${run.points.length}`;
      const where = pair(run.points[k]);
      const reached = editing && k === pointing.point;
      set(node, {
        tabindex: reached && 0,
        role: editing && "button",
        "aria-label":
          editing && `${label}, ${where}, class ${run.y[k]}, ${right[k] ? "right" : "wrong"}`,
      });
    });
  }

  focus(k = this.map.pointing.point) {
    const node = /** @type {SVGElement | undefined} */ (this.seen.element.children[k]);
    node?.focus({ preventScroll: true });
  }

  /** @param {PointsHand} hand */
  listen(hand) {
    const { map } = this;
    const { pointing } = map;
    let [k, off] = [-1, [0, 0]];
    drags(
      map.frame,
      (event) => {
        if (!map.editing) return false;
        const place = map.under(event);
        k = this.near(place);
        if (k < 0) return false;
        off = pointing.points[k].map((x, axis) => x - place[axis]);
        return true;
      },
      (event) => {
        const place = map.nearest(map.under(event).map((x, axis) => x + off[axis]));
        hand.move(k, rounded(place, map.span));
      },
      (kept) => {
        hand.end(kept);
        this.focus(k);
      },
    );
    this.seen.element.addEventListener("keydown", (event) => this.press(hand, event));
    const over = () => hand.end(true); // a key that is let go ends a move
    for (const kind of ["keyup", "focusout"]) this.seen.element.addEventListener(kind, over);
  }

  /**
   * @param {PointsHand} hand
   * @param {KeyboardEvent} event
   */
  press(hand, event) {
    const { map } = this;
    const { pointing } = map;
    const { point, points } = pointing;
    const by = ARROWS[event.key];
    const turn = { PageDown: 1, PageUp: -1 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !map.editing) return;
    if (by) {
      const step = map.stepOf(event);
      const moved = points[point].map((x, axis) => x + step * by[axis]);
      hand.move(point, rounded(map.nearest(moved), map.span));
    } else if (turn) {
      pointing.choose((point + turn + points.length) % points.length);
      this.focus();
    } else if (event.key === "Delete" || event.key === "Backspace") {
      hand.remove(point);
      this.focus();
    } else if (event.key.toLowerCase() === "c") {
      hand.turn(point);
      this.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
