// The history: loss over the epochs, when each point was right, when units died, and where the
// reader is; earlier histories stay as thin lines.

import { html, set, sized, svg, table, unfold, write } from "./dom.js";
import { isDeep } from "./names.js";
import { deadAt } from "./run.js";
import { mark, path } from "./shapes.js";
import { FEW, number, plural } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./run.js").State} State */
/**
 * @typedef {object} Fact of the end of an epoch
 * @property {number} epoch
 * @property {number} cost
 * @property {boolean[]} right
 * @property {number} score how many are
 * @property {number} held the mean loss at the points that are held out, if there are some
 * @property {number[]} dead units
 */

/** @type {WeakMap<State, Fact>} */
const known = new WeakMap();
const ENDS = [20, 50, 100, 200, 500, 1000, 2000, 5000, 1e4, 1e5, 1e6, 1e7, 1e8];
const KEPT_LANES = 5; // pixels of a lane
const SHARE_HIGH = 24; // of the curve of how many points are right

/**
 * @param {Run} run
 * @param {State} state
 */
function factOf(run, state) {
  const found = known.get(state);
  if (found) return found;
  const network = run.like(state.p);
  const { points, y, data } = run;
  let cost = 0;
  const right = points.map(([x1, x2], k) => {
    const z = network.logit(x1, x2);
    cost += network.costOf(z, y[k]);
    return network.said(z) === y[k];
  });
  const fact = {
    epoch: state.epoch,
    cost: cost / points.length,
    right: points.length > FEW ? [] : right,
    score: right.filter(Boolean).length,
    held: data?.test ? network.costAt(data.test) : NaN,
    dead: deadAt(network, points),
  };
  known.set(state, fact);
  return fact;
}

/** @param {Run} run */
export const factsOf = (run) => run.history.map((state) => factOf(run, state));

export class Tape {
  /** @param {(steps: number, over: boolean) => void} go to a step that was there */
  constructor(go) {
    this.wide = 0;
    this.tall = 0;
    this.until = 50;
    /** @type {Run[]} */
    this.ghosts = [];
    /** @type {Run | null} */
    this.run = null;
    /** @type {Run | null} */
    this.other = null; // that is compared
    this.curve = svg("path", { class: "pg-curve" });
    this.second = svg("path", { class: "pg-curve pg-second" });
    this.held = svg("path", { class: "pg-curve pg-test" });
    this.heldName = svg("text", { class: "pg-halo" });
    this.thin = svg("g", { class: "pg-ghosts" });
    this.lanes = svg("g", { class: "pg-lanes" });
    this.deaths = svg("g", { class: "pg-deaths" });
    this.frame = svg("g", { class: "pg-axes" });
    this.cursor = svg("path", { class: "pg-cursor" });
    const layers = [this.frame, this.thin, this.lanes, this.deaths, this.second, this.curve];
    layers.push(this.held, this.heldName);
    this.picture = svg("svg", { role: "img" }, ...layers, this.cursor);
    this.range = html("input", { type: "range", min: 0, max: 0, step: 1 });
    const pick = (/** @type {boolean} */ over) => () => {
      go(Math.min(Number(this.range.value), this.run?.farthest ?? 0), over);
    };
    this.range.addEventListener("input", pick(false));
    this.range.addEventListener("change", pick(true));
    const [numbers, tabulate] = unfold("history", losses);
    this.tabulate = tabulate;
    const box = html("div", { class: "pg-tape-picture" }, this.picture);
    this.element = html(
      "div",
      { class: "pg-tape" },
      box,
      html(
        "label",
        { class: "pg-range" },
        html("span", { class: "pg-unseen" }, "history"),
        this.range,
      ),
    );
    this.numbers = numbers;
    sized(box, (width, height) => {
      [this.wide, this.tall] = [width, height];
      if (this.run) this.draw(this.run, this.other);
    });
  }

  /** @param {Run} run */
  endOf(run) {
    const most = Math.max(this.until, Math.ceil(run.farthest / run.perEpoch));
    return ENDS.find((end) => end >= most) ?? most;
  }

  /**
   * @param {Run} run
   * @param {Run | null} other
   */
  draw(run, other) {
    this.run = run;
    this.other = other;
    const end = this.endOf(run);
    set(this.range, { max: end * run.perEpoch });
    this.range.value = String(run.steps);
    if (!this.wide) return;
    const [left, right] = [8, 8];
    const many = run.points.length > FEW;
    const lanes = many ? SHARE_HIGH : run.points.length * KEPT_LANES;
    const floor = this.tall - lanes - 16;
    const across = (/** @type {number} */ epoch) =>
      left + ((this.wide - left - right) * Math.min(epoch, end)) / end;
    const all = [run, ...(other ? [other] : []), ...this.ghosts].map(factsOf);
    const guess = Math.log(Math.max(2, run.outputs)); // its loss
    let most = 1.15 * guess;
    for (const { cost } of all.flat()) if (cost > most && cost < Infinity) most = cost;
    most = Math.min(most, 4);
    const top = most * 1.05;
    const up = (/** @type {number} */ cost) => {
      const shown = Number.isFinite(cost) ? Math.min(cost, top) : top;
      return floor - ((floor - 4) * shown) / top;
    };
    const line = (/** @type {Fact[]} */ facts) =>
      facts.length > 1 ? path(facts.map(({ epoch, cost }) => [across(epoch), up(cost)])) : "";
    const facts = all[0];
    this.curve.setAttribute("d", line(facts));
    this.second.setAttribute("d", other ? line(all[1]) : "");
    const held = facts.flatMap((fact) => (fact.held >= 0 ? [{ ...fact, cost: fact.held }] : []));
    this.held.setAttribute("d", line(held));
    const last = held[held.length - 1];
    write(this.heldName, held.length > 1 ? "held out" : "");
    if (last) {
      const x = across(last.epoch);
      const high = up(last.cost);
      const apart = high - 4 > up(guess) + 10; // from the words about a guess
      const y = apart || x < this.wide - 220 ? Math.max(9, high - 4) : high + 12;
      set(this.heldName, { x: x > 90 ? x - 4 : x + 4, y, "text-anchor": x > 90 ? "end" : "start" });
    }
    const thin = all.slice(other ? 2 : 1).map((some) => svg("path", { d: line(some) }));
    this.thin.replaceChildren(...thin);
    this.drawFrame(end, floor, across, up, guess);
    if (many) this.drawShare(run, facts, floor + 3, across);
    else this.drawLanes(run, facts, floor + 3, across);
    this.drawDeaths(facts, floor, across, isDeep(run));
    const now = across(run.steps / run.perEpoch);
    const high = up(run.cost);
    this.cursor.setAttribute("d", `M${now} 2V${floor + lanes + 2}M${now - 4} ${high}h8`);
    set(this.picture, { viewBox: `0 0 ${this.wide} ${this.tall}` });
  }

  /**
   * @param {number} end
   * @param {number} floor
   * @param {(epoch: number) => number} across
   * @param {(cost: number) => number} up
   * @param {number} guessed the loss of a guess
   */
  drawFrame(end, floor, across, up, guessed) {
    const text = (
      /** @type {string} */ words,
      /** @type {number} */ x,
      /** @type {number} */ y,
      anchor = "middle",
    ) => svg("text", { x, y, "text-anchor": anchor }, words);
    const stops = this.wide > 500 ? [0.2, 0.4, 0.6, 0.8] : [0.5];
    const guess = up(guessed);
    this.frame.replaceChildren(
      svg("path", { d: `M${across(0)} ${floor}H${across(end)}`, class: "pg-tick-line" }),
      svg("path", { d: `M${across(0)} ${guess}H${across(end)}`, class: "pg-guess" }),
      text(`loss of a guess, ${number(guessed, 2)}`, across(end), guess - 3, "end"),
      text("epoch 0", 2, this.tall - 2, "start"),
      ...stops.map((share) => text(String(share * end), across(share * end), this.tall - 2)),
      text(String(end), this.wide - 2, this.tall - 2, "end"),
    );
  }

  /**
   * @param {Run} run
   * @param {Fact[]} facts
   * @param {number} top
   * @param {(epoch: number) => number} across
   */
  drawLanes(run, facts, top, across) {
    const far = run.farthest / run.perEpoch;
    const nodes = run.points.flatMap((_, k) => {
      const y = top + KEPT_LANES * k;
      let d = "";
      facts.forEach(({ epoch, right }, i) => {
        const next = facts[i + 1]?.epoch ?? Math.max(far, epoch);
        if (right[k] && next > epoch) d += `M${across(epoch)} ${y + 2}H${across(next)}`;
      });
      const point = mark(run.y[k], true, 2);
      set(point, { transform: `translate(3 ${y + 2})` });
      return [svg("path", { d, class: "pg-lane" }), point];
    });
    this.lanes.replaceChildren(...nodes);
  }

  /**
   * How many of many points are right, from half of them up to all.
   * @param {Run} run
   * @param {Fact[]} facts
   * @param {number} top
   * @param {(epoch: number) => number} across
   */
  drawShare({ points }, facts, top, across) {
    const high = SHARE_HIGH - 4;
    const up = (/** @type {number} */ score) =>
      top + high * Math.min(1, 2 * (1 - score / points.length));
    const line = facts.map(({ epoch, score }) => [across(epoch), up(score)]);
    const right = this.wide - 8;
    const rule = `M${across(0)} ${top}H${right}M${across(0)} ${top + high}H${right}`;
    this.lanes.replaceChildren(
      svg("path", { d: rule, class: "pg-tick-line" }),
      svg("path", { d: line.length > 1 ? path(line) : "", class: "pg-share-right" }),
      svg(
        "text",
        { x: this.wide - 10, y: top + high - 2, "text-anchor": "end", class: "pg-halo" },
        "right: ½ to all",
      ),
    );
  }

  /**
   * @param {Fact[]} facts
   * @param {number} floor
   * @param {(epoch: number) => number} across
   * @param {boolean} deep whether the number of a unit does not tell which it is
   */
  drawDeaths(facts, floor, across, deep) {
    let edge = -1;
    const [lines, texts] = [svg("g"), svg("g")]; // the words hide lines, not the other way round
    facts.forEach(({ epoch, dead }, i) => {
      const before = facts[i - 1]?.dead ?? [];
      const died = dead.filter((k) => !before.includes(k));
      if (!died.length) return;
      const x = across(epoch);
      lines.append(svg("path", { d: `M${x} ${floor - 14}V${floor}` }));
      if (x < edge) return;
      edge = x + 90;
      const names = died.map((k) => k + 1).join(", ");
      const words = deep
        ? `${plural(died.length, "unit")} dead`
        : `unit${died.length > 1 ? "s" : ""} ${names} dead`;
      texts.append(svg("text", { x: x + 4, y: floor - 4, class: "pg-halo" }, words));
    });
    this.deaths.replaceChildren(lines, texts);
  }

  /** @param {Run} run */
  tell(run) {
    const all = run.history.filter(({ epoch }) => epoch);
    const [first, last] = [all[0], all[all.length - 1]];
    set(this.picture, {
      "aria-label": first
        ? `Mean loss per epoch: ${number(first.loss)} in epoch ${first.epoch}, ` +
          `${number(last.loss)} in epoch ${last.epoch}.`
        : "No epoch yet, so there is no loss to draw: epoch 0.",
    });
    set(this.range, {
      "aria-valuetext": `step ${run.steps} of ${run.farthest}, epoch ${run.epochs}`,
    });
    this.tabulate(run);
  }
}

/** @param {Run} run */
function losses(run) {
  const all = run.history.filter(({ epoch }) => epoch);
  const every = Math.ceil(all.length / 10) || 1;
  const some = all.filter((_, i) => i % every === 0 || i === all.length - 1);
  const { test } = run.data ?? {};
  const many = run.points.length > FEW;
  const rows = some.map((entry) => {
    const { score, held } = factOf(run, entry);
    const more = [...(many ? [String(score)] : []), ...(test ? [number(held, 4)] : [])];
    return [String(entry.epoch), number(entry.loss, 4), ...more];
  });
  const heads = [...(many ? ["right"] : []), ...(test ? ["held out"] : [])];
  return table("Mean loss", ["epoch", "loss", ...heads], rows);
}
