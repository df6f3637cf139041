// Changes by hand: a number at once; a drag live, and as one change when it ends.

/** @typedef {import("./run.js").Run} Run */
/** @typedef {[parameter: number, value: number][]} Changes */
/**
 * @typedef {object} Page
 * @property {Run} run
 * @property {import("./weights.js").WeightsPanel} weights which knows where training goes on
 * @property {import("./player.js").Player} player
 * @property {(run: Run, steps: number, words: string) => void} use
 * @property {() => void} redraw
 * @property {() => void} settle
 * @property {(words: string) => void} say
 */

export class Hand {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    /** @type {Run | null} */
    this.draft = null; // what a drag makes of the run
    /** @type {Changes} */
    this.changes = [];
  }

  /** The run that is shown. */
  run() {
    return this.draft ?? this.page.run;
  }

  /** @param {Changes} changes by a drag that goes on */
  try(changes) {
    this.page.player.stop();
    this.draft = this.page.run.edited(changes);
    this.changes = changes;
    this.page.redraw();
  }

  /**
   * @param {boolean} kept
   * @param {string} words
   */
  end(kept, words) {
    const { draft, changes } = this;
    this.draft = null;
    if (kept && draft) return this.change(changes, words);
    this.page.settle();
    return this.page.say("It is as it was.");
  }

  /**
   * @param {Changes} changes
   * @param {string} words
   */
  change(changes, words) {
    const { run, weights, player } = this.page;
    const told = `${words} Training goes on from here.`;
    player.stop();
    if (!weights.anew.checked) return this.page.use(run.edited(changes), run.steps, told);
    const start = run.p.slice();
    for (const [i, value] of changes) start[i] = value;
    return this.page.use(run.anew(start), 0, told);
  }
}
