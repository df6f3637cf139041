// The sentences of claims, word for word those of the package.

import { POINTS } from "./constants.js";
import { FIELDS, TABLE } from "./phrases.js";
import { counted, list, pair } from "./words.js";

/** @typedef {number[]} Indices */
/** @typedef {import("./reasons.js").Claim} Claim */

/** @param {Indices} units −1 is the output bias */
function named(units) {
  const hidden = units.filter((k) => k >= 0).map((k) => String(k + 1));
  const who = units.includes(-1) ? ["the output bias"] : [];
  if (hidden.length) who.push(`unit${hidden.length > 1 ? "s" : ""} ${list(hidden)}`);
  return who.length ? list(who) : "nothing";
}

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

/** @type {Record<number, string>} */
const SIGNS = { 1: "positive", [-1]: "negative", 0: "zero" };
/** @type {Record<string, (some: any[]) => unknown>} */
const FORMS = {
  named,
  places,
  counted: (some) => counted(some.length),
  one: (some) => some.length < 2,
  two: (some) => some.length === 2,
  up: ([x]) => x > 0,
  sign: ([x]) => SIGNS[x],
  where: ([x]) => SIGNS[x || -1], // a label, or the side of the logit
  label: ([x]) => (x > 0 ? 1 : 0),
};
const CHOICE = /\[([\w+]+)(?::(\w+))?\?([^\][|]*)\|?([^\][|]*)\]/g; // the innermost ones
const GAP = /\{([\w+]+)(?::(\w+))?\}/g;

/**
 * The words of a kind, chosen and filled.
 * @param {string} kind
 * @param {Record<string, any>} values
 */
function fill(kind, values) {
  const value = (/** @type {string} */ name, /** @type {string} */ form) => {
    const [one, ...more] = name.split("+").map((field) => values[field]);
    const some = Array.isArray(one) ? [one, ...more].flat() : [one];
    if (form in FORMS) return FORMS[form](some);
    if (form) return one === form;
    return Array.isArray(one) ? some.length : one;
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
  On: ({ groups }) => {
    const parts = groups.map(
      (/** @type {[Indices, Indices]} */ [units, points], /** @type {number} */ k) =>
        fill("On_part", { units, points, first: !k }),
    );
    return { parts: parts.join("; ") };
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
  const output = { output: "logit", signed: true, tells_side: false };
  const text = fill(kind, { ...output, ...fields, ...MADE[kind]?.(fields) });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Whether a claim speaks of the answer at a point.
 * @param {Claim} claim
 * @param {number} point
 */
export function concerns([kind, about, more], point) {
  if (kind === "Sum") return about === point;
  if (kind === "Silent") return about.includes(point) || more.includes(point);
  return ["Blind", "Wrong"].includes(kind) && about.includes(point);
}
