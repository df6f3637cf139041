// The sentences of claims, word for word those of the package.

import { POINTS } from "./constants.js";
import { counted, list, pair } from "./words.js";

/** @typedef {number[]} Indices */
/** @typedef {import("./reasons.js").Claim} Claim */

const are = (/** @type {Indices} */ some) => (some.length === 1 ? "is" : "are");
const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
const classOf = (/** @type {number} */ sign) =>
  sign === 0 ? "no class" : `class ${sign > 0 ? 1 : 0}`;
const signName = (/** @type {number} */ sign) =>
  sign > 0 ? "positive" : sign < 0 ? "negative" : "zero";

/** @param {Indices} units */
const named = (units) =>
  `unit${units.length > 1 ? "s" : ""} ${list(units.map((k) => String(k + 1)))}`;

/**
 * The name of one point, or of several together.
 * @param {Indices} points
 */
export function places(points) {
  const some = [...points].sort();
  if (some.length === POINTS.length) return "all four points";
  if (some.length === 2) {
    const mixed = some.map((k) => POINTS[k][0] !== POINTS[k][1]);
    if (mixed[0] === mixed[1]) {
      return mixed[0] ? "both mixed points" : "both points with equal inputs";
    }
  }
  if (some.length === POINTS.length - 1) {
    const other = POINTS.findIndex((_, k) => !some.includes(k));
    return `all points but ${pair(POINTS[other])}`;
  }
  return list(some.map((k) => pair(POINTS[k])));
}

/** @param {Indices} parts */
const inAll = (parts) => (parts.length > 1 ? " in all" : "");

/**
 * @param {Indices} parts
 * @param {boolean} up
 * @param {string} height
 */
function moves(parts, up, height = "") {
  const units = parts.filter(Boolean).map((part) => part - 1);
  const who = [
    ...(parts.includes(0) ? ["the output bias"] : []),
    ...(units.length ? [named(units)] : []),
  ];
  const one = parts.length < 2;
  const verb = up ? (one ? "lifts" : "lift") : one ? "pushes down" : "push down";
  const by = height && parts.length ? ` by ${height}${inAll(parts)}` : "";
  return `${list(who.length ? who : ["nothing"])} ${verb}${by}`;
}

/** @type {Record<string, (...data: any[]) => string>} */
const SENTENCES = {
  Verdict(/** @type {Indices} */ right, /** @type {Indices} */ wrong) {
    let good = right.length ? `${places(right)} ${are(right)} right` : "";
    const bad = wrong.length ? `${places(wrong)} ${are(wrong)} wrong` : "";
    if (good && bad) good = `${counted(right.length)} of four points ${are(right)} right; `;
    return capital(`${good}${bad}.`);
  },

  Bias(/** @type {number} */ sign, /** @type {string} */ value) {
    if (sign === 0) return "The output bias is 0: it speaks for neither class.";
    const what = sign > 0 ? "lifts every point" : "pushes every point down";
    return `The output bias, ${value}, ${what}, towards ${classOf(sign)}.`;
  },

  On(/** @type {[Indices, Indices][]} */ groups) {
    const parts = groups.map(([units, points], i) => {
      const verb = i ? "" : ` ${are(units)} on`;
      const only = points.length === 1 ? " only" : "";
      const where = points.length ? `at ${places(points)}${only}` : "at no point";
      return `${named(units)}${verb} ${where}`;
    });
    return capital(`${parts.join("; ")}.`);
  },

  Ungated(/** @type {string} */ hidden, /** @type {number} */ unit, /** @type {number} */ point) {
    return (
      `On means a positive pre-activation here; ${hidden} does not cut off the rest: ` +
      `${named([unit])} at ${places([point])}, for one, is not on and still hands on something.`
    );
  },

  Silent(
    /** @type {Indices} */ points,
    /** @type {Indices} */ right,
    /** @type {number} */ side,
    /** @type {string} */ value,
    /** @type {boolean} */ off,
  ) {
    const why = off ? "every unit is off" : "no unit adds anything";
    const many = points.length === 2 ? "both" : "all of them";
    const logit = points.length > 1 ? `one logit for ${many},` : "logit";
    const wrong = points.filter((k) => !right.includes(k));
    let verdict = wrong.length ? "wrong" : "right";
    if (right.length && wrong.length) {
      verdict = `right at ${places(right)}, wrong at ${places(wrong)}`;
    }
    return (
      `At ${places(points)} ${why}, so the output bias alone speaks: ` +
      `${logit} ${value}, ${classOf(side)}, ${verdict}.`
    );
  },

  Blind(/** @type {Indices} */ points) {
    const same = `${capital(places(points))} have one logit and different labels`;
    return `${same}: whatever the output bias is, they can't all be right.`;
  },

  Sum(
    /** @type {number} */ point,
    /** @type {Indices} */ lifts,
    /** @type {string} */ lift,
    /** @type {Indices} */ pushes,
    /** @type {string} */ push,
    /** @type {string} */ balance,
    /** @type {number} */ side,
    /** @type {string} */ logit,
    /** @type {boolean} */ right,
  ) {
    const up = side >= 0;
    const [first, by] = up ? [lifts, lift] : [pushes, push];
    const [other, against] = up ? [pushes, push] : [lifts, lift];
    let story = moves(first, up, by);
    const there = moves(other, !up);
    if (!other.length) story += ` and ${there}`;
    else if (balance === "side") story += `, further than ${there}, ${against}${inAll(other)}`;
    else if (balance === "equal") story += `, exactly as far as ${there}`;
    else story += `, as far as ${there}, within rounding`;
    const end = `${classOf(side)}, ${right ? "right" : "wrong"}`;
    return `At ${places([point])} ${story}: logit ${logit}, ${end}.`;
  },

  Alone(/** @type {number} */ unit) {
    return capital(`${named([unit])} does all the work: no other unit adds anything.`);
  },

  Tie(
    /** @type {Indices} */ units,
    /** @type {Indices} */ points,
    /** @type {number} */ exact,
    /** @type {number} */ computed,
  ) {
    const what = `The pre-activation of ${named(units)} at ${places(points)}`;
    const counts = `which counts as ${computed > 0 ? "on" : "off"}`;
    if (exact === computed) return `${what} is exactly 0, ${counts}.`;
    const to = computed === 0 ? "0" : `a ${signName(computed)} number`;
    return `${what} rounds to ${to}, ${counts}; exactly it is ${signName(exact)}.`;
  },

  Faint(/** @type {Indices} */ units, /** @type {Indices} */ points) {
    const verb = units.length > 1 ? "add" : "adds";
    const what = `What ${named(units)} ${verb} at ${places(points)}`;
    return `${what} rounds to 0, which counts as nothing.`;
  },

  Wrong(
    /** @type {Indices} */ points,
    /** @type {number} */ label,
    /** @type {Indices} */ weak,
    /** @type {Indices} */ off,
    /** @type {Indices} */ dead,
  ) {
    const [sign, move] = label ? ["positive", "lift"] : ["negative", "push down"];
    const need = `the logit would have to be ${sign}`;
    const start = `At ${places(points)} the label is ${label}, so ${need}`;
    if (!weak.length && !off.length && !dead.length) {
      return `${start}, but no unit has a ${sign} output weight.`;
    }
    /** @type {[Indices, string][]} */
    const kinds = [
      [weak, "on and too weak"],
      [off, "off there"],
      [dead, "dead"],
    ];
    const fates = kinds
      .filter(([units]) => units.length)
      .map(([units, fate]) => `${named(units)} ${are(units)} ${fate}`);
    return `${start}; of the units that could ${move} there, ${list(fates)}.`;
  },

  OneSum(
    /** @type {boolean} */ bends,
    /** @type {string} */ hidden,
    /** @type {Indices} */ ones,
    /** @type {Indices} */ zeros,
  ) {
    const why = bends
      ? "Every unit is on at all points or at none, so at the points"
      : `${capital(hidden)} bends nothing: at the points`;
    return (
      `${why} the network is one weighted sum, and no such sum is right at ` +
      `${places(ones)} and at ${places(zeros)}, which have the same midpoint.`
    );
  },

  Dead(/** @type {Indices} */ units, /** @type {Indices} */ signs) {
    const start = `${capital(named(units))} ${are(units)} dead: at every point`;
    if (units.length === 1) {
      const weight = `its ${signName(signs[0])} output weight never counts`;
      return `${start} it hands on nothing and learns nothing, and ${weight}.`;
    }
    const parts = [1, -1, 0]
      .filter((sign) => signs.includes(sign))
      .map((sign) => `${signName(sign)} for ${named(units.filter((_, i) => signs[i] === sign))}`);
    const weights =
      parts.length === 1
        ? `${signName(signs[0])} output weights`
        : `output weights, ${list(parts)},`;
    return `${start} they hand on nothing and learn nothing, and their ${weights} never count.`;
  },

  Idle(/** @type {Indices} */ units) {
    const verb = units.length > 1 ? "add" : "adds";
    return capital(`${named(units)} ${verb} nothing at any point, without being dead.`);
  },

  Same(/** @type {Indices} */ units, /** @type {boolean} */ merged) {
    const many = units.length === 2 ? "both" : "them all";
    const work = merged ? `: one unit could do the work of ${many}` : "";
    return capital(`${named(units)} have the same crease and on-side${work}.`);
  },
};

/**
 * The sentence of a claim.
 * @param {Claim} claim
 */
export const sentence = ([kind, ...data]) => SENTENCES[kind](...data);

/**
 * Whether a claim speaks of the answer at a point.
 * @param {Claim} claim
 * @param {number} point
 */
export function concerns([kind, about], point) {
  if (kind === "Sum") return about === point;
  return ["Silent", "Blind", "Wrong"].includes(kind) && about.includes(point);
}
