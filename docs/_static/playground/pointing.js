// What the reader points at, the same in all views: a unit, and a place.

import { POINTS } from "./constants.js";

/** @type {Record<string, number[]>} */
export const ARROWS = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

export class Pointing {
  /** @param {Element} root */
  constructor(root) {
    this.root = root;
    this.points = POINTS; // of the run that is shown
    this.pinned = -1; // a unit that was chosen
    this.over = -1; // a unit under the pointer, or with the focus
    this.point = 0;
    /** @type {number[] | null} */
    this.probe = null; // a place that is no point
    this.changed = () => {};
    this.lit = () => {};
  }

  get view() {
    return { point: this.point, probe: this.probe, unit: this.pinned };
  }

  /** @param {Pick<import("./views.js").View, "point" | "probe" | "unit">} view */
  set view({ point, probe, unit }) {
    this.point = point;
    this.probe = probe;
    this.pinned = unit;
  }

  get unit() {
    return this.over < 0 ? this.pinned : this.over;
  }

  get place() {
    return this.probe ?? this.points[this.point];
  }

  light() {
    for (const node of this.root.querySelectorAll("[data-unit]")) {
      const k = Number(node.getAttribute("data-unit"));
      node.classList.toggle("pg-lit", k === this.unit);
      node.classList.toggle("pg-pinned", k === this.pinned);
    }
  }

  /** @param {number} k */
  hover(k) {
    if (this.over === k) return;
    this.over = k;
    this.light();
    this.lit();
  }

  /** @param {number} k */
  pin(k, keep = false) {
    this.pinned = this.pinned === k && !keep ? -1 : k;
    this.light();
    this.changed();
  }

  /** @param {number} point */
  choose(point) {
    this.point = point;
    this.probe = null;
    this.changed();
  }

  /** @param {number[] | null} place */
  look(place) {
    this.probe = place;
    this.changed();
  }

  /**
   * A node stands for a unit: it lights it, and a click pins it.
   * @param {Element} node
   * @param {number} k
   */
  link(node, k, pins = true) {
    const over = (/** @type {any} */ event) => {
      if (event.pointerType !== "touch") this.hover(k);
    };
    node.addEventListener("pointerenter", over);
    node.addEventListener("focus", over);
    for (const kind of ["pointerleave", "blur"]) {
      node.addEventListener(kind, () => this.hover(-1));
    }
    if (pins) node.addEventListener("click", () => this.pin(k));
  }
}

const DRAG = 4; // pixels that make a drag of a press

/**
 * Drags of a node: only of the main button, only from some pixels on, and taken back by Escape.
 * @param {Element} node
 * @param {(event: PointerEvent) => boolean} may whether a drag may begin here
 * @param {(event: PointerEvent) => void} move
 * @param {(kept: boolean) => void} end
 */
export function drags(node, may, move, end) {
  /** @type {{ x: number, y: number, far: boolean } | null} */
  let down = null;
  let dragged = false; // a drag ends with a click, which means nothing
  const stop = (/** @type {boolean} */ kept) => {
    const { far } = down ?? { far: false };
    down = null;
    removeEventListener("keydown", takeBack, true);
    if (far) end(kept);
    dragged = far;
  };
  const takeBack = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    stop(false);
  };
  const listen = (/** @type {string} */ kind, /** @type {(event: PointerEvent) => void} */ call) =>
    node.addEventListener(kind, (event) => call(/** @type {PointerEvent} */ (event)));
  listen("pointerdown", (event) => {
    dragged = false;
    if (event.button || down || !may(event)) return;
    down = { x: event.clientX, y: event.clientY, far: false };
    node.setPointerCapture(event.pointerId);
    addEventListener("keydown", takeBack, true);
    event.preventDefault();
  });
  listen("pointermove", (event) => {
    if (!down) return;
    if (!event.buttons) return stop(true);
    down.far ||= Math.hypot(event.clientX - down.x, event.clientY - down.y) >= DRAG;
    if (down.far) move(event);
  });
  const still = (/** @type {Event} */ event) => down && event.preventDefault(); // no scrolling
  node.addEventListener("touchmove", still, { passive: false });
  listen("pointerup", () => down && stop(true));
  listen("pointercancel", () => down && stop(false));
  node.addEventListener(
    "click",
    (event) => {
      if (dragged) event.stopImmediatePropagation();
      dragged = false;
    },
    true,
  );
}
