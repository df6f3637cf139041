// Why a network answers as it does at the points: claims as data, in the order of a proof, as
// actdemo's explain makes them. Units and points are counted from 0; −1 is the output bias.

import { LEAK } from "./constants.js";
import { exactSum, signOf, sizeOf, toldApart, twoSum, written } from "./decimals.js";
import { isDeep } from "./names.js";
import { MANY } from "./phrases.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./training.js").Labelled} Labelled */
/** @typedef {[kind: string, ...data: any[]]} Claim */

const DOUBT = 2 ** -40; // of the sizes of all terms; rounding takes less
const TINY = 2 ** -1022;
/** @type {Record<string, [off: number, on: number]>} slopes of straight functions */
const SLOPES = { identity: [1, 1], relu: [0, 1], leaky_relu: [LEAK, 1], absolute: [-1, 1] };

/**
 * Things with one key together, in the order in which the keys come; if there may be at most so
 * many groups, the largest first.
 * @template T
 * @param {[key: any, thing: T][]} pairs
 * @returns {[key: any, things: T[]][]}
 */
function grouped(pairs, most = Infinity) {
  /** @type {Map<string, [any, T[]]>} */
  const groups = new Map();
  for (const [key, thing] of pairs) {
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? [key, []];
    group[1].push(thing);
    groups.set(name, group);
  }
  const all = [...groups.values()];
  if (most === Infinity) return all;
  return all.sort(([, a], [, b]) => b.length - a.length).slice(0, most);
}

/**
 * What makes the answers of a network what they are; with several hidden layers only which points
 * are right, what the output bias does, and which units are dead.
 * @param {Network} net with one output
 * @param {Labelled} data
 */
export const claimsOf = (net, data) =>
  isDeep(net) ? claimsAtDepth(net, data) : claimsAbout(new Numbers(net, data));

/**
 * What of all that speaks of the answer at a point; of many points, more is said of each than of
 * all together.
 * @param {Network} net
 * @param {Labelled} data
 * @param {Claim[]} claims what is said of all
 * @param {number} point
 */
export function claimsAt(net, data, claims, point) {
  const about = claims.filter((one) => concerns(one, point));
  if (isDeep(net) || !claims.length || about.some(([kind]) => kind !== "Wrong")) return about;
  return [sumAt(new Numbers(net, data), point), ...about];
}

/**
 * Whether a claim speaks of the answer at a point.
 * @param {Claim} claim
 * @param {number} point
 */
function concerns([kind, about, more], point) {
  if (kind === "Sum") return about === point;
  if (kind === "Silent") return about.includes(point) || more.includes(point);
  return ["Blind", "Wrong"].includes(kind) && about.includes(point);
}

/**
 * @param {Network} net
 * @param {Labelled} data
 * @returns {Claim[]}
 */
function claimsAtDepth(net, data) {
  /** @type {number[]} */
  const logits = [];
  const dead = net.layers.map(({ units }) => Array(units).fill(true));
  for (const [x1, x2] of data.points) {
    logits.push(net.logit(x1, x2));
    for (const [l, { sums, values, slope }] of net.layers.entries()) {
      if (!sums.every(Number.isFinite)) return [];
      sums.forEach((sum, k) => {
        dead[l][k] &&= values[k] === 0 && slope(sum) === 0;
      });
    }
  }
  if (!logits.every(Number.isFinite)) return [];
  const { claims, tallies } = answers(data, logits.map(Math.sign), net.p[net.bias]);
  const gone = dead.map((row) => row.flatMap((one, k) => (one ? [k] : [])));
  return [
    ...claims,
    ...tallies,
    ...gone.flatMap((units, l) =>
      units.length ? [/** @type {Claim} */ (["DeadInLayer", l + 1, units])] : [],
    ),
  ];
}

/**
 * Which points are right, in all and, of many, with each label; and what the output bias does.
 * @param {Labelled} data
 * @param {number[]} sides
 * @param {number} bias
 */
function answers({ y }, sides, bias) {
  const all = y.map((_, k) => k);
  const judged = (/** @type {number[]} */ some) =>
    [true, false].map((is) => some.filter((k) => (sides[k] === 2 * y[k] - 1) === is));
  const [right, wrong] = judged(all);
  /** @type {Claim[]} */
  const claims = [
    ["Verdict", right, wrong],
    ["Bias", Math.sign(bias), written(bias)],
  ];
  /** @type {Claim[]} */
  const tallies = [];
  for (const label of all.length > MANY.points ? [1, 0] : []) {
    const some = all.filter((k) => y[k] === label);
    if (some.length) tallies.push(["Tally", ...judged(some), label]);
  }
  return { claims, tallies, right, wrong };
}

/** All that the claims rest on. */
export class Numbers {
  /**
   * @param {Network} net
   * @param {Labelled} data
   */
  constructor(net, data) {
    const { points, y } = data;
    const { p, width: H, hidden } = net;
    this.net = net;
    this.hidden = hidden;
    this.data = data;
    this.labels = y;
    this.all = y.map((_, k) => k);
    this.many = y.length > MANY.points;
    this.most = this.many ? MANY.groups : Infinity; // groups of points in one kind of claim
    this.units = Array.from({ length: H }, (_, k) => k);
    this.bias = p[3 * H];
    this.v = Array.from(p.slice(3 * H + 1));
    this.slopes = SLOPES[hidden];
    const each = (/** @type {(k: number, x1: number, x2: number) => number} */ of) =>
      points.map(([x1, x2]) => this.units.map((k) => of(k, x1, x2)));
    this.sums = each((k, x1, x2) => net.sum(k, x1, x2));
    this.values = this.sums.map((row) => row.map(net.f));
    this.adds = this.values.map((row) => row.map((value, k) => value * this.v[k]));
    this.logits = points.map(([x1, x2]) => net.logit(x1, x2));
    this.sides = this.logits.map(Math.sign);
    this.on = this.sums.map((row) => row.map((sum) => sum > 0));
    this.dead = this.units.map((k) =>
      this.all.every((i) => this.values[i][k] === 0 && net.slope(this.sums[i][k]) === 0),
    );
    const reach = (/** @type {number} */ k, /** @type {number} */ x1, /** @type {number} */ x2) =>
      Math.abs(x1 * p[H + k]) + Math.abs(x2 * p[2 * H + k]) + Math.abs(p[k]);
    /** The signs of the pre-activations without rounding. */
    this.exact = each((k, x1, x2) => {
      const sum = net.sum(k, x1, x2);
      if (Math.abs(sum) > DOUBT * reach(k, x1, x2) + TINY) return Math.sign(sum);
      return signOf([
        [x1, p[H + k]],
        [x2, p[2 * H + k]],
        [p[k], 1],
      ]);
    });
    this.doubts = points.map(([x1, x2], i) => {
      let size = Math.abs(this.bias);
      for (const k of this.units) {
        const bend = Math.abs(net.slope(this.sums[i][k])) * reach(k, x1, x2);
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
    if (!this.slopes) return false;
    const { p, width: H } = this.net;
    const [x1, x2] = this.data.points[point];
    const products = [[this.bias, 1, 1, 1]];
    for (const k of this.units) {
      const factors = [this.v[k], this.slopes[this.on[point][k] ? 1 : 0]];
      products.push([...factors, x1, p[H + k]], [...factors, x2, p[2 * H + k]]);
      products.push([...factors, p[k], 1]);
    }
    return signOf(products) === 0;
  }

  /** @param {number} unit */
  points(unit) {
    return this.all.filter((i) => this.on[i][unit]);
  }
}

/**
 * What makes the answers what they are; nothing if a number is not finite.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
export function claimsAbout(numbers) {
  const { data, all, many, adds, sums, logits, bias, on, labels, sides } = numbers;
  if (![...adds, ...sums, logits].flat().every(Number.isFinite)) return [];
  const { claims, tallies, right, wrong } = answers(data, sides, bias);
  const silent = all.filter((i) => adds[i].every((part) => part === 0));
  claims.push(...gates(numbers));
  if (silent.length) {
    const off = silent.every((i) => !on[i].includes(true));
    const [good, bad] = [right, wrong].map((of) => silent.filter((i) => of.includes(i)));
    claims.push(["Silent", good, bad, sides[silent[0]], toldApart(bias, 0), off]);
  }
  if (many) claims.push(...tallies, ...extremes(numbers, right, wrong));
  else claims.push(...all.filter((i) => !silent.includes(i)).map((i) => sumAt(numbers, i)));
  if (new Set(silent.map((i) => labels[i])).size === 2) claims.push(["Blind", silent]);
  if (wrong.length) claims.push(...missing(numbers, wrong), ...oneSum(numbers));
  return [...claims, ...roundings(numbers), ...superfluous(numbers)];
}

/**
 * Which of many points is most wrong, and which is nearly so.
 * @param {Numbers} numbers
 * @param {number[]} right
 * @param {number[]} wrong
 * @returns {Claim[]}
 */
function extremes(numbers, right, wrong) {
  const far = numbers.logits.map(Math.abs);
  const worst = Math.max(...wrong.map((i) => far[i]));
  const closest = Math.min(...right.map((i) => far[i]));
  return [
    ...wrong
      .filter((i) => far[i] === worst)
      .slice(0, 1)
      .map((i) => sumAt(numbers, i, "worst")),
    ...right
      .filter((i) => far[i] === closest)
      .slice(0, 1)
      .map((i) => sumAt(numbers, i, "closest")),
  ];
}

/**
 * Who is on where, units with the same points together.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
function gates(numbers) {
  const { all, units, on, values, hidden } = numbers;
  const groups = grouped(units.map((k) => [numbers.points(k), k]));
  /** @type {Claim[]} */
  const claims = [["On", groups.map(([points, some]) => [some, points])]];
  for (const i of all) {
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
function sumAt(numbers, point, rank = "") {
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
  const ways = [first, heights[0], other, heights[1]];
  return ["Sum", point, up, ...ways, balance, side, logit, right, rank];
}

/**
 * What points that are wrong would need, and what became of it.
 * @param {Numbers} numbers
 * @param {number[]} wrong
 * @returns {Claim[]}
 */
function missing({ units, on, values, dead, v, labels, most }, wrong) {
  // Otherwise the sign of an output weight does not tell which way a unit pushes.
  if (values.some((row, i) => row.some((x, k) => (on[i][k] ? x <= 0 : x !== 0)))) return [];
  const fates = grouped(
    wrong.map((i) => {
      const helps = units.filter((k) => (labels[i] ? v[k] > 0 : v[k] < 0));
      const weak = helps.filter((k) => on[i][k]);
      const off = helps.filter((k) => !on[i][k] && !dead[k]);
      return [[labels[i], weak, off, helps.filter((k) => dead[k])], i];
    }),
    most,
  );
  return fates.map(([fate, points]) => ["Wrong", points, ...fate]);
}

/**
 * Why no weighted sum is right, if the network is one at the points.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
function oneSum({ data: { points }, all, slopes, exact, on, units, labels, hidden }) {
  if (!slopes || exact.some((row, i) => row.some((sign, k) => sign > 0 !== on[i][k]))) return [];
  const bends = slopes[0] !== slopes[1];
  if (bends && units.some((k) => new Set(all.map((i) => on[i][k])).size > 1)) return [];
  const middle = (/** @type {number[]} */ [i, j]) =>
    String([0, 1].flatMap((axis) => twoSum(points[i][axis], points[j][axis])));
  const pairs = (/** @type {number} */ label) => {
    const some = all.filter((i) => labels[i] === label);
    return some.flatMap((i, place) => some.slice(place + 1).map((j) => [i, j]));
  };
  // Of those with one midpoint the first stays.
  const middles = new Map(
    pairs(1)
      .reverse()
      .map((two) => [middle(two), two]),
  );
  const zeros = pairs(0).find((two) => middles.has(middle(two)));
  return zeros ? [["OneSum", bends ? "" : hidden, middles.get(middle(zeros)), zeros]] : [];
}

/**
 * Where a pre-activation is 0, or rounding decides what it counts as.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
function roundings({ all, most, exact, sums, dead, values, adds, slopes, v, units }) {
  /** @typedef {(point: number, unit: number) => boolean} Holds */
  const signs = (/** @type {number} */ i, /** @type {number} */ k) =>
    [exact[i][k], Math.sign(sums[i][k])].map((sign) => sign + 0);
  /** @type {Holds} */
  const tie = (i, k) => exact[i][k] !== Math.sign(sums[i][k]) || (exact[i][k] === 0 && !dead[k]);
  /** @type {Holds} */
  const off = (i, k) => exact[i][k] < 0 && values[i][k] === 0 && slopes?.[0] === 0;
  /** @type {Holds} */
  const faint = (i, k) =>
    !tie(i, k) && !off(i, k) && exact[i][k] !== 0 && adds[i][k] === 0 && v[k] !== 0;
  /** @type {[kind: string, holds: Holds][]} */
  const kinds = [
    ["Tie", tie],
    ["Faint", faint],
  ];
  return kinds.flatMap(([kind, holds]) => {
    const cells = all.flatMap((i) =>
      units.filter((k) => holds(i, k)).map((k) => /** @type {const} */ ([[i, signs(i, k)], k])),
    );
    // Units and points with the same signs together.
    const rows = grouped(cells.map(([key, k]) => [key, k]));
    const turned = rows.map(([[i, same], some]) => /** @type {const} */ ([[some, same], i]));
    return grouped(
      turned.map(([key, i]) => [key, i]),
      most,
    ).map(([[some, same], points]) => /** @type {Claim} */ ([kind, some, points, ...same]));
  });
}

/**
 * Which units do nothing, or do it all, or do the same.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
function superfluous(numbers) {
  const { all, units, adds, dead, v } = numbers;
  const adding = units.map((k) => all.some((i) => adds[i][k] !== 0));
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
function duplicates({ net: { p, width: H }, units, slopes, most }) {
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
      claims.push(["Same", same, equal || Boolean(slopes)]);
    }
  }
  return claims.slice(0, most);
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
  ].every(
    ([i, j]) =>
      !signOf([
        [a[i], b[j]],
        [-a[j], b[i]],
      ]),
  );
