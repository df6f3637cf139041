// The plane, folded into the space of two hidden units, where a straight line divides the points.

import { place } from "./chapter.js";
import { POINTS } from "./constants.js";
import { html, set, sized, svg, write } from "./dom.js";
import { Network } from "./network.js";
import { rightOf } from "./plane.js";
import { Run } from "./run.js";
import { mark, path, put, symbol } from "./shapes.js";
import { beyond, LEVELS, piecesOf, zeroLine } from "./stripes.js";
import { Way } from "./way.js";
import { list, number, pair } from "./words.js";

const SPAN = { low: -0.5, high: 1.5 };
const SEEN = { low: -0.6, high: 2.3 }; // of both planes
const STRIPE = 0.5;
const [STEPS, LINES] = [100, 8]; // of the way, of the grid

/** The network of some of its units. @param {Run} run @param {number[]} units */
function only(run, units) {
  const { p, width: H } = run;
  const of = (/** @type {number} */ first) => units.map((k) => p[first + k]);
  const parts = [...of(0), ...of(H), ...of(2 * H), p[3 * H], ...of(3 * H + 1)];
  return new Network(run.hidden, Float64Array.from(parts));
}

/** @param {{ steps: number }} given */
function morph({ steps }) {
  const run = new Run();
  run.goTo(steps);
  // Of the units with a negative output weight: those that push the points of class 0 down.
  const units = Array.from(run.last.sums.keys()).filter((k) => run.p[3 * run.width + 1 + k] < 0);
  const network = only(run, units);
  const [v1, v2] = network.p.slice(-2);
  const right = rightOf(network, run.y);
  const pieces = piecesOf(network, SPAN, 0);
  const hidden = (/** @type {number[]} */ [x1, x2]) =>
    [0, 1].map((k) => network.activation(k, x1, x2));
  let [t, width, height] = [0, 0, 0];
  const between = (/** @type {number[]} */ point) => {
    const to = hidden(point);
    return point.map((x, axis) => x + t * (to[axis] - x));
  };
  const at = (/** @type {number[]} */ [x, y]) => {
    const unit = (height - 26) / (SEEN.high - SEEN.low);
    const left = (width - unit * (SEEN.high - SEEN.low)) / 2;
    return [left + (x - SEEN.low) * unit, (SEEN.high - y) * unit];
  };
  const bands = [1, -1].flatMap((side) =>
    LEVELS.map((k) => {
      const node = svg("path", { class: `pg-${side > 0 ? "plus" : "minus"}-${k}` });
      return { node, polygons: beyond(pieces, side * k * STRIPE, side) };
    }),
  );
  const grid = svg("path", { class: "pg-mesh" });
  const zero = ["pg-zero-case", "pg-zero"].map((name) => svg("path", { class: name }));
  const axes = svg("path", { class: "pg-axis" });
  const line = svg("path", { class: "pg-divide" });
  const dots = POINTS.map((_, k) => mark(run.y[k], right[k], 9));
  const texts = svg("g", { class: "pg-texts" });
  const stripes = svg("g", {}, ...bands.map(({ node }) => node));
  const field = svg("svg", { class: "pg-field" }, stripes, axes, grid, line, ...zero, ...dots);
  const picture = svg("svg", { role: "img" }, field, texts);
  const box = html("div", { class: "pg-morph" }, picture);
  const told = html("p", { class: "pg-say", "aria-live": "polite" });
  // Each line of the grid has a corner wherever it may bend.
  const fine = Array.from({ length: 65 }, (_, i) => SPAN.low + (2 * i) / 64);
  const mesh = Array.from({ length: LINES + 1 }, (_, i) => SPAN.low + (2 * i) / LINES).flatMap(
    (x) => [fine.map((y) => [x, y]), fine.map((y) => [y, x])],
  );
  const segments = zeroLine(pieces);

  function show(moving = false) {
    if (!width) return;
    set(picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    set(field, { width, height });
    set(stripes, { "stroke-width": 10 * t ** 8 }); // in the end stripes lie on the axes
    const morphed = (/** @type {number[][]} */ points) =>
      path(points.map((one) => at(between(one))));
    for (const { node, polygons } of bands) {
      set(node, { d: polygons.map((polygon) => `${morphed(polygon)}Z`).join("") });
    }
    set(grid, { d: mesh.map(morphed).join("") });
    for (const node of zero) set(node, { d: segments.map(morphed).join("") });
    const [x0, y0] = at([0, 0]);
    set(axes, { d: `M${x0} ${y0}H${at([SEEN.high, 0])[0]}M${x0} ${y0}V0` });
    // v₁a₁ + v₂a₂ + c = 0, from axis to axis and beyond
    const c = network.p[3 * 2];
    const [a, b] = [-c / v1, -c / v2];
    const ends = [
      [1.5 * a, -0.5 * b],
      [-0.5 * a, 1.5 * b],
    ];
    set(line, { d: path(ends.map(at)), opacity: t });
    dots.forEach((dot, k) => {
      const [x, y] = at(between(POINTS[k]));
      // Two points land on the same place: beside each other, both are seen.
      const aside = k === 0 ? 7 * t : k === 3 ? -7 * t : 0;
      put(dot, [x + aside, y]);
    });
    const [ex, ey] = [at([SEEN.high, 0]), at([0, SEEN.high])];
    const name = (/** @type {number} */ axis) =>
      t < 0.5 ? ["x", axis + 1] : ["a", units[axis] + 1];
    const [[first, one], [second, two]] = [name(0), name(1)];
    texts.replaceChildren(
      symbol(String(first), one, { x: ex[0], y: ex[1] + 18, "text-anchor": "end" }),
      symbol(String(second), two, { x: ey[0] - 8, y: 14, "text-anchor": "end" }),
    );
    if (!moving) tell();
  }

  function tell() {
    const lands = POINTS.map(
      (point) =>
        `${pair(point)} at (${hidden(point)
          .map((x) => number(x, 2))
          .join(", ")})`,
    );
    const names = list(units.map((k) => String(k + 1)));
    const words =
      t === 1
        ? `In the space of units ${names} the two circles share one place, and one straight line ` +
          "divides circles from squares."
        : t === 0
          ? `The plane, as units ${names} alone divide it: with two lines that bend.`
          : "On the way: each flat piece stays flat, and creases become corners.";
    write(told, words);
    set(picture, { "aria-label": `${words} The points land: ${lands.join(", ")}.` });
  }

  const way = new Way(
    STEPS,
    (step, moving) => {
      t = step / STEPS;
      show(moving);
    },
    "Fold",
    3,
  );
  set(way.slider, { "aria-label": "From the plane to hidden space" });
  sized(box, (w, h) => {
    [width, height] = [w, h];
    show();
  });
  tell();
  const [from, to] = ["plane", "hidden space"].map((text) => html("span", {}, text));
  return [html("div", { class: "pg-controls" }, way.button, from, way.slider, to), box, told];
}

place("morph", (_, given) => morph(given));
