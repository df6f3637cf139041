// What the playground says of runs that fail, with the numbers that stand behind it.

import { causes, failure, worded } from "../../docs/_static/playground/causes.js";
import { Run } from "../../docs/_static/playground/run.js";

/** @typedef {Partial<import("../../docs/_static/playground/training.js").Settings>} Settings */

/** @param {{ settings: Settings, steps: number }[]} cases */
export async function told(cases) {
  const said = [];
  for (const { settings, steps } of cases) {
    const run = new Run(settings);
    run.goTo(steps);
    const found = run.overflow || run.score < 4 ? await causes(run) : null;
    said.push(found ? { failure: failure(run), words: worded(found) } : null);
  }
  return said;
}
