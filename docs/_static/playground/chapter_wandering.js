// The creases, wandering as training goes on.

import { place } from "./chapter.js";
import { html, set, svg, write } from "./dom.js";
import { cutBy } from "./flat_pieces.js";
import { Network } from "./network.js";
import { Plane } from "./plane.js";
import { Pointing } from "./pointing.js";
import { Run } from "./run.js";
import { Score } from "./score.js";
import { numberOf, put } from "./shapes.js";
import { boxOf } from "./stripes.js";
import { Way } from "./way.js";
import { plural } from "./words.js";

const EVERY = 20; // steps between the ghosts of a crease

/**
 * @param {Element} root
 * @param {{ steps: number }} given
 */
function wandering(root, { steps }) {
  const run = new Run();
  const { width: H } = run;
  const units = [...Array(H).keys()];
  const pointing = new Pointing(root);
  /** @type {Network[]} the network every so many steps */
  const past = [];
  for (let step = 0; step <= steps; step += EVERY) {
    run.goTo(step);
    past.push(new Network(run.hidden, run.p.slice()));
  }
  const plane = new Plane({ low: -0.6, high: 1.6 });
  const ghosts = units.map((k) => svg("path", { class: "pg-ghost", "data-unit": k }));
  plane.folds.before(...ghosts);
  const tags = units.map((k) => {
    const tag = numberOf(k, 11);
    pointing.link(tag, k);
    return tag;
  });
  plane.over.append(...tags);
  const [score, where] = [new Score(), html("output")];
  const hint = html("p", { class: "pg-hint" });
  const seen = { low: plane.low, high: plane.high };

  function show(/** @type {number} */ step, moving = false) {
    run.goTo(step);
    plane.draw(run, run.y, moving);
    score.tell(run.y, run.right);
    write(where, `step ${step} of ${steps}`);
    [...plane.folds.children].forEach((fold, k) => {
      const sign = run.p[3 * H + 1 + k] < 0 ? "minus" : "plus";
      set(fold, { class: `pg-fold pg-way-${run.dead(k) ? "dead" : sign}` });
    });
    const dead = run.deaths.map((k) => k + 1);
    const who = dead.length ? `: ${dead.join(", ")}` : "";
    const many = plural(dead.length, "dead unit");
    plane.tell(`Creases of the units at step ${step}; ${many}${who}.`);
    if (!plane.unit) return;
    units.forEach((k) => {
      const ways = past
        .slice(0, step / EVERY + 1)
        .map((net) => cutBy(net, k, boxOf(plane.span)).level);
      set(ghosts[k], {
        d: ways.map((ends) => (ends.length === 2 ? plane.path(ends) : "")).join(""),
      });
      const { level } = cutBy(run, k, boxOf(seen));
      tags[k].style.display = level.length === 2 ? "" : "none";
      if (level.length !== 2) return;
      const [low, high] = level.toSorted((a, b) => a[1] - b[1] || a[0] - b[0]);
      put(tags[k], plane.at(low.map((x, axis) => x + 0.93 * (high[axis] - x))));
    });
    pointing.light();
  }

  const way = new Way(steps, (step, moving) => show(step, moving), "Play", 6);
  plane.fitted = () => show(way.step);
  write(
    hint,
    "Solid lines belong to a positive output weight, dashed ones to a negative, dotted ones to a " +
      "dead unit; thin lines are where they were. Point at a number.",
  );
  way.go(steps);
  return [
    html("div", { class: "pg-controls" }, way.button, way.slider, where, score.element),
    plane.element,
    hint,
  ];
}

place("wandering", wandering);
