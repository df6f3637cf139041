// Changes of the points: each at once, and a move as one change when it ends. Training is done over
// with them, from the same weights, up to the same epoch.

import { POINTS } from "./constants.js";
import { givenBy, pointsIn, withOther, withoutPoint, withPoint } from "./given.js";
import { pair } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./data.js").Recipe} Recipe */
/** @typedef {import("./data.js").Data} Points */
/**
 * @typedef {object} Page
 * @property {Run} run
 * @property {{ draft: Run | null }} hand
 * @property {import("./player.js").Player} player
 * @property {import("./pointing.js").Pointing} pointing
 * @property {(run: Run, steps: number, words: string) => void} use
 * @property {() => void} redraw
 * @property {() => void} settle
 * @property {(words: string) => void} say
 */

const MOMENT = 12; // milliseconds for a training while a point moves
export const LONGEST = 4e5; // steps that a new setting is taken to

/**
 * The same training of other points.
 * @param {Run} run
 * @param {Recipe | Points} source
 */
export function trainedOn(run, source) {
  const { data, labels } = givenBy(source);
  const batch = Math.min(run.settings.batch, (data?.points ?? POINTS).length);
  return run.with({ labels, batch }, run.start, data);
}

export class PointsHand {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    /** @type {Points | null} */
    this.moved = null; // as a move has made them
    this.point = 0; // that moves
  }

  /**
   * @param {number} k
   * @param {number[]} place
   */
  move(k, place) {
    const { page } = this;
    const { run } = page;
    page.player.stop();
    this.point = k;
    this.moved = withOther(pointsIn(run), k, place, run.y[k]);
    page.hand.draft = draftOf(run, this.moved);
    page.pointing.point = k;
    page.pointing.probe = null;
    page.redraw();
  }

  /** @param {boolean} kept */
  end(kept) {
    const { page, moved, point } = this;
    if (!moved) return;
    this.moved = null;
    page.hand.draft = null;
    if (kept) this.change(moved, `Point ${point + 1} is at ${pair(moved.points[point])} now.`);
    else {
      page.settle();
      page.say("It is as it was.");
    }
  }

  /**
   * @param {number[]} place
   * @param {number} label
   */
  add(place, label) {
    this.try(() => {
      const next = withPoint(pointsIn(this.page.run), place, label);
      this.choose(next.points.length - 1);
      this.change(next, `There is a point of class ${label} at ${pair(place)} now.`);
    });
  }

  /** @param {number} k */
  remove(k) {
    this.try(() => {
      const next = withoutPoint(pointsIn(this.page.run), k);
      const where = pair(this.page.run.points[k]);
      this.choose(Math.min(k, next.points.length - 1));
      this.change(next, `The point at ${where} is removed.`);
    });
  }

  /**
   * Gives a point the other class.
   * @param {number} k
   */
  turn(k) {
    const { run } = this.page;
    const label = (run.y[k] + 1) % (run.outputs > 1 ? 3 : 2);
    this.choose(k);
    const next = withOther(pointsIn(run), k, run.points[k], label);
    this.change(next, `The point at ${pair(run.points[k])} has class ${label} now.`);
  }

  /** @param {number} k */
  choose(k) {
    this.page.pointing.point = k;
    this.page.pointing.probe = null;
  }

  /** @param {() => void} change that may be refused */
  try(change) {
    try {
      change();
    } catch (error) {
      this.page.say(/** @type {Error} */ (error).message);
    }
  }

  /**
   * @param {Recipe | Points} source
   * @param {string} words
   */
  change(source, words) {
    const { run } = this.page;
    const next = trainedOn(run, source);
    const same = next.perEpoch === run.perEpoch;
    const steps = same ? run.steps : run.epochs * next.perEpoch;
    const outputs = next.outputs > 1 ? "an output for each class now" : "one output again";
    const anew = `The network has ${outputs}, and starts from its seed.`;
    const told = next.outputs === run.outputs ? words : `${words} ${anew}`;
    this.page.use(next, Math.min(steps, LONGEST), told);
  }
}

/**
 * A training of points that move, at the same step; the network as it is, if that takes too long.
 * @param {Run} run
 * @param {Points} points
 */
function draftOf(run, points) {
  const draft = trainedOn(run, points);
  const end = performance.now() + MOMENT;
  for (const _ of draft.way(run.steps)) {
    if (performance.now() > end) return run.handOn(trainedOn(run, points));
  }
  return draft;
}
