// Without a browser: `VECTORS` names the file that test_arithmetic.py wrote.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { differences } from "./arithmetic.js";

test("draws, formulas and training have the package's bits", () => {
  const vectors = JSON.parse(readFileSync(String(process.env.VECTORS), "utf8"));
  assert.deepEqual(differences(vectors), []);
});
