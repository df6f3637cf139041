// The sentences of claims, word for word those of the package.

import { POINTS } from "./constants.js";
import { FIELDS, TABLE } from "./phrases.js";
import { counted, list, pair } from "./words.js";

/** @typedef {number[]} Indices */
/** @typedef {import("./reasons.js").Claim} Claim */

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

/** @type {Record<number, string>} */
const SIGNS = { 1: "positive", [-1]: "negative", 0: "zero" };
/** @type {Record<string, (some: any[]) => unknown>} */
const FORMS = {
  named,
  places,
  counted: (some) => counted(some.length),
  one: (some) => some.length === 1,
  two: (some) => some.length === 2,
  up: ([x]) => x > 0,
  sign: ([x]) => SIGNS[x],
  class: ([x]) => (x ? `class ${x > 0 ? 1 : 0}` : "no class"),
};
const CHOICE = /\[(\w+)(?::(\w+))?\?([^\][|]*)\|?([^\][|]*)\]/g; // the innermost ones
const GAP = /\{(\w+)(?::(\w+))?\}/g;

/**
 * The words of a kind, chosen and filled.
 * @param {string} kind
 * @param {Record<string, any>} values
 */
function fill(kind, values) {
  const value = (/** @type {string} */ name, /** @type {string} */ form) => {
    const one = values[name];
    if (form) return FORMS[form](Array.isArray(one) ? one : [one]);
    return Array.isArray(one) ? one.length : one;
  };
  let text = /** @type {Record<string, string>} */ (TABLE)[kind];
  for (let before = ""; text !== before; ) {
    before = text;
    text = text.replace(CHOICE, (_, name, form, yes, no) => (value(name, form) ? yes : no));
  }
  return text.replace(GAP, (_, name, form) => String(value(name, form)));
}

/**
 * What is made of the fields of a claim, besides.
 * @type {Record<string, (claim: Record<string, any>) => Record<string, unknown>>}
 */
const MADE = {
  Verdict: ({ right, wrong }) => ({ total: counted(right.length + wrong.length) }),
  On: ({ groups }) => {
    const parts = groups.map(
      (/** @type {[Indices, Indices]} */ [units, points], /** @type {number} */ k) =>
        fill("On_part", { units, points, first: !k }),
    );
    return { parts: parts.join("; ") };
  },
  Silent: ({ points, right }) => ({
    wrong: points.filter((/** @type {number} */ k) => !right.includes(k)),
  }),
  Sum: ({ lifts, lift, pushes, push, balance, side }) => {
    const up = side >= 0;
    const [first, by] = up ? [lifts, lift] : [pushes, push];
    const [other, against] = up ? [pushes, push] : [lifts, lift];
    return {
      first: moves(first, up, by),
      other: moves(other, !up, against),
      there: moves(other, !up),
      against: against + inAll(other),
      apart: !other.length,
      same: balance === "side",
      equal: balance === "equal",
      worst: false,
      closest: false,
    };
  },
  Tie: ({ exact, computed }) => ({ same: exact === computed }),
  Wrong: ({ label, weak, off, dead }) => {
    /** @type {[Indices, string][]} */
    const kinds = [
      [weak, "on and too weak"],
      [off, "off there"],
      [dead, "dead"],
    ];
    const fates = kinds
      .filter(([units]) => units.length)
      .map(([units, fate]) => `${named(units)} ${units.length === 1 ? "is" : "are"} ${fate}`);
    return { side: SIGNS[label ? 1 : -1], fates: list(fates) };
  },
  Dead: ({ units, signs }) => {
    const parts = [1, -1, 0]
      .filter((sign) => signs.includes(sign))
      .map((sign) => {
        const some = units.filter(
          (/** @type {number} */ _, /** @type {number} */ i) => signs[i] === sign,
        );
        return `${SIGNS[sign]} for ${named(some)}`;
      });
    return { parts: parts.length > 1 ? list(parts) : "" };
  },
};

/**
 * The sentence of a claim.
 * @param {Claim} claim
 */
export function sentence([kind, ...data]) {
  const names = /** @type {Record<string, string[]>} */ (FIELDS)[kind];
  const fields = Object.fromEntries(names.map((name, i) => [name, data[i]]));
  const output = { output: "logit", logit: true, stands: "" };
  const text = fill(kind, { ...output, ...fields, ...MADE[kind]?.(fields) });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Whether a claim speaks of the answer at a point.
 * @param {Claim} claim
 * @param {number} point
 */
export function concerns([kind, about], point) {
  if (kind === "Sum") return about === point;
  return ["Silent", "Blind", "Wrong"].includes(kind) && about.includes(point);
}
