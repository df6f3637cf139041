// One step of training, what it moves, and the whole training to play.

import { place } from "./chapter.js";
import { POINTS } from "./constants.js";
import { button, html, set, sized, svg, write } from "./dom.js";
import { sigmoid } from "./formulas.js";
import { loss } from "./network.js";
import { Plane } from "./plane.js";
import { Run } from "./run.js";
import { Score } from "./score.js";
import { path } from "./shapes.js";
import { Way } from "./way.js";
import { Wires } from "./wires.js";
import { number, pair, signed } from "./words.js";

const STRIPE = 0.5;

/** @param {{ steps: number }} given */
function training({ steps }) {
  const run = new Run();
  const before = new Run(); // one step behind
  /** @type {number[]} the mean loss at each step */
  const losses = [];
  for (let step = 0; step <= steps; step++) {
    losses.push(run.cost);
    run.step();
  }
  const [plane, wires, score] = [
    new Plane({ low: -0.5, high: 1.5 }, STRIPE),
    new Wires(),
    new Score(),
  ];
  const told = html("p", { class: "pg-say" });
  const where = html("output");
  const curve = svg("path", { class: "pg-loss" });
  const past = svg("path", { class: "pg-loss pg-loss-past" });
  const cursor = svg("circle", { class: "pg-knob pg-now", r: 6 });
  const axis = svg("path", { class: "pg-axis" });
  const texts = svg("g", { class: "pg-texts" });
  const chart = svg("svg", { role: "img" }, axis, curve, past, cursor, texts);
  const box = html("div", { class: "pg-losses" }, chart);
  const most = Math.max(...losses);
  let size = [0, 0];
  const at = (/** @type {number} */ step) => [
    28 + (step / steps) * (size[0] - 36),
    8 + (1 - losses[step] / most) * (size[1] - 34),
  ];

  const way = new Way(steps, (step, moving) => show(step, moving), "Play", 6);
  const one = button("One step", () => {
    way.stop();
    way.go(way.step < steps ? way.step + 1 : 1);
  });

  function show(/** @type {number} */ step, moving = false) {
    run.goTo(step);
    plane.draw(run, run.y, moving);
    wires.draw(run);
    plane.tell(`Map of the logit: ${score.tell(run.y, run.right)}.`);
    write(where, `step ${step} of ${steps}`);
    drawCurve();
    const moves = step ? last(step) : null;
    for (const [line, i] of wires.edges) {
      line.classList.toggle("pg-still", Boolean(moves && !moves.moved.has(i)));
    }
    if (!moving) write(told, moves?.words ?? "Nothing has been learnt yet: press One step.");
  }

  /** What the last step did. @param {number} step */
  function last(step) {
    before.goTo(step - 1);
    const sample = run.samples[0];
    const [x1, x2] = POINTS[sample];
    const [was, is] = [before.logit(x1, x2), run.logit(x1, x2)];
    const y = run.y[sample];
    const moved = new Set([...run.g.keys()].filter((i) => run.p[i] !== before.p[i]));
    const error = sigmoid(was) - y;
    const costs = [was, is].map((z) => number(loss(z, y)));
    const words =
      `Step ${step} took ${pair(POINTS[sample])}, class ${y}. The network gave class 1 the ` +
      `probability ${number(sigmoid(was))}, ${number(Math.abs(error))} too ` +
      `${error > 0 ? "much" : "little"}. It moved ${moved.size} of ${run.p.length} numbers: the ` +
      `logit went from ${signed(was)} to ${signed(is)}, the loss from ${costs.join(" to ")}.`;
    return { moved, words };
  }

  function drawCurve() {
    const [width, height] = size;
    if (!width) return;
    set(chart, { viewBox: `0 0 ${width} ${height}`, width, height });
    set(axis, { d: `M28 4V${height - 26}H${width - 4}` });
    const all = losses.map((_, step) => at(step));
    set(curve, { d: path(all) });
    set(past, { d: path(all.slice(0, way.step + 1)) });
    const [cx, cy] = at(way.step);
    set(cursor, { cx, cy });
    const text = (/** @type {string} */ words, /** @type {number} */ x, /** @type {number} */ y) =>
      svg("text", { x, y }, words);
    const end = svg("text", { x: width - 4, y: height - 7, "text-anchor": "end" }, `step ${steps}`);
    texts.replaceChildren(
      svg("text", { x: width - 4, y: 16, "text-anchor": "end" }, "mean loss"),
      text(number(most, 1), 2, 16),
      text("0", 16, height - 20),
      end,
    );
    const range = `from ${number(losses[0])} at the start to ${number(losses[steps])} at the end`;
    set(chart, { "aria-label": `The mean loss ${range}; now ${number(losses[way.step])}.` });
  }

  sized(box, (width, height) => {
    size = [width, height];
    drawCurve();
  });
  wires.built = () => show(way.step);
  wires.tell(
    "Two inputs, five hidden units, one output. Blue edges have positive weights, dashed orange " +
      "ones negative; faint are those that the last step left alone.",
  );
  way.step = steps;
  way.slider.value = String(steps);
  show(steps);
  return [
    html("div", { class: "pg-controls" }, one, way.button, way.slider, where, score.element),
    html("div", { class: "pg-stage" }, wires.element, plane.element, box),
    told,
  ];
}

place("step", (_, given) => training(given));
