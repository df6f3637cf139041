// The Python programs of states, and what the playground itself finds there.

import { readAddress } from "../../docs/_static/playground/address.js";
import { program } from "../../docs/_static/playground/python.js";
import { Run } from "../../docs/_static/playground/run.js";

/**
 * @typedef {object} Case
 * @property {Partial<import("../../docs/_static/playground/training.js").Settings>} settings
 * @property {number[] | null} start
 * @property {import("../../docs/_static/playground/run.js").Edit[]} edits
 * @property {import("../../docs/_static/playground/training.js").Data | null} [data]
 * @property {import("../../docs/_static/playground/turns.js").Turn[]} [turns]
 * @property {number} step
 */

/** @param {Case} state */
function programOf({ settings, start, edits, data, turns, step }) {
  const run = new Run(settings, start, edits, data, turns);
  run.goTo(step);
  return { text: program(run), logits: run.logits };
}

/** @param {Case[]} cases */
export const programsOf = (cases) => cases.map(programOf);

/** @param {string[]} addresses */
export const programs = (addresses) => addresses.map((hash) => programOf(readAddress(hash)));
