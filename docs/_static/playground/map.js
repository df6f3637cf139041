// The map: the logit from above in stripes, with axes and a scale, creases, boundary and points.

import { html, set, sized, svg, table, unfold, write } from "./dom.js";
import { cutBy } from "./flat_pieces.js";
import { drags } from "./pointing.js";
import { mark, numberOf, path, put } from "./shapes.js";
import { cellsFor, StripePaths } from "./stripe_paths.js";
import { boxOf, stripeHeight } from "./stripes.js";
import { number, pair, plural, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */
/**
 * @typedef {object} Editing what a drag does
 * @property {() => Run} run that is shown
 * @property {(changes: [parameter: number, value: number][]) => void} try live
 * @property {(kept: boolean, words: string) => void} end
 */
/** @typedef {Editing | null} May */

export const SPANS = [
  { low: -0.4, high: 1.4 },
  { low: -0.75, high: 1.75 },
  { low: -3, high: 3 },
];

/** @param {Run} run */
export const isStraightLine = (run) => run.hidden === "identity";

export class MapView {
  /**
   * @param {Pointing} pointing
   * @param {May} may change the network; null shows it only
   */
  constructor(pointing, may = null, plain = false) {
    this.pointing = pointing;
    this.may = may;
    this.plain = plain;
    this.span = SPANS[1];
    this.height = 1;
    this.size = 0;
    this.left = 0;
    this.top = 0;
    /** @type {Run | null} */
    this.run = null;
    this.stripes = new StripePaths();
    this.axes = svg("g", { class: "pg-axes" });
    this.lines = svg("g");
    this.tags = svg("g");
    this.dots = svg("g");
    this.extra = svg("g", { class: "pg-place" });
    this.probe = svg(
      "g",
      { class: "pg-probe" },
      ...["pg-case", ""].map((name) =>
        svg("path", { class: name, d: "M-14 0h9M5 0h9M0-14v9M0 5v9" }),
      ),
    );
    this.handle = svg(
      "g",
      { class: "pg-handle" },
      svg("circle", { r: 22, class: "pg-hit" }),
      svg("circle", { r: 7 }),
    );
    this.paper = svg("rect", { class: "pg-paper" });
    const { element, zero } = this.stripes;
    const over = [this.axes, this.lines, ...zero, this.tags, this.extra, this.dots];
    this.picture = svg(
      "svg",
      { role: "img" },
      this.paper,
      element,
      ...over,
      this.probe,
      this.handle,
    );
    this.frame = html("div", { class: "pg-map" }, this.picture);
    const [numbers, tabulate] = unfold("map", gridOf);
    this.tabulate = tabulate;
    this.element = html("div", { class: "pg-map-box" }, this.frame, ...(plain ? [] : [numbers]));
    sized(this.frame, (width, height) => this.fit(width, height));
    if (may) this.listen(may);
  }

  /**
   * @param {number} width
   * @param {number} height
   */
  fit(width, height) {
    const narrow = this.plain || width < 420;
    const [left, right] = this.plain ? [4, 4] : narrow ? [12, 57] : [34, 58];
    const [top, bottom] = this.plain ? [4, 4] : [14, 24];
    this.tight = narrow;
    this.size = Math.max(60, Math.min(width - left - right, height - top - bottom));
    this.left = Math.round(left + Math.max(0, width - left - right - this.size) / 2);
    this.top = top;
    set(this.picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    set(this.paper, { x: this.left, y: top, width: this.size, height: this.size });
    this.drawAxes();
    if (this.run) {
      this.draw(this.run);
      this.tell(this.run);
    }
  }

  /** @param {number[]} point */
  at([x1, x2]) {
    const scale = this.size / (this.span.high - this.span.low);
    return [this.left + (x1 - this.span.low) * scale, this.top + (this.span.high - x2) * scale];
  }

  /** @param {{ clientX: number, clientY: number }} event */
  under({ clientX, clientY }) {
    const box = this.picture.getBoundingClientRect();
    const scale = (this.span.high - this.span.low) / this.size;
    return [
      this.span.low + (clientX - box.left - this.left) * scale,
      this.span.high - (clientY - box.top - this.top) * scale,
    ];
  }

  /** @param {number[]} point */
  within([x1, x2]) {
    const { low, high } = this.span;
    return x1 >= low && x1 <= high && x2 >= low && x2 <= high;
  }

  drawAxes() {
    if (this.plain) return;
    const { left, top, size, span, tight, height } = this;
    const bottom = top + size;
    const step = span.high - span.low > 4 ? 1 : 0.5;
    const parts = [svg("rect", { x: left, y: top, width: size, height: size, class: "pg-frame" })];
    const text = (
      /** @type {string} */ words,
      /** @type {number} */ x,
      /** @type {number} */ y,
      anchor = "middle",
    ) => svg("text", { x, y, "text-anchor": anchor }, words);
    /** @type {Node[]} */
    const words = [];
    for (let v = Math.ceil(span.low / step) * step; v <= span.high; v += step) {
      const [x, y] = this.at([v, v]);
      parts.push(svg("rect", { x, y: bottom, width: 1, height: 4, class: "pg-tick" }));
      const name = String(v).replace("-", "−");
      if (x < left + size - 24) words.push(text(name, x, bottom + 16));
      if (!tight && y > top + 20) words.push(text(name, left - 6, y + 4, "end"));
    }
    words.push(text("x₁", left + size, bottom + 17, "end"));
    words.push(
      tight ? text("x₂", left + 4, top - 3, "start") : text("x₂", left - 8, top + 10, "end"),
    );
    const [wide, x] = [10, left + size + 8];
    const tall = Math.min(size - 40, 312) / 13;
    for (let k = -6; k <= 6; k++) {
      const y = top + size / 2 - (k + 0.5) * tall;
      const look = k ? `pg-${k > 0 ? "plus" : "minus"}-${Math.abs(k)}` : "pg-paper";
      parts.push(svg("rect", { x, y, width: wide, height: tall + 0.5, class: look }));
    }
    for (const k of [-6, -3, 0, 3, 6]) {
      const y = top + size / 2 - (k ? k + Math.sign(k) * -0.5 + 0 : 0) * tall;
      words.push(
        text(
          signed(Number((k * height).toPrecision(3)), 9).replace(/\.?0+$/, ""),
          x + wide + 3,
          y + 4,
          "start",
        ),
      );
    }
    this.axes.replaceChildren(...parts, ...words);
  }

  /** @param {Run} run */
  draw(run, moving = false) {
    this.run = run;
    if (!this.size) return;
    const height = stripeHeight(run);
    if (!moving || height > this.height || height < 0.3 * this.height) {
      if (height !== this.height) {
        this.height = height;
        this.drawAxes();
      }
    }
    const place = (/** @type {number[]} */ point) => this.at(point);
    this.stripes.draw(run, this.span, this.height, place, cellsFor(moving));
    this.drawCreases(run);
    this.drawDots(run);
  }

  /** @param {Run} run */
  drawCreases(run) {
    const { width: H, p } = run;
    if (this.lines.children.length !== H) {
      const kinds = ["pg-case", "pg-ticks", "pg-line", "pg-hit"];
      const lines = Array.from({ length: H }, (_, k) => {
        const parts = kinds.map((name) => svg("path", { class: name }));
        const node = svg("g", { "data-unit": k, class: "pg-crease" }, ...parts);
        if (this.may) this.listenToCrease(node, k, this.may);
        return node;
      });
      this.lines.replaceChildren(...lines);
      const tags = Array.from({ length: this.plain ? 0 : H }, (_, k) => {
        const tag = numberOf(k, 9);
        this.pointing.link(tag, k);
        return tag;
      });
      this.tags.replaceChildren(...tags);
      this.pointing.light();
    }
    /** @type {{ k: number, x: number, y: number }[]} */
    const ends = [];
    const box = boxOf(this.span);
    for (let k = 0; k < H; k++) {
      const node = this.lines.children[k];
      const { level } = isStraightLine(run) ? { level: [] } : cutBy(run, k, box);
      const cut = level.length === 2 ? level.map((point) => this.at(point)) : [];
      let [d, ticks] = ["", ""];
      if (cut.length) {
        const norm = Math.hypot(p[H + k], p[2 * H + k]);
        const [dx, dy] = [(6 * p[H + k]) / norm, (-6 * p[2 * H + k]) / norm];
        d = path(cut);
        const [[ax, ay], [bx, by]] = cut;
        const count = Math.max(2, Math.round(Math.hypot(bx - ax, by - ay) / 34));
        for (let i = 0; i < count && !this.plain; i++) {
          const [x, y] = [
            ax + ((i + 0.5) / count) * (bx - ax),
            ay + ((i + 0.5) / count) * (by - ay),
          ];
          ticks += path([
            [x, y],
            [x + dx, y + dy],
          ]);
        }
        const high = ay < by || (ay === by && ax > bx) ? cut[0] : cut[1];
        ends.push({ k, x: high[0], y: high[1] });
      }
      node.classList.toggle("pg-dead", run.dead(k));
      [...node.children].forEach((part, i) => {
        part.setAttribute("d", i === 1 ? ticks : d);
      });
    }
    this.drawTags(ends);
    const cut =
      ends.find(({ k }) => k === this.pointing.pinned) && this.lines.children[this.pointing.pinned];
    this.handle.style.display = this.may && cut ? "" : "none";
    if (cut) {
      const { level } = cutBy(run, this.pointing.pinned, box);
      const [a, b] = level.map((point) => this.at(point));
      put(this.handle, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
    }
  }

  /**
   * The numbers of the units, at the upper ends of their creases, side by side along the frame.
   * @param {{ k: number, x: number, y: number }[]} ends
   */
  drawTags(ends) {
    const { left, top, size } = this;
    const around = (/** @type {{ x: number, y: number }} */ { x, y }) => {
      if (y <= top + 1) return x - left;
      return x >= left + size - 1
        ? size + y - top
        : y >= top + size - 1
          ? 3 * size - (x - left)
          : top - y;
    };
    const spots = ends.map((end) => ({ k: end.k, u: around(end) }));
    for (let pass = 0; pass < 30; pass++) {
      spots.sort((a, b) => a.u - b.u);
      for (let i = 1; i < spots.length; i++) {
        const lack = 20 - (spots[i].u - spots[i - 1].u);
        if (lack <= 0) continue;
        spots[i - 1].u -= lack / 2;
        spots[i].u += lack / 2;
      }
    }
    for (const tag of this.tags.children) tag.setAttribute("display", "none");
    for (const { k, u } of spots) {
      const tag = this.tags.children[k];
      if (!tag) continue;
      let [x, y] = [left + u, top];
      if (u < 0) [x, y] = [left, top - u];
      if (u > size) [x, y] = [left + size, top + u - size];
      if (u > 2 * size) [x, y] = [left + 3 * size - u, top + size];
      tag.removeAttribute("display");
      put(tag, [x, y]);
    }
  }

  /** @param {Run} run */
  drawDots(run) {
    const { pointing } = this;
    const { right } = run;
    const state = `${run.settings.labels}${right}`;
    if (this.dots.dataset.state !== state) {
      this.dots.dataset.state = state;
      const size = this.plain ? 5 : 9;
      this.dots.replaceChildren(
        ...run.y.map((label, k) =>
          svg(
            "g",
            {},
            svg("circle", { r: 16, class: "pg-ring pg-case" }),
            svg("circle", { r: 16, class: "pg-ring" }),
            mark(label, right[k], size),
          ),
        ),
      );
    }
    run.points.forEach((point, k) => {
      const node = this.dots.children[k];
      put(node, this.at(point));
      const chosen = !this.plain && !pointing.probe && pointing.point === k;
      node.classList.toggle("pg-chosen", chosen);
    });
    const { probe } = pointing;
    this.probe.style.display = probe && !this.plain ? "" : "none";
    if (probe) put(this.probe, this.at(probe));
  }

  /** @param {(point: number[]) => boolean} fits */
  pointAt(fits) {
    return this.run?.points.findIndex(fits) ?? -1;
  }

  /** @param {Run} run */
  tell(run) {
    const { low, high } = this.span;
    const said = run.logits.map((z, k) => `${pair(run.points[k])} ${signed(z)}`);
    const boundary = this.stripes.crossed
      ? "The decision boundary crosses it."
      : "No decision boundary is drawn.";
    const dead = run.hidden === "relu" ? ` ${plural(run.deaths.length, "dead unit")}.` : "";
    const what = `Map of the logit from ${number(low, 2)} to ${number(high, 2)} on both axes`;
    const grid = run.straight && !this.stripes.creases ? " A grid stands in for its pieces." : "";
    set(this.picture, { "aria-label": `${what}: ${said.join(", ")}. ${boundary}${dead}${grid}` });
    this.tabulate(run);
  }

  get view() {
    return { zoom: SPANS.indexOf(this.span) };
  }

  /** @param {Pick<import("./views.js").View, "zoom">} view */
  set view({ zoom }) {
    this.span = SPANS[zoom];
    if (this.size) this.drawAxes();
  }

  /** @param {number} by */
  zoom(by) {
    this.view = { zoom: Math.min(Math.max(this.view.zoom + by, 0), SPANS.length - 1) };
    if (this.run) this.draw(this.run);
  }

  /**
   * Marks a place that is asked for.
   * @param {number[]} point
   */
  markPlace(point) {
    const cross = svg("path", { d: "M-8-8 8 8M-8 8 8-8" });
    this.extra.append(cross, cross.cloneNode());
    sized(this.frame, () => put(this.extra, this.at(point)));
  }

  /**
   * What the reader does here: a click asks why, a drag of a crease changes a bias.
   * @param {Editing} may
   */
  listen(may) {
    const { pointing, frame } = this;
    frame.addEventListener("click", (event) => {
      const place = this.under(event);
      if (!this.within(place)) return;
      const scale = this.size / (this.span.high - this.span.low);
      const near = this.pointAt(
        ([x1, x2]) => Math.hypot(x1 - place[0], x2 - place[1]) * scale < 18,
      );
      if (near >= 0) pointing.choose(near);
      else if (/** @type {Element} */ (event.target).closest("[data-unit]") === null) {
        pointing.look(place.map((x) => Math.round(100 * x) / 100));
      }
    });
    set(this.picture, { tabindex: 0, role: "application", "aria-roledescription": "map" });
    this.picture.addEventListener("keydown", (event) => {
      const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[
        event.key
      ];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      const step = event.shiftKey ? 0.25 : 0.05;
      const { low, high } = this.span;
      const moved = pointing.place.map((x, i) => Math.min(Math.max(x + step * by[i], low), high));
      const place = moved.map((x) => Math.round(100 * x) / 100);
      const near = this.pointAt(([x1, x2]) => x1 === place[0] && x2 === place[1]);
      if (near >= 0) pointing.choose(near);
      else pointing.look(place);
    });
    let grip = 0;
    drags(
      this.handle,
      (event) => {
        grip = this.offset(may.run(), pointing.pinned, event);
        return pointing.pinned >= 0;
      },
      (event) => this.shift(may, pointing.pinned, grip, event),
      (kept) => may.end(kept, `The crease of unit ${pointing.pinned + 1} is moved.`),
    );
  }

  /**
   * @param {Element} node
   * @param {number} k
   * @param {Editing} may
   */
  listenToCrease(node, k, may) {
    this.pointing.link(node, k);
    let grip = 0;
    drags(
      node,
      (event) => {
        grip = this.offset(may.run(), k, event);
        return event.pointerType !== "touch"; // a finger takes the handle, and scrolls elsewhere
      },
      (event) => this.shift(may, k, grip, event),
      (kept) => may.end(kept, `The crease of unit ${k + 1} is moved.`),
    );
  }

  /**
   * The pre-activation of a unit under the pointer.
   * @param {Run} run
   * @param {number} k
   * @param {PointerEvent} event
   */
  offset(run, k, event) {
    const [x1, x2] = this.under(event);
    return k < 0 ? 0 : run.sum(k, x1, x2);
  }

  /**
   * Changes a bias so that the crease stays as far from the pointer as it was.
   * @param {Editing} may
   * @param {number} k
   * @param {number} grip
   * @param {PointerEvent} event
   */
  shift(may, k, grip, event) {
    const run = may.run();
    may.try([[k, run.p[k] + grip - this.offset(run, k, event)]]);
  }
}

/** @param {Run} run */
function gridOf(run) {
  const steps = [-3, -2, -1, 0, 1, 2, 3];
  const rows = [...steps].reverse();
  return table(
    "The logit",
    ["x₂ \\ x₁", ...steps.map((x) => number(x, 0))],
    rows.map((x2) => [number(x2, 0), ...steps.map((x1) => number(run.logit(x1, x2), 2))]),
  );
}

/**
 * What the pointer reads off a map.
 * @param {MapView} map
 * @param {HTMLElement} output
 * @param {string} otherwise
 */
export function reading(map, output, otherwise) {
  map.frame.addEventListener("pointermove", (event) => {
    const place = map.under(event);
    if (!map.run || !map.within(place)) return write(output, otherwise);
    const z = map.run.logit(place[0], place[1]);
    const side = z > 0 ? "class 1" : z < 0 ? "class 0" : "no class";
    const where = place.map((x) => number(x, 2)).join(", ");
    return write(output, `(${where}): logit ${signed(z, 2)}, ${side}`);
  });
  map.frame.addEventListener("pointerleave", () => write(output, otherwise));
  write(output, otherwise);
}
