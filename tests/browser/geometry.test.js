// Without a browser: `VECTORS` names the file that test_geometry.py wrote.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { centre, contour } from "../../docs/_static/playground/boundary.js";
import { Run } from "../../docs/_static/playground/run.js";
import { differences } from "./geometry.js";

const shapes = JSON.parse(readFileSync(String(process.env.VECTORS), "utf8"));

test("pieces, creases and boundary are those of the package", () => {
  assert.deepEqual(differences(shapes), []);
});

test("a point that is off is seen", () => {
  const [first] = structuredClone(shapes);
  first.regions[0].polygon[0][0] += 1e-6;
  assert.equal(differences([first]).length, 1);
});

test("the contour of a plane is where the plane is 0", () => {
  const run = new Run({ hidden: "identity", seed: "3" });
  const n = 60;
  const values = Array.from({ length: n * n }, (_, i) => {
    const [x1, x2] = centre(i, n);
    return run.logit(x1, x2);
  });
  const ends = contour(values, n).flat();
  assert.ok(ends.length > n);
  for (const [x1, x2] of ends) assert.ok(Math.abs(run.logit(x1, x2)) < 1e-12);
});
