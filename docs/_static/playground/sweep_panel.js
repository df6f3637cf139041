// How often it works over a range of one setting: a row for each value, with its share and the
// interval of that, drawn while a worker trains. A click on a row takes its value.

import { button, html, labelled, options, set, table, write } from "./dom.js";
import { wilson } from "./outcomes.js";
import { captionOf, interval, percent } from "./shares.js";
import {
  changesOf,
  MOST_SEEDS,
  readSweep,
  SWEPT,
  sweptName,
  usualOf,
  valuesIn,
  writeSweep,
} from "./sweep.js";
import { dismiss, employ } from "./workers.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./outcomes.js").Change} Change */
/** @typedef {import("./outcomes.js").Found} Found */

export class SweepPanel {
  /**
   * @param {() => number} until the epoch at which seeds are judged
   * @param {(change: Change) => void} take
   * @param {(words: string) => void} say
   */
  constructor(until, take, say) {
    this.until = until;
    this.take = take;
    this.say = say;
    this.word = ""; // of the address; without one, nothing is swept
    this.key = ""; // of what the table says
    this.stopped = false;
    this.over = false;
    /** @type {Run | null} */
    this.run = null;
    /** @type {Change[]} */
    this.changes = [];
    /** @type {HTMLElement[]} */
    this.rows = [];
    /** @type {Worker | null} */
    this.worker = null;
    const change = () => this.choose();
    this.setting = html(
      "select",
      { change: () => this.begin() },
      ...options(["nothing", ...SWEPT.map(sweptName)]),
    );
    this.momentum = this.setting.options[SWEPT.indexOf("momentum") + 1];
    this.values = html("input", { change, autocomplete: "off" });
    const seeds = { type: "number", min: 1, max: MOST_SEEDS, class: "pg-short", change };
    this.seeds = html("input", seeds);
    this.go = button("", () => this.toggle());
    this.caption = html("span");
    this.table = html("div", { class: "pg-scroll" });
    const seedsOfEach = labelled("seeds of each", this.seeds);
    const values = labelled("values", this.values);
    this.more = [seedsOfEach, values, this.table]; // only where something is swept
    const sweep = labelled("sweep", this.setting);
    const first = html("p", { class: "pg-row" }, sweep, seedsOfEach, this.go);
    this.element = html("div", { class: "pg-sweep" }, first, values, this.table);
  }

  get view() {
    return { sweep: this.word };
  }

  /** @param {Pick<import("./views.js").View, "sweep">} view */
  set view({ sweep }) {
    this.word = sweep;
    this.show();
  }

  /** The fields say what is swept. */
  show() {
    const { key, seeds, values } = readSweep(this.word || ",100");
    this.setting.selectedIndex = SWEPT.indexOf(key) + 1;
    this.seeds.value = seeds;
    this.values.value = values.join(" ");
  }

  /** Another setting is swept, over its usual values. */
  begin() {
    const key = SWEPT[this.setting.selectedIndex - 1];
    this.values.value = usualOf(key, this.run?.points.length).join(" ");
    this.choose();
  }

  /** Sweeps what the fields say, unless that is refused. */
  choose() {
    const { run, seeds, values } = this;
    if (!run) return;
    const key = SWEPT[this.setting.selectedIndex - 1];
    const word = key ? writeSweep({ key, seeds: seeds.value, values: valuesIn(values.value) }) : "";
    if (this.changesIn(word, run)) {
      this.word = word;
      this.stopped = false;
    }
    this.show();
    this.tell(run);
  }

  toggle() {
    this.stopped = !this.stopped;
    if (this.stopped) dismiss(this.worker);
    else this.key = "";
    if (this.run) this.tell(this.run);
  }

  /**
   * What a sweep changes; what can't be tried is refused in words.
   * @param {string} word
   * @param {Run} run
   */
  changesIn(word, { settings, points }) {
    try {
      return word ? changesOf(readSweep(word), { ...settings, points: points.length }) : [];
    } catch (error) {
      this.say(/** @type {Error} */ (error).message);
      return null;
    }
  }

  /**
   * Sweeps anew where the settings are others; only the one that is swept may change.
   * @param {Run} run
   */
  tell(run) {
    this.run = run;
    this.changes = this.changesIn(this.word, run) ?? [];
    if (!this.changes.length) this.view = { sweep: "" };
    const { word, changes } = this;
    /** @type {Record<string, unknown>} */
    const now = { ...run.settings, until: this.until() };
    const others = { ...now, seed: "", [readSweep(word).key]: "" };
    const key = word && JSON.stringify([others, run.data?.word, word, changes]);
    if (key !== this.key) this.start(run);
    this.key = key;
    this.momentum.disabled = now.optimizer === "adam"; // which has none
    for (const node of this.more) node.hidden = !word;
    this.go.hidden = !word || this.over;
    write(this.go, this.stopped ? "Start again" : "Stop");
    this.rows.forEach((row, i) => {
      const all = Object.entries(changes[i]);
      const here = all.every(([name, value]) => String(now[name]) === String(value));
      set(row, { class: here && "pg-lit" });
      set(row.children[0].children[0], { "aria-current": here && "true" });
    });
  }

  /** @param {Run} run */
  start({ settings, data }) {
    dismiss(this.worker);
    const { changes } = this;
    this.rows = [];
    if (!changes.length) return;
    const { key, seeds, values } = readSweep(this.word);
    const name = sweptName(key);
    const scale = ["0", "100 %"].map((text) => html("span", {}, text));
    const heads = [name, html("div", { class: "pg-scale" }, ...scale)];
    const rows = changes.map((_, i) => [
      html("button", { type: "button" }, values[i]),
      html("div", { class: "pg-beam" }, html("b"), html("i")),
      "",
      "",
    ]);
    const all = table(this.caption, [...heads, "seeds", "share in %"], rows);
    this.rows = [...all.rows].slice(1);
    this.rows.forEach((row, i) => {
      const click = () => {
        this.take(changes[i]);
        this.say(`Now: ${name} ${values[i]}.`);
      };
      set(row, { click });
    });
    this.table.replaceChildren(all);
    this.fill({ counts: changes.map(() => 0), done: 0, over: false });
    if (this.stopped) return;
    const order = { settings, data, seeds: Number(seeds), until: this.until(), changes };
    this.worker = employ(order, (found) => this.fill(found));
  }

  /** @param {Found} found */
  fill({ counts, done, over }) {
    this.over = this.go.hidden = over;
    const { key, values } = readSweep(this.word);
    const caption = captionOf(done, key === "until" ? "of the row" : this.until());
    write(this.caption, `${caption}, with 95 % intervals`);
    this.rows.forEach(({ children: [value, picture, count, share] }, i) => {
      const [low, high] = wilson(counts[i], done); // of none, no numbers: then nothing is drawn
      const words = `${percent(counts[i] / done)} ${interval(counts[i], done)}`;
      const [band, mark] = /** @type {HTMLElement[]} */ ([...picture.children[0].children]);
      band.style.left = `${100 * low}%`;
      band.style.width = `${100 * (high - low)}%`;
      mark.style.left = `${(100 * counts[i]) / done}%`;
      write(count, String(counts[i]));
      write(share, done ? words : "…");
      const told = `${sweptName(key)} ${values[i]}: ${counts[i]} of ${done} seeds`;
      set(value.children[0], { "aria-label": told });
    });
  }
}
