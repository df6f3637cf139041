// What core.js computes, compared with what the package did; returns what differs.
"use strict";

function differences(core, vectors) {
  const found = [];
  const compare = (what, ours, theirs) => {
    const same = ours.length === theirs.length && theirs.every((x, k) => x === ours[k]);
    if (!same) found.push(`${what}: ${Array.from(ours)} !== ${theirs}`);
  };
  for (const { seed, weights, orders } of vectors.random) {
    for (const [stream, key, theirs] of [["weights", [], weights], ["orders", [1], orders]]) {
      const random = new core.Random(seed, ...key);
      compare(`${stream} of seed ${seed}`, theirs.map(() => random.double()), theirs);
    }
  }
  for (const { init, width, seed, theirs } of vectors.initial) {
    compare(`${init} ${width} ${seed}`, core.initialized(width, init, seed), theirs);
  }
  for (const { name, x, values, slopes } of vectors.activations) {
    const [f, slope] = core.activations[name];
    compare(`${name}`, x.map(f), values);
    compare(`slope of ${name}`, x.map(slope), slopes);
  }
  for (const { settings, states, losses, logits } of vectors.runs) {
    const what = JSON.stringify(settings), run = new core.Run(settings), ours = [];
    for (const [steps, theirs] of states) {
      while (run.steps < steps) {
        run.step();
        if (run.steps % run.perEpoch === 0) ours.push(run.loss);
      }
      compare(`${what} at step ${steps}`, run.p, theirs);
    }
    compare(`losses of ${what}`, ours, losses);
    compare(`logits of ${what}`, run.logits, logits);
    for (const [steps, theirs] of states) { // back through the history
      run.goTo(steps);
      compare(`${what} back at step ${steps}`, run.p, theirs);
    }
  }
  return found;
}

if (typeof module !== "undefined") {
  const fs = require("fs"), [core, vectors] = process.argv.slice(2);
  const found = differences(require(core), JSON.parse(fs.readFileSync(vectors, "utf8")));
  process.stdout.write(JSON.stringify(found));
}
