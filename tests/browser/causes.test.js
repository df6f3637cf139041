// Without a browser: `VECTORS` names the file that test_causes.py wrote.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { causes, failure, worded } from "../../docs/_static/playground/causes.js";
import { Run } from "../../docs/_static/playground/run.js";
import { told } from "./causes.js";

const failing = new Run({ seed: "4" });
failing.goTo(200);

test("Node says what Chromium says", async () => {
  const { cases, said } = JSON.parse(readFileSync(String(process.env.VECTORS), "utf8"));
  assert.deepEqual(await told(cases), said);
});

test("asking changes nothing, and gives way often", async () => {
  const before = JSON.stringify(failing);
  const slow = new Run({ hidden: "gelu_tanh", width: "16", lr: 0.001 });
  slow.goTo(4000);
  let turns = 0;
  let longest = 0;
  let last = process.cpuUsage(); // of this process, whatever else the machine does
  const found = await causes(slow, () => {
    const { user, system } = process.cpuUsage(last);
    if (turns++) longest = Math.max(longest, (user + system) / 1000);
    last = process.cpuUsage();
    return true;
  });
  assert.ok(found && turns > 10);
  assert.ok(longest < 100, `a slice took ${longest} ms`);
  await causes(failing);
  assert.equal(JSON.stringify(failing), before);
});

test("what is no longer wanted stops", async () => {
  let turns = 3;
  const slow = new Run({ hidden: "gelu_tanh", width: "16", lr: 0.001 });
  slow.goTo(4000);
  assert.equal(await causes(slow, () => turns-- > 0), null);
  assert.equal(turns, -1);
});

test("of longer runs the first that ends well is told, else the last", () => {
  const one = {
    change: {},
    revived: null,
    overflow: 0,
    right: 3,
    rescued: false,
    end: new Float64Array(0),
  };
  const longer = [2, 4, 8].map((times) => ({ ...one, steps: 200 * times }));
  const asked = { overflow: 0, points: 4, need: 4, steps: 200, outcomes: longer };
  assert.match(worded(asked), / fail with 1600 steps \(3 right\)\.$/);
  for (const k of [1, 2]) Object.assign(longer[k], { right: 4, rescued: true });
  assert.match(worded(asked), / have all four right with 800 steps\.$/);
});

test("a dead unit of any layer is revived, as by hand", async () => {
  const deep = new Run({ width: "2,2", seed: "4" });
  deep.goTo(200);
  const found = await causes(deep);
  assert.ok(found);
  const revivals = found.outcomes.filter(({ revived }) => revived);
  assert.equal(revivals.length, deep.deaths.length);
  for (const { revived, end } of revivals) {
    const { unit, name, step } = /** @type {NonNullable<typeof revived>} */ (revived);
    const other = deep.with({});
    other.goTo(step);
    const { layer, k } = other.place(unit);
    const by = other.edited([[layer.first + k, other.biasFor(unit, 0.5)]]);
    by.goTo(200);
    assert.deepEqual(end, by.p);
    assert.ok(worded(found).includes(`${name} revived at step ${step}`));
  }
  for (const l of [1, 2]) assert.match(worded(found), RegExp(`unit \\d of layer ${l} revived`));
});

test("a logit of exactly 0 is no class, and wrong", () => {
  const run = new Run({ width: "1" }, [0, 0, 0, 0, 1]);
  assert.equal(run.score, 0);
  assert.equal(failure(run).match(/has logit 0\.000, no class/g)?.length, 4);
});
