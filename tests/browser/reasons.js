// What the playground says of networks.

import { Network } from "../../docs/_static/playground/network.js";
import { claimsAbout, Numbers } from "../../docs/_static/playground/reasons.js";
import { sentence } from "../../docs/_static/playground/sentences.js";

/** @param {{ hidden: string, p: number[], labels: number[] }[]} cases */
export const sentences = (cases) =>
  cases.map(({ hidden, p, labels }) => {
    const network = new Network(hidden, Float64Array.from(p));
    return claimsAbout(new Numbers(network, hidden, labels)).map(sentence);
  });
