// The instrument: network, map and why of one run, what the reader can do with it, and its state,
// which the address holds. Nothing plays by itself.

import { readAddress, writeAddress } from "./address.js";
import { Bar } from "./bar.js";
import { CausesPanel } from "./causes_panel.js";
import { ComparePanel } from "./compare.js";
import { html, write } from "./dom.js";
import { Facts } from "./facts.js";
import { Folds } from "./folds.js";
import { GraphView } from "./graph.js";
import { Hand } from "./hand.js";
import { HiddenSpaceView } from "./hidden_space.js";
import { press } from "./keys.js";
import { LayerControls } from "./layer_controls.js";
import { ALL_PARTS, layout } from "./layout.js";
import { Lens } from "./lens.js";
import { MapView, reading } from "./map.js";
import { EditBar } from "./map_edit.js";
import { StepPanel } from "./one_step.js";
import { PairChoice } from "./pair_choice.js";
import { Places } from "./places.js";
import { Player } from "./player.js";
import { Pointing } from "./pointing.js";
import { LONGEST, PointsHand } from "./points_hand.js";
import { PointsPanel } from "./points_panel.js";
import { Question } from "./question.js";
import { Run } from "./run.js";
import { SeedsPanel } from "./seeds.js";
import { Controls } from "./settings.js";
import { SPANS } from "./spans.js";
import { SurfaceView } from "./surface.js";
import { SweepPanel } from "./sweep_panel.js";
import { TakeAwayPanel } from "./take_away.js";
import { Takes } from "./takes.js";
import { Tape } from "./tape.js";
import { Tour } from "./tour.js";
import { OVERVIEW } from "./views.js";
import { WeightsPanel } from "./weights.js";
import { WhyPanel } from "./why.js";

/** @typedef {Partial<import("./training.js").Settings>} Settings */
/**
 * @typedef {object} Data of the page
 * @property {number} steps of the tutorial
 * @property {number[]} p its network
 * @property {string} state where the page opens
 * @property {string} [show] the parts that are there, if not all are
 */

export class Instrument {
  /**
   * @param {Element} root
   * @param {Data} data
   */
  constructor(root, data) {
    this.root = root;
    this.data = data;
    this.run = new Run();
    this.until = OVERVIEW.until;
    /** @type {Run | null} */
    this.sought = null; // a run that was looked for as it fails
    this.wrongFirst = false; // to look where a run that is shown next fails
    this.told = () => {}; // that the state is another
    this.takes = new Takes();
    this.hand = new Hand(this);
    this.pointsHand = new PointsHand(this);
    this.player = new Player(this);
    this.places = new Places(data.state, (state, words) => this.arrive(state, words, false));
    const asked = new URLSearchParams(location.search).get("show");
    const shown = asked ?? data.show;
    this.parts = shown ? shown.split(",") : ALL_PARTS;
    this.whole = !shown;
    this.alone = this.whole || asked !== null; // on the page, whose keys it may take
    this.seeded = this.parts.includes("seeds") || this.parts.includes("wall");
    this.pointing = new Pointing(root);
    this.pointing.changed = () => this.settle();
    this.pointing.lit = () => this.relit();
    this.status = html("p", { role: "status", class: "pg-status" });
    const { pointing, hand, player } = this;
    const say = (/** @type {string} */ text) => this.say(text);
    this.map = new MapView(pointing, hand);
    this.map.points.listen(this.pointsHand);
    this.pair = new PairChoice(root, () => this.settle());
    this.edit = new EditBar(this.map, this.pointsHand, () => this.settle(), say);
    this.edit.mode.hidden = !this.parts.includes("points");
    this.layers = new LayerControls((settings) => this.change(settings));
    this.graph = new GraphView(pointing, this.map, hand, (i) => this.open(i), this.layers);
    this.tape = new Tape((steps, over) => player.scrub(steps, over));
    this.controls = new Controls(
      (settings) => this.change(settings),
      (epochs) => this.judge(epochs),
      say,
    );
    this.seeds = new SeedsPanel(
      (seed, words) => this.takeSeed(seed, words),
      (settings) => this.change(settings),
    );
    this.sweep = new SweepPanel(
      () => this.until,
      ({ until, ...settings }) => (until ? this.judge(until) : this.change(settings)),
      say,
    );
    this.causes = new CausesPanel((words, instead) => {
      if (instead === undefined || instead === this.status.textContent) this.say(words);
    });
    this.why = new WhyPanel(pointing, this.causes.element);
    this.step = new StepPanel(
      pointing,
      () => player.moveTo(this.run.steps + 1),
      (notes) => this.graph.note(this.run, notes),
    );
    this.surface = new SurfaceView({ eye: OVERVIEW.eye, ...SPANS[1] });
    this.space = new HiddenSpaceView();
    this.compare = new ComparePanel(pointing, () => this.settle());
    this.weights = new WeightsPanel(
      (i, value, words) => hand.change([[i, value]], words),
      say,
      (k) => pointing.pin(k, true),
      (i, frozen, words) => {
        this.use(this.run.turned([[frozen ? "freeze" : "free", i]]), this.run.steps, words);
      },
    );
    this.take = new TakeAwayPanel(
      this.map,
      () => location.href.split("#")[0] + this.address(),
      say,
      (settings, start, words) => this.use(this.run.with(settings, start), 0, words),
    );
    /** @type {Record<string, import("./lens.js").Panel>} */
    const panels = {
      why: this.why,
      weights: this.weights,
      step: this.step,
      surface: this.surface,
      space: this.space,
      compare: this.compare,
      wall: this.seeds.more,
      sweep: this.sweep,
      points: new PointsPanel(this.pointsHand, say),
      take: this.take,
    };
    this.facts = new Facts(data.steps, data.p);
    const calls = {
      run: () => player.toggle(),
      tour: () => this.tour.go(0),
      fail: () => player.fail(),
      rewind: () => player.moveTo(0, "Back at step 0, at the same weights."),
      back: () => player.moveTo(this.run.steps - 1),
      step: () => player.moveTo(this.run.steps + 1),
      epoch: () => player.moveTo((this.run.epochs + 1) * this.run.perEpoch),
      open: () => this.reopen(),
      undo: () => this.places.back(),
      redo: () => this.places.forward(),
    };
    this.question = new Question(calls);
    this.readout = html("output", { class: "pg-readout" });
    this.edit.another = reading(this.map, this.readout, () => this.edit.hint);
    this.tour = new Tour(root, () => this.say(""));
    this.bar = new Bar(this.controls, this.whole, calls);
    this.lens = new Lens(this.parts, panels, (tab) => this.look(tab));
    this.moving = this.parts.includes("net") ? [this.map, this.graph] : [this.map];
    this.page = layout(this);
    root.append(this.page);
    const { lens, map, bar, weights, step, surface, space, compare, seeds } = this;
    this.views = [
      pointing,
      lens,
      map,
      this.edit,
      this.pair,
      bar,
      weights,
      step,
      surface,
      space,
      compare,
      seeds,
      this.sweep,
      this.controls.rates,
    ];
    this.folds = new Folds(this.page);
    this.state = ""; // of the run that was told last
    addEventListener("keydown", (event) => press(this, event));
    for (const kind of ["click", "change", "keyup", "pointerup", "toggle"]) {
      root.addEventListener(kind, () => this.remember(false), kind === "toggle");
    }
    this.takes.waiting = history.state?.takes ?? [];
    this.places.open();
    this.takes.restore(() => this.settle());
  }

  /** @param {string} text */
  say(text) {
    write(this.status, text);
  }

  /** @param {string} tab */
  look(tab) {
    this.lens.show(tab);
    this.settle();
  }

  /**
   * Opens the field of a parameter.
   * @param {number} i
   */
  open(i) {
    this.look("weights");
    this.weights.focus(i);
  }

  // The address

  /** The run and its step, without how they are looked at. */
  get standing() {
    const { settings, start, edits, data, turns, steps, overflow, perEpoch } = this.run;
    const step = overflow ? overflow * perEpoch : steps; // from which it overflows again
    return { settings, start: start && Array.from(start), edits, data, turns, step };
  }

  /** The state as the part of an address after #. */
  address() {
    const { run, until, sought, views, folds, standing } = this;
    const far = run.farthest > standing.step ? run.farthest : 0;
    const own = { until, far, sought: run === sought };
    const all = [...views, folds].map(({ view }) => view);
    return writeAddress(Object.assign(standing, own, ...all));
  }

  /** @param {boolean} anew whether it is a change, to come back to */
  remember(anew) {
    if (this.player.playing || this.hand.draft) return;
    this.places.write(this.address(), anew, this.takes.left(this.run));
    const state = writeAddress(this.standing);
    if (state === this.state) return;
    this.state = state;
    this.told();
  }

  /**
   * Goes to the state of an address.
   * @param {string} hash
   */
  arrive(hash, words = "", anew = true) {
    const state = readAddress(hash);
    const run = this.takes.find(state);
    this.until = state.until;
    if (state.sought) this.sought = run;
    for (const one of this.views) one.view = state;
    this.folds.view = state;
    this.use(run, state.step, words, anew, state.far);
  }

  /** Goes to the network with which the page opens, and looks at it as at the one before. */
  reopen() {
    const state = readAddress(this.data.state);
    this.use(this.takes.find(state), state.step, "");
  }

  // Changing

  /**
   * Shows another run, at a step.
   * @param {Run} run
   * @param {number} steps
   * @param {string} words
   * @param {boolean} [anew] whether it is a change, to come back to
   * @param {number} [far] the step that its history reaches
   */
  use(run, steps, words, anew = true, far = 0) {
    this.player.stop();
    this.hand.draft = null;
    this.run = run;
    this.takes.keep(run);
    if (this.pointing.pinned >= run.units) this.pointing.pinned = -1;
    this.pointing.points = run.points;
    this.pointing.point = Math.min(this.pointing.point, run.points.length - 1);
    this.controls.tell(run, this.until);
    this.say(""); // what was said of another run
    this.player.travel(
      steps,
      () => {
        const wrong = this.run.right.indexOf(false);
        if (this.wrongFirst && wrong >= 0) this.pointing.point = wrong; // look where it fails
        this.wrongFirst = false;
        this.remember(anew);
        this.settle();
        if (words && !this.causes.run) this.say(words); // why it fails says more
      },
      far,
    );
  }

  /** @param {Settings} settings */
  change(settings) {
    const { run } = this;
    const turning = this.controls.rates.turning(run, settings);
    if (turning.length) {
      this.use(run.turned(turning), run.steps, "Training goes on from here.");
      return;
    }
    const keep = !["width", "seed", "init"].some((key) => key in settings);
    const next = keep ? run.with(settings) : run.with(settings, null);
    this.use(next, Math.min(run.steps, LONGEST), "");
  }

  /** @param {number} until the epoch at which seeds are judged */
  judge(until) {
    this.until = until;
    this.controls.tell(this.run, until);
    this.settle();
  }

  /**
   * A seed as it stands at the epoch at which seeds are judged.
   * @param {string} seed
   * @param {string} words
   */
  takeSeed(seed, words) {
    const { run } = this;
    const next = run.with({ seed }, null);
    this.wrongFirst = true;
    this.use(next, Math.max(run.steps, this.until * next.perEpoch), words);
  }

  /**
   * A run that was looked for, as it fails.
   * @param {Run} run
   * @param {number} steps
   */
  fails(run, steps) {
    this.wrongFirst = true;
    this.sought = run;
    this.use(run, steps, "");
  }

  // Drawing

  /** @param {boolean} moving */
  redraw(moving = false) {
    const run = this.hand.run();
    const live = moving || this.hand.draft !== null;
    this.pointing.points = run.points;
    this.pair.use(run);
    if (this.lens.tab !== "step") this.graph.notes = null;
    if (!this.hand.draft) this.compare.follow(run);
    if (this.compare.other) this.compare.other.pair = run.pair;
    for (const view of this.moving) view.draw(run, live);
    this.lens.panel?.draw?.(run, live);
    this.tape.draw(this.run, this.compare.other);
    this.facts.draw(run);
    this.bar.draw(run);
  }

  /** At rest: everything, and the words. */
  settle() {
    if (this.player.playing) return;
    const run = this.hand.run();
    this.redraw();
    for (const view of this.moving) view.tell(run);
    this.tape.ghosts = this.takes.besides(this.run);
    this.tape.until = this.until;
    this.tape.draw(this.run, this.compare.other);
    this.tape.tell(this.run);
    this.weights.tell(run, this.pointing.pinned);
    this.controls.tellRates(run);
    this.edit.tell();
    this.lens.panel?.tell?.(run);
    if (this.seeded) setTimeout(() => this.seeds.ask(run.settings, this.until, run.data));
    this.pointing.light();
    this.remember(false);
    this.bar.undo.disabled = this.places.first;
    this.bar.redo.disabled = this.places.last;
    this.ask();
    this.explain();
  }

  /** A unit is pointed at. */
  relit() {
    if (this.player.playing || this.hand.draft) return;
    if (this.lens.tab === "step") this.step.draw(this.run);
  }

  // What is asked, and why

  ask() {
    this.question.tell(this.run, this.player.playing !== null, this.until, this.whole);
  }

  /** Where a run fails: the facts, and what came of others like it. */
  explain() {
    const { run } = this;
    const late = run.epochs >= this.until || run === this.sought;
    const fails = run.overflow > 0 || (run.score < run.need && late && run.steps > 0);
    if (this.hand.draft || !fails || !this.whole) return this.causes.forget();
    return this.causes.explain(run, this.map.span, () => !this.player.playing);
  }
}
