// The points to train on: the four, drawn from a seed, or from a table; some of them held out.

import { POINTS } from "./constants.js";
import { MOST_POINTS, presets, readData, withHeld } from "./data.js";
import { button, html, labelled, options, saved, set, write } from "./dom.js";
import { pointsIn, recipeOf } from "./given.js";
import { readTable, writeTable } from "./table.js";
import { list, plural } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./points_hand.js").PointsHand} PointsHand */

const SHARES = [0, 10, 20, 30, 50]; // per cent
const [FOUR, OWN] = ["the four points", "your own"];
const FIRST = { n: 40, noise: 0.1, seed: "0" }; // of a preset that is chosen
const LONGEST_TABLE = 2e5; // letters of a file

export class PointsPanel {
  /**
   * @param {PointsHand} hand
   * @param {(words: string) => void} say
   */
  constructor(hand, say) {
    this.hand = hand;
    this.say = say;
    /** @type {Run | null} */
    this.run = null;
    const change = () => this.choose();
    const names = [FOUR, ...Object.keys(presets), OWN];
    this.preset = html("select", { change }, ...options(names));
    const numeric = (/** @type {import("./dom.js").Attributes} */ more) =>
      html("input", { type: "number", class: "pg-short", change, ...more });
    this.n = numeric({ min: 1, max: MOST_POINTS });
    this.noise = numeric({ min: 0, max: 1, step: "any" });
    this.seed = html("input", { class: "pg-short", inputmode: "numeric", change });
    const shares = SHARES.map((share) => `${share} %`);
    this.share = html("select", { change: () => this.hold() }, ...options(shares));
    this.words = html("p");
    this.table = html("textarea", {
      rows: 4,
      "aria-label": "Table of points",
      placeholder: "x1,x2,label\n0.5,0.25,1",
      spellcheck: "false",
    });
    const file = html("input", {
      type: "file",
      accept: ".csv,.tsv,.txt,text/*",
      class: "pg-file",
      change: () => this.open(file.files?.[0]),
    });
    this.element = html(
      "div",
      { class: "pg-points" },
      this.words,
      html(
        "div",
        { class: "pg-fields" },
        labelled("points", this.preset),
        labelled("how many", this.n),
        labelled("noise", this.noise),
        labelled("their seed", this.seed),
        labelled("held out", this.share),
        button("Save as CSV", () => this.save()),
      ),
      html("p", {}, "Or a table, pasted or dropped here: two numbers in a row, and a class."),
      this.table,
      html(
        "p",
        { class: "pg-row" },
        button("Use this table", () => this.read(this.table.value)),
        file,
      ),
    );
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => {
      const dropped = /** @type {DragEvent} */ (event).dataTransfer?.files[0];
      if (!dropped) return;
      event.preventDefault();
      this.open(dropped);
    });
  }

  /** The share that is held out, below 1. */
  get held() {
    return SHARES[this.share.selectedIndex] / 100;
  }

  /** Takes the points that the fields name. */
  choose() {
    const { run, preset, n, noise, seed, held } = this;
    if (!run) return;
    this.hand.try(() => {
      if (preset.value === FOUR) {
        this.hand.change({ points: POINTS, labels: [1, 0, 0, 1] }, "These are the four points.");
      } else if (preset.value === OWN)
        this.hand.change(pointsIn(run), "These points are your own.");
      else {
        const word = [
          preset.value,
          n.value,
          noise.value,
          seed.value.trim(),
          ...(held ? [held] : []),
        ];
        this.hand.change(
          readData(word.join("_")),
          `${plural(Number(n.value), "point")} are drawn.`,
        );
      }
    });
    if (this.run === run) this.tell(run); // as what was typed is refused
  }

  /** Holds out another share of the points. */
  hold() {
    const { run } = this;
    if (!run) return;
    if (recipeOf(run)) return this.choose();
    const { points, labels, held } = pointsIn(run);
    const all = {
      points: [...points, ...(held?.points ?? [])],
      labels: [...labels, ...(held?.labels ?? [])],
    };
    this.hand.change(withHeld(all, this.held, "0"), `${this.share.value} are held out.`);
  }

  /** @param {string} text of a table */
  read(text) {
    this.hand.try(() => {
      const { points, labels, classes } = readTable(text);
      const [a, b, c] = classes;
      const third = c === undefined ? "" : `, triangles are ${c}`;
      const plain = b === undefined || (b === "1" && (c ?? "2") === "2");
      const named = plain ? "" : ` Squares are ${a}, circles are ${b}${third}.`;
      const data = this.held ? withHeld({ points, labels }, this.held, "0") : { points, labels };
      this.hand.change(data, `${plural(points.length, "point")} from the table.${named}`);
    });
  }

  /** @param {File} [file] */
  async open(file) {
    if (!file) return;
    if (file.size > LONGEST_TABLE) {
      this.say(`The table must have ${MOST_POINTS} rows at most; this file is longer.`);
      return;
    }
    this.table.value = await file.text();
    this.read(this.table.value);
  }

  save() {
    const { run } = this;
    if (!run) return;
    const { points, labels, held } = pointsIn(run);
    const text = writeTable({
      points: [...points, ...(held?.points ?? [])],
      labels: [...labels, ...(held?.labels ?? [])],
    });
    saved(new Blob([text], { type: "text/csv" }), "points.csv");
    this.say("The points are saved as CSV.");
  }

  /** @param {Run} run */
  tell(run) {
    this.run = run;
    const recipe = recipeOf(run);
    this.preset.value = recipe?.preset ?? (run.data ? OWN : FOUR);
    for (const key of /** @type {const} */ (["n", "noise", "seed"])) {
      this[key].value = String((recipe ?? FIRST)[key]);
    }
    for (const node of [this.n, this.noise, this.seed]) set(node, { disabled: !recipe });
    const test = run.data?.test?.points.length ?? 0;
    const share = test / (run.points.length + test);
    const near = SHARES.map((one) => Math.abs(one / 100 - share));
    this.share.selectedIndex = near.indexOf(Math.min(...near));
    const counts = [1, 2].slice(0, run.outputs > 1 ? 2 : 1).map((label) => {
      return `${run.y.filter((y) => y === label).length} of class ${label}`;
    });
    const held = test ? ` ${test} more are held out: they are paler on the map.` : "";
    const points = plural(run.points.length, "point");
    write(this.words, `Training sees ${points}, ${list(counts)}.${held}`);
  }
}
