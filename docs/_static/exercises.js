// Exercises in the page: the parts of the playground that one needs, and what is right and wrong.
// Which numbers would be right is never said.

{
  const { list, pair, POINTS, Run, signed } = Arithmetic;
  const { instruments, tools } = Playground;
  const { causes, html } = tools;

  /** @typedef {[words: string, hint: string]} Check with a hint if it fails */
  /** @typedef {InstanceType<typeof Run>} Network */

  const PLACE = [0.5, 0.25];
  const CHANGED = "Something else has been changed. “Start again” brings it back.";

  /**
   * @template {Element} Kind
   * @param {ParentNode} where
   * @param {string} selector
   * @returns {Kind}
   */
  const find = (where, selector) => /** @type {Kind} */ (where.querySelector(selector));

  const root = find(document, ".playground-ready");
  const instrument = /** @type {import("./playground/instrument.js").Instrument} */ (
    instruments.get(root)
  );
  const page = find(root, ".pg");
  const data = JSON.parse(String(find(root, "script[type='application/json']").textContent));

  /** @type {HTMLInputElement[]} */
  const guesses = POINTS.map((point) =>
    html("input", {
      type: "number",
      step: "any",
      class: "pg-short",
      "aria-label": `Logit at ${pair(point)}`,
    }),
  );

  /**
   * @param {string} words
   * @param {boolean} given
   * @returns {Check}
   */
  const asGiven = (words, given) => [words, given ? "" : CHANGED];

  /**
   * The signs of the four logits.
   * @param {Network} run
   * @returns {Check}
   */
  function signs(run) {
    const z = run.logits;
    const zero = POINTS.filter((_, k) => z[k] === 0);
    const wrong = POINTS.filter((_, k) => !run.right[k]);
    const words = "The sign of the logit is right at all four points.";
    if (zero.length) {
      const where = list(zero.map((point) => pair(point)));
      const tie = `At ${where} the logit is exactly 0, and 0 names no class.`;
      return [words, `${tie} What moves all four logits by the same amount?`];
    }
    if (wrong.length === 4) {
      return [words, "All four are wrong: this solves the task with its labels swapped."];
    }
    if (wrong.length) {
      const where = `Look at the sum of ${pair(wrong[0])} in the ledger`;
      return [words, `${where}: what is added there, and by which unit?`];
    }
    return [words, ""];
  }

  /**
   * @param {Network} run
   * @returns {Check[]}
   */
  function twoUnits(run) {
    const units = Array.from({ length: run.width }, (_, k) => k);
    const bends = units.some((k) => new Set(run.on(k)).size > 1);
    return [
      asGiven(
        "Two ReLU units, and the labels of XOR.",
        String(run.widths) === "2" && run.hidden === "relu" && run.settings.labels === "0110",
      ),
      [
        "The weights are set, not trained.",
        run.steps ? "Training has changed them. Go back to step 0, and set them yourself." : "",
      ],
      [
        "Between the points something bends.",
        bends
          ? ""
          : "Each unit is on at all four points or at none. Then the network is one weighted sum " +
            "there. Let a crease run between the points.",
      ],
      signs(run),
    ];
  }

  /**
   * @param {Network} run
   * @returns {Check[]}
   */
  function killAUnit(run) {
    const said = guesses.map(({ value }) => (value === "" ? Number.NaN : Number(value)));
    const near = (/** @type {number} */ x, /** @type {number} */ y) => Math.abs(x - y) < 0.006;
    const rows = POINTS.map(([x1, x2], k) => {
      const [first, second, third] = [0, 1, 2].map((unit) => run.adds(unit, x1, x2));
      return { z: run.logits[k], first, second, third, right: run.logits[k] - second };
    });
    const bias = run.p[run.bias];
    const known = rows.filter(({ right }, k) => near(said[k], right)).length;
    /** @type {[(row: typeof rows[0]) => number, string][]} */
    const answers = [
      [({ right }) => right, ""],
      [({ z }) => z, "These are the logits with unit 2. What is no longer in the sums?"],
      [({ z, second }) => z + second, "You have counted unit 2 twice. A dead unit drops out."],
      [({ z, third }) => z - third, "That is unit 3. The units are counted from 1."],
      [({ z, first }) => z - first, "That is unit 1. The question is about unit 2."],
      [({ right }) => right - bias, "You have left the output bias out. It stays."],
      [({ second }) => second, "That is what unit 2 adds. What is left when it is gone?"],
      [
        ({ right }) => 1 / (1 + Math.exp(-right)),
        "These are probabilities. The question is about logits.",
      ],
    ];
    const found = answers.find(([answer]) => rows.every((row, k) => near(said[k], answer(row))));
    const some = said.some(Number.isNaN)
      ? "Four numbers are needed; three decimals are enough."
      : `${known} of 4 are right. Killing a unit changes only sums in which it was on.`;
    return [["These are the logits without unit 2.", found ? found[1] : some]];
  }

  /**
   * @param {Network} run
   * @returns {Check[]}
   */
  function boundary(run) {
    const before = new Run();
    before.goTo(data.steps);
    const [z, mirrored] = [run.logit(PLACE[0], PLACE[1]), run.logit(PLACE[1], PLACE[0])];
    const was = before.logit(PLACE[0], PLACE[1]);
    const farther = Math.abs(z) > Math.abs(was) ? ", farther from the boundary than before" : "";
    let hint = `At the cross the logit is ${signed(z)}${farther}.`;
    if (Math.abs(mirrored) < 0.005) {
      hint = "It goes through the mirrored place. The first number is x₁.";
    }
    if (Math.abs(z - was) < 1e-9) {
      hint = "The logit at the cross is as it was. On the boundary it is different.";
    }
    return [
      asGiven(
        "A ReLU network, and the labels of XNOR.",
        run.hidden === "relu" && run.settings.labels === "1001",
      ),
      signs(run),
      [
        `The boundary goes through the cross at (${PLACE.join(", ")}).`,
        Math.abs(z) < 0.005 ? "" : hint,
      ],
    ];
  }

  /**
   * A hint for a run that fails; what it says of more steps was tried.
   * @param {Network} run
   */
  async function stillFailing(run) {
    if (run.overflow) return "The numbers overflow with these settings.";
    if (!run.steps) return "It is not trained yet.";
    const now = run.steps;
    const found = await causes(run);
    const longer = (found?.outcomes ?? []).filter(({ steps }) => steps > now);
    const units =
      run.hidden === "relu" ? `${run.deaths.length} of ${run.units} units are dead. ` : "";
    if (longer.some(({ rescued }) => rescued)) return `${units}Does it only need more steps?`;
    const tried = longer.length
      ? `With ${list(longer.map(({ steps }) => String(steps)))} steps it fails, too. `
      : "";
    return `${units}${tried}Try one other setting at a time.`;
  }

  /**
   * @param {Network} run
   * @returns {Promise<Check[]>}
   */
  async function rescueASeed(run) {
    const { seed, labels } = run.settings;
    const plain = new Run({ seed });
    plain.goTo(data.steps);
    let changed = labels === "1001" ? "" : "Another task is another exercise. Choose XNOR.";
    if (run.start) changed = "A weight was changed by hand. Choose the seed again.";
    return [
      [
        "With the recipe of the tutorial this seed fails.",
        plain.score < 4 ? "" : "This seed solves the task by itself. Find one that needs you.",
      ],
      ["No weight is set by hand, and the labels are those of XNOR.", changed],
      [
        "The same seed succeeds with other settings.",
        run.score === 4 ? "" : await stillFailing(run),
      ],
    ];
  }

  /**
   * @param {Network} run
   * @returns {Check[]}
   */
  function oneUnit(run) {
    const values = Array.from({ length: 401 }, (_, k) => run.f((k - 200) / 10));
    const rises = values.every((y, k) => !k || y >= values[k - 1]);
    const [words, hint] = signs(run);
    const why =
      "This activation never falls. Then class 1 is one side of a line, whatever the weights " +
      "are. Choose one that turns.";
    return [
      asGiven(
        "One unit, and the labels of XOR.",
        String(run.widths) === "1" && run.settings.labels === "0110",
      ),
      [words, hint && rises ? why : hint],
    ];
  }

  /**
   * What judges the answers.
   * @type {Record<string, (run: Network) => Check[] | Promise<Check[]>>}
   */
  const EXERCISES = {
    two_units: twoUnits,
    kill_a_unit: killAUnit,
    boundary,
    rescue_a_seed: rescueASeed,
    one_unit: oneUnit,
  };
  const checks = EXERCISES[data.exercise];

  const found = html("div", { role: "status" });
  const judge = async () => {
    found.replaceChildren();
    const results = await checks(instrument.run);
    const wrong = results.find(([, hint]) => hint);
    const items = results.map(([words, hint]) => html("li", {}, (hint ? "✗ " : "✓ ") + words));
    found.replaceChildren(
      html("ul", { class: "pg-checks" }, ...items),
      html("p", {}, wrong ? `Hint: ${wrong[1]}` : "All right."),
    );
  };
  const startAgain = () => {
    for (const input of guesses) input.value = "";
    instrument.reopen();
  };
  const asked = POINTS.map((point, k) => html("label", {}, `at ${pair(point)} `, guesses[k]));
  page.prepend(
    html(
      "section",
      { class: "pg-answer", "aria-label": "Check" },
      html("h2", {}, "Your answer"),
      ...(data.exercise === "kill_a_unit" ? [html("p", { class: "pg-row" }, ...asked)] : []),
      html(
        "p",
        { class: "pg-row" },
        html("button", { type: "button", click: judge }, "Check"),
        html("button", { type: "button", click: startAgain }, "Start again"),
      ),
      found,
    ),
  );
  instrument.told = () => found.replaceChildren(); // what was judged has changed

  if (data.exercise === "boundary") instrument.map.markPlace(PLACE);
}
