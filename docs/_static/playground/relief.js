// The logit as a block, seen from above its near corner, cut from exact pieces.

import { POINTS } from "./constants.js";
import { svg } from "./dom.js";
import { cut } from "./lines.js";
import { mark, path, put } from "./shapes.js";
import { boxOf, LEVELS, piecesOf } from "./stripes.js";

/** @typedef {import("./lines.js").Point} Point */

const SPAN = { low: -0.25, high: 1.25 };
const [WIDE, TALL, FLOOR] = [122, 92, -6];
const BANDS = [...LEVELS.map((k) => `pg-minus-${k}`).reverse(), "pg-paper"].concat(
  LEVELS.map((k) => `pg-plus-${k}`),
);

/**
 * @param {import("./network.js").Network} network of straight pieces
 * @param {number[]} labels
 * @param {boolean[]} right
 * @param {number} stripe
 * @param {number} strips from far to near, so that what is near hides what is far
 */
export function relief(network, labels, right, stripe, strips = 1) {
  const { low, high } = SPAN;
  const spot = (/** @type {Point} */ [x1, x2], /** @type {number} */ z) => [
    WIDE / 2 + 39 * (x1 - x2),
    14 - 12.5 * (x1 + x2 - 2 * high) - 6 * Math.min(Math.max(z, FLOOR), 6),
  ];
  const height = (/** @type {Point} */ [x1, x2]) => network.logit(x1, x2);
  const outline = (/** @type {Point[]} */ corners) =>
    `${path(corners.map((point) => spot(point, height(point))))}Z`;
  const above = (/** @type {Point[]} */ corners, /** @type {(point: Point) => number} */ beyond) =>
    corners.length ? cut(corners, beyond).above : [];
  const far = (/** @type {Point[]} */ corners) =>
    corners.reduce((sum, [x1, x2]) => sum + x1 + x2, 0) / corners.length;
  const pieces = piecesOf(network, SPAN, 0).map(({ corners }) => corners);
  /** @type {Node[]} */
  const parts = [];
  const wide = (2 * (high - low)) / strips;
  for (let i = strips - 1; i >= 0; i--) {
    const near = 2 * low + i * wide;
    const strip = pieces
      .map((piece) => above(piece, ([x1, x2]) => x1 + x2 - near))
      .map((piece) => above(piece, ([x1, x2]) => near + wide - x1 - x2))
      .filter((piece) => piece.length > 2)
      .sort((a, b) => far(b) - far(a));
    for (const piece of strip) {
      BANDS.forEach((look, band) => {
        let part = band ? above(piece, (point) => height(point) - stripe * edge(band)) : piece;
        if (band < BANDS.length - 1) {
          part = above(part, (point) => stripe * edge(band + 1) - height(point));
        }
        if (part.length > 2) parts.push(svg("path", { d: outline(part), class: look }));
      });
    }
  }
  const walls = [0, 1].map((axis) => {
    const rim = pieces
      .flat()
      .filter((point) => Math.abs(point[axis] - low) < 1e-9)
      .sort((a, b) => a[1 - axis] - b[1 - axis]);
    const end = axis ? [high, low] : [low, high];
    const foot = [spot(end, FLOOR), spot([low, low], FLOOR)];
    const top = rim.map((point) => spot(point, height(point)));
    return svg("path", { d: `${path([...top, ...foot])}Z`, class: "pg-side" });
  });
  const level = path(boxOf(SPAN).map((point) => spot(point, 0)));
  const zero = pieces.map((piece) => {
    const ends = cut(piece, height).level;
    return ends.length === 2 ? path(ends.map((point) => spot(point, 0))) : "";
  });
  const marks = POINTS.map((point, k) => {
    const node = mark(labels[k], right[k], 4);
    put(node, spot(point, height(point)));
    return node;
  });
  return svg(
    "svg",
    { viewBox: `0 0 ${WIDE} ${TALL}`, class: "pg-relief", "aria-hidden": "true" },
    ...parts,
    ...walls,
    svg("path", { d: `${level}Z`, class: "pg-level" }),
    svg("path", { d: zero.join(""), class: "pg-zero" }),
    ...marks,
  );
}

/** Where a band begins, in stripes: −6 … −1, 1 … 6. @param {number} band */
const edge = (band) => (band <= 6 ? band - 7 : band - 6);
