// A training that can be taken to any step: settings, the parameters at step 0, changes by hand on
// the way, and a history of states from which each other one follows.

import { outputsFor, Training } from "./training.js";
import { holding, turned } from "./turns.js";

/**
 * @typedef {object} State at the end of an epoch
 * @property {number} epoch
 * @property {Float64Array} p
 * @property {Float64Array} kept by the optimizer
 * @property {Float64Array} random the state of the generator
 * @property {number} loss
 */

/** @typedef {[step: number, parameter: number, value: number]} Edit of a parameter, at a step */
/** @typedef {import("./turns.js").Turn} Turn */

const KEPT = 512; // states of the past at most
const TURN = 200; // samples between two rests
const MOST_LOOKS = 2e6; // steps times points times parameters

/**
 * The units that hand on nothing and learn nothing at any point.
 * @param {import("./network.js").Network} network
 * @param {number[][]} points
 */
export function deadAt(network, points) {
  let dead = Array.from({ length: network.units }, (_, unit) => unit);
  for (const [x1, x2] of points) {
    if (!dead.length) break;
    network.logit(x1, x2);
    dead = dead.filter((unit) => {
      const { layer, k } = network.place(unit);
      return layer.values[k] === 0 && layer.slope(layer.sums[k]) === 0;
    });
  }
  return dead;
}

export class Run extends Training {
  /**
   * @param {import("./training.js").Settings} settings
   * @param {ArrayLike<number> | null} start
   * @param {Edit[]} edits in the order of their steps, which are not 0
   * @param {import("./training.js").Data | null} data
   * @param {import("./turns.js").Turn[]} turns in the order of their steps
   */
  constructor(settings = {}, start = null, edits = [], data = null, turns = []) {
    super(settings, start, data);
    this.edits = edits;
    this.turns = turns;
    this.farthest = 0;
    this.overflow = 0; // the epoch in which the numbers did
    this.stride = 1; // epochs between states of the history
    /** @type {State[]} */
    this.history = [];
    this.rates = holding(this.settings, turns, 0).rates; // that hold at this step
    this.turn();
    this.keep();
  }

  /**
   * The same training with other settings, or of other points.
   * @param {Partial<import("./training.js").Settings>} change
   */
  with(change, start = this.start, data = this.data) {
    const fits = outputsFor(data) === this.outputs; // else it starts from its seed
    const same = fits && start === this.start && !("width" in change);
    const turns = same ? this.turns.filter(([, what]) => !(what in change)) : [];
    const edits = same ? this.edits : [];
    return new Run({ ...this.settings, ...change }, fits ? start : null, edits, data, turns);
  }

  /**
   * A training that begins with these parameters as this one stands: its rates, what is frozen.
   * @param {ArrayLike<number>} start
   */
  anew(start) {
    const turns = this.frozen.map((i) => /** @type {Turn} */ ([0, "freeze", i]));
    return new Run({ ...this.settings, ...this.rates }, start, [], this.data, turns);
  }

  /**
   * The same training, with parameters changed here by hand; it goes on from there.
   * @param {[parameter: number, value: number][]} changes
   */
  edited(changes) {
    if (!this.steps) {
      const start = this.p.slice();
      for (const [i, value] of changes) start[i] = value;
      return this.anew(start);
    }
    const now = this.steps;
    const before = this.edits.filter(
      ([step, i]) => step < now || (step === now && !changes.some(([k]) => k === i)),
    );
    const edits = [...before, ...changes.map(([i, x]) => /** @type {Edit} */ ([now, i, x]))];
    return this.forked(edits, turned(this.settings, this.turns, now, []));
  }

  /**
   * The same training, with rates changed here, or parameters frozen; it goes on from there.
   * @param {[what: import("./turns.js").Turning, value: number][]} changes
   */
  turned(changes) {
    const edits = this.edits.filter(([step]) => step <= this.steps);
    return this.forked(edits, turned(this.settings, this.turns, this.steps, changes));
  }

  /**
   * The same training up to here, at this step, with what is changed from here on.
   * @param {Edit[]} edits
   * @param {Turn[]} turns
   */
  forked(edits, turns) {
    const now = this.steps;
    const other = new Run(this.settings, this.start, edits, this.data, turns);
    other.history = this.history.filter(({ epoch }) => !epoch || epoch * this.perEpoch < now);
    other.stride = this.stride;
    this.handOn(other);
    other.g.set(this.g);
    other.loss = this.loss;
    other.lost = this.lost;
    other.farthest = now;
    other.edit();
    other.turn();
    if (now % this.perEpoch === 0) other.keep();
    return other;
  }

  /** The same training at the same step, without its history. */
  ahead() {
    return this.handOn(new Training(this.settings, this.p, this.data));
  }

  /**
   * Brings a training of the same settings to this step.
   * @template {Training} T
   * @param {T} other
   */
  handOn(other) {
    other.p.set(this.p);
    other.optimizer.kept.set(this.optimizer.kept);
    Object.assign(other.optimizer, this.rates);
    other.frozen = this.frozen;
    other.random.state.set(this.random.state);
    other.order = this.order.slice();
    other.steps = this.steps;
    return other;
  }

  /** Makes the changes of this step. */
  edit() {
    for (const [step, i, value] of this.edits) if (step === this.steps) this.p[i] = value;
  }

  /** Makes what holds at this step hold. */
  turn() {
    const { rates, frozen } = holding(this.settings, this.turns, this.steps);
    this.rates = rates;
    this.frozen = frozen;
    Object.assign(this.optimizer, rates);
  }

  get epochs() {
    return Math.floor(this.steps / this.perEpoch);
  }

  keep() {
    const { p, optimizer, random, loss, history, epochs: epoch } = this;
    const known = history.at(-1)?.epoch ?? -1;
    if (epoch <= known) return;
    history.push({
      epoch,
      p: p.slice(),
      kept: optimizer.kept.slice(),
      random: random.state.slice(),
      loss,
    });
    if (history.length > KEPT) {
      this.stride *= 2;
      this.history = history.filter((entry) => entry.epoch % this.stride === 0);
    }
  }

  /** @param {State} state */
  load({ epoch, p, kept, random, loss }) {
    this.p.set(p);
    this.optimizer.kept.set(kept);
    this.random.state.set(random);
    this.steps = epoch * this.perEpoch;
    this.loss = loss;
    this.lost = 0;
    if (this.turns.length) this.turn();
  }

  /** One update. Says no where the numbers overflow; the run then stands before that epoch. */
  step() {
    const ended = this.update();
    if (this.edits.length) this.edit();
    if (this.turns.length) this.turn();
    if (ended && !this.stand()) return false;
    if (this.steps > this.farthest) this.farthest = this.steps;
    if (ended && this.epochs % this.stride === 0) this.keep();
    return true;
  }

  /** Whether all numbers are finite; mostly their sum tells, which is quicker. */
  finite() {
    let sum = this.lost;
    for (let i = 0; i < this.p.length; i++) sum += this.p[i];
    return Number.isFinite(sum) || [this.lost, ...this.p].every(Number.isFinite);
  }

  /** Stays where it is, if all numbers are finite; else goes back before the epoch, and says no. */
  stand() {
    if (this.overflow || this.finite()) return !this.overflow;
    const epoch = Math.ceil(this.steps / this.perEpoch);
    this.goTo((epoch - 1) * this.perEpoch);
    this.farthest = this.steps;
    this.overflow = epoch;
    return false;
  }

  /** @param {number} steps */
  goTo(steps) {
    for (const _ of this.way(steps));
  }

  /**
   * The way to a step, with rests on which a page can live on, or leave it.
   * @param {number} steps
   * @returns {Generator<void, void>}
   */
  *way(steps) {
    this.overflow = 0;
    // From a state before the step, so that its gradient is there, too; the first one always is.
    const nearest = /** @type {State} */ (
      this.history.findLast(({ epoch }) => !epoch || epoch * this.perEpoch < steps)
    );
    if (steps <= this.steps || nearest.epoch * this.perEpoch > this.steps) this.load(nearest);
    const turn = Math.ceil(TURN / this.settings.batch);
    while (this.steps < steps && !this.overflow) {
      for (let k = 0; k < turn && this.steps < steps && this.step(); k++);
      yield;
    }
    this.stand();
  }

  /** The states of the history up to now. */
  get past() {
    return this.history.filter(({ epoch }) => epoch * this.perEpoch <= this.steps);
  }

  /** The points that the last step used. */
  get samples() {
    const first = ((this.steps - 1) % this.perEpoch) * this.settings.batch;
    return this.steps ? this.order.slice(first, first + this.settings.batch) : [];
  }

  get logits() {
    return this.points.map(([x1, x2]) => this.logit(x1, x2));
  }

  /** The mean loss as it is now. */
  get cost() {
    return this.costAt(this);
  }

  /** At which points the network says their class. */
  get right() {
    return this.rightAt(this);
  }

  get score() {
    return this.right.filter(Boolean).length;
  }

  /**
   * At which points a unit is on.
   * @param {number} unit
   */
  on(unit) {
    return this.points.map(([x1, x2]) => this.sum(unit, x1, x2) > 0);
  }

  /** @param {number} unit */
  dead(unit) {
    return this.deaths.includes(unit);
  }

  /** The numbers of the dead units. */
  get deaths() {
    return deadAt(this.like(this.p), this.points); // which leaves alone what layers hold here
  }

  /**
   * The step since which a dead unit is dead, and whether every step since then was looked at: a
   * unit may come back if its weights decay or others stand before it, and a long way takes long.
   * @param {number} unit
   */
  deathOf(unit) {
    const { past, points, settings } = this;
    const last = past.findLastIndex(({ p }) => !deadAt(this.like(p), points).includes(unit));
    if (last < 0 && !settings.decay && unit < this.first.units) return { step: 0, sure: true };
    const { epoch } = past[Math.max(last, 0)];
    const way = this.steps - epoch * this.perEpoch;
    if (way * points.length * this.p.length > MOST_LOOKS) {
      const next = past[last + 1];
      return { step: next ? next.epoch * this.perEpoch : this.steps, sure: false };
    }
    const replay = this.with({});
    replay.load(past[Math.max(last, 0)]);
    let step = last < 0 ? 0 : replay.steps + 1;
    while (replay.steps < this.steps && replay.step()) {
      if (!replay.dead(unit)) step = replay.steps + 1;
    }
    return { step, sure: true };
  }

  /**
   * The bias with which the largest of a unit's pre-activations at the points is as given.
   * @param {number} unit
   * @param {number} largest
   */
  biasFor(unit, largest) {
    const { layer, k } = this.place(unit);
    const sums = this.points.map(([x1, x2]) => this.sum(unit, x1, x2));
    return this.p[layer.first + k] - Math.max(...sums) + largest;
  }
}
