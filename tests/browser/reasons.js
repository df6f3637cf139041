// What the playground says of networks.

import { Network, widthsOf } from "../../docs/_static/playground/network.js";
import { reasonsOf } from "../../docs/_static/playground/reasons.js";
import { Sentences } from "../../docs/_static/playground/sentences.js";

/**
 * @typedef {object} Case
 * @property {string} hidden
 * @property {string} width
 * @property {number[]} p
 * @property {number[][]} points
 * @property {number[]} labels
 * @property {number} [at] a point of which more is said
 */

/** @param {Case[]} cases */
export const sentences = (cases) =>
  cases.map(({ hidden, width, p, points, labels: y, at }) => {
    const network = new Network(hidden, Float64Array.from(p), widthsOf(width));
    const { claims, at: about } = reasonsOf(network, { points, y });
    const words = new Sentences(points);
    const told = at === undefined ? claims : about(at);
    return told.map((claim) => words.of(claim));
  });
