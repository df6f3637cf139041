// Two ramps along a line, and their sum: dragged the right way, they make a tent.

import { place } from "./chapter.js";
import { button, html, set, sized, svg, write } from "./dom.js";
import { activations } from "./formulas.js";
import { gripOn } from "./grip.js";
import { path, put } from "./shapes.js";
import { number } from "./words.js";

const [relu] = activations.relu;
const [LEFT, RIGHT, LOW, HIGH] = [-0.5, 2.5, -2.2, 2.2];
const [MARGIN, REST] = [28, 12]; // left and right
const NEAR = 0.02;
const FIRST = [
  { crease: 0, slope: 1 },
  { crease: 0.4, slope: 0.5 },
];
const clamp = (/** @type {number} */ x, /** @type {number} */ low, /** @type {number} */ high) =>
  Math.min(Math.max(x, low), high);
const rounded = (/** @type {number} */ x) => Math.round(100 * x) / 100 + 0;

function tent() {
  let ramps = FIRST.map((ramp) => ({ ...ramp }));
  let [width, height] = [0, 0];
  const at = (/** @type {number} */ s, /** @type {number} */ value) => [
    MARGIN + ((s - LEFT) / (RIGHT - LEFT)) * (width - MARGIN - REST),
    ((HIGH - value) / (HIGH - LOW)) * (height - 26),
  ];
  const value = (/** @type {number} */ i, /** @type {number} */ s) =>
    ramps[i].slope * relu(s - ramps[i].crease);
  const sum = (/** @type {number} */ s) => value(0, s) + value(1, s);
  const frame = svg("path", { class: "pg-axis" });
  const texts = svg("g", { class: "pg-texts" });
  const lines = [0, 1].map(() => svg("path"));
  const whole = svg("path", { class: "pg-whole-line" });
  const field = svg("svg", { class: "pg-field" }, frame, ...lines, whole);
  const picture = svg("svg", { role: "group" }, field, texts);
  const box = html("div", { class: "pg-graph-of-sum" }, picture);
  const under = (/** @type {PointerEvent} */ event) => {
    const { left, top } = picture.getBoundingClientRect();
    const s = LEFT + ((event.clientX - left - MARGIN) / (width - MARGIN - REST)) * (RIGHT - LEFT);
    return [s, HIGH - ((event.clientY - top) / (height - 26)) * (HIGH - LOW)];
  };
  const formula = html("p", { class: "pg-say" });
  const told = html("p", { class: "pg-says", "aria-live": "polite" });

  /** The end of a ramp, in the picture. @param {number} i */
  const end = (i) => {
    const { crease, slope } = ramps[i];
    const s = slope ? Math.min(RIGHT, crease + Math.abs((slope > 0 ? HIGH : LOW) / slope)) : RIGHT;
    return [s, value(i, s)];
  };
  const kept = () => {
    const was = ramps.map((ramp) => ({ ...ramp }));
    return () => {
      ramps = was;
      show();
    };
  };
  const grips = [0, 1].flatMap((i) => {
    const knob = (/** @type {string} */ text) => [
      svg("circle", { class: "pg-knob", r: 11 }),
      svg("text", { y: 5 }, text),
    ];
    const crease = gripOn(
      { under },
      {
        label: `Crease of ramp ${i + 1}; left and right move it`,
        where: () => [ramps[i].crease, 0],
        to: ([s]) => {
          ramps[i].crease = rounded(clamp(s, LEFT + 0.1, RIGHT - 0.3));
          show();
        },
        kept,
      },
      ...knob(String(i + 1)),
    );
    const slope = gripOn(
      { under },
      {
        label: `Slope of ramp ${i + 1}; up and down turn it`,
        where: () => end(i),
        to: ([, z]) => {
          const [s] = end(i);
          const steep = (z - end(i)[1]) / (s - ramps[i].crease);
          ramps[i].slope = rounded(clamp(ramps[i].slope + steep, -3, 3));
          show();
        },
        kept,
      },
    );
    return [crease, slope];
  });
  picture.append(...grips);

  function show() {
    if (!width) return;
    set(picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    const [[x0, y0], [x1]] = [at(LEFT, 0), at(RIGHT, 0)];
    set(field, { width, height: height - 26 });
    set(frame, { d: `M${x0} ${y0}H${x1}` });
    const names = [0, 1, 2].map((s) => {
      const [x] = at(s, 0);
      return svg("text", { x, y: height - 7, "text-anchor": "middle" }, String(s));
    });
    const heights = [-2, -1, 0, 1, 2].map((z) => {
      const [, y] = at(LEFT, z);
      return svg("text", { x: MARGIN - 9, y: y + 5, "text-anchor": "end" }, number(z, 0));
    });
    texts.replaceChildren(...names, ...heights, svg("text", { x: width - 8, y: height - 7 }, "s"));
    const creases = ramps.map(({ crease }) => crease);
    const corners = [LEFT, ...creases.toSorted((a, b) => a - b), RIGHT];
    lines.forEach((line, i) => {
      const spots = [LEFT, creases[i], end(i)[0]];
      const look = `pg-ramp pg-ramp-${ramps[i].slope < 0 ? "down" : "up"}`;
      set(line, { d: path(spots.map((s) => at(s, value(i, s)))), class: look });
    });
    set(whole, { d: path(corners.map((s) => at(s, sum(s)))) });
    grips.forEach((grip, i) => {
      const k = i >> 1;
      const [s, z] = i % 2 ? end(k) : [creases[k], 0];
      put(grip, at(s, z));
    });
    tell(corners);
  }

  /** @param {number[]} corners */
  function tell([, first, second, last]) {
    const minus = (/** @type {number} */ x) => `${x < 0 ? "+" : "−"} ${number(Math.abs(x), 2)}`;
    const term = (/** @type {number} */ i) =>
      `${number(Math.abs(ramps[i].slope), 2)} relu(s ${minus(ramps[i].crease)})`;
    const sign = (/** @type {number} */ i) => (ramps[i].slope < 0 ? "− " : i ? "+ " : "");
    write(formula, `sum = ${sign(0)}${term(0)} ${sign(1)}${term(1)}`);
    const [up, down] = [sum(second) - sum(first), sum(last) - sum(second)];
    const tented = up > 0 && down < 0 && second - first > NEAR;
    const top = `The sum rises to ${number(sum(second), 2)} at s = ${number(second, 2)}`;
    const words = tented
      ? `A tent: two ramps, one up and one down. ${top} and falls from there on.`
      : "No tent yet: turn one ramp down, steeper than the other goes up.";
    write(told, words);
    set(picture, { "aria-label": `Two ramps and their sum. ${words}` });
  }

  sized(box, (w, h) => {
    [width, height] = [w, h];
    show();
  });
  const reset = button(
    "Start again",
    () => {
      ramps = FIRST.map((ramp) => ({ ...ramp }));
      show();
    },
    { class: "pg-quiet" },
  );
  const hint =
    "Drag a number to move a crease, the end of a ramp to turn it. The thick line is the sum.";
  return [formula, box, told, html("p", { class: "pg-hint" }, hint, " ", reset)];
}

place("tent", tent);
