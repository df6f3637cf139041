// A way of many steps to go along: a button that plays it, and a slider.

import { html, set, svg, write } from "./dom.js";

const ICONS = { play: "M2 1l11 6-11 6z", pause: "M2 1h4v12H2zM9 1h4v12H9z" };
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

export class Way {
  /**
   * @param {number} steps
   * @param {(step: number, moving: boolean) => void} show
   * @param {string} name of the button
   * @param {number} seconds that the way takes
   */
  constructor(steps, show, name = "Play", seconds = 4) {
    this.steps = steps;
    this.show = show;
    this.name = name;
    this.seconds = seconds;
    this.step = 0;
    this.frame = 0;
    this.icon = svg("path");
    this.label = html("span");
    this.button = html(
      "button",
      { type: "button", class: "pg-main", click: () => this.press() },
      svg("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" }, this.icon),
      this.label,
    );
    this.slider = html("input", {
      type: "range",
      min: 0,
      max: steps,
      value: 0,
      "aria-label": "Step of training",
      input: () => {
        this.stop();
        this.go(Number(this.slider.value));
      },
    });
    this.stop();
  }

  get playing() {
    return this.frame > 0;
  }

  get halfway() {
    return this.step > 0 && this.step < this.steps;
  }

  stop() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.told();
  }

  told() {
    write(this.label, this.playing ? "Pause" : this.halfway ? "Go on" : this.name);
    set(this.icon, { d: this.playing ? ICONS.pause : ICONS.play });
  }

  /** @param {number} step */
  go(step) {
    this.step = step;
    this.slider.value = String(step);
    this.told();
    this.show(step, this.playing);
  }

  press() {
    if (this.playing) {
      this.stop();
      this.show(this.step, false);
    } else this.play();
  }

  /** Goes on, from the start if it is at the end. */
  play() {
    this.stop();
    if (STILL.matches) return this.go(this.steps);
    if (!this.halfway) this.step = 0;
    const began = performance.now() - (1000 * this.seconds * this.step) / this.steps;
    const next = (/** @type {number} */ now) => {
      const share = Math.max(0, now - began) / 1000 / this.seconds;
      const goal = Math.min(this.steps, Math.floor(this.steps * share));
      this.frame = goal < this.steps ? requestAnimationFrame(next) : 0;
      this.go(goal);
    };
    this.frame = requestAnimationFrame(next);
    this.told();
  }
}
