// The network: inputs, units with a small map of each, layer by layer, output; an edge is a weight.

import { html, set, sized, svg } from "./dom.js";
import { edge, OUT, placesFor, round, TOP, tile } from "./graph_nodes.js";
import { Tiles } from "./graph_tiles.js";
import { neighbour, writeNames, writeNumbers } from "./graph_words.js";
import { isDeep, ownParameters, parameterName, unitAt, unitOf } from "./names.js";
import { drags } from "./pointing.js";
import { numberOf, put } from "./shapes.js";
import { StripePaths } from "./stripe_paths.js";
import { number, plural } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */
/** @typedef {import("./map.js").MapView} MapView */
/** @typedef {import("./map.js").Editing} Editing */
/**
 * @typedef {object} Edge
 * @property {SVGGElement} node
 * @property {number} i its parameter
 */
/**
 * @typedef {object} Notes that stand there instead of what each unit adds
 * @property {number[]} place
 * @property {string[]} units
 * @property {string[]} outs
 * @property {string[]} edges
 */
/**
 * @typedef {object} Unit
 * @property {SVGGElement} node
 * @property {StripePaths} stripes
 * @property {SVGGElement} name its number
 * @property {SVGTextElement} says what it adds
 * @property {number} size
 */

/** @param {Run} run */
const shapeOf = ({ widths, outputs }) => `${widths} ${outputs}`;

export class GraphView {
  /**
   * @param {Pointing} pointing
   * @param {MapView} map whose plane and colours the small maps share
   * @param {Editing} may change the network
   * @param {(i: number) => void} open the field of a parameter
   * @param {import("./layer_controls.js").LayerControls} controls that stand below the layers
   */
  constructor(pointing, map, may, open, controls) {
    this.pointing = pointing;
    this.tiles = new Tiles(map);
    this.may = may;
    this.open = open;
    this.controls = controls;
    this.wide = 0;
    this.tall = 0;
    /** @type {Edge[]} */
    this.edges = [];
    /** @type {Unit[]} */
    this.units = [];
    this.texts = { inputs: [svg("text"), svg("text")], outs: [svg("text")], bias: svg("text") };
    /** @type {import("./graph_tiles.js").Tile[]} */
    this.outs = [];
    this.picture = svg("svg", {
      role: "group",
      "aria-label": "The network; arrow keys go from unit to unit, Enter opens the weights",
    });
    this.element = html("div", { class: "pg-graph" }, this.picture);
    /** @type {Run | null} */
    this.run = null;
    this.shape = ""; // for which it is built
    /** @type {Notes | null} */
    this.notes = null;
    sized(this.element, (width, height) => {
      this.wide = width;
      this.tall = height;
      this.shape = "";
      if (this.run) {
        this.draw(this.run);
        this.tell(this.run);
      }
    });
  }

  /** @param {Run} run */
  build(run) {
    const { wide, tall } = this;
    const { widths, layers } = run;
    const places = placesFor(wide, tall, widths);
    const { x0, xo, at, sizes, across } = places;
    const high = tall - TOP;
    const inputs = [0.2, 0.5, 0.8].map((share) => [x0, TOP + high * share]);
    const spots = run.outputs > 1 ? [0.15, 0.5, 0.85] : [0.45];
    const outs = spots.map((share) => [xo, TOP + high * share]);
    const bias = [xo, TOP + high * 0.8];
    this.shape = shapeOf(run);
    this.outs = outs.map(() => ({ stripes: new StripePaths(), size: OUT }));
    this.texts.outs = outs.map(() => svg("text"));
    this.edges = [];
    this.units = [];
    const side = (/** @type {number} */ l, /** @type {number} */ k, /** @type {number} */ way) => {
      const [x, y] = at(l, k);
      return [x + (way * sizes[l]) / 2, y];
    };
    const nodes = layers.flatMap((layer, l) =>
      Array.from({ length: layer.units }, (_, k) => {
        for (let i = 0; i < layer.inputs; i++) {
          const from = l ? side(l - 1, i, 1) : [x0 + 13, inputs[i][1]];
          this.join(run, from, side(l, k, -1), layer.weight(i, k));
        }
        if (!l) this.join(run, [x0 + 13, inputs[2][1]], side(0, k, -1), k);
        if (layer === run.last) {
          outs.forEach(([x, y], j) => {
            this.join(run, side(l, k, 1), [x - OUT / 2, y], run.head.weight(k, j));
          });
        }
        return this.unit(run, l, k, places);
      }),
    );
    /** @type {SVGElement[]} */
    const biases = []; // those of several classes stand among the weights
    if (run.outputs === 1) {
      this.join(run, [xo, bias[1] - 12], [xo, outs[0][1] + OUT / 2], run.bias);
      biases.push(round("1", bias), this.texts.bias);
    }
    const [first, second, one] = ["x₁", "x₂", "1"].map((name, i) => round(name, inputs[i]));
    const label = (
      /** @type {string} */ text,
      /** @type {number} */ x,
      /** @type {string} */ anchor,
    ) => svg("text", { x, y: 12, "text-anchor": anchor, class: "pg-soft" }, text);
    this.texts.inputs.forEach((node, input) => {
      set(node, { x: x0, y: inputs[input][1] + 28, "text-anchor": "middle" });
    });
    this.texts.outs.forEach((node, j) => {
      set(node, { x: xo + 25, y: outs[j][1] - 32, "text-anchor": "end" });
    });
    const below = { x: xo, y: bias[1] + 28, "text-anchor": "middle" };
    const beside = { x: xo - 15, y: bias[1] + 4, "text-anchor": "end" };
    set(this.texts.bias, isDeep(run) ? below : beside);
    this.picture.setAttribute("viewBox", `0 0 ${wide} ${tall}`);
    const what = isDeep(run) ? "unit" : "hidden unit";
    this.picture.replaceChildren(
      label("inputs", 2, "start"),
      ...widths.map((units, l) => label(plural(units, what), across[l], "middle")),
      label(outs.length > 1 ? "logits" : "logit", wide - 2, "end"),
      ...this.edges.map(({ node }) => node),
      first,
      second,
      one,
      ...biases,
      ...outs.map((place, j) => tile(this.outs[j].stripes, place, OUT, "pg-node")),
      ...nodes,
      ...this.units.flatMap(({ name, says }) => [name, says]),
      ...this.texts.inputs,
      ...this.texts.outs,
    );
    this.controls.put(across);
    this.pointing.light();
  }

  /**
   * @param {Run} run
   * @param {number[]} from
   * @param {number[]} to
   * @param {number} i parameter
   */
  join(run, from, to, i) {
    const node = edge(from, to, i);
    const unit = unitOf(run, i);
    if (unit >= 0) {
      set(node, { "data-unit": unit });
      this.pointing.link(node, unit, false);
    }
    this.listen(node, i, unit);
    this.edges.push({ node, i });
  }

  /**
   * @param {Run} run
   * @param {number} l
   * @param {number} k
   * @param {import("./graph_nodes.js").Places} places
   */
  unit(run, l, k, { at, sizes }) {
    const { pointing } = this;
    const size = sizes[l];
    const [x, y] = at(l, k);
    const unit = unitAt(run, l, k);
    const stripes = new StripePaths();
    const node = tile(stripes, [x, y], size, "pg-node pg-unit");
    const name = numberOf(unit, Math.min(9, size / 2 + 2), String(k + 1));
    put(name, size < 22 ? [x - size / 2 - 9, y] : [x - size / 2, y - size / 2]);
    const says = svg("text", { x: x + size / 2 + 5, y: y - 3 });
    set(node, { "data-unit": unit, role: "button", tabindex: -1 });
    pointing.link(node, unit);
    node.addEventListener("keydown", (event) => {
      const next = neighbour(this.may.run(), l, k, event.key);
      if (next >= 0) {
        pointing.pin(next, true);
        this.units[next].node.focus();
      } else if (event.key === "Enter") {
        pointing.pin(unit, true);
        this.open(ownParameters(this.may.run(), unit)[0]);
      } else if (event.key === " ") pointing.pin(unit);
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
    this.units.push({ node, stripes, name, says, size });
    return node;
  }

  /**
   * A drag up and down changes a weight, a click opens its field.
   * @param {SVGGElement} node
   * @param {number} i
   * @param {number} k its unit
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
        const run = this.may.run();
        this.may.end(kept, `The ${parameterName(run, i)} is ${number(run.p[i])} now.`);
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
    if (this.shape !== shapeOf(run)) this.build(run);
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
    const dead = run.deaths;
    this.units.forEach(({ node }, k) => {
      node.classList.toggle("pg-dead", dead.includes(k));
    });
    this.tiles.draw(run, this.units, this.outs, moving);
    writeNumbers(this, run);
  }

  /**
   * @param {Run} run
   * @param {Notes} notes
   */
  note(run, notes) {
    this.notes = notes;
    if (this.shape !== shapeOf(run)) return;
    writeNumbers(this, run);
    this.tell(run);
  }

  /** @param {Run} run */
  tell(run) {
    this.controls.tell(run);
    writeNames(this, run);
  }
}
