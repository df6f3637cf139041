// The creases of the units on a map, with ticks on the side where a unit is on, and their numbers;
// a drag of one changes a bias.

import { svg } from "./dom.js";
import { cutBy } from "./flat_pieces.js";
import { isDeep, unitName } from "./names.js";
import { drags } from "./pointing.js";
import { polylines } from "./polylines.js";
import { numberOf, path, put } from "./shapes.js";
import { boxOf } from "./stripes.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./map.js").MapView} MapView */
/** @typedef {import("./map.js").Editing} Editing */
/** @typedef {{ k: number, x: number, y: number }} End of a crease, where its number stands */

const LINES = ["pg-case", "pg-ticks", "pg-line", "pg-hit"];

/**
 * The number of a unit, after that of its layer if there are several.
 * @param {import("./network.js").Network} network
 * @param {number} unit among all
 */
function tagOf(network, unit) {
  const { layer, k } = network.place(unit);
  return isDeep(network) ? `${network.layers.indexOf(layer) + 1}.${k + 1}` : String(k + 1);
}

/**
 * Ticks along a line whose on-side is to its left.
 * @param {number[][]} line in pixels
 */
function ticksOf(line) {
  let d = "";
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1], line[i]];
    const long = Math.hypot(bx - ax, by - ay);
    const count = line.length > 2 ? Math.round(long / 34) : Math.max(2, Math.round(long / 34));
    for (let j = 0; j < count; j++) {
      const share = (j + 0.5) / count;
      const [x, y] = [ax + share * (bx - ax), ay + share * (by - ay)];
      const [dx, dy] = [(6 * (by - ay)) / long, (6 * (ax - bx)) / long];
      d += path([
        [x, y],
        [x + dx, y + dy],
      ]);
    }
  }
  return d;
}

export class MapCreases {
  /** @param {MapView} map */
  constructor(map) {
    this.map = map;
    this.shape = ""; // of the network for which they are built
    this.lines = svg("g");
    this.tags = svg("g", { class: "pg-tags" });
    this.handle = svg(
      "g",
      { class: "pg-handle" },
      svg("circle", { r: 22, class: "pg-hit" }),
      svg("circle", { r: 7 }),
    );
    if (map.may) this.listen(this.handle, () => map.pointing.pinned, map.may, true);
  }

  /** @param {Run} run */
  build(run) {
    const { pointing, may, plain } = this.map;
    const units = Array.from({ length: run.units }, (_, k) => k);
    const lines = units.map((k) => {
      const layer = run.layers.indexOf(run.place(k).layer) + 1;
      const look = layer > 1 ? `pg-crease pg-layer-${layer}` : "pg-crease";
      const parts = LINES.map((name) => svg("path", { class: name }));
      const node = svg("g", { "data-unit": k, class: look }, ...parts);
      if (may) {
        pointing.link(node, k);
        this.listen(node, () => k, may, false);
      }
      return node;
    });
    this.lines.replaceChildren(...lines);
    const tags = (plain ? [] : units).map((k) => {
      const name = tagOf(run, k);
      const tag = numberOf(k, name.length > 2 ? 11 : 9, name);
      pointing.link(tag, k);
      return tag;
    });
    this.tags.replaceChildren(...tags);
    pointing.light();
  }

  /**
   * The lines on which a unit switches, in the plane, with its on-side to the left; those of later
   * layers are known where the map is exact.
   * @param {Run} run
   * @param {number} unit
   * @returns {number[][][]}
   */
  linesOf(run, unit) {
    const { layer, k } = run.place(unit);
    if (layer.name === "identity") return [];
    if (layer !== run.first) {
      const l = run.layers.indexOf(layer);
      return polylines(this.map.stripes.creases?.[l]?.[k] ?? []);
    }
    const { level } = cutBy(run, k, boxOf(this.map.span));
    if (level.length !== 2) return [];
    const [[a1, a2], [b1, b2]] = level;
    const H = run.width;
    const ahead = (b1 - a1) * run.p[2 * H + k] > (b2 - a2) * run.p[H + k];
    return [ahead ? level : [level[1], level[0]]];
  }

  /** @param {Run} run */
  draw(run) {
    const { map } = this;
    const shape = `${run.widths} ${run.hidden}`;
    if (this.shape !== shape) {
      this.shape = shape;
      this.build(run);
    }
    /** @type {End[]} */
    const ends = [];
    /** @type {number[] | null} */
    let grip = null;
    const dead = run.deaths;
    for (let k = 0; k < run.units; k++) {
      const node = this.lines.children[k];
      const lines = this.linesOf(run, k).map((line) => line.map((point) => map.at(point)));
      const d = lines.map((line) => path(line)).join("");
      const ticks = map.plain ? "" : lines.map(ticksOf).join("");
      const end = this.endOf(k, lines);
      if (end) ends.push(end);
      if (end && k === map.pointing.pinned) grip = middleOf(lines);
      node.classList.toggle("pg-dead", dead.includes(k));
      [...node.children].forEach((part, i) => {
        part.setAttribute("d", i === 1 ? ticks : d);
      });
    }
    this.drawTags(ends);
    this.handle.style.display = map.may && grip && !map.editing ? "" : "none";
    if (grip) put(this.handle, grip);
  }

  /**
   * The upper end of a crease, or the uppermost place of one that ends nowhere.
   * @param {number} k
   * @param {number[][][]} lines
   * @returns {End | null}
   */
  endOf(k, lines) {
    const upper = (/** @type {number[][]} */ some) =>
      some.reduce(
        (best, at) => (at[1] < best[1] || (at[1] === best[1] && at[0] > best[0]) ? at : best),
        [0, Infinity],
      );
    const all = lines.flatMap((line) => [line[0], line[line.length - 1]]);
    const [x, y] = upper([...all.filter((at) => this.onFrame(at))]);
    if (y < Infinity) return { k, x, y };
    const [inX, inY] = upper(lines.flat());
    return inY < Infinity ? { k, x: inX, y: inY } : null;
  }

  /** @param {number[]} place in pixels */
  onFrame([x, y]) {
    const { left, top, size } = this.map;
    return x <= left + 1 || x >= left + size - 1 || y <= top + 1 || y >= top + size - 1;
  }

  /**
   * The numbers of the units, at the ends of their creases, side by side along the frame; those
   * that do not reach it have them where they are.
   * @param {End[]} ends
   */
  drawTags(ends) {
    const { left, top, size } = this.map;
    const around = (/** @type {End} */ { x, y }) => {
      if (y <= top + 1) return x - left;
      return x >= left + size - 1
        ? size + y - top
        : y >= top + size - 1
          ? 3 * size - (x - left)
          : top - y;
    };
    for (const tag of this.tags.children) tag.setAttribute("display", "none");
    const show = (/** @type {number} */ k, /** @type {number[]} */ place) => {
      const tag = this.tags.children[k];
      if (!tag) return;
      tag.removeAttribute("display");
      put(tag, place);
    };
    for (const { k, x, y } of ends) if (!this.onFrame([x, y])) show(k, [x, y]);
    const spots = ends
      .filter(({ x, y }) => this.onFrame([x, y]))
      .map((end) => ({ k: end.k, u: around(end) }));
    const gap = this.shape.includes(",") ? 24 : 20;
    for (let pass = 0; pass < 30; pass++) {
      spots.sort((a, b) => a.u - b.u);
      for (let i = 1; i < spots.length; i++) {
        const lack = gap - (spots[i].u - spots[i - 1].u);
        if (lack <= 0) continue;
        spots[i - 1].u -= lack / 2;
        spots[i].u += lack / 2;
      }
    }
    for (const { k, u } of spots) {
      let place = [left + u, top];
      if (u < 0) place = [left, top - u];
      if (u > size) place = [left + size, top + u - size];
      if (u > 2 * size) place = [left + 3 * size - u, top + size];
      show(k, place);
    }
  }

  /**
   * A drag shifts the crease of a unit so that it stays as far from the pointer as it was.
   * @param {Element} node
   * @param {() => number} unit
   * @param {Editing} may
   * @param {boolean} touch whether a finger takes it; elsewhere it scrolls
   */
  listen(node, unit, may, touch) {
    const { map } = this;
    const sumAt = (/** @type {PointerEvent} */ event) => {
      const [x1, x2] = map.under(event);
      return may.run().sum(unit(), x1, x2);
    };
    let grip = 0;
    drags(
      node,
      (event) => {
        if (unit() < 0 || map.editing) return false;
        grip = sumAt(event);
        return touch || event.pointerType !== "touch";
      },
      (event) => {
        const run = may.run();
        const { layer, k } = run.place(unit());
        const i = layer.first + k;
        may.try([[i, run.p[i] + grip - sumAt(event)]]);
      },
      (kept) => may.end(kept, `The crease of ${unitName(may.run(), unit())} is moved.`),
    );
  }
}

/**
 * The middle of the line that is longest, or of its part in the middle.
 * @param {number[][][]} lines
 */
function middleOf(lines) {
  const long = (/** @type {number[][]} */ line) => {
    const [[ax, ay], [bx, by]] = [line[0], line[line.length - 1]];
    return Math.hypot(bx - ax, by - ay);
  };
  const longest = lines.reduce((a, b) => (long(b) > long(a) ? b : a));
  const i = Math.floor((longest.length - 1) / 2);
  const [a, b] = [longest[i], longest[i + 1]];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
