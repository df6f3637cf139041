// Where rounding decides what a network computes at its points.

import { grouped } from "./numbers.js";

/** @typedef {import("./reasons.js").Claim} Claim */

/**
 * Where a pre-activation is 0, or rounding decides what it counts as.
 * @param {import("./numbers.js").Numbers} numbers
 * @returns {Claim[]}
 */
export function roundings({ net, all, most, exact, sums, dead, values, adds, v, units }) {
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
  /** @typedef {[what: any, place: number]} Cell */
  return kinds.flatMap(([kind, holds]) => {
    const cells = all.flatMap((i) =>
      units.filter((k) => holds(i, k)).map((k) => /** @type {Cell} */ ([[i, signs(i, k)], k])),
    );
    const rows = grouped(cells); // units with the same signs together, and then points
    const turned = rows.map(([[i, same], some]) => /** @type {Cell} */ ([[some, same], i]));
    return grouped(turned, most).map(
      ([[some, same], points]) => /** @type {Claim} */ ([kind, some, points, ...same]),
    );
  });
}
