// The Python programs of states, and what the playground itself finds there.

import { readAddress } from "../../docs/_static/playground/address.js";
import { program } from "../../docs/_static/playground/python.js";
import { Run } from "../../docs/_static/playground/run.js";

/** @param {string[]} addresses */
export const programs = (addresses) =>
  addresses.map((hash) => {
    const { settings, start, edits, step } = readAddress(hash);
    const run = new Run(settings, start, edits);
    run.goTo(step);
    return { text: program(run), logits: run.logits };
  });
