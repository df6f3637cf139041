// What changes on the way besides the parameters themselves: rates, and which parameters are
// frozen. A turn holds from its step on, until another one of the same kind.

/** @typedef {"lr" | "momentum" | "decay"} Rate */
/** @typedef {Rate | "freeze" | "free"} Turning */
/**
 * @typedef {[step: number, what: Turning, value: number]} Turn the value of a rate, or which
 *   parameter
 */
/** @typedef {Record<Rate, number>} Rates */

/** @type {Rate[]} */
export const TURNING_RATES = ["lr", "momentum", "decay"];
/** @type {Turning[]} */
export const TURNINGS = [...TURNING_RATES, "freeze", "free"];

export const isRate = (/** @type {string} */ what) => TURNING_RATES.some((rate) => rate === what);

/**
 * What holds at a step.
 * @param {Rates} rates those of the settings
 * @param {Turn[]} turns in the order of their steps
 * @param {number} steps
 */
export function holding({ lr, momentum, decay }, turns, steps) {
  const rates = { lr, momentum, decay };
  /** @type {Set<number>} */
  const frozen = new Set();
  for (const [step, what, value] of turns) {
    if (step > steps) break;
    if (what === "freeze") frozen.add(value);
    else if (what === "free") frozen.delete(value);
    else rates[what] = value;
  }
  return { rates, frozen: [...frozen] };
}

/**
 * The turns up to a step, with others there; none that would change nothing.
 * @param {Rates} rates those of the settings
 * @param {Turn[]} turns
 * @param {number} now
 * @param {[what: Turning, value: number][]} changes
 */
export function turned(rates, turns, now, changes) {
  const about = (/** @type {Turning} */ what, /** @type {number} */ value) =>
    isRate(what) ? what : value;
  let all = turns.filter(([step]) => step <= now);
  for (const [what, value] of changes) {
    const same = about(what, value);
    all = all.filter(([step, other, i]) => step < now || about(other, i) !== same);
    const { rates: before, frozen } = holding(rates, all, now);
    const idle =
      what === "freeze" || what === "free"
        ? frozen.includes(value) === (what === "freeze")
        : before[what] === value;
    if (!idle) all.push([now, what, value]);
  }
  return all;
}
