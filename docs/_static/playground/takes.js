// The takes: runs as they were left, which undo and redo find again and the history draws as thin
// lines.

import { readAddress, writeAddress } from "./address.js";
import { Run } from "./run.js";

const KEPT_RUNS = 12;
const DRAWN = 4;

/** @typedef {Pick<import("./address.js").State, "settings" | "edits" | "data" | "turns">} Way */
/** @typedef {Way & { start: ArrayLike<number> | null }} Beginning */

/** @param {Beginning} run */
const addressOf = ({ settings, start, edits, data, turns }, step = 0) =>
  writeAddress({ settings, start: start && Array.from(start), edits, data, turns, step });

export class Takes {
  constructor() {
    /** @type {Map<string, Run>} */
    this.runs = new Map();
    /** @type {string[]} */
    this.waiting = []; // addresses of what was left, to be trained again
  }

  /**
   * A run that is still there, or a new one.
   * @param {Beginning} one
   */
  find(one) {
    const known = this.runs.get(addressOf(one));
    return known ?? new Run(one.settings, one.start, one.edits, one.data, one.turns);
  }

  /** @param {Run} run */
  keep(run) {
    const key = addressOf(run);
    this.runs.delete(key);
    this.runs.set(key, run);
    const [oldest] = this.runs.keys();
    if (this.runs.size > KEPT_RUNS) this.runs.delete(oldest);
  }

  /**
   * The same as addresses, to be restored.
   * @param {Run} run
   */
  left(run) {
    const others = this.besides(run).map((one) => addressOf(one, one.farthest));
    return [...others, ...this.waiting].slice(-DRAWN);
  }

  /**
   * Trains again what was left, while the page lives on.
   * @param {() => void} done
   */
  async restore(done) {
    if (!this.waiting.length) return;
    while (this.waiting.length) {
      const state = readAddress(this.waiting[0]);
      const run = this.find(state);
      for (const _ of run.way(state.step)) await new Promise((go) => setTimeout(go));
      this.keep(run);
      this.waiting.shift();
    }
    done();
  }

  /**
   * The last of the others that went anywhere.
   * @param {Run} run
   */
  besides(run) {
    const others = [...this.runs.values()].filter((one) => one !== run && one.farthest > 4);
    return others.slice(-DRAWN);
  }
}
