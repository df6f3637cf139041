// The network as a small graph: the wider an edge, the larger its weight; dashed is negative.

import { html, set, sized, svg } from "./dom.js";
import { numberOf, put, symbol } from "./shapes.js";

/** @typedef {import("./network.js").Network} Network */

export class Wires {
  /** @param {boolean} named whether the units have their numbers */
  constructor(named = false) {
    this.named = named;
    this.picture = svg("svg", { role: "img" });
    this.element = html("div", { class: "pg-wires" }, this.picture);
    /** @type {Network | null} */
    this.network = null;
    this.size = [0, 0];
    /** @type {[SVGLineElement, number][]} each with its parameter */
    this.edges = [];
    /** @type {SVGGElement[]} */
    this.units = [];
    /** @type {SVGPathElement[]} */
    this.glyphs = [];
    this.built = () => {};
    sized(this.element, (width, height) => {
      this.size = [width, height];
      if (this.network) {
        this.build(this.network.width);
        this.draw(this.network);
      }
    });
  }

  /** @param {number} H */
  build(H) {
    const [width, height] = this.size;
    const r = Math.min(21, height / H / 2 - 5);
    const [near, middle, far] = [16, width / 2, width - 18];
    const unit = (/** @type {number} */ k) => [middle, (height * (k + 0.5)) / H];
    const inputs = [0.32, 0.68].map((share) => [near, height * share]);
    const out = [far, height / 2];
    this.edges = [];
    const edge = (
      /** @type {number[]} */ [x1, y1],
      /** @type {number[]} */ [x2, y2],
      /** @type {number} */ i,
      /** @type {number} */ k,
    ) => {
      const line = svg("line", { x1, y1, x2, y2, "data-unit": k });
      this.edges.push([line, i]);
      return line;
    };
    const lines = Array.from({ length: H }, (_, k) => [
      edge(inputs[0], unit(k), H + k, k),
      edge(inputs[1], unit(k), 2 * H + k, k),
      edge(unit(k), out, 3 * H + 1 + k, k),
    ]);
    const circle = ([cx, cy] = out, radius = r, look = "pg-knot") =>
      svg("circle", { cx, cy, r: radius, class: look });
    this.glyphs = [];
    this.units = Array.from({ length: H }, (_, k) => {
      const [x, y] = unit(k);
      const glyph = svg("path", { class: "pg-bend" });
      put(glyph, [x, y]);
      this.glyphs.push(glyph);
      const tag = numberOf(k, 9);
      put(tag, [x - 0.8 * r, y - 0.8 * r]);
      const parts = [circle([x, y]), glyph, ...(this.named ? [tag] : [])];
      return svg("g", { "data-unit": k, class: "pg-neuron" }, ...parts);
    });
    this.reach = r;
    const named = inputs.map(([x, y], i) => [
      circle([x, y], 15),
      symbol("x", i + 1, { x, y: y + 4, "text-anchor": "middle" }),
    ]);
    const z = svg("text", { x: out[0], y: out[1] + 5, "text-anchor": "middle" });
    z.append(svg("tspan", { class: "pg-letter" }, "z"));
    set(this.picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    const ends = [...named.flat(), circle(out, 16), z];
    this.picture.replaceChildren(...lines.flat(), ...this.units, ...ends);
    this.built();
  }

  /** @param {Network} network */
  draw(network) {
    this.network = network;
    if (!this.size[0]) return;
    if (this.units.length !== network.width) this.build(network.width);
    for (const [line, i] of this.edges) {
      const weight = network.p[i];
      const wide = 0.6 + 4.4 * Math.tanh(Math.abs(weight) / 1.6);
      const look = `pg-wire pg-${weight < 0 ? "minus" : "plus"}`;
      set(line, { "stroke-width": wide.toFixed(2) });
      line.classList.add(...look.split(" "));
      line.classList.remove(weight < 0 ? "pg-plus" : "pg-minus");
    }
    const r = 0.5 * (this.reach ?? 0);
    const [low, high] = [network.f(-1), network.f(1)].map((y) => -y * r);
    const down = (high + low) / -2; // the middle of the glyph is that of the unit
    const d = `M${-r} ${low + down}L0 ${down}L${r} ${high + down}`;
    for (const glyph of this.glyphs) set(glyph, { d });
  }

  /** @param {string} words */
  tell(words) {
    set(this.picture, { "aria-label": words });
  }
}
