// A thousand seeds of the settings as they stand: a strip of marks, and how many succeed. A worker
// does the work.

import { button, html, set, sized, svg, write } from "./dom.js";
import { functionsOf } from "./names.js";
import { extentOf, OPEN, SLOW, SOLVED, STUCK } from "./outcomes.js";
import { RateTable } from "./rate_table.js";
import { MAP_CELLS, SeedWall } from "./seed_wall.js";
import { interval, percent } from "./shares.js";
import { counted } from "./words.js";
import { dismiss, employ } from "./workers.js";

/** @typedef {import("./training.js").Settings} Settings */
/** @typedef {import("./outcomes.js").Answer} Answer */

const TRIED = 100; // seeds for each learning rate and momentum, or a tenth of all
/** @type {Record<number, [string, number]>} */
const KINDS = { [SOLVED]: ["solved", 1], [SLOW]: ["slow", 0.55], [STUCK]: ["stuck", 0.2] };

export class SeedsPanel {
  /**
   * @param {(seed: string, words: string) => void} take
   * @param {(settings: Settings) => void} change
   */
  constructor(take, change) {
    this.take = take;
    this.key = "";
    this.until = 50;
    this.total = 1000; // seeds
    this.limit = 1000; // the epoch at which those that wait are given up
    /** @type {import("./outcomes.js").Points} */
    this.data = null; // points that are not the four
    this.all = "all four points";
    this.sorted = false;
    this.rates = new RateTable(change);
    /** @type {Settings} */
    this.settings = {};
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {Answer | null} */
    this.old = null; // the last that was complete, of other settings
    this.before = ""; // its share
    this.told = () => {};
    /** @type {number[]} */
    this.order = [];
    this.at = 0;
    this.now = -1;
    this.number = html("b");
    this.rest = html("span");
    this.was = html("span", { class: "pg-old" });
    this.tip = html("output", { class: "pg-tip" });
    this.marks = [0, SOLVED, SLOW, STUCK, OPEN].map((kind) =>
      svg("path", { class: `pg-seeds-${KINDS[kind]?.[0] ?? "open"}` }),
    );
    this.stale = svg("path", { class: "pg-seeds-old" });
    this.here = svg("rect", { class: "pg-seed-here" });
    this.keyed = svg("rect", { class: "pg-seed-keyed" });
    this.picture = svg("svg", {}, this.stale, ...this.marks, this.keyed, this.here);
    this.strip = html(
      "div",
      {
        class: "pg-strip",
        role: "slider",
        tabindex: 0,
        "aria-valuemin": 0,
      },
      this.picture,
    );
    this.kinds = [SOLVED, SLOW, STUCK].map((kind) => {
      const node = button("", () => this.next(kind));
      node.append(html("span"), html("b"));
      node.classList.add(`pg-kind-${KINDS[kind][0]}`);
      return node;
    });
    this.sort = button("Sort", () => {
      this.view = { ...this.view, sorted: !this.sorted };
      this.arrange();
      this.draw();
    });
    this.share = html("p", { class: "pg-share" }, this.number, this.rest, this.was, this.sort);
    this.share.append(" ", this.tip);
    const legend = html("div", { class: "pg-kinds" }, ...this.kinds);
    this.element = html("div", { class: "pg-seeds" }, this.share, this.strip, legend);
    this.about = html("p");
    this.wall = new SeedWall((seed) => this.pick(seed));
    const more = [this.about, this.wall.element, this.rates.element];
    /** @type {import("./lens.js").Panel} */
    this.more = {
      element: html("div", { class: "pg-more-seeds" }, ...more),
      draw: () => this.wall.draw(this),
    };
    this.size = [0, 0];
    sized(this.strip, (width, height) => {
      this.size = [width, height];
      this.draw();
    });
    this.listen();
  }

  get view() {
    return { sorted: this.sorted, rates: this.rates.wanted };
  }

  /** @param {Pick<import("./views.js").View, "sorted" | "rates">} view */
  set view({ sorted, rates }) {
    this.sorted = sorted;
    this.rates.wanted = rates;
    set(this.sort, { "aria-pressed": String(sorted) });
  }

  /**
   * Asks about other settings; what was asked before is dropped.
   * @param {Settings} settings
   * @param {number} until the epoch at which they are judged
   * @param {import("./outcomes.js").Points} [data]
   */
  ask(settings, until, data = null) {
    const { seed, ...others } = settings;
    const key = JSON.stringify([others, until, data?.word]);
    this.now = Number(seed);
    if (key !== this.key) {
      this.remember();
      this.survey(others, until, data);
    }
    this.at = Math.min(this.now, this.total - 1) || 0;
    if (key !== this.key) this.start(key, others, until);
    const seeds = Math.min(TRIED, Math.max(5, this.total / 10));
    this.rates.ask({ settings: others, until, data, seeds });
    this.draw();
  }

  /** Keeps what is known of the settings before. */
  remember() {
    if (this.answer?.done !== this.total) return;
    this.old = this.answer;
    this.before = `${functionsOf(this.settings)}: ${percent(this.count(SOLVED) / this.total)} %`;
  }

  /**
   * How many seeds are asked about, and what is asked of each.
   * @param {Settings} settings
   * @param {number} until
   * @param {import("./outcomes.js").Points} data
   */
  survey(settings, until, data) {
    const { seeds, limit, n, need } = extentOf(settings, until, data);
    if (seeds !== this.total || data !== this.data) {
      this.old = null; // as it was of other points
      this.before = "";
    }
    Object.assign(this, { total: seeds, limit, data });
    this.all = need < n ? `${need} of ${n} points or more` : `all ${counted(n)} points`;
    write(this.about, `A map of each seed; a line below it says that ${this.all} are right.`);
    set(this.strip, {
      "aria-label": `Seeds 0 to ${seeds - 1}; Enter takes one`,
      "aria-valuemax": seeds - 1,
    });
  }

  /**
   * @param {string} key
   * @param {Settings} settings
   * @param {number} until
   */
  start(key, settings, until) {
    this.key = key;
    this.settings = settings;
    this.until = until;
    this.answer = null;
    dismiss(this.worker);
    const { total: seeds, limit, data } = this;
    const order = { settings, data, seeds, until, limit, cells: MAP_CELLS };
    this.worker = employ(order, (/** @type {Answer} */ answer) => {
      this.answer = answer;
      this.arrange();
      this.draw();
      if (answer.over) this.told();
    });
  }

  /** @param {number} kind */
  count(kind) {
    let count = 0;
    for (const one of this.answer?.kinds ?? []) if (one === kind) count++;
    return count;
  }

  arrange() {
    const { answer } = this;
    this.order = Array.from({ length: this.total }, (_, seed) => seed);
    if (!this.sorted || !answer) return;
    const { kinds, epochs } = answer;
    const rank = (/** @type {number} */ seed) => [5, 1, 2, 4, 3][kinds[seed]];
    this.order.sort((a, b) => rank(a) - rank(b) || epochs[a] - epochs[b] || a - b);
  }

  get grid() {
    const rows = this.size[0] < 520 ? 10 : 5;
    const columns = this.total / rows;
    return { rows, columns, wide: this.size[0] / columns, tall: this.size[1] / rows };
  }

  /** @param {number} i */
  spot(i) {
    const { rows, columns, wide, tall } = this.grid;
    const [column, row] = this.sorted
      ? [Math.floor(i / rows), i % rows]
      : [i % columns, Math.floor(i / columns)];
    return [column * wide, row * tall];
  }

  draw() {
    this.tell();
    const { answer, grid } = this;
    if (!this.size[0]) return;
    set(this.picture, { viewBox: `0 0 ${this.size[0]} ${this.size[1]}` });
    const bar = Math.max(1.2, Math.min(16, grid.wide - 1.2));
    const most = grid.tall - 3;
    const across = bar.toFixed(1);
    const parts = this.marks.map(() => "");
    let stale = "";
    for (let i = 0; i < this.total; i++) {
      const seed = this.order[i] ?? i;
      const kind = answer?.kinds[seed] ?? 0;
      const [x, y] = this.spot(i);
      const high = Math.max(1.5, most * (KINDS[kind || (this.old?.kinds[seed] ?? 0)]?.[1] ?? 0.2));
      const low = y + 1.5 + most;
      const d = `M${x.toFixed(1)} ${low.toFixed(1)}h${across}v${-high.toFixed(1)}h-${across}z`;
      if (kind || !this.old) parts[kind] += d;
      else stale += d;
    }
    this.stale.setAttribute("d", stale);
    this.marks.forEach((node, kind) => {
      node.setAttribute("d", parts[kind]);
    });
    for (const [node, seed] of /** @type {const} */ ([
      [this.here, this.now],
      [this.keyed, this.at],
    ])) {
      const i = this.order.indexOf(seed);
      node.style.display = i < 0 ? "none" : "";
      const [x, y] = this.spot(Math.max(0, i));
      set(node, { x: x - 1.5, y: y + 0.5, width: bar + 3, height: grid.tall - 1 });
    }
    this.wall.draw(this);
  }

  /** What is known of the share. */
  tell() {
    const { answer, until, settings } = this;
    const done = answer?.done ?? 0;
    const total = this.total;
    const counts = [SOLVED, SLOW, STUCK].map((kind) => this.count(kind));
    const whole = done === total;
    write(this.number, done ? `${percent(counts[0] / done)} %` : "");
    set(this.number, { class: whole ? "" : "pg-partial" });
    write(
      this.rest,
      done
        ? ` ${interval(counts[0], done)} of ${whole ? "" : "the first "}${done} seeds ` +
            `solved at epoch ${until}, ${functionsOf(settings)}. `
        : `Training ${total} seeds … `,
    );
    write(this.was, this.before && `Before, ${this.before}. `);
    this.sort.hidden = !done;
    const words = [`solved at epoch ${until}`, `slow, by ${this.limit}`, "stuck"];
    this.kinds.forEach((node, i) => {
      write(node.children[0], words[i]);
      const known = i ? answer?.over : done === total;
      write(node.children[1], known ? String(counts[i]) : "…");
      set(node, { disabled: !counts[i], title: `Take the next seed that is ${words[i]}` });
    });
    set(this.strip, { "aria-valuenow": this.at, "aria-valuetext": this.wordsOf(this.at) });
  }

  /** @param {number} seed */
  wordsOf(seed) {
    const kind = this.answer?.kinds[seed] ?? 0;
    const epoch = this.answer?.epochs[seed];
    const what = {
      [SOLVED]: `solved at epoch ${this.until}`,
      [SLOW]: `slow, all right first at epoch ${epoch}`,
      [STUCK]: "stuck",
      [OPEN]: `not solved at epoch ${this.until}`,
    }[kind];
    return `seed ${seed}: ${what ?? "not trained yet"}`;
  }

  /** @param {number} kind */
  next(kind) {
    const from = Number.isSafeInteger(this.now) ? this.now : -1;
    for (let i = 1; i <= this.total; i++) {
      const seed = (from + i) % this.total;
      if (this.answer?.kinds[seed] === kind) return this.pick(seed);
    }
    return null;
  }

  /** @param {number} seed */
  pick(seed) {
    this.at = seed;
    const words = this.wordsOf(seed);
    this.take(String(seed), `S${words.slice(1)}.`);
  }

  /** @param {MouseEvent} event */
  under(event) {
    const box = this.strip.getBoundingClientRect();
    const { rows, columns, wide, tall } = this.grid;
    const column = Math.floor((event.clientX - box.left) / wide);
    const row = Math.floor((event.clientY - box.top) / tall);
    if (column < 0 || row < 0 || column >= columns || row >= rows) return -1;
    return this.order[this.sorted ? column * rows + row : row * columns + column] ?? -1;
  }

  listen() {
    const { strip } = this;
    strip.addEventListener("click", (event) => {
      const seed = this.under(event);
      if (seed >= 0) this.pick(seed);
    });
    strip.addEventListener("pointermove", (event) => {
      const seed = this.under(event);
      write(this.tip, seed < 0 ? "" : this.wordsOf(seed));
    });
    strip.addEventListener("pointerleave", () => write(this.tip, ""));
    strip.addEventListener("keydown", (event) => {
      const { columns, rows } = this.grid;
      const [across, down] = this.sorted ? [rows, 1] : [1, columns];
      const by = {
        ArrowRight: across,
        ArrowLeft: -across,
        ArrowDown: down,
        ArrowUp: -down,
        PageDown: 100,
        PageUp: -100,
        Home: -this.total,
        End: this.total,
      }[event.key];
      if (by) {
        const i = Math.min(Math.max(this.order.indexOf(this.at) + by, 0), this.total - 1);
        this.at = this.order[i] ?? i;
        write(this.tip, this.wordsOf(this.at));
        this.draw();
      } else if (event.key === "Enter" || event.key === " ") this.pick(this.at);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  }
}
