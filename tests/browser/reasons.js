// What the playground says of networks.

import { Network, widthsOf } from "../../docs/_static/playground/network.js";
import { claimsOf } from "../../docs/_static/playground/reasons.js";
import { sentence } from "../../docs/_static/playground/sentences.js";

/** @param {{ hidden: string, width: string, p: number[], labels: number[] }[]} cases */
export const sentences = (cases) =>
  cases.map(({ hidden, width, p, labels }) => {
    const network = new Network(hidden, Float64Array.from(p), widthsOf(width));
    return claimsOf(network, labels).map(sentence);
  });
