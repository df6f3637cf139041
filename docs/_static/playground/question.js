// The sentence that leads: the main fact of a run, and what could be done next.

import { button, html, write } from "./dom.js";
import { counted, everyPoint } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {"run" | "tour" | "fail"} Next */

/** @type {Record<Next, string>} */
const LABELS = { run: "Run it", tour: "Show me around", fail: "Find a seed that fails" };

/**
 * @param {Run} run
 * @param {boolean} playing
 * @param {number} until the epoch at which it is judged
 * @returns {[words: string, ...next: Next[]]}
 */
export function question(run, playing, until) {
  const { score, steps, epochs, units: many, overflow, points, need } = run;
  if (overflow) return [`The numbers overflowed in epoch ${overflow}.`];
  const n = points.length;
  const all = score === n;
  const every = everyPoint(n);
  const some = `${score} of ${n} points are right`;
  if (playing) return [all ? `${every} right.` : `${some}.`];
  const units = many === 1 ? "this one unit" : `these ${counted(many)} units`;
  const shapes =
    run.outputs > 1 ? "circles, squares and triangles" : "the circles from the squares";
  if (!steps) return [`Will ${units} part ${shapes}?`, "run", "tour"];
  const early = epochs < until;
  if (all && early) return [`${every} right at step ${steps}. Will it stay so?`, "run"];
  if (all) return [`Yes: a${every.slice(1)} right at step ${steps}.`, "fail"];
  if (score >= need && !early) return [`Yes: ${some} at step ${steps}.`, "fail"];
  return [`${early ? "" : "No: "}${some} at step ${steps}.`, "run"];
}

export class Question {
  /** @param {Record<Next, () => void>} calls those that are not there are not offered */
  constructor(calls) {
    this.calls = calls;
    this.words = html("h2", { class: "pg-headline" });
    this.next = html("span", { class: "pg-next" });
  }

  /**
   * @param {Run} run
   * @param {boolean} playing
   * @param {number} until
   * @param {boolean} whole
   */
  tell(run, playing, until, whole) {
    const [words, ...some] = question(run, playing, until);
    write(this.words, words);
    const next = some.filter((one) => whole || one !== "tour");
    if (this.next.dataset.key === next.join()) return;
    this.next.dataset.key = next.join();
    const buttons = next.map((one) => button(LABELS[one], this.calls[one], { class: "pg-link" }));
    this.next.replaceChildren(...buttons);
  }
}
