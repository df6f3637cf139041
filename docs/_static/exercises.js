// Exercises in the page: the parts of the playground that one needs, and what is right and wrong.
// A check is a pair: words, and a hint if it fails. Which numbers would be right is never said.
"use strict";

(() => {
  const { POINTS, Run, sigmoid } = Core, { el, list, pair, signed, units } = Views;
  const root = document.querySelector(".playground-ready"), run = () => root.present();
  const data = JSON.parse(root.querySelector("script[type='application/json']").textContent);
  const PLACE = [0.5, 0.25];

  const asGiven = (words, given) => [words, given ? "" : "Something else has been changed. “Start again” brings it back."];

  // The signs of the four logits.
  function signs() {
    const z = run().logits, one = [...run().labels].map((label) => label === "1");
    const zero = POINTS.filter((_, k) => z[k] === 0), wrong = POINTS.filter((_, k) => z[k] > 0 !== one[k]);
    const hint = zero.length ? `At ${list(zero.map(pair))} the logit is exactly 0, and 0 names no class. What moves all four logits by the same amount?`
      : wrong.length === 4 ? "All four are wrong: this solves the task with its labels exchanged."
        : wrong.length ? `Look at the sum of ${pair(wrong[0])} in the ledger: what is added there, and by which unit?` : "";
    return ["The sign of the logit is right at all four points.", hint];
  }

  const guesses = POINTS.map((point) => el("input", { type: "number", step: "any", class: "pg-short", "aria-label": `Logit at ${pair(point)}` }));

  const EXERCISES = {
    two_units: {
      panels: ["Change", "Network", "Map of the logit", "Ledger"],
      checks: () => [
        asGiven("Two ReLU units, and the labels of XOR.", run().width === 2 && run().hidden === "relu" && run().labels === "0110"),
        ["The weights are set, not trained.", run().steps ? "Training has changed them. Go back to step 0, and set them yourself." : ""],
        ["Between the points something bends.", units(run()).some((k) => new Set(run().on(k)).size > 1) ? ""
          : "Each unit is on at all four points or at none. Then the network is one weighted sum there. Let a crease run between the points."],
        signs(),
      ],
    },
    kill_a_unit: {
      panels: ["Ledger"],
      ask: el("p", { class: "pg-row" }, ...POINTS.map((point, k) => el("label", {}, `at ${pair(point)} `, guesses[k]))),
      checks: () => {
        const { logits, width, p, f } = run(), said = guesses.map(({ value }) => (value === "" ? NaN : Number(value)));
        const adds = (k, unit) => f(Core.preActivation(p, width, unit, ...POINTS[k])) * p[3 * width + 1 + unit];
        const right = (k) => logits[k] - adds(k, 1), near = (x, y) => Math.abs(x - y) < 0.006;
        const [, hint] = [
          [right, ""],
          [(k) => logits[k], "These are the logits with unit 2. What no longer is in the sums?"],
          [(k) => logits[k] + adds(k, 1), "You have counted unit 2 twice. A dead unit is taken out."],
          [(k) => logits[k] - adds(k, 2), "That is unit 3. The units are counted from 1."],
          [(k) => logits[k] - adds(k, 0), "That is unit 1. Unit 2 is asked for."],
          [(k) => right(k) - p[3 * width], "You have left the output bias out. It stays."],
          [(k) => adds(k, 1), "That is what unit 2 adds. What is left when it is gone?"],
          [(k) => sigmoid(right(k)), "These are probabilities. The logits are asked for."],
          [(k) => said[k], `${said.filter((x, k) => near(x, right(k))).length} of 4 are right. A killed unit changes only sums in which it was on.`],
        ].find(([other]) => said.every((x, k) => near(x, other(k)))) ?? [right, "Four numbers are needed; three decimals are enough."];
        return [["These are the logits without unit 2.", hint]];
      },
    },
    boundary: {
      panels: ["Change", "Map of the logit", "Network", "Ledger"],
      checks: () => {
        const z = run().logit(...PLACE), before = new Run();
        before.goTo(data.steps);
        const was = before.logit(...PLACE);
        return [
          asGiven("A ReLU network, and the labels of XNOR.", run().hidden === "relu" && run().labels === "1001"),
          signs(),
          [`The boundary goes through the cross at (${PLACE.join(", ")}).`, Math.abs(z) < 0.005 ? ""
            : Math.abs(z - was) < 1e-9 ? "The logit at the cross is as it was. On the boundary it would be another."
              : Math.abs(run().logit(PLACE[1], PLACE[0])) < 0.005 ? "It goes through the mirrored place. The first number is x₁."
                : `At the cross the logit is ${signed(z)}${Math.abs(z) > Math.abs(was) ? ", farther from the boundary than before" : ""}.`],
        ];
      },
    },
    rescue_a_seed: {
      panels: ["Choose", "Train", "Loss", "Map of the logit", "Ledger"],
      checks: () => {
        const plain = new Run({ seed: run().seed }), dead = units(run()).filter((k) => run().dead(k)).length;
        plain.goTo(data.steps);
        return [
          ["With the recipe of the tutorial this seed fails.", plain.score < 4 ? "" : "This seed solves the task by itself. Find one that needs you."],
          ["No weight is set by hand, and the labels are those of XNOR.", run().start ? "A weight was changed by hand. Choose the seed again."
            : run().labels === "1001" ? "" : "Another task is another exercise. Choose XNOR."],
          ["The same seed succeeds with other settings.", run().score === 4 ? ""
            : dead ? `${dead} of ${run().width} units are dead. More steps don't wake these. What gives the network more living units?`
              : "Not yet. Try one setting at a time, and look at the loss."],
        ];
      },
    },
    one_unit: {
      panels: ["Choose", "Change", "Network", "Map of the logit", "Ledger"],
      checks: () => {
        const values = Array.from({ length: 401 }, (_, k) => run().f((k - 200) / 10));
        const rises = values.every((y, k) => !k || y >= values[k - 1]), last = signs();
        if (last[1] && rises) last[1] = "This activation never falls. Then class 1 is one side of a line, whatever the weights are. Choose one that turns.";
        return [asGiven("One unit, and the labels of XOR.", run().width === 1 && run().labels === "0110"), last];
      },
    },
  };

  const { panels, ask, checks } = EXERCISES[data.exercise];
  const page = root.querySelector(".pg"), found = el("div", { role: "status" });
  const [where, said] = page.querySelectorAll(".pg-where, .pg-status");
  const judge = () => {
    const results = checks(), wrong = results.find(([, hint]) => hint);
    found.replaceChildren(el("ul", { class: "pg-checks" }, ...results.map(([words, hint]) => el("li", {}, `${hint ? "✗" : "✓"} ${words}`))),
      el("p", {}, wrong ? `Hint: ${wrong[1]}` : "All right."));
  };
  const again = el("button", { type: "button", click: () => {
    for (const input of guesses) input.value = "";
    location.hash = data.state;
  } }, "Start again");
  page.replaceChildren(
    el("section", { class: "pg-panel", "aria-label": "Check" }, el("h2", {}, "Your answer"), ...ask ? [ask] : [],
      el("p", { class: "pg-row" }, el("button", { type: "button", click: judge }, "Check"), again),
      found, ...panels.includes("Train") ? [] : [where, said]),
    ...panels.map((name) => page.querySelector(`section[aria-label="${name}"]`)));
  addEventListener("hashchange", () => found.replaceChildren()); // what was judged has changed
  if (data.exercise === "boundary") {
    const d = `M${10 * (PLACE[0] + 3)} ${10 * (3 - PLACE[1])}m-1.2-1.2l2.4 2.4m0-2.4l-2.4 2.4`;
    page.querySelector(".pg-map svg").append(el("g", { class: "pg-place" }, el("path", { d }), el("path", { d })));
  }
})();
