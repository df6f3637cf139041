// Why a network answers as it does at the points: claims as data, in the order of a proof, as
// actdemo's explain makes them. Units and points are counted from 0; −1 is the output bias.

import { exactSum, sizeOf, toldApart, twoSum, written } from "./decimals.js";
import { isDeep } from "./names.js";
import { grouped, Numbers } from "./numbers.js";
import { MANY } from "./phrases.js";
import { roundings } from "./roundings.js";
import { deadAt } from "./run.js";
import { superfluous } from "./superfluous.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./training.js").Labelled} Labelled */
/** @typedef {[kind: string, ...data: any[]]} Claim */

/**
 * What makes the answers of a network what they are; with several hidden layers only which points
 * are right, what the output bias does, and which units are dead. And what of it speaks of the
 * answer at a point: of many points, more is said of each than of all together.
 * @param {Network} net with one output
 * @param {Labelled} data
 */
export function reasonsOf(net, data) {
  const numbers = isDeep(net) ? null : new Numbers(net, data);
  const claims = numbers ? claimsAbout(numbers) : claimsAtDepth(net, data);
  const at = (/** @type {number} */ point) => {
    const about = claims.filter((one) => concerns(one, point));
    const told = !numbers || !claims.length || about.some(([kind]) => kind !== "Wrong");
    return told ? about : [sumAt(numbers, point), ...about];
  };
  return { claims, at };
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
  for (const [x1, x2] of data.points) {
    logits.push(net.logit(x1, x2));
    if (!net.layers.every(({ sums }) => sums.every(Number.isFinite))) return [];
  }
  if (!logits.every(Number.isFinite)) return [];
  const { claims, tallies } = answers(data, logits.map(Math.sign), net.p[net.bias]);
  claims.push(...tallies);
  const dead = deadAt(net, data.points).map((unit) => net.place(unit));
  net.layers.forEach((one, l) => {
    const units = dead.filter(({ layer }) => layer === one).map(({ k }) => k);
    if (units.length) claims.push(["DeadInLayer", l + 1, units]);
  });
  return claims;
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

/**
 * What makes the answers what they are; nothing if a number is not finite.
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
function claimsAbout(numbers) {
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
  /** @type {[point: number | undefined, rank: string][]} */
  const found = [
    [wrong.find((i) => far[i] === worst), "worst"],
    [right.find((i) => far[i] === closest), "closest"],
  ];
  return found.flatMap(([i, rank]) => (i === undefined ? [] : [sumAt(numbers, i, rank)]));
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
function oneSum({ net, data: { points }, all, halves, exact, on, units, labels, hidden }) {
  if (!net.straight || exact.some((row, i) => row.some((sign, k) => sign > 0 !== on[i][k])))
    return [];
  const bends = String(halves[0]) !== String(halves[1]);
  if (bends && units.some((k) => new Set(all.map((i) => on[i][k])).size > 1)) return [];
  const middle = (/** @type {number[]} */ [i, j]) => {
    const [x1, x2] = [0, 1].map((axis) => twoSum(points[i][axis], points[j][axis]).join(" "));
    return `${x1} ${x2}`;
  };
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
