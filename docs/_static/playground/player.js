// The player: takes a run to a step, on at a speed, or to a seed that fails. The page lives on
// meanwhile, and whatever else is asked for ends it.

import { unitName } from "./names.js";
import { death } from "./weights.js";
import { everyPoint, list } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/**
 * @typedef {object} Stage what is played, and those who see it
 * @property {Run} run
 * @property {number} until the epoch at which runs are judged
 * @property {import("./bar.js").Bar} bar
 * @property {import("./facts.js").Facts} facts
 * @property {(words: string) => void} say
 * @property {(moving: boolean) => void} redraw
 * @property {() => void} settle
 * @property {() => void} ask
 * @property {(run: Run, steps: number) => void} fails a run that was looked for
 */

const LIMIT = 1000; // epochs to which a run goes on when it is started again
const AT_ONCE = 10; // milliseconds of work before the page shows it
const LATEST = 4000; // steps at which a seed that fails is looked for
const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Player {
  /** @param {Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.playing = /** @type {unknown} */ (null);
    this.wins = 0;
    this.died = 0;
  }

  stop() {
    this.playing = null;
    this.stage.bar.offer(calm.matches ? "Run 50 epochs" : "Run");
  }

  /** @param {string} [words] */
  halt(words) {
    this.stop();
    this.stage.settle();
    if (words && !this.stage.run.overflow) this.stage.say(words);
  }

  /**
   * Works at something in slices.
   * @template T
   * @param {Generator<void, T>} work
   * @param {() => void} rest what the page does between them
   * @param {(found: T) => void} done
   */
  work(work, rest, done) {
    this.playing = work;
    const on = () => {
      if (this.playing !== work) return;
      for (const end = performance.now() + AT_ONCE; performance.now() < end; ) {
        const { done: over, value } = work.next();
        if (!over) continue;
        this.stop();
        done(/** @type {T} */ (value));
        return;
      }
      this.stage.bar.offer("Stop");
      rest();
      setTimeout(on);
    };
    on();
  }

  /**
   * Goes to a step, by way of the farthest of the history.
   * @param {number} steps
   * @param {() => void} arrived
   */
  travel(steps, arrived, far = 0) {
    const { stage } = this;
    const { run } = stage;
    let told = false;
    const rest = () => {
      if (!calm.matches) stage.redraw(true);
      stage.say(`On the way to step ${steps}.`);
      told = true;
    };
    this.work(via(run, far, Math.max(0, steps)), rest, () => {
      if (told) stage.say("");
      arrived();
    });
  }

  /**
   * Goes to a step and rests there.
   * @param {number} steps
   * @param {string} [words]
   */
  moveTo(steps, words) {
    const { stage } = this;
    this.stop();
    this.travel(steps, () => {
      stage.settle();
      if (!stage.run.overflow) stage.say(words ?? stage.facts.words);
    });
  }

  /**
   * @param {number} steps
   * @param {boolean} over whether the pointer has let go
   */
  scrub(steps, over) {
    this.stop();
    this.stage.run.goTo(steps);
    if (over) this.moveTo(steps);
    else this.stage.redraw(true);
  }

  toggle() {
    const { stage } = this;
    const { run } = stage;
    if (this.playing) return this.halt(`Paused at step ${run.steps}.`);
    const stopping = stage.bar.stopping.checked;
    if (calm.matches) return this.leap(run.steps + 50 * run.perEpoch, stopping);
    const { epochs } = run;
    const goal = epochs < stage.until ? stage.until : epochs < LIMIT ? LIMIT : Infinity;
    const trip = {};
    this.playing = trip;
    stage.bar.offer("Pause");
    stage.say("Training runs.");
    this.wins = run.score;
    this.died = run.deaths.length;
    let [last, owed] = [performance.now(), 0];
    const frame = (/** @type {number} */ time) => {
      if (this.playing !== trip) return;
      const [pace, size] = stage.bar.pace(run);
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
        for (let k = 0; k < 500 && fine && run.steps < target; k++) {
          fine = run.step();
          if (stopping && isSolved(run)) return this.halt(solvedWords(run));
        }
      }
      if (!fine || !run.stand()) return this.halt();
      if (run.steps >= goal * run.perEpoch) {
        this.halt();
        return run.score < run.need ? undefined : stage.say(stage.facts.words);
      }
      stage.redraw(true);
      this.tellEvents();
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return stage.ask();
  }

  /**
   * Goes on without showing the way, if wanted only until all points are right.
   * @param {number} steps
   * @param {boolean} stopping
   */
  leap(steps, stopping) {
    const { stage } = this;
    if (!stopping) return this.moveTo(steps);
    const rest = () => stage.say("Training runs.");
    return this.work(untilSolved(stage.run, steps), rest, () => {
      stage.settle();
      if (!stage.run.overflow)
        stage.say(isSolved(stage.run) ? solvedWords(stage.run) : stage.facts.words);
    });
  }

  /** What happens while it runs, once. */
  tellEvents() {
    const { stage } = this;
    const { run } = stage;
    const { score, deaths } = run;
    if (score !== this.wins) stage.ask();
    const n = run.points.length;
    if (score === n && this.wins < n) stage.say(`${everyPoint(n)} right at step ${run.steps}.`);
    if (deaths.length > this.died) {
      const words = deaths.map((k) => `${unitName(run, k)} is ${death(run, k)}`);
      stage.say(`Now ${list(words)}.`);
    }
    this.wins = score;
    this.died = deaths.length;
  }

  /** Looks for a seed that fails at this step, one after the other. */
  fail() {
    const { stage } = this;
    const { run, until } = stage;
    const judged = until * run.perEpoch;
    const steps = Math.min(run.steps || judged, Math.max(judged, LATEST));
    this.stop();
    stage.say("Looking for a seed that fails.");
    this.work(
      failing(run, steps),
      () => {},
      ({ one, last }) => {
        if (one) stage.fails(one, steps);
        else stage.say(`No later seed up to ${last} fails at step ${steps}.`);
      },
    );
  }
}

/**
 * @param {Run} run
 * @param {number} far
 * @param {number} steps
 */
function* via(run, far, steps) {
  if (far > Math.max(run.farthest, steps)) yield* run.way(far);
  yield* run.way(steps);
}

/**
 * Whether an epoch has just ended, and all points are right.
 * @param {Run} run
 */
const isSolved = (run) => run.steps % run.perEpoch === 0 && run.right.every(Boolean);

/** @param {Run} run */
const solvedWords = ({ epochs, points }) =>
  `${everyPoint(points.length)} right at the end of epoch ${epochs}: stopped.`;

/**
 * @param {Run} run
 * @param {number} steps
 */
function* untilSolved(run, steps) {
  do yield* run.way(Math.min(steps, (run.epochs + 1) * run.perEpoch));
  while (run.steps < steps && !run.overflow && !isSolved(run));
}

/**
 * The first of the next thousand seeds that fails at a step, and the last that was tried.
 * @param {Run} run
 * @param {number} steps
 * @returns {Generator<void, { one: Run | null, last: bigint }>}
 */
function* failing(run, steps) {
  let last = BigInt(run.settings.seed);
  const end = last + 1000n;
  while (last < end && last + 1n < 1n << 128n) {
    last += 1n;
    const one = run.with({ seed: String(last) }, null);
    one.goTo(steps);
    if (one.overflow || one.score < one.need) return { one, last };
    yield;
  }
  return { one: null, last };
}
