// One unit's weights to pull, and a scale for all of them that changes nothing.

import { place } from "./chapter.js";
import { button, html, write } from "./dom.js";
import { Plane } from "./plane.js";
import { Pointing } from "./pointing.js";
import { Run } from "./run.js";
import { Score } from "./score.js";
import { Wires } from "./wires.js";
import { number } from "./words.js";

const MOST = 4; // of a weight, either way
const NAMES = ["weight from x₁", "weight from x₂", "bias", "output weight"];

/**
 * @param {Element} root
 * @param {{ steps: number }} given
 */
function pull(root, { steps }) {
  const trained = new Run();
  trained.goTo(steps);
  const { width: H } = trained;
  const pointing = new Pointing(root);
  pointing.pinned = H - 1;
  let [now, scale] = [Array.from(trained.p), 1];
  const [plane, wires, score] = [new Plane(), new Wires(true), new Score()];
  const told = html("p", { class: "pg-say", "aria-live": "polite" });
  const ofUnit = (/** @type {number} */ k) => [H + k, 2 * H + k, k, 3 * H + 1 + k];

  const chooser = Array.from({ length: H }, (_, k) =>
    html("input", { type: "radio", name: "pg-pull", change: () => choose(k) }),
  );
  const chips = chooser.map((field, k) => html("label", { "data-unit": k }, field, String(k + 1)));
  const legend = html("legend", { class: "pg-unseen" }, "Unit to pull at");
  const slider = (
    /** @type {(value: number) => void} */ to,
    /** @type {import("./dom.js").Attributes} */ more,
  ) => {
    const field = html("input", { type: "range", ...more, input: () => to(Number(field.value)) });
    const [name, output] = [html("span"), html("output")];
    return { field, name, output, node: html("label", { class: "pg-pull" }, name, field, output) };
  };
  const weights = NAMES.map((_, which) =>
    slider(
      (value) => {
        now[ofUnit(pointing.pinned)[which]] = which < 3 ? value / scale : value * scale;
        show();
      },
      { min: -MOST, max: MOST, step: 0.01 },
    ),
  );
  const scaler = slider(
    (power) => {
      scale = 2 ** power;
      show();
    },
    { min: -2, max: 2, step: 0.05, value: 0 },
  );
  write(scaler.name, "scale a");

  const choose = (/** @type {number} */ k) => {
    now = scaled();
    scale = 1;
    scaler.field.value = "0";
    pointing.pin(k, true);
  };
  /** The parameters as they are, with the unit scaled: w and b times a, v divided by a. */
  const scaled = () => {
    const p = [...now];
    ofUnit(pointing.pinned).forEach((i, which) => {
      p[i] = which < 3 ? p[i] * scale : p[i] / scale;
    });
    return p;
  };

  function show() {
    const k = pointing.pinned;
    const plain = trained.edited(now.map((x, i) => [i, x]));
    const p = scaled();
    const run = trained.edited(p.map((x, i) => [i, x]));
    plane.draw(run, run.y);
    wires.draw(run);
    plane.tell(`Map of the logit: ${score.tell(run.y, run.right)}.`);
    chooser.forEach((field, one) => {
      field.checked = one === k;
    });
    weights.forEach(({ field, name, output }, which) => {
      const i = ofUnit(k)[which];
      write(name, NAMES[which]);
      write(output, number(p[i], 2));
      if (document.activeElement !== field) field.value = String(p[i]);
    });
    write(scaler.output, `× ${number(scale, 2)}`);
    const change = Math.max(...run.logits.map((z, i) => Math.abs(z - plain.logits[i])));
    const nothing = change
      ? `by at most ${number(change)}, which is rounding`
      : "by nothing at all";
    const pulled = now.filter((x, i) => x !== trained.p[i]).length;
    const same =
      `Weights and bias of unit ${k + 1} times ${number(scale, 2)}, its output weight divided by ` +
      `it: the four logits change ${nothing}.`;
    const first = pulled
      ? `${run.score} of 4 points are right with what you have pulled.`
      : "Pull a weight, and the map changes. Pull the scale, and it doesn’t.";
    write(told, scale === 1 ? first : same);
    reset.hidden = scale === 1 && !pulled;
    pointing.light();
  }

  const reset = button(
    "Start again",
    () => {
      [now, scale] = [Array.from(trained.p), 1];
      scaler.field.value = "0";
      show();
      for (const [which, { field }] of weights.entries()) {
        field.value = String(now[ofUnit(pointing.pinned)[which]]);
      }
    },
    { class: "pg-quiet", hidden: true },
  );
  wires.built = () => {
    for (const unit of wires.units) {
      unit.addEventListener("click", () => choose(Number(unit.dataset.unit)));
    }
  };
  wires.tell("The network; the weights of the unit that is chosen are below.");
  pointing.changed = show;
  show();
  const units = html("fieldset", { class: "segments pg-units" }, legend, ...chips);
  return [
    html("div", { class: "pg-controls" }, "Unit", units, score.element, reset),
    html(
      "div",
      { class: "pg-stage" },
      wires.element,
      plane.element,
      html("div", { class: "pg-pulls" }, ...weights.map(({ node }) => node), scaler.node, told),
    ),
  ];
}

place("pull", pull);
