// Which units of a network do nothing, or do it all, or do the same.

import { signOf } from "./decimals.js";

/** @typedef {import("./numbers.js").Numbers} Numbers */
/** @typedef {import("./reasons.js").Claim} Claim */

/**
 * @param {Numbers} numbers
 * @returns {Claim[]}
 */
export function superfluous(numbers) {
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
function duplicates({ net: { p, width: H }, units, halves, most }) {
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
