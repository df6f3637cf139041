// Why a network answers as it does at the points: claims as data, in the order of a proof, as
// actdemo's explain makes them. Units and points are counted from 0; −1 is the output bias.

import { POINTS } from "./constants.js";
import { exactlyZero, exactSum, sizeOf, toldApart, written } from "./decimals.js";
import { isDeep } from "./names.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {[kind: string, ...data: any[]]} Claim */

const DOUBT = 2 ** -40; // of the sizes of all terms; rounding takes less
const ALL = POINTS.map((_, k) => k);

/**
 * Things with one key together, in the order in which the keys come.
 * @template T
 * @param {[key: any, thing: T][]} pairs
 * @returns {[key: any, things: T[]][]}
 */
function grouped(pairs) {
  /** @type {Map<string, [any, T[]]>} */
  const groups = new Map();
  for (const [key, thing] of pairs) {
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? [key, []];
    group[1].push(thing);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/**
 * What makes the answers of a network what they are; with several hidden layers only which points
 * are right, what the output bias does, and which units are dead.
 * @param {Network} net
 * @param {number[]} labels
 */
export const claimsOf = (net, labels) =>
  isDeep(net) ? claimsAtDepth(net, labels) : claimsAbout(new Numbers(net, net.hidden, labels));

/**
 * @param {Network} net
 * @param {number[]} labels
 * @returns {Claim[]}
 */
function claimsAtDepth(net, labels) {
  /** @type {number[]} */
  const logits = [];
  const dead = net.layers.map(({ units }) => Array(units).fill(true));
  for (const [x1, x2] of POINTS) {
    logits.push(net.logit(x1, x2));
    for (const [l, { sums, values, slope }] of net.layers.entries()) {
      if (!sums.every(Number.isFinite)) return [];
      sums.forEach((sum, k) => {
        dead[l][k] &&= values[k] === 0 && slope(sum) === 0;
      });
    }
  }
  if (!logits.every(Number.isFinite)) return [];
  const right = ALL.filter((i) => Math.sign(logits[i]) === 2 * labels[i] - 1);
  const gone = dead.map((row) => row.flatMap((one, k) => (one ? [k] : [])));
  return [
    ...answers(right, net.p[net.bias]),
    ...gone.flatMap((units, l) =>
      units.length ? [/** @type {Claim} */ (["DeadInLayer", l + 1, units])] : [],
    ),
  ];
}

/**
 * Which points are right, and what the output bias does.
 * @param {number[]} right
 * @param {number} bias
 * @returns {Claim[]}
 */
const answers = (right, bias) => [
  ["Verdict", right, ALL.filter((i) => !right.includes(i))],
  ["Bias", Math.sign(bias), written(bias)],
];

/** All that the claims rest on. */
export class Numbers {
  /**
   * @param {Network} net
   * @param {string} hidden the name of its activation
   * @param {number[]} labels
   */
  constructor(net, hidden, labels) {
    const { p, width: H } = net;
    this.net = net;
    this.hidden = hidden;
    this.labels = labels;
    this.units = Array.from({ length: H }, (_, k) => k);
    this.bias = p[3 * H];
    this.v = Array.from(p.slice(3 * H + 1));
    this.halves = net.first.halves;
    const each = (/** @type {(k: number, x1: number, x2: number) => number} */ of) =>
      POINTS.map(([x1, x2]) => this.units.map((k) => of(k, x1, x2)));
    this.sums = each((k, x1, x2) => net.sum(k, x1, x2));
    this.values = this.sums.map((row) => row.map(net.f));
    this.adds = this.values.map((row) => row.map((value, k) => value * this.v[k]));
    this.logits = POINTS.map(([x1, x2]) => net.logit(x1, x2));
    this.sides = this.logits.map(Math.sign);
    this.on = this.sums.map((row) => row.map((sum) => sum > 0));
    this.dead = this.units.map((k) =>
      ALL.every((i) => this.values[i][k] === 0 && net.slope(this.sums[i][k]) === 0),
    );
    /** The signs of the pre-activations without rounding. */
    this.exact = each((k, x1, x2) => Math.sign(exactSum([x1 * p[H + k], x2 * p[2 * H + k], p[k]])));
    this.doubts = POINTS.map(([x1, x2], i) => {
      let size = Math.abs(this.bias);
      for (const k of this.units) {
        const reach = x1 * Math.abs(p[H + k]) + x2 * Math.abs(p[2 * H + k]) + Math.abs(p[k]);
        const bend = Math.abs(net.slope(this.sums[i][k])) * reach;
        size += Math.abs(this.v[k]) * (Math.abs(this.values[i][k]) + bend);
      }
      return DOUBT * size;
    });
  }

  /** @param {number} point */
  right(point) {
    return this.sides[point] === 2 * this.labels[point] - 1;
  }

  /**
   * Whether the logit is 0 without any rounding, as far as that is known.
   * @param {number} point
   */
  exactly(point) {
    if (!this.net.straight) return false;
    const { p, width: H } = this.net;
    const [x1, x2] = POINTS[point];
    /** @type {[number, number, number][]} */
    const products = [[this.bias, 1, 1]];
    for (const k of this.units) {
      const [slope, start] = this.halves[this.on[point][k] ? 1 : 0] ?? [0, 0];
      products.push([this.v[k], start, 1]);
      for (const part of [x1 * p[H + k], x2 * p[2 * H + k], p[k]]) {
        products.push([this.v[k], slope, part]);
      }
    }
    return exactlyZero(products);
  }

  /** @param {number} unit */
  points(unit) {
    return ALL.filter((i) => this.on[i][unit]);
  }
}

/**
 * What makes the answers what they are; nothing if a number is not finite.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
export function claimsAbout(numbers) {
  const { adds, sums, logits, bias, on, labels, sides } = numbers;
  if (![...adds, ...sums, logits].flat().every(Number.isFinite)) return [];
  const right = ALL.filter((i) => numbers.right(i));
  const wrong = ALL.filter((i) => !numbers.right(i));
  const silent = ALL.filter((i) => adds[i].every((part) => part === 0));
  /** @type {Claim[]} */
  const claims = [...answers(right, bias), ...gates(numbers)];
  if (silent.length) {
    const off = silent.every((i) => !on[i].includes(true));
    const [good, bad] = [right, wrong].map((of) => silent.filter((i) => of.includes(i)));
    claims.push(["Silent", good, bad, sides[silent[0]], toldApart(bias, 0), off]);
  }
  claims.push(...ALL.filter((i) => !silent.includes(i)).map((i) => sumAt(numbers, i)));
  if (new Set(silent.map((i) => labels[i])).size === 2) claims.push(["Blind", silent]);
  if (wrong.length) claims.push(...missing(numbers, wrong), ...oneSum(numbers));
  return [...claims, ...roundings(numbers), ...superfluous(numbers)];
}

/**
 * Who is on where, units with the same points together.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
function gates(numbers) {
  const { units, on, values, hidden } = numbers;
  const groups = grouped(units.map((k) => [numbers.points(k), k]));
  /** @type {Claim[]} */
  const claims = [["On", groups.map(([points, some]) => [some, points])]];
  for (const i of ALL) {
    const unit = units.find((k) => !on[i][k] && values[i][k] !== 0);
    if (unit === undefined) continue;
    claims.push(["Ungated", hidden, unit, i]);
    break;
  }
  return claims;
}

/**
 * Who lifts a point and who pushes it down.
 * @param {Numbers} numbers
 * @param {number} point
 * @returns {Claim}
 */
function sumAt(numbers, point) {
  const parts = [numbers.bias, ...numbers.adds[point]];
  const some = (/** @type {(x: number) => boolean} */ fits) =>
    parts.flatMap((part, k) => (fits(part) ? [k - 1] : []));
  const side = numbers.sides[point];
  const up = side >= 0;
  const both = [some((part) => part > 0), some((part) => part < 0)];
  const [first, other] = up ? both : both.reverse();
  const [by, against] = [first, other].map((of) => Math.abs(exactSum(of.map((k) => parts[k + 1]))));
  const over = exactSum(parts);
  let balance = side === 0 && numbers.exactly(point) ? "equal" : "rounding";
  let heights = [sizeOf(by), sizeOf(against)];
  if (Math.abs(over) > numbers.doubts[point] && Math.sign(over) === side) {
    balance = "side";
    heights = [toldApart(by, against), toldApart(against, by)].map((h) => h.replace("+", ""));
  }
  const logit = toldApart(numbers.logits[point], 0);
  const right = numbers.right(point);
  return ["Sum", point, up, first, heights[0], other, heights[1], balance, side, logit, right];
}

/**
 * What points that are wrong would need, and what became of it.
 * @param {Numbers} numbers
 * @param {number[]} wrong
 * @returns {Claim[]}
 */
function missing({ units, on, values, dead, v, labels }, wrong) {
  // Otherwise the sign of an output weight does not tell which way a unit pushes.
  if (values.some((row, i) => row.some((x, k) => (on[i][k] ? x <= 0 : x !== 0)))) return [];
  const fates = grouped(
    wrong.map((i) => {
      const helps = units.filter((k) => (labels[i] ? v[k] > 0 : v[k] < 0));
      const weak = helps.filter((k) => on[i][k]);
      const off = helps.filter((k) => !on[i][k] && !dead[k]);
      return [[labels[i], weak, off, helps.filter((k) => dead[k])], i];
    }),
  );
  return fates.map(([fate, points]) => ["Wrong", points, ...fate]);
}

/**
 * Why no weighted sum is right, if the network is one at the points.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
function oneSum({ net, halves, exact, on, units, labels, hidden }) {
  if (!net.straight || exact.some((row, i) => row.some((sign, k) => sign > 0 !== on[i][k])))
    return [];
  const bends = String(halves[0]) !== String(halves[1]);
  if (bends && units.some((k) => new Set(ALL.map((i) => on[i][k])).size > 1)) return [];
  const of = (/** @type {number} */ label) => ALL.filter((i) => labels[i] === label);
  const [ones, zeros] = [of(1), of(0)];
  // The four points have one midpoint in common only: that of the two diagonals.
  const mixed = (/** @type {number} */ i) => POINTS[i][0] !== POINTS[i][1];
  const apart = (/** @type {number[]} */ some) =>
    some.length === 2 && mixed(some[0]) === mixed(some[1]);
  return apart(ones) && apart(zeros) ? [["OneSum", bends ? "" : hidden, ones, zeros]] : [];
}

/**
 * Where a pre-activation is 0, or rounding decides what it counts as.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
function roundings({ net, exact, sums, dead, values, adds, v, units }) {
  /** @typedef {(point: number, unit: number) => boolean} Holds */
  const signs = (/** @type {number} */ i, /** @type {number} */ k) =>
    [exact[i][k], Math.sign(sums[i][k])].map((sign) => sign + 0);
  /** @type {Holds} */
  const tie = (i, k) => exact[i][k] !== Math.sign(sums[i][k]) || (exact[i][k] === 0 && !dead[k]);
  /** @type {Holds} */
  const off = (i, k) => exact[i][k] < 0 && values[i][k] === 0 && net.first.cutsOff;
  /** @type {Holds} */
  const faint = (i, k) =>
    !tie(i, k) && !off(i, k) && exact[i][k] !== 0 && adds[i][k] === 0 && v[k] !== 0;
  /** @type {[kind: string, holds: Holds][]} */
  const kinds = [
    ["Tie", tie],
    ["Faint", faint],
  ];
  return kinds.flatMap(([kind, holds]) =>
    blocks(units, holds, signs).map(
      ([some, points, same]) => /** @type {Claim} */ ([kind, some, points, ...same]),
    ),
  );
}

/**
 * Units and points for which something holds, those with the same signs together.
 * @param {number[]} units
 * @param {(point: number, unit: number) => boolean} holds
 * @param {(point: number, unit: number) => number[]} signs
 * @returns {[units: number[], points: number[], signs: number[]][]}
 */
function blocks(units, holds, signs) {
  const cells = ALL.flatMap((i) =>
    units.filter((k) => holds(i, k)).map((k) => /** @type {const} */ ([[i, signs(i, k)], k])),
  );
  const rows = grouped(cells.map(([key, k]) => [key, k]));
  const turned = grouped(rows.map(([[i, same], some]) => [[some, same], i]));
  return turned.map(([[some, same], points]) => [some, points, same]);
}

/**
 * Which units do nothing, or do it all, or do the same.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
function superfluous(numbers) {
  const { units, adds, dead, v } = numbers;
  const adding = units.map((k) => ALL.some((i) => adds[i][k] !== 0));
  const some = units.filter((k) => adding[k]);
  const gone = units.filter((k) => dead[k]);
  const idle = units.filter((k) => !dead[k] && !adding[k]);
  /** @type {Claim[]} */
  const claims = [];
  if (some.length === 1 && units.length > 1) claims.push(["Alone", some[0]]);
  if (gone.length) claims.push(["Dead", gone, gone.map((k) => Math.sign(v[k]) + 0)]);
  if (idle.length) claims.push(["Idle", idle]);
  return [...claims, ...duplicates(numbers)];
}

/**
 * Units whose weights and biases are the same up to a positive factor.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
function duplicates({ net: { p, width: H }, units, halves }) {
  const columns = units.map((k) => [p[H + k], p[2 * H + k], p[k]]);
  const creased = columns.map(([w1, w2]) => w1 !== 0 || w2 !== 0);
  const shapes = columns.map((column, k) => {
    const most = creased[k] ? Math.max(...column.map(Math.abs)) : Infinity;
    return column.map((x) => x / most);
  });
  const near = (/** @type {number} */ a, /** @type {number} */ b) =>
    creased[a] && creased[b] && shapes[a].every((x, i) => Math.abs(x - shapes[b][i]) < 1e-9);
  /** @type {Claim[]} */
  const claims = [];
  let left = units.filter((k) => units.some((other) => other !== k && near(k, other)));
  while (left.length) {
    const [first] = left;
    const same = left.filter((k) => near(first, k) && parallel(columns[first], columns[k]));
    left = left.filter((k) => !same.includes(k));
    if (same.length > 1) {
      const equal = same.every((k) => columns[k].every((x, i) => x === columns[first][i]));
      claims.push(["Same", same, equal || halves.every((half) => half?.[1] === 0)]);
    }
  }
  return claims;
}

/**
 * Whether two vectors that point the same way are exact multiples.
 * @param {number[]} a
 * @param {number[]} b
 */
const parallel = (a, b) =>
  [
    [0, 1],
    [0, 2],
    [1, 2],
  ].every(([i, j]) =>
    exactlyZero([
      [a[i], b[j], 1],
      [-a[j], b[i], 1],
    ]),
  );
