// The instrument: network, map and why of one run, what the reader can do with it, and its state,
// which the address holds. Nothing plays by itself.

import { meant, OVERVIEW, readAddress, writeAddress } from "./address.js";
import { Bar } from "./bar.js";
import { CausesPanel } from "./causes_panel.js";
import { ComparePanel } from "./compare.js";
import { RECIPE } from "./constants.js";
import { button, html, write } from "./dom.js";
import { GraphView } from "./graph.js";
import { HiddenSpaceView } from "./hidden_space.js";
import { Lens, TAB_NAMES } from "./lens.js";
import { MapView, reading } from "./map.js";
import { StepPanel } from "./one_step.js";
import { Pointing } from "./pointing.js";
import { Question } from "./question.js";
import { Run } from "./run.js";
import { SeedsPanel } from "./seeds.js";
import { Controls } from "./settings.js";
import { SurfaceView } from "./surface.js";
import { TakeAwayPanel } from "./take_away.js";
import { Tape } from "./tape.js";
import { Tour } from "./tour.js";
import { death, WeightsPanel } from "./weights.js";
import { WhyPanel } from "./why.js";
import { list, number, plural } from "./words.js";

/** @typedef {import("./run.js").Edit} Edit */
/** @typedef {Partial<import("./training.js").Settings>} Settings */
/**
 * @typedef {object} Data of the page
 * @property {number} steps of the tutorial
 * @property {number[]} p its network
 * @property {string} state where the page opens
 * @property {string} [show] the parts that are there, if not all are
 */

const PARTS = ["bar", "net", "map", "history", "seeds"];
const LIMIT = 1000; // epochs to which a run goes on when it is started again
const LONGEST = 4e5; // steps that a new setting is taken to
const AT_ONCE = 12; // milliseconds that a way takes before the page shows it
const KEPT_RUNS = 12; // runs that undo and redo find as they were
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Instrument {
  /**
   * @param {Element} root
   * @param {Data} data
   */
  constructor(root, data) {
    this.root = root;
    this.data = data;
    this.run = new Run();
    /** @type {Run | null} */
    this.draft = null; // what a drag makes of the run
    /** @type {Map<string, Run>} */
    this.runs = new Map();
    this.playing = /** @type {unknown} */ (null);
    this.until = OVERVIEW.until;
    this.known = "";
    this.place = 0; // in the browser's history of this page
    this.places = 0;
    this.wins = 0;
    this.died = 0;
    this.wrongFirst = false; // to look where a run that is shown next fails
    const shown = new URLSearchParams(location.search).get("show") ?? data.show;
    this.parts = shown ? shown.split(",") : [...PARTS, ...TAB_NAMES.map(([id]) => id)];
    this.whole = !shown;
    this.seeded = this.parts.includes("seeds") || this.parts.includes("wall");
    this.pointing = new Pointing(root);
    this.pointing.changed = () => this.settle();
    this.pointing.lit = () => this.relit();
    this.status = html("p", { role: "status", class: "pg-status" });
    const { pointing } = this;
    /** @type {import("./map.js").Editing} */
    const may = {
      run: () => this.shown,
      try: (changes) => this.drag(changes),
      end: (kept, words) => this.drop(kept, words),
    };
    const say = (/** @type {string} */ text) => this.say(text);
    this.map = new MapView(pointing, may);
    this.graph = new GraphView(pointing, this.map, may, (i) => this.open(i));
    this.tape = new Tape((steps, over) => this.scrub(steps, over));
    this.controls = new Controls(
      (settings) => this.change(settings),
      (epochs) => {
        this.until = epochs;
        this.settle();
      },
      say,
    );
    this.seeds = new SeedsPanel(
      (seed, words) => this.takeSeed(seed, words),
      (settings) => this.change(settings),
    );
    this.causes = new CausesPanel((words, instead) => {
      if (instead === undefined || instead === this.status.textContent) this.say(words);
    });
    this.why = new WhyPanel(pointing, this.causes.element);
    this.step = new StepPanel(
      pointing,
      () => this.moveTo(this.run.steps + 1),
      (notes) => this.graph.note(this.run, notes),
    );
    this.surface = new SurfaceView();
    this.space = new HiddenSpaceView();
    this.compare = new ComparePanel(pointing, () => this.settle());
    this.weights = new WeightsPanel(
      (i, value, words) => this.edit(i, value, words),
      say,
      (k) => pointing.pin(k, true),
    );
    this.take = new TakeAwayPanel(
      this.map,
      () => location.href.split("#")[0] + this.address(),
      say,
    );
    /** @type {Record<string, import("./lens.js").Panel>} */
    const panels = {
      why: this.why,
      weights: this.weights,
      step: this.step,
      surface: this.surface,
      space: this.space,
      compare: this.compare,
      wall: {
        element: html(
          "div",
          { class: "pg-more-seeds" },
          html("p", {}, "A map of each seed; a line below it says that all four points are right."),
          this.seeds.wall,
          this.seeds.rateTable,
        ),
        draw: () => this.seeds.drawWall(),
      },
      take: this.take,
    };
    this.where = html("p", { class: "pg-where" });
    this.verdict = html("p", { class: "pg-verdict" });
    this.question = new Question({
      run: () => this.toggle(),
      tour: () => this.tour.go(0),
      fail: () => this.fail(),
    });
    this.readout = html("output", { class: "pg-readout" });
    this.tour = new Tour(root, () => this.say(""));
    this.bar = new Bar(this.controls, this.whole, {
      toggle: () => this.toggle(),
      rewind: () => this.moveTo(0, "Back at step 0, at the same weights."),
      back: () => this.moveTo(this.run.steps - 1),
      step: () => this.moveTo(this.run.steps + 1),
      epoch: () => this.moveTo((this.run.epochs + 1) * this.run.perEpoch),
      open: () => this.arrive(data.state),
      fail: () => this.fail(),
    });
    this.lens = new Lens(this.parts, panels, (tab) => this.look(tab));
    this.moving = this.parts.includes("net") ? [this.map, this.graph] : [this.map];
    this.page = html(
      "div",
      { class: `pg ${this.whole ? "pg-whole" : "pg-some"}` },
      ...this.makePage(),
    );
    root.append(this.page);
    /** @type {[number, number][] | undefined} */
    this.dragged = undefined;
    /** @type {Run | null} */
    this.sought = null; // a run that was looked for as it fails
    this.told = () => {}; // that the state is another
    this.listen();
  }

  /** @param {string} text */
  say(text) {
    write(this.status, text);
  }

  /** The run that is shown. */
  get shown() {
    return this.draft ?? this.run;
  }

  makePage() {
    const has = (/** @type {string} */ part) => this.parts.includes(part);
    const part = (
      /** @type {string} */ name,
      /** @type {string} */ title,
      /** @type {(Node | string)[]} */ ...children
    ) =>
      html("section", { "data-part": name, class: `pg-${name}`, "aria-label": title }, ...children);
    const zoom = (
      /** @type {string} */ sign,
      /** @type {string} */ name,
      /** @type {number} */ by,
    ) => button(sign, () => this.map.zoom(by), { "aria-label": name });
    reading(this.map, this.readout, "Point to read, click to ask why, drag a crease to move it.");
    const sections = [
      ...(has("bar") ? [part("bar", "Train and choose", ...this.bar.parts)] : []),
      part(
        "ask",
        "What is asked",
        this.question.words,
        this.question.next,
        this.status,
        this.tour.element,
      ),
      ...(has("net")
        ? [part("net", "Network", html("h3", {}, "Network"), this.graph.element)]
        : []),
      ...(has("map")
        ? [
            part(
              "map",
              "Map of the logit",
              html(
                "p",
                { class: "pg-row" },
                html("b", {}, "Map of the logit"),
                html(
                  "span",
                  { class: "pg-zoom" },
                  zoom("−", "See more", 1),
                  zoom("+", "See less", -1),
                ),
              ),
              this.map.element,
              this.readout,
            ),
          ]
        : []),
      ...(this.lens.tab ? [part("lens", "Look closer", ...this.lens.parts)] : []),
      ...(has("history")
        ? [
            part(
              "history",
              "History",
              html("div", {}, html("h3", {}, "History"), this.where, this.verdict),
              this.tape.element,
              this.tape.numbers,
            ),
          ]
        : []),
      ...(has("seeds") ? [part("seeds", "A thousand seeds", this.seeds.element)] : []),
    ];
    if (!has("history")) sections[0].append(this.where, this.verdict);
    return sections;
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

  /** The state as the part of an address after #. */
  address() {
    const { run, pointing, until } = this;
    const { settings, start, edits, steps } = run;
    const view = {
      tab: this.whole ? this.lens.tab : OVERVIEW.tab,
      point: pointing.point,
      probe: pointing.probe,
      unit: pointing.pinned,
      other: this.compare.name,
      until,
    };
    const first = start && Array.from(start);
    return writeAddress({ settings, start: first, edits, step: steps, ...view });
  }

  /**
   * Writes the state into the address: a change as a new place to come back to.
   * @param {boolean} anew
   */
  remember(anew) {
    const now = this.address();
    if (now === this.known && !anew) return;
    this.told();
    if (now === this.data.state && !location.hash && !anew) return;
    this.known = now;
    if (anew) {
      this.place++;
      this.places = this.place;
      history.pushState({ place: this.place }, "", now);
    } else history.replaceState({ place: this.place }, "", now);
  }

  /**
   * Goes to the state of an address.
   * @param {string} hash
   */
  arrive(hash, words = "", anew = true) {
    const state = readAddress(hash);
    const { pointing } = this;
    this.until = state.until;
    pointing.pinned = state.unit;
    pointing.point = state.point;
    pointing.probe = state.probe;
    this.compare.rival.value = state.other || "nothing";
    const named = this.whole || state.tab !== OVERVIEW.tab;
    this.lens.show(named ? state.tab : this.lens.tab);
    this.use(this.runOf(state.settings, state.start, state.edits), state.step, words, anew);
  }

  /**
   * A run that is still there, or a new one.
   * @param {typeof RECIPE} settings
   * @param {ArrayLike<number> | null} start
   * @param {Edit[]} edits
   */
  runOf(settings, start, edits) {
    const first = start && Array.from(start);
    const key = writeAddress({ settings, start: first, edits, step: 0 });
    return this.runs.get(key) ?? new Run(settings, start, edits);
  }

  /** @param {Run} run */
  keep(run) {
    const { settings, start, edits } = run;
    const first = start && Array.from(start);
    const key = writeAddress({ settings, start: first, edits, step: 0 });
    this.runs.delete(key);
    this.runs.set(key, run);
    const [oldest] = this.runs.keys();
    if (this.runs.size > KEPT_RUNS) this.runs.delete(oldest);
  }

  // Changing

  /**
   * Shows another run, at a step.
   * @param {Run} run
   * @param {number} steps
   * @param {string} words
   */
  use(run, steps, words, anew = true) {
    this.stop();
    this.draft = null;
    this.run = run;
    this.keep(run);
    if (this.pointing.pinned >= run.width) this.pointing.pinned = -1;
    this.controls.tell(run, this.until);
    this.say(""); // what was said of another run
    this.travel(steps, () => {
      const wrong = this.run.right.indexOf(false);
      if (this.wrongFirst && wrong >= 0) this.pointing.point = wrong; // look where it fails
      this.wrongFirst = false;
      this.remember(anew);
      this.settle();
      if (words && !this.causes.run) this.say(words); // why it fails says more
    });
  }

  /** @param {Settings} settings */
  change(settings) {
    const { run } = this;
    const keep = !["width", "seed", "init"].some((key) => key in settings);
    const next = keep ? run.with(settings) : run.with(settings, null);
    this.use(next, Math.min(run.steps, LONGEST), "");
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
   * @param {number} i
   * @param {number} value
   * @param {string} words
   */
  edit(i, value, words) {
    this.stop();
    this.became([[i, value]], words);
  }

  /**
   * @param {[number, number][]} changes
   * @param {string} words
   */
  became(changes, words) {
    const { run } = this;
    const next = this.weights.anew.checked
      ? run.with({}, changed(run, changes))
      : run.edited(changes);
    this.use(
      next,
      this.weights.anew.checked ? 0 : run.steps,
      `${words} Training goes on from here.`,
    );
  }

  /**
   * A drag shows its change live, and makes it at its end.
   * @param {[number, number][]} changes
   */
  drag(changes) {
    this.stop();
    this.draft = this.run.edited(changes);
    this.dragged = changes;
    this.redraw();
  }

  /**
   * @param {boolean} kept
   * @param {string} words
   */
  drop(kept, words) {
    const { dragged } = this;
    this.draft = null;
    this.dragged = undefined;
    if (kept && dragged) this.became(dragged, words);
    else {
      this.settle();
      this.say("It is as it was.");
    }
  }

  // Training

  /**
   * Goes to a step; the page lives on, and whatever else is asked for ends it.
   * @param {number} steps
   * @param {() => void} arrived
   */
  travel(steps, arrived) {
    const way = this.run.way(Math.max(0, steps));
    const trip = {};
    let told = false;
    this.playing = trip;
    const on = () => {
      if (this.playing !== trip) return 0;
      for (const end = performance.now() + AT_ONCE; performance.now() < end; ) {
        if (way.next().done) {
          this.stop();
          if (told) this.say("");
          return arrived();
        }
      }
      this.bar.offer("Stop");
      this.redraw(true);
      this.say(`On the way to step ${steps}.`);
      told = true;
      return setTimeout(on);
    };
    on();
  }

  /**
   * @param {number} steps
   * @param {string} [words]
   */
  moveTo(steps, words) {
    this.stop();
    this.travel(steps, () => {
      this.settle();
      if (!this.run.overflow) this.say(words ?? this.where.textContent ?? "");
    });
  }

  /**
   * @param {number} steps
   * @param {boolean} over
   */
  scrub(steps, over) {
    this.stop();
    this.run.goTo(steps);
    if (over) this.moveTo(steps);
    else this.redraw(true);
  }

  stop() {
    this.playing = null;
    this.bar.offer(calm.matches ? "Run 50 epochs" : "Run");
  }

  /** @param {string} [words] */
  halt(words) {
    this.stop();
    this.settle();
    if (words && !this.run.overflow) this.say(words);
  }

  toggle() {
    const { run } = this;
    if (this.playing) return this.halt(`Paused at step ${run.steps}.`);
    if (calm.matches) return this.moveTo(run.steps + 50 * run.perEpoch);
    const { epochs } = run;
    const goal = epochs < this.until ? this.until : epochs < LIMIT ? LIMIT : Infinity;
    const trip = {};
    this.playing = trip;
    this.bar.offer("Pause");
    this.say("Training runs.");
    this.wins = run.score;
    this.died = run.deaths.length;
    let [last, owed] = [performance.now(), 0];
    const frame = (/** @type {number} */ time) => {
      if (this.playing !== trip) return;
      const [pace, size] = this.bar.pace(run);
      owed = Math.min(owed + ((time - last) / 1000) * pace, pace / 20 + 1);
      last = time;
      const moves = Math.floor(owed);
      owed -= moves;
      const begun = Math.floor(run.steps / size) * size;
      const target = Math.min(begun + moves * size, goal * run.perEpoch);
      let fine = true;
      for (
        const end = performance.now() + 6;
        fine && run.steps < target && performance.now() < end;
      ) {
        for (let k = 0; k < 500 && fine && run.steps < target; k++) fine = run.step();
      }
      if (!fine || !run.stand()) return this.halt();
      if (run.steps >= goal * run.perEpoch) {
        this.halt();
        return run.score < 4 ? undefined : this.say(this.where.textContent ?? "");
      }
      this.redraw(true);
      this.tellEvents();
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return this.ask();
  }

  /** What happens while it runs, once. */
  tellEvents() {
    const { run } = this;
    const { score, deaths } = run;
    if (score !== this.wins) this.ask();
    if (score === 4 && this.wins < 4) this.say(`All four points are right at step ${run.steps}.`);
    if (deaths.length > this.died) {
      const words = deaths.map((k) => `unit ${k + 1} is ${death(run, k)}`);
      this.say(`Now ${list(words)}.`);
    }
    this.wins = score;
    this.died = deaths.length;
  }

  /** Looks for a seed that fails at this step, one after the other. */
  fail() {
    const { run } = this;
    const steps = Math.min(run.steps || this.until * run.perEpoch, 4000);
    this.stop();
    this.say("Looking for a seed that fails.");
    let seed = BigInt(run.settings.seed);
    const last = seed + 1000n;
    const search = () => {
      if (this.playing !== search) return;
      for (const end = performance.now() + 8; performance.now() < end; ) {
        if (seed === last || seed + 1n >= 1n << 128n) {
          this.stop();
          return this.say(`No later seed up to ${seed} fails at step ${steps}.`);
        }
        seed += 1n;
        const one = run.with({ seed: String(seed) }, null);
        one.goTo(steps);
        if (!one.overflow && one.score === 4) continue;
        this.wrongFirst = true;
        this.sought = one;
        return this.use(one, steps, "");
      }
      this.bar.offer("Stop");
      setTimeout(search);
    };
    this.playing = search;
    search();
  }

  // Drawing

  /** @param {boolean} moving */
  redraw(moving = false) {
    const run = this.shown;
    const live = moving || this.draft !== null;
    if (this.lens.tab !== "step") this.graph.notes = null;
    if (!this.draft) this.compare.follow(run);
    for (const view of this.moving) view.draw(run, live);
    this.lens.panel?.draw?.(run, live);
    this.tape.draw(this.run, this.compare.other);
    this.count();
  }

  /** At rest: everything, and the words. */
  settle() {
    if (this.playing) return;
    const run = this.shown;
    this.redraw();
    for (const view of this.moving) view.tell(run);
    this.tape.ghosts = [...this.runs.values()].filter(
      (one) => one !== this.run && one.farthest > 4,
    );
    this.tape.ghosts = this.tape.ghosts.slice(-4);
    this.tape.until = this.until;
    this.tape.draw(this.run, this.compare.other);
    this.tape.tell(this.run);
    this.weights.tell(run, this.pointing.pinned < 0 ? this.weights.unit : this.pointing.pinned);
    this.lens.panel?.tell?.(run);
    if (this.seeded) setTimeout(() => this.seeds.ask(this.run.settings, this.until));
    this.pointing.light();
    this.remember(false);
    this.bar.undo.disabled = !this.place;
    this.bar.redo.disabled = this.place >= this.places;
    this.ask();
    this.explain();
  }

  /** A unit is pointed at. */
  relit() {
    if (this.playing || this.draft) return;
    if (this.lens.tab === "step") this.step.draw(this.run);
  }

  count() {
    const run = this.shown;
    const { deaths } = run;
    const loss = Number.isNaN(run.loss) ? "" : `, ${number(run.loss)} during epoch ${run.epochs}`;
    const dead = run.hidden === "relu" ? ` ${plural(deaths.length, "dead unit")}.` : "";
    write(
      this.where,
      `Step ${run.steps}, epoch ${run.epochs}. Mean loss ${number(run.cost)} now${loss}. ` +
        `${run.score} of 4 points right.${dead}`,
    );
    this.bar.draw(run);
    this.verify(run);
  }

  /**
   * Whether the digits are those of the tutorial.
   * @param {Run} run
   */
  verify(run) {
    const { steps, p } = this.data;
    const plain = Object.entries(RECIPE).every(
      ([key, value]) => run.settings[/** @type {keyof typeof RECIPE} */ (key)] === value,
    );
    const there = plain && run.steps === steps && !run.start && !run.edits.length;
    this.verdict.style.visibility = there ? "visible" : "hidden";
    if (!there) return;
    const same = run.p.every((x, i) => x === p[i]);
    const proud =
      `Trained here, in your browser, from seed ${RECIPE.seed} alone: ` +
      `all ${p.length} weights and biases are those of the tutorial, to the last bit.`;
    write(this.verdict, same ? proud : "This browser computes other digits than the tutorial has.");
  }

  // What is asked, and why

  ask() {
    this.question.tell(this.run, this.playing !== null, this.until, this.whole);
  }

  /** Where a run fails: the facts, and what came of others like it. */
  explain() {
    const { run } = this;
    const late = run.epochs >= this.until || run === this.sought;
    const fails = run.overflow > 0 || (run.score < 4 && late && run.steps > 0);
    if (this.draft || !fails || !this.whole) return this.causes.forget();
    return this.causes.explain(run, this.map.span, () => !this.playing);
  }

  // Keys, and the browser's way back

  listen() {
    addEventListener("keydown", (event) => this.key(event));
    const open = () => {
      const { hash } = location;
      if (this.known && hash && !meant(hash)) return; // a link within the page is no state
      const place = history.state?.place;
      if (typeof place === "number") this.place = place;
      else {
        if (this.known) this.place++; // an address that somebody typed, or followed
        this.places = this.place;
        history.replaceState({ place: this.place }, "");
      }
      this.places = Math.max(this.places, this.place);
      if (this.known && (hash || this.data.state) === this.known) return;
      this.known = hash || this.data.state;
      try {
        this.arrive(meant(hash) ? hash : this.data.state, "", false);
      } catch (error) {
        this.arrive(this.data.state, /** @type {Error} */ (error).message, false);
      }
    };
    addEventListener("popstate", open);
    addEventListener("hashchange", open);
    open();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const at = /** @type {Element} */ (event.target);
    const writing = at.matches("input:not([type='checkbox'], [type='range']), textarea, select");
    if (writing || event.defaultPrevented || event.altKey) return;
    const inside = this.whole
      ? at === document.body || this.root.contains(at)
      : this.root.contains(at);
    if (!inside) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "z") return;
      event.preventDefault();
      if (event.shiftKey && this.place < this.places) history.forward();
      else if (!event.shiftKey && this.place) history.back();
      return;
    }
    const { run } = this;
    const by = event.shiftKey ? run.perEpoch : 1;
    const steps = { ArrowRight: run.steps + by, ArrowLeft: run.steps - by, Home: 0 }[event.key];
    if (event.key === "Escape") {
      this.pointing.probe = null;
      this.pointing.pin(-1, true);
    } else if (
      at.matches("button, summary, a, input, [role='tabpanel'], [tabindex]") &&
      at !== document.body
    ) {
      return;
    } else if (steps !== undefined) this.moveTo(Math.max(0, steps));
    else if (event.key === " ") this.toggle();
    else if (/^[1-4]$/.test(event.key)) this.pointing.choose(Number(event.key) - 1);
    else return;
    event.preventDefault();
  }
}

/**
 * The parameters of a run with changes.
 * @param {Run} run
 * @param {[number, number][]} changes
 */
function changed(run, changes) {
  const p = run.p.slice();
  for (const [i, value] of changes) p[i] = value;
  return p;
}
