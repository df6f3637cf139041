// The frame of a map: ticks, names of the axes, and the scale of its colours.

import { svg } from "./dom.js";
import { roundUp } from "./spans.js";
import { signed } from "./words.js";

/** @typedef {import("./spans.js").Span} Span */
/**
 * @typedef {object} Frame a map in its picture
 * @property {number} left
 * @property {number} top
 * @property {number} size
 * @property {Span} span
 * @property {boolean} tight whether there is no room at its left
 * @property {number} height of a stripe
 */

/**
 * The distance of ticks.
 * @param {Span} span
 */
function stepOf({ low, high }) {
  const wide = high - low;
  if (wide > 1 && wide <= 4) return 0.5;
  return wide > 4 && wide <= 8 ? 1 : roundUp(wide / 7);
}

/**
 * @param {Frame} frame
 * @param {(point: number[]) => number[]} at
 */
export function axesOf({ left, top, size, span, tight, height }, at) {
  const bottom = top + size;
  const step = stepOf(span);
  const parts = [svg("rect", { x: left, y: top, width: size, height: size, class: "pg-frame" })];
  const text = (
    /** @type {string} */ words,
    /** @type {number} */ x,
    /** @type {number} */ y,
    anchor = "middle",
  ) => svg("text", { x, y, "text-anchor": anchor }, words);
  /** @type {Node[]} */
  const words = [];
  for (let i = Math.ceil(span.low / step); i * step <= span.high; i++) {
    const v = Number((i * step).toPrecision(6));
    const [x, y] = at([v, v]);
    parts.push(svg("rect", { x, y: bottom, width: 1, height: 4, class: "pg-tick" }));
    const name = String(v).replace("-", "−");
    if (x < left + size - 24) words.push(text(name, x, bottom + 16));
    if (!tight && y > top + 20) words.push(text(name, left - 6, y + 4, "end"));
  }
  words.push(text("x₁", left + size, bottom + 17, "end"));
  words.push(
    tight ? text("x₂", left + 4, top - 3, "start") : text("x₂", left - 8, top + 10, "end"),
  );
  const [wide, x] = [10, left + size + 8];
  const tall = Math.min(size - 40, 312) / 13;
  for (let k = -6; k <= 6; k++) {
    const y = top + size / 2 - (k + 0.5) * tall;
    const look = k ? `pg-${k > 0 ? "plus" : "minus"}-${Math.abs(k)}` : "pg-paper";
    parts.push(svg("rect", { x, y, width: wide, height: tall + 0.5, class: look }));
  }
  for (const k of [-6, -3, 0, 3, 6]) {
    const y = top + size / 2 - (k ? k + Math.sign(k) * -0.5 + 0 : 0) * tall;
    const level = signed(Number((k * height).toPrecision(3)), 9).replace(/\.?0+$/, "");
    words.push(text(level, x + wide + 3, y + 4, "start"));
  }
  return [...parts, ...words];
}
