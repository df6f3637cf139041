// The takes: runs as they were left, which undo and redo find again and the history draws as thin
// lines.

import { writeAddress } from "./address.js";
import { Run } from "./run.js";

const KEPT_RUNS = 12;
const DRAWN = 4;

/** @param {Pick<Run, "settings" | "start" | "edits">} run */
const keyOf = ({ settings, start, edits }) =>
  writeAddress({ settings, start: start && Array.from(start), edits, step: 0 });

export class Takes {
  constructor() {
    /** @type {Map<string, Run>} */
    this.runs = new Map();
  }

  /**
   * A run that is still there, or a new one.
   * @param {Pick<Run, "settings" | "start" | "edits">} one
   */
  find(one) {
    return this.runs.get(keyOf(one)) ?? new Run(one.settings, one.start, one.edits);
  }

  /** @param {Run} run */
  keep(run) {
    const key = keyOf(run);
    this.runs.delete(key);
    this.runs.set(key, run);
    const [oldest] = this.runs.keys();
    if (this.runs.size > KEPT_RUNS) this.runs.delete(oldest);
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
