// The activations of two units as a plane: where the points land, how they came there, and the
// grid of the inputs, bent.

import { POINTS } from "./constants.js";
import { html, set, svg, table, unfold, write } from "./dom.js";
import { isDeep, lastUnits } from "./names.js";
import { mark, path, put } from "./shapes.js";
import { FEW, LISTED, number, pair } from "./words.js";

/** @typedef {import("./run.js").Run} Run */

const SIZE = 300;

export class HiddenSpaceView {
  constructor() {
    this.grid = svg("path", { class: "pg-grid" });
    this.trails = POINTS.map(() => svg("path", { class: "pg-trail" }));
    this.dots = svg("g");
    this.names = [
      svg("text", { x: 292, y: 292, "text-anchor": "end" }),
      svg("text", { x: 6, y: 14 }),
    ];
    this.picture = svg(
      "svg",
      { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img" },
      this.grid,
      ...this.trails,
      this.dots,
      ...this.names,
    );
    /** @type {Run | null} */
    this.run = null;
    this.shape = ""; // of which the units are offered
    /** @type {number[] | null} */
    this.wanted = null; // units, as an address counts them
    this.chosen = ["Unit across", "Unit up"].map((name) =>
      html("select", { "aria-label": name, change: () => this.again() }),
    );
    const [numbers, tabulate] = unfold("space", (/** @type {Run} */ run) => this.numbers(run));
    this.tabulate = tabulate;
    const [across, up] = this.chosen;
    this.element = html(
      "div",
      { class: "pg-hidden-space" },
      html("p", { class: "pg-row" }, "across: ", across, " up: ", up),
      this.picture,
      numbers,
    );
  }

  again() {
    if (!this.run) return;
    this.draw(this.run);
    this.tell(this.run);
  }

  get view() {
    return { axes: this.run ? this.units.map((k) => k + 1) : this.wanted };
  }

  /** @param {Pick<import("./views.js").View, "axes">} view */
  set view({ axes }) {
    this.run = null;
    this.wanted = axes;
    for (const select of this.chosen) select.replaceChildren();
  }

  get units() {
    return this.chosen.map((select) => Math.max(0, select.selectedIndex));
  }

  /**
   * @param {import("./network.js").Network} run
   * @param {number[]} point
   */
  at(run, [x1, x2]) {
    run.logit(x1, x2);
    return this.units.map((k) => run.last.values[k]);
  }

  /** @param {Run} run */
  draw(run) {
    this.run = run;
    const all = lastUnits(run);
    const names = all.map((_, k) => `unit ${k + 1}`);
    const shape = String(run.widths);
    if (!this.chosen[0].length || this.shape !== shape) {
      // The first two whose values differ; with one unit, the same twice.
      const busy = all.flatMap((unit, k) => (run.on(unit).includes(true) ? [k] : []));
      const [first = 0, second = Math.min(1, all.length - 1)] = busy;
      const other = second === first ? (first + 1) % all.length : second;
      this.shape = shape;
      const picks = this.wanted?.map((k) => k - 1) ?? [first, other];
      this.wanted = null;
      this.chosen.forEach((select, which) => {
        select.replaceChildren(...names.map((name) => html("option", {}, name)));
        select.selectedIndex = picks[which];
      });
    }
    const lines = [];
    for (let i = 0; i <= 8; i++) {
      const steps = Array.from({ length: 17 }, (_, j) => j / 8 - 0.5);
      lines.push(
        steps.map((x) => this.at(run, [x, i / 4 - 0.5])),
        steps.map((x) => this.at(run, [i / 4 - 0.5, x])),
      );
    }
    const { past } = run;
    const [a, b] = this.units;
    const every = Math.ceil(past.length / 64);
    const few = run.points.length <= POINTS.length; // of more, the ways would hide each other
    const kept = past.filter((_, i) => few && i % every === 0);
    const before = kept.map(({ p }) => run.like(p));
    const ways = run.points.map((point) => [
      ...before.map((network) => this.at(network, point)),
      this.at(run, point),
    ]);
    let [low, high] = [0, 0.1];
    for (const place of [...lines, ...ways].flat()) {
      low = Math.min(low, ...place);
      high = Math.max(high, ...place);
    }
    const scale = (SIZE - 30) / (high - low);
    const spot = (/** @type {number[]} */ [x, y]) => [
      15 + (x - low) * scale,
      SIZE - 15 - (y - low) * scale,
    ];
    this.grid.setAttribute("d", lines.map((line) => path(line.map(spot))).join(""));
    this.trails.forEach((trail, k) => {
      trail.setAttribute("d", few && ways[k] ? path(ways[k].map(spot)) : "");
    });
    this.drawDots(run, spot);
    write(this.names[0], `unit ${a + 1} →`);
    write(this.names[1], `↑ unit ${b + 1}`);
  }

  /**
   * @param {Run} run
   * @param {(place: number[]) => number[]} spot
   */
  drawDots(run, spot) {
    const { right } = run;
    this.dots.replaceChildren(
      ...run.points.map((point, k) => {
        const node = mark(run.y[k], right[k], 7);
        const [x, y] = spot(this.at(run, point));
        put(node, [x, y]);
        return node;
      }),
    );
  }

  /** @param {Run} run */
  numbers(run) {
    const [a, b] = this.units;
    const rows = run.points
      .slice(0, LISTED)
      .map((point) => [pair(point), ...this.at(run, point).map((x) => number(x))]);
    return table("Activations", ["point", `unit ${a + 1}`, `unit ${b + 1}`], rows);
  }

  /** @param {Run} run */
  tell(run) {
    const [a, b] = this.units;
    const said = run.points.slice(0, FEW).map((point) => {
      const place = this.at(run, point).map((x) => number(x, 2));
      return `${pair(point)} lands at (${place.join(", ")})`;
    });
    const layer = isDeep(run) ? ` of layer ${run.layers.length}` : "";
    const plane = `The plane of the activations of units ${a + 1} and ${b + 1}${layer}`;
    const grid = "with the grid of the inputs bent into it";
    set(this.picture, { "aria-label": `${plane}, ${grid}: ${said.join(", ")}.` });
    this.tabulate(run);
  }
}
