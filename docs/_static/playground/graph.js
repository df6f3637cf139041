// The network: inputs, units with what each adds as a small map, output; an edge is a weight.

import { html, set, sized, svg, write } from "./dom.js";
import { alone } from "./network.js";
import { drags } from "./pointing.js";
import { numberOf, put } from "./shapes.js";
import { StripePaths } from "./stripe_paths.js";
import { number, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */
/** @typedef {import("./map.js").MapView} MapView */
/** @typedef {import("./map.js").Editing} Editing */
/**
 * @typedef {object} Edge
 * @property {SVGGElement} node
 * @property {number} i its parameter
 * @property {number} k its unit, −1 for none
 */

/**
 * @typedef {object} Notes that stand there instead of what each unit adds
 * @property {number[]} place
 * @property {string[]} units
 * @property {string} out
 * @property {string[]} edges
 */
/**
 * @typedef {object} Unit
 * @property {SVGGElement} node
 * @property {StripePaths} tile
 * @property {SVGGElement} name its number
 * @property {SVGTextElement} says what it adds
 * @property {number} size
 */

/**
 * What a parameter is called.
 * @param {number} H
 * @param {number} i
 */
export function parameterName(H, i) {
  if (i < H) return `bias of unit ${i + 1}`;
  if (i < 3 * H) return `weight from x${i < 2 * H ? "₁" : "₂"} to unit ${(i % H) + 1}`;
  return i === 3 * H ? "output bias" : `output weight of unit ${i - 3 * H}`;
}

const TURNS = 3; // frames in which each small map is drawn once, while it runs

export class GraphView {
  /**
   * @param {Pointing} pointing
   * @param {MapView} map whose plane and colours the small maps share
   * @param {Editing} may change the network
   * @param {(i: number) => void} open the field of a parameter
   */
  constructor(pointing, map, may, open) {
    this.pointing = pointing;
    this.map = map;
    this.may = may;
    this.open = open;
    this.wide = 0;
    this.tall = 0;
    /** @type {Edge[]} */
    this.edges = [];
    /** @type {Unit[]} */
    this.units = [];
    this.texts = { inputs: [svg("text"), svg("text")], out: svg("text"), bias: svg("text") };
    this.out = new StripePaths();
    this.picture = svg("svg", {
      role: "group",
      "aria-label": "The network; arrow keys go from unit to unit, Enter opens the weights",
    });
    this.element = html("div", { class: "pg-graph" }, this.picture);
    /** @type {Run | null} */
    this.run = null;
    this.width = 0; // for how many units it is built
    this.turn = 0;
    /** @type {Notes | null} */
    this.notes = null;
    sized(this.element, (width, height) => {
      this.wide = width;
      this.tall = height;
      this.width = 0;
      if (this.run) {
        this.draw(this.run);
        this.tell(this.run);
      }
    });
  }

  /** @param {Run} run */
  build(run) {
    const { wide, tall, pointing } = this;
    const H = run.width;
    this.width = H;
    const top = 22;
    const pitch = (tall - top) / H;
    const size = Math.max(12, Math.min(44, pitch - 10));
    const [x0, xu, xo] = [16, Math.round(wide * 0.52), wide - 28];
    const y = (/** @type {number} */ k) => top + pitch * (k + 0.5);
    const high = tall - top;
    const inputs = [0.2, 0.5, 0.8].map((share) => [x0, top + high * share]);
    const out = [xo, top + high * 0.45];
    const bias = [xo, top + high * 0.8];
    const half = size / 2;
    this.edges = [];
    const edge = (
      /** @type {number[]} */ [x1, y1],
      /** @type {number[]} */ [x2, y2],
      /** @type {number} */ i,
      k = -1,
    ) => {
      const ends = { x1, y1, x2, y2 };
      const lines = ["pg-wire", "pg-hit"].map((name) => svg("line", { ...ends, class: name }));
      const node = svg("g", { class: "pg-edge", "data-parameter": i }, ...lines, svg("title"));
      if (k >= 0) {
        set(node, { "data-unit": k });
        pointing.link(node, k, false);
      }
      this.listen(node, i, k);
      this.edges.push({ node, i, k });
      return node;
    };
    this.units = [];
    /** @type {Node[]} */
    const wires = [];
    const nodes = Array.from({ length: H }, (_, k) => {
      const [left, right] = [
        [xu - half, y(k)],
        [xu + half, y(k)],
      ];
      [H + k, 2 * H + k, k].forEach((i, input) => {
        wires.push(edge([x0 + 13, inputs[input][1]], left, i, k));
      });
      wires.push(edge(right, [out[0] - 25, out[1]], 3 * H + 1 + k, k));
      return this.unit(k, xu, y(k), size, H);
    });
    wires.push(edge([bias[0], bias[1] - 12], [out[0], out[1] + 25], 3 * H));
    const [first, second, one] = ["x₁", "x₂", "1"].map((name, i) => round(name, inputs[i]));
    const label = (
      /** @type {string} */ text,
      /** @type {number} */ x,
      /** @type {string} */ anchor,
    ) => svg("text", { x, y: 12, "text-anchor": anchor, class: "pg-soft" }, text);
    this.texts.inputs.forEach((node, input) => {
      set(node, { x: x0, y: inputs[input][1] + 28, "text-anchor": "middle" });
    });
    set(this.texts.out, { x: xo + 25, y: out[1] - 32, "text-anchor": "end", class: "pg-strong" });
    set(this.texts.bias, { x: bias[0] - 15, y: bias[1] + 4, "text-anchor": "end" });
    const frame = tile(this.out, xo, out[1], 50, "pg-node");
    this.picture.setAttribute("viewBox", `0 0 ${wide} ${tall}`);
    this.picture.replaceChildren(
      label("inputs", 2, "start"),
      label(`${H} hidden unit${H > 1 ? "s" : ""}`, xu, "middle"),
      label("logit", wide - 2, "end"),
      ...wires,
      first,
      second,
      one,
      round("1", bias),
      frame,
      ...nodes,
      ...this.units.flatMap(({ name, says }) => [name, says]),
      ...this.texts.inputs,
      this.texts.out,
      this.texts.bias,
    );
    pointing.light();
  }

  /**
   * @param {number} k
   * @param {number} x
   * @param {number} y
   * @param {number} size
   * @param {number} H
   */
  unit(k, x, y, size, H) {
    const { pointing } = this;
    const stripes = new StripePaths();
    const node = tile(stripes, x, y, size, "pg-node pg-unit");
    const name = numberOf(k, Math.min(9, size / 2 + 2));
    const corner = size < 22 ? [x - size / 2 - 9, y] : [x - size / 2, y - size / 2];
    put(name, corner);
    const says = svg("text", { x: x + size / 2 + 5, y: y - 3 });
    set(node, { "data-unit": k, role: "button", tabindex: -1 });
    pointing.link(node, k);
    node.addEventListener("keydown", (event) => {
      const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (by) {
        const next = (k + by + H) % H;
        pointing.pin(next, true);
        this.units[next].node.focus();
      } else if (event.key === "Enter") {
        pointing.pin(k, true);
        this.open(H + k);
      } else if (event.key === " ") pointing.pin(k);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.units.push({ node, tile: stripes, name, says, size });
    return node;
  }

  /**
   * A drag up and down changes a weight, a click opens its field.
   * @param {SVGGElement} node
   * @param {number} i
   * @param {number} k
   */
  listen(node, i, k) {
    let [from, value] = [0, 0];
    drags(
      node,
      (event) => {
        from = event.clientY;
        value = this.may.run().p[i];
        return event.pointerType !== "touch" || k < 0 || this.pointing.pinned === k;
      },
      (event) => this.may.try([[i, value + (from - event.clientY) / 40]]),
      (kept) => {
        const { p, width } = this.may.run();
        this.may.end(kept, `The ${parameterName(width, i)} is ${number(p[i])} now.`);
      },
    );
    node.addEventListener("click", () => {
      if (k >= 0) this.pointing.pin(k, true);
      this.open(i);
    });
  }

  /** @param {Run} run */
  draw(run, moving = false) {
    this.run = run;
    if (!this.wide) return;
    if (this.width !== run.width) this.build(run);
    const { p } = run;
    let most = 0.5;
    for (const x of p) most = Math.max(most, Math.abs(x));
    for (const { node, i } of this.edges) {
      const wire = node.children[0];
      const wide = 0.4 + 4.6 * Math.abs(p[i] / most);
      set(wire, {
        "stroke-width": wide.toFixed(1),
        class: `pg-wire ${p[i] < 0 ? "pg-minus" : "pg-plus"}`,
      });
    }
    this.units.forEach(({ node, tile: stripes, size }, k) => {
      node.classList.toggle("pg-dead", run.dead(k));
      if (!moving || k % TURNS === this.turn) this.drawTile(stripes, alone(run, k), size, moving);
    });
    this.turn = (this.turn + 1) % TURNS;
    if (!moving || this.turn === 0) this.drawTile(this.out, run, 50, moving);
    this.numbers(run);
  }

  /**
   * @param {StripePaths} stripes
   * @param {import("./network.js").Network} network
   * @param {number} size
   * @param {boolean} moving
   */
  drawTile(stripes, network, size, moving) {
    const { span, height } = this.map;
    const scale = size / (span.high - span.low);
    const place = (/** @type {number[]} */ [x1, x2]) => [
      (x1 - span.low) * scale,
      (span.high - x2) * scale,
    ];
    stripes.draw(network, span, height, place, moving ? 8 : 14);
  }

  /**
   * @param {Run} run
   * @param {Notes} notes
   */
  note(run, notes) {
    this.notes = notes;
    if (this.width !== run.width) return;
    this.numbers(run);
    this.tell(run);
  }

  /**
   * What each unit adds at the place in question.
   * @param {Run} run
   */
  numbers(run) {
    const { notes } = this;
    const [x1, x2] = notes?.place ?? this.pointing.place;
    this.texts.inputs.forEach((node, input) => {
      write(node, `= ${number(input ? x2 : x1, Number.isInteger(input ? x2 : x1) ? 0 : 2)}`);
    });
    this.units.forEach(({ says }, k) => {
      const adds = run.adds(k, x1, x2);
      const off = run.hidden === "relu" && !(run.sum(k, x1, x2) > 0);
      write(says, notes?.units[k] ?? (run.dead(k) ? "dead" : off ? "off" : signed(adds, 2)));
      set(says, { class: off ? "pg-soft" : adds < 0 ? "pg-down" : "pg-up" });
    });
    const z = run.logit(x1, x2);
    write(this.texts.out, notes?.out ?? signed(z, 2));
    this.texts.out.setAttribute("class", z < 0 ? "pg-strong pg-down" : "pg-strong pg-up");
    write(this.texts.bias, signed(run.p[3 * run.width], 2));
  }

  /** @param {Run} run */
  tell(run) {
    const { width: H, p } = run;
    this.edges.forEach(({ node, i }) => {
      write(node.children[2], `${parameterName(H, i)}: ${this.notes?.edges[i] ?? number(p[i])}`);
    });
    const open = Math.max(this.pointing.pinned, 0);
    this.units.forEach(({ node }, k) => {
      const on = run.on(k).filter(Boolean).length;
      const dead = run.dead(k) ? "dead, " : "";
      set(node, {
        tabindex: k === open ? 0 : -1,
        "aria-pressed": String(this.pointing.pinned === k),
        "aria-label":
          `Unit ${k + 1}, ${dead}positive at ${on} of ${run.points.length} points, ` +
          `output weight ${number(p[3 * H + 1 + k])}`,
      });
    });
  }
}

/**
 * @param {string} name
 * @param {number[]} place
 */
function round(name, [cx, cy]) {
  return svg(
    "g",
    { class: "pg-node" },
    svg("circle", { cx, cy, r: 13 }),
    svg("text", { x: cx, y: cy + 4, "text-anchor": "middle" }, name),
  );
}

/**
 * A small map in a frame.
 * @param {StripePaths} stripes
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {string} look
 */
function tile(stripes, x, y, size, look) {
  const corner = { x: x - size / 2, y: y - size / 2, width: size, height: size };
  const inside = svg("g", {}, stripes.element, ...stripes.zero);
  set(inside, { transform: `translate(${corner.x} ${corner.y})` });
  return svg(
    "g",
    { class: look },
    svg("rect", { ...corner, class: "pg-paper" }),
    inside,
    svg("rect", { ...corner, rx: 3, class: "pg-frame" }),
    svg("rect", { ...corner, class: "pg-hit" }),
  );
}
