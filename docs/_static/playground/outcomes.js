// What becomes of many seeds, for a worker: each trained without a history, which costs most.

import { spansOf } from "./spans.js";
import { Training } from "./training.js";

/** @typedef {import("./training.js").Settings} Settings */
/** @typedef {import("./training.js").Data | null} Points that are not the four, or none */
/**
 * @typedef {object} Order
 * @property {Settings} settings
 * @property {Points} [data]
 * @property {number} seeds how many, from 0 on
 * @property {number} until the epoch at which a seed is judged
 * @property {number} limit the epoch at which those that wait are given up
 * @property {number} cells of a small map, a side; 0 for none
 */
/**
 * @typedef {object} Answer
 * @property {Uint8Array} kinds of the seeds: SOLVED, SLOW, STUCK, OPEN or 0
 * @property {Int32Array} epochs in which all points were first found right, −1 for never
 * @property {Int8Array | null} maps in each cell, seed by seed: 1 for class 1, −1 for class 0
 * @property {number} done how many seeds are judged
 * @property {boolean} over
 */

/** @typedef {Settings & { until?: number }} Change of settings, or of the epoch of judgement */
/**
 * @typedef {object} Trial
 * @property {Settings} settings
 * @property {Points} [data]
 * @property {number} seeds how many, from 0 on
 * @property {number} until
 * @property {Change[]} changes
 */
/**
 * @typedef {object} Found
 * @property {number[]} counts of seeds that solve their task, one for each change
 * @property {number} done how many seeds of each are judged
 * @property {boolean} over
 */

export const SOLVED = 1;
export const SLOW = 2;
export const STUCK = 3;
export const OPEN = 4;
const OFTEN = 40; // milliseconds between answers

/**
 * A call that is made only so often.
 * @param {() => void} call
 */
function seldom(call) {
  let last = performance.now();
  return () => {
    if (performance.now() - last < OFTEN) return;
    last = performance.now();
    call();
  };
}

/** @param {Training} run */
function sound({ p, loss }) {
  let sum = loss;
  for (let i = 0; i < p.length; i++) sum += p[i];
  return Number.isFinite(sum) || [loss, ...p].every(Number.isFinite);
}

/**
 * Takes a run on by so many epochs; says no where its numbers overflow.
 * @param {Training} run
 * @param {number} epochs
 */
function advance(run, epochs) {
  for (let epoch = 0; epoch < epochs; epoch++) {
    while (!run.update());
    if (!sound(run)) return false;
  }
  return true;
}

/** @param {Training} run */
function solved(run) {
  const { points, y, need } = run;
  let mayFail = points.length - need;
  return points.every(
    ([x1, x2], k) => run.said(run.logit(x1, x2)) === y[k] || mayFail-- > 0, // which ends it soon
  );
}

const [MANY, MUCH] = [1000, 3e7]; // seeds, and products of steps and parameters, of other points

/**
 * How many seeds are trained, and to which epoch those that wait: of points that are not the four,
 * as many as take no more than some seconds; and how many points have to be right.
 * @param {Settings} settings
 * @param {number} until
 * @param {Points} data
 */
export function extentOf(settings, until, data) {
  const { points, p, need } = new Training(settings, null, data);
  const limit = Math.max(1000, 2 * until);
  const n = points.length;
  if (!data) return { seeds: MANY, limit, n, need };
  const work = points.length * p.length;
  const seeds = [1000, 500, 200, 100, 50, 20].find((n) => n * until * work <= MUCH) ?? 10;
  const wait = [limit, 500, 200].find((n) => n * seeds * work <= MUCH) ?? 0;
  return { seeds, limit: Math.max(wait, 2 * until), n, need };
}

/**
 * Answers often while it works; the last answer is over.
 * @param {Order} order
 * @param {(answer: Answer) => void} tell
 */
export function judgeSeeds({ settings, data = null, seeds, until, limit, cells }, tell) {
  const answer = {
    kinds: new Uint8Array(seeds),
    epochs: new Int32Array(seeds).fill(-1),
    maps: cells ? new Int8Array(seeds * cells * cells) : null,
    done: 0,
    over: false,
  };
  const sometimes = seldom(() => tell(answer));
  /** @type {[number, Training][]} */
  const open = [];
  for (let seed = 0; seed < seeds; seed++) {
    const run = new Training({ ...settings, seed: String(seed) }, null, data);
    const fine = advance(run, until);
    const right = fine && solved(run);
    answer.kinds[seed] = right ? SOLVED : fine ? OPEN : STUCK;
    if (right) answer.epochs[seed] = until;
    else if (fine) open.push([seed, run]);
    if (answer.maps) draw(run, answer.maps, seed * cells * cells, cells);
    answer.done = seed + 1;
    sometimes();
  }
  tell(answer);
  for (const [seed, run] of open) {
    let kind = STUCK;
    for (let epoch = until + 1; epoch <= limit && kind === STUCK; epoch++) {
      if (!advance(run, 1)) break;
      if (solved(run)) {
        kind = SLOW;
        answer.epochs[seed] = epoch;
      }
    }
    answer.kinds[seed] = kind;
    sometimes();
  }
  answer.over = true;
  tell(answer);
}

/**
 * Writes which class is said around the points, row by row from the top.
 * @param {Training} run
 * @param {Int8Array} maps
 * @param {number} first
 * @param {number} cells
 */
function draw(run, maps, first, cells) {
  const { low, high } = spansOf(run.points)[1];
  const at = (/** @type {number} */ i) => low + ((high - low) * (i + 0.5)) / cells;
  for (let i = 0; i < cells * cells; i++) {
    const z = run.logit(at(i % cells), at(cells - 1 - Math.floor(i / cells)));
    maps[first + i] = [0, -1, 1, 0][1 + run.said(z)];
  }
}

/**
 * How many of the first seeds solve their task with each of some changes: one seed of each after
 * the other, so that all shares become known together.
 * @param {Trial} trial
 * @param {(found: Found) => void} tell often; the last time all seeds are done
 */
function tryOut({ settings, data = null, seeds, until, changes }, tell) {
  const found = { counts: changes.map(() => 0), done: 0, over: false };
  const sometimes = seldom(() => tell(found));
  for (let seed = 0; seed < seeds; seed++) {
    changes.forEach((change, i) => {
      const { until: end, ...recipe } = { until, ...settings, ...change, seed: String(seed) };
      const run = new Training(recipe, null, data);
      if (advance(run, end) && solved(run)) found.counts[i]++;
    });
    found.done++;
    sometimes();
  }
  found.over = true;
  tell(found);
}

/**
 * Makes a worker of the script that this module is in.
 * @param {{
 *   onmessage: ((event: { data: any }) => void) | null,
 *   postMessage: (answer: unknown) => void,
 * }} worker
 */
export function serve(worker) {
  worker.onmessage = ({ data }) => {
    (data.changes ? tryOut : judgeSeeds)(data, (answer) => worker.postMessage(answer));
  };
}

/**
 * Wilson's interval, in which a share lies with 95 %.
 * @param {number} count
 * @param {number} total
 * @returns {[number, number]}
 */
export function wilson(count, total) {
  const q = 1.959963984540054;
  const share = count / total;
  const middle = (share + (q * q) / (2 * total)) / (1 + (q * q) / total);
  const spread = Math.sqrt((share * (1 - share)) / total + (q * q) / (4 * total * total));
  const half = (q * spread) / (1 + (q * q) / total);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
