// What the playground writes of networks, for programs and for the package, and reads again.

import { networkFile, numpyProgram, torchProgram } from "../../docs/_static/playground/exports.js";
import { readNetwork } from "../../docs/_static/playground/reading.js";

/** @typedef {import("../../docs/_static/playground/nets.js").Net} Net */

/** @param {{ nets: Net[], points: number[][] }} given */
export const exported = ({ nets, points }) =>
  nets.map((net) => ({
    numpy: numpyProgram(net, points),
    torch: torchProgram(net, points),
    file: networkFile(net),
    again: readNetwork(networkFile(net)),
  }));
