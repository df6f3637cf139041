// The sentences of claims, word for word those of the package.

import { POINTS } from "./constants.js";
import { inFull } from "./decimals.js";
import { FIELDS, MANY, TABLE } from "./phrases.js";
import { counted, list, pair } from "./words.js";

/** @typedef {number[]} Indices */

/** @param {Indices} units −1 is the output bias */
function named(units) {
  const hidden = units.filter((k) => k >= 0).map((k) => String(k + 1));
  const who = units.includes(-1) ? ["the output bias"] : [];
  if (hidden.length) who.push(`unit${hidden.length > 1 ? "s" : ""} ${list(hidden)}`);
  return who.length ? list(who) : "nothing";
}

/** @type {Record<number, string>} */
const SIGNS = { 1: "positive", [-1]: "negative", 0: "zero" };
/** @type {Record<string, (some: any[]) => unknown>} */
const FORMS = {
  named,
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
const OUTPUT = { output: "logit", signed: true, tells_side: false };

/** What is said of a network at these points. */
export class Sentences {
  /** @param {number[][]} points */
  constructor(points) {
    this.points = points;
    const sorted = (/** @type {number[][]} */ some) => String(some.map(String).sort());
    this.corners = sorted(points) === sorted(POINTS);
    const different = new Set(points.map(String)).size;
    this.each = points.map((point) => pair(point));
    if (new Set(this.each).size < different) {
      this.each = points.map((point) => pair(point, inFull));
    }
    if (different < points.length) {
      this.each = this.each.map((name, k) => `${name} in row ${k + 1}`);
    }
    /** @type {typeof FORMS} */
    this.forms = { ...FORMS, places: (some) => this.places(some) };
  }

  /**
   * The name of one point, or of several together.
   * @param {number[]} some
   */
  places(some) {
    const { points, corners, each } = this;
    const rest = points.length - some.length;
    if (!rest && some.length > 1) {
      return some.length === 2 ? "both points" : `all ${counted(some.length)} points`;
    }
    const mixed = some.map((k) => points[k][0] !== points[k][1]);
    if (corners && some.length === 2 && mixed[0] === mixed[1]) {
      return mixed[0] ? "both mixed points" : "both points with equal inputs";
    }
    if (rest === 1 && some.length > 2) {
      return `all points but ${each.find((_, k) => !some.includes(k))}`;
    }
    if (points.length > MANY.points && some.length > MANY.groups)
      return `${counted(some.length)} points`;
    return list([...some].sort((a, b) => a - b).map((k) => each[k]));
  }

  /**
   * The words of a kind, chosen and filled.
   * @param {string} kind
   * @param {Record<string, any>} values
   */
  fill(kind, values) {
    const value = (/** @type {string} */ name, /** @type {string} */ form) => {
      const [one, ...more] = name.split("+").map((field) => values[field]);
      const some = Array.isArray(one) ? [one, ...more].flat() : [one];
      if (form in this.forms) return this.forms[form](some);
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
   * The sentence of a claim.
   * @param {import("./reasons.js").Claim} claim
   */
  of([kind, ...data]) {
    const names = /** @type {Record<string, string[]>} */ (FIELDS)[kind];
    const fields = Object.fromEntries(names.map((name, i) => [name, data[i]]));
    const text = this.fill(kind, { ...OUTPUT, ...fields, ...this.made(kind, fields) });
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /**
   * What is made of the fields of a claim, besides.
   * @param {string} kind
   * @param {Record<string, any>} fields
   */
  made(kind, { groups, units, signs }) {
    if (kind === "On") {
      const parts = groups.map(
        (/** @type {[Indices, Indices]} */ [some, points], /** @type {number} */ k) =>
          this.fill("On_part", { units: some, points, first: !k }),
      );
      return { parts: parts.join("; ") };
    }
    if (kind !== "Dead") return {};
    const parts = [1, -1, 0]
      .filter((sign) => signs.includes(sign))
      .map((sign) => {
        const some = units.filter(
          (/** @type {number} */ _, /** @type {number} */ i) => signs[i] === sign,
        );
        return `${SIGNS[sign]} for ${named(some)}`;
      });
    return { parts: parts.length > 1 ? list(parts) : "" };
  }
}
