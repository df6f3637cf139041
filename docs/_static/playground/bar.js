// The bar: what moves the training, where it stands, what is trained, and the way back.

import { button, html, options, svg, write } from "./dom.js";
import { glyph } from "./shapes.js";
import { FEW } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./settings.js").Controls} Controls */
/**
 * @typedef {"run" | "rewind" | "back" | "step" | "epoch" | "open" | "fail" | "undo" | "redo"} Call
 */

/** @type {[name: string, pace: number, epochs: boolean][]} steps or epochs a second */
const SPEEDS = [
  ["10 steps/s", 10, false],
  ["10 epochs/s", 10, true],
  ["60 epochs/s", 60, true],
  ["1500 epochs/s", 1500, true],
  ["full speed", 1e9, true],
];

export class Bar {
  /**
   * @param {Controls} controls
   * @param {boolean} whole whether it is the page's, not that of a part
   * @param {Record<Call, () => void>} calls
   */
  constructor(controls, whole, calls) {
    this.play = button("Run", calls.run, { class: "pg-primary" });
    const names = SPEEDS.map(([name]) => name);
    this.speed = html("select", {}, ...options(names, names[1]));
    const named = (
      /** @type {string} */ sign,
      /** @type {string} */ name,
      /** @type {() => void} */ call,
    ) => button(sign, call, { "aria-label": name, title: name });
    this.stopping = html("input", { type: "checkbox" });
    this.undo = named("↶", "Undo", calls.undo);
    this.redo = named("↷", "Redo", calls.redo);
    this.epoch = html("span", { class: "pg-epoch" });
    this.pips = html("span", { class: "pg-pips", "aria-hidden": "true" });
    this.parts = [
      ...(whole ? [home()] : []),
      html(
        "div",
        { class: "pg-transport", role: "toolbar", "aria-label": "Training" },
        this.play,
        named("|◂", "Rewind", calls.rewind),
        named("◂", "One sample back", calls.back),
        named("▸", "One sample", calls.step),
        named("▸▸", "One epoch", calls.epoch),
        html("label", {}, html("span", { class: "pg-unseen" }, "speed"), this.speed),
      ),
      html("span", { class: "pg-at" }, this.epoch, this.pips),
      html("span", { class: "pg-choose" }, controls.activation, controls.seed),
      settings(controls, this.stopping, whole, calls),
      html("span", { class: "pg-tools" }, this.undo, this.redo),
    ];
  }

  get view() {
    return { speed: this.speed.selectedIndex, stopping: this.stopping.checked };
  }

  /** @param {Pick<import("./views.js").View, "speed" | "stopping">} view */
  set view({ speed, stopping }) {
    this.speed.selectedIndex = speed;
    this.stopping.checked = stopping;
  }

  /**
   * How many moves a second are wanted, and of how many steps.
   * @param {Run} run
   */
  pace(run) {
    const [, pace, epochs] = SPEEDS[this.speed.selectedIndex];
    return [pace, epochs ? run.perEpoch : 1];
  }

  /** @param {string} label what the first button does */
  offer(label) {
    write(this.play, label);
  }

  /** @param {Run} run */
  draw(run) {
    write(this.epoch, `epoch ${run.epochs}`);
    const { right } = run;
    const key = run.y.join("") + right.join();
    if (this.pips.dataset.key === key) return;
    this.pips.dataset.key = key;
    const few = run.y.length > FEW ? [] : run.y;
    const points = few.map((label, k) => glyph(label, right[k]));
    this.pips.replaceChildren(...points, ` ${run.score} of ${right.length} right`);
  }
}

/**
 * @param {Controls} controls
 * @param {Node} stopping
 * @param {boolean} whole
 * @param {Record<Call, () => void>} calls
 */
function settings(controls, stopping, whole, calls) {
  const box = html(
    "details",
    { class: "pg-settings", open: !whole, "data-fold": "settings" },
    html("summary", {}, "Settings"),
    html(
      "div",
      {},
      controls.more,
      html("p", {}, html("label", {}, stopping, " a run stops when all points are right")),
      html(
        "p",
        { class: "pg-row" },
        button("Back to the page's network", calls.open),
        button("Show me a seed that fails", calls.fail),
      ),
    ),
  );
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !whole) return;
    box.open = false;
    /** @type {HTMLElement} */ (box.firstElementChild).focus();
  });
  return box;
}

function home() {
  const picture = svg(
    "svg",
    { viewBox: "0 0 32 32", "aria-hidden": "true" },
    svg("rect", { width: 32, height: 32, rx: 7 }),
    svg("path", { d: "M5 22h11l9-14" }),
  );
  return html("a", { class: "pg-home", href: "index.html", "aria-label": "The site" }, picture);
}
