// The logit from above as stripes, and the line at 0: paths for a picture of any size.

import { classesOn } from "./classes.js";
import { svg } from "./dom.js";
import { path } from "./shapes.js";
import { beyond, LEVELS, mapOf, zeroLine } from "./stripes.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./stripes.js").Span} Span */

const FINE = 40; // cells a side of a curved network, at rest
const ROUGH = 20;

export class StripePaths {
  constructor() {
    this.bands = [1, -1].map((side) =>
      LEVELS.map((k) => svg("path", { class: `pg-${side > 0 ? "plus" : "minus"}-${k}` })),
    );
    this.zero = ["pg-zero-case", "pg-zero"].map((name) => svg("path", { class: name }));
    this.blank = svg("path", { class: "pg-blank" }); // where a third class wins
    this.element = svg("g", { class: "pg-stripes" }, ...this.bands.flat(), this.blank);
    this.crossed = false;
    /** @type {import("./stripes.js").Creases | null} null on a grid */
    this.creases = null;
  }

  /**
   * @param {Network | import("./stripes.js").Heights} network
   * @param {Span} span
   * @param {number} height of a stripe
   * @param {(point: number[]) => number[]} place of a point in the picture
   * @param {number} cells a side, if the network is curved
   * @param {boolean} crossed whether the line at 0 is drawn
   */
  draw(network, span, height, place, cells, crossed = true) {
    const { pieces, creases } = mapOf(network, span, cells);
    const area = (/** @type {number[][]} */ corners) => `${path(corners.map(place))}Z`;
    this.bands.forEach((paths, below) => {
      const side = below ? -1 : 1;
      paths.forEach((node, i) => {
        const parts = beyond(pieces, side * LEVELS[i] * height, side);
        node.setAttribute("d", parts.map(area).join(""));
      });
    });
    const net = /** @type {Network} */ (network);
    const { blank, lines: zero } =
      net.outputs > 1
        ? classesOn(net, pieces)
        : { blank: [], lines: crossed ? zeroLine(pieces) : [] };
    this.blank.setAttribute("d", blank.map(area).join(""));
    this.crossed = zero.length > 0;
    this.creases = creases;
    const d = zero.map((ends) => path(ends.map(place))).join("");
    for (const node of this.zero) node.setAttribute("d", d);
  }
}

/**
 * The cells that a picture needs.
 * @param {boolean} moving
 */
export const cellsFor = (moving) => (moving ? ROUGH : FINE);

/**
 * A small map alone.
 * @param {Network} network
 * @param {Span} span
 * @param {number} height of a stripe
 * @param {number} size of the picture
 */
export function smallMap(network, span, height, size, cells = 16) {
  const paths = new StripePaths();
  const scale = size / (span.high - span.low);
  const place = (/** @type {number[]} */ [x1, x2]) => [
    (x1 - span.low) * scale,
    (span.high - x2) * scale,
  ];
  paths.draw(network, span, height, place, cells);
  return svg(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, class: "pg-small-map", "aria-hidden": "true" },
    svg("rect", { width: size, height: size, class: "pg-paper" }),
    paths.element,
    ...paths.zero,
  );
}
