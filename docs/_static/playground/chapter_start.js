// The start page: the same network with a straight activation and with a bent one.

import { place } from "./chapter.js";
import { html, svg, write } from "./dom.js";
import { Network } from "./network.js";
import { Plane, rightOf } from "./plane.js";
import { Run } from "./run.js";
import { Score } from "./score.js";
import { Way } from "./way.js";
import { Wires } from "./wires.js";

const CHOICES = [
  { hidden: "identity", name: "identity", slope: 1, icon: "M3 16L19 2" },
  { hidden: "relu", name: "ReLU", slope: 0, icon: "M2 15h9L20 3" },
];
const [STRAIGHT, BENT] = CHOICES;
const TURN = 700; // milliseconds from one activation to the other

/** A network whose units have a slope of their own below zero: 1 is the identity, 0 ReLU. */
class Between extends Network {
  /**
   * @param {Float64Array} p
   * @param {number} slope
   */
  constructor(p, slope) {
    super("leaky_relu", p);
    this.first.f = (/** @type {number} */ x) => (x > 0 ? x : slope * x);
    this.first.slope = (/** @type {number} */ x) => (x > 0 ? 1 : slope);
    this.first.halves = [
      [slope, 0],
      [1, 0],
    ];
  }
}

/** @param {{ steps: number }} given */
function start({ steps }) {
  let run = new Run({ hidden: STRAIGHT.hidden });
  let [want, slope] = [STRAIGHT, STRAIGHT.slope];
  let turning = 0;
  const [plane, wires, score] = [new Plane({ low: -0.6, high: 1.6 }), new Wires(), new Score()];
  const told = html("p", { class: "pg-told", "aria-live": "polite" });
  const where = html("p", { class: "pg-steps" });
  const trainedAs = (/** @type {typeof BENT} */ choice) =>
    run.steps > 0 && run.hidden === choice.hidden;

  const show = (moving = false) => {
    const network = new Between(run.p, slope);
    plane.draw(network, run.y, moving);
    wires.draw(network);
    const right = rightOf(network, run.y);
    const words = score.tell(run.y, right);
    const line = slope === 1 ? "one straight line" : "bent";
    plane.tell(`Map of the answers: ${words}. The border between the classes is ${line}.`);
    write(where, `step ${run.steps} of ${steps}`);
    if (!moving) write(told, comment(right.filter(Boolean).length));
  };

  const comment = (/** @type {number} */ n) => {
    const bent = want === BENT;
    if (!run.steps) {
      return bent
        ? "The same weights, and the border bends. Press Train."
        : "Circles belong on blue, squares on orange. Without an activation the border is one " +
            "straight line. Press Train.";
    }
    if (way.halfway) return `Step ${run.steps}: ${n} of 4 right so far.`;
    if (trainedAs(want)) {
      if (!bent) return `Trained, and still straight: ${n} of 4. Switch to ReLU and train again.`;
      return n === 4
        ? "All four right: the border has bent between them. Now switch back to identity."
        : `${n} of 4 right: this start has failed.`;
    }
    return bent
      ? "The same weights, now bent, though trained without. Press Train to start afresh."
      : `The same numbers without the bend: a straight line again, and ${n} of 4 right.`;
  };

  const way = new Way(
    steps,
    (step, moving) => {
      cancelAnimationFrame(turning);
      slope = want.slope;
      if (run.hidden !== want.hidden || step < run.steps) run = new Run({ hidden: want.hidden });
      run.goTo(step);
      if (moving) write(told, "Four points, one at a time; after each, all weights may move.");
      show(moving);
    },
    "Train",
    3.6,
  );

  const turn = (/** @type {typeof BENT} */ choice) => {
    way.stop();
    if (way.halfway) way.step = 0;
    way.told();
    want = choice;
    cancelAnimationFrame(turning);
    const [from, began] = [slope, performance.now()];
    const step = (/** @type {number} */ now) => {
      const t = Math.min(1, Math.max(0, now - began) / TURN);
      slope = t < 1 ? from + (want.slope - from) * t * t * (3 - 2 * t) : want.slope;
      show(t < 1);
      if (t < 1) turning = requestAnimationFrame(step);
    };
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    step(began + (still ? TURN : 0));
  };

  const choices = CHOICES.map((choice) =>
    html(
      "label",
      {},
      html("input", {
        type: "radio",
        name: "pg-start",
        checked: choice === STRAIGHT,
        change: () => turn(choice),
      }),
      svg("svg", { viewBox: "0 0 22 18", "aria-hidden": "true" }, svg("path", { d: choice.icon })),
      choice.name,
    ),
  );
  const legend = html("legend", { class: "pg-unseen" }, "Activation of the hidden units");
  wires.tell(
    "Two inputs, five hidden units, one output. Blue edges have positive weights, dashed orange " +
      "ones negative.",
  );
  show();
  return [
    html(
      "div",
      { class: "pg-controls" },
      html("fieldset", { class: "segments" }, legend, ...choices),
      way.button,
      score.element,
    ),
    html("div", { class: "pg-stage" }, wires.element, plane.element),
    html("div", { class: "pg-under" }, where, told),
  ];
}

place("start", (_, given) => start(given));
