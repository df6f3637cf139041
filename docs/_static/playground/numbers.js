// What the reasons of a network with one hidden layer rest on: its numbers at the points.

import { signOf } from "./decimals.js";
import { MANY } from "./phrases.js";
import { deadAt } from "./run.js";

const DOUBT = 2 ** -40; // of the sizes of all terms; rounding takes less
const TINY = 2 ** -1022;

/**
 * Things with one key together, in the order in which the keys come; if there may be at most so
 * many groups, the largest first.
 * @template T
 * @param {[key: any, thing: T][]} pairs
 * @returns {[key: any, things: T[]][]}
 */
export function grouped(pairs, most = Infinity) {
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

/** All that the claims rest on. */
export class Numbers {
  /**
   * @param {import("./network.js").Network} net
   * @param {import("./training.js").Labelled} data
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
    this.halves = net.first.halves;
    const each = (/** @type {(k: number, x1: number, x2: number) => number} */ of) =>
      points.map(([x1, x2]) => this.units.map((k) => of(k, x1, x2)));
    this.sums = each((k, x1, x2) => net.sum(k, x1, x2));
    this.values = this.sums.map((row) => row.map(net.f));
    this.adds = this.values.map((row) => row.map((value, k) => value * this.v[k]));
    this.logits = points.map(([x1, x2]) => net.logit(x1, x2));
    this.sides = this.logits.map(Math.sign);
    this.on = this.sums.map((row) => row.map((sum) => sum > 0));
    const dead = deadAt(net, points);
    this.dead = this.units.map((k) => dead.includes(k));
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
    if (!this.net.straight) return false;
    const { p, width: H } = this.net;
    const [x1, x2] = this.data.points[point];
    const products = [[this.bias, 1, 1, 1]];
    for (const k of this.units) {
      const [slope, start] = this.halves[this.on[point][k] ? 1 : 0] ?? [0, 0];
      const factors = [this.v[k], slope];
      products.push([...factors, x1, p[H + k]], [...factors, x2, p[2 * H + k]]);
      products.push([...factors, p[k], 1], [this.v[k], start, 1, 1]);
    }
    return signOf(products) === 0;
  }

  /** @param {number} unit */
  points(unit) {
    return this.all.filter((i) => this.on[i][unit]);
  }
}
