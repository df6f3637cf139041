// Why a run failed: the same start and orders once more, with one thing changed, to the end. What
// is said is what these runs gave; a change with which they fail, too, is no cause.

import { RECIPE } from "./constants.js";
import { unitName } from "./names.js";
import { counted, FEW, list, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/**
 * @typedef {object} Counterfactual
 * @property {Partial<import("./training.js").Settings>} change of the settings
 * @property {{ unit: number, name: string, step: number } | null} revived whose bias is raised
 * @property {number} steps
 */
/**
 * @typedef {object} Outcome
 * @property {number} overflow the epoch of it, or 0
 * @property {number} right points
 * @property {boolean} rescued whether what went wrong did not
 * @property {Float64Array} end the parameters with which it ended
 */
/**
 * @typedef {object} Causes
 * @property {number} overflow the epoch in which the run itself overflowed, or 0
 * @property {number} points of the run
 * @property {number} need how many of them have to be right
 * @property {number} steps of all runs but the longer ones
 * @property {(Counterfactual & Outcome)[]} outcomes
 */

const TIMES = [2, 4, 8, 16, 32]; // as long
const OTHERS = ["leaky_relu", "tanh"]; // one whose units cannot die, and one that is bounded
const AT_MOST = 4e5; // steps, if the run itself is shorter
/** @type {Record<string, string>} */
const NAMES = {
  lr: "learning rate",
  momentum: "momentum",
  decay: "weight decay",
  hidden: "activation",
};

/**
 * What is worth trying for a run that overflowed, or that has not all points right.
 * @param {Run} run
 * @param {number} steps
 * @returns {Counterfactual[]}
 */
function counterfactuals(run, steps) {
  const { optimizer, lr, momentum, decay, hidden } = run.settings;
  const rates = new Set(
    [RECIPE.lr, lr / 2, lr * 2].filter((rate) => rate !== lr && rate < Infinity),
  );
  const others = OTHERS.filter((other) => other !== hidden);
  const alone = { change: {}, revived: null, steps };
  const changed = [
    ...Array.from(rates, (rate) => ({ lr: rate })),
    ...(momentum && optimizer === "sgd" ? [{ momentum: 0 }] : []),
    ...(decay ? [{ decay: 0 }] : []),
    ...others.map((other) => ({ hidden: other })),
  ].map((change) => ({ ...alone, change }));
  if (run.overflow) return changed;
  const longer = TIMES.map((times) => ({ ...alone, steps: times * steps }));
  const dead = run.deaths.map((unit) => {
    return { unit, name: unitName(run, unit), step: run.deathOf(unit).step };
  });
  return [
    ...longer.filter((one) => one.steps <= AT_MOST),
    ...dead.filter(({ step }) => step < steps).map((revived) => ({ ...alone, revived })),
    ...changed,
  ];
}

/**
 * Tries all of them.
 * @param {Run} run
 * @returns {Generator<void, Causes>}
 */
function* tried(run) {
  const { overflow } = run;
  const over = overflow * run.perEpoch; // the numbers of others may overflow later
  const steps = overflow ? Math.max(over, Math.min(10 * over + 400, AT_MOST)) : run.steps;
  const outcomes = [];
  for (const one of counterfactuals(run, steps)) {
    const other = run.with(one.change);
    if (one.revived) {
      const { unit, step } = one.revived;
      yield* other.way(step);
      const { layer, k } = other.place(unit);
      other.p[layer.first + k] = other.biasFor(unit, 0.5);
    }
    yield* other.way(one.steps);
    const right = other.score;
    const rescued = !other.overflow && (overflow > 0 || right >= run.need);
    outcomes.push({ ...one, overflow: other.overflow, right, rescued, end: other.p });
  }
  return { overflow, points: run.points.length, need: run.need, steps, outcomes };
}

/**
 * Tries all in slices of time, between which the page lives on; gives nothing if no longer wanted.
 * @param {Run} run
 */
export async function causes(run, wanted = () => true) {
  const trying = tried(run);
  while (wanted()) {
    for (const end = performance.now() + 8; performance.now() < end; ) {
      const { done, value } = trying.next();
      if (done) return value;
    }
    await new Promise((go) => setTimeout(go));
  }
  return null;
}

/**
 * What went wrong.
 * @param {Run} run
 */
export function failure({ overflow, steps, settings, points, y, logits, right, outputs }) {
  if (overflow) return `The numbers overflowed in epoch ${overflow}.`;
  if (points.length > FEW) {
    const count = right.filter((is) => !is).length;
    return `Seed ${settings.seed} fails at step ${steps}: ${count} of ${points.length} are wrong.`;
  }
  const wrong = points.flatMap((point, k) => {
    if (right[k]) return [];
    if (outputs > 1) return `${pair(point)} is not taken for class ${y[k]}`;
    const said = logits[k] * (y[k] - 0.5) < 0 ? "the wrong sign" : "no class";
    return `${pair(point)} has logit ${signed(logits[k])}, ${said}`;
  });
  return `Seed ${settings.seed} fails at step ${steps}: ${wrong.join("; ")}.`;
}

/** @param {Counterfactual} one */
export function changeOf({ change, revived, steps }) {
  if (revived) return `${revived.name} revived at step ${revived.step}`;
  const [setting] = Object.entries(change);
  return setting ? `${NAMES[setting[0]]} ${setting[1]}` : `${steps} steps`;
}

/**
 * The outcomes to tell: of the runs that were only longer, one speaks for all.
 * @param {Causes} causes
 */
export function toldOf({ steps, outcomes }) {
  const longer = outcomes.filter((one) => one.steps > steps);
  const told = longer.find((one) => one.rescued) ?? longer.at(-1);
  return outcomes.filter((one) => one === told || one.steps === steps);
}

/**
 * What came of a run.
 * @param {Outcome} outcome
 */
export const endOf = ({ overflow, right }) =>
  overflow ? `overflow in epoch ${overflow}` : `${right} right`;

/**
 * What came out of the runs with a change.
 * @param {Causes} causes
 */
export function worded(causes) {
  const { overflow, points, need, steps } = causes;
  const some = toldOf(causes);
  const well = some.filter((one) => one.rescued).map((one) => `with ${changeOf(one)}`);
  const ill = some
    .filter((one) => !one.rescued)
    .map((one) => `with ${changeOf(one)} (${endOf(one)})`);
  const right = need < points ? `${need} or more` : `all ${counted(points)}`;
  const goal = overflow ? `do not overflow in ${steps} steps` : `have ${right} right`;
  const ends = [];
  if (well.length) ends.push(`${goal} ${list(well)}`);
  if (ill.length) ends.push(`fail ${list(ill)}`);
  return `One change at a time, the same start and orders ${ends.join("; they ")}.`;
}
