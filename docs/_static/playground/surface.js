// The logit as a landscape that can be turned.

import { classesOn } from "./classes.js";
import { button, colour, html, set } from "./dom.js";
import { logitOf } from "./names.js";
import { drags } from "./pointing.js";
import { spansOf } from "./spans.js";
import { boxOf, piecesOf, stripeHeight, zeroLine } from "./stripes.js";
import { FEW, number, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */

const SURFACE_CELLS = 24; // a side
const [WIDE, TALL] = [480, 400];
const TRIANGLE = [
  [0, -7.5],
  [7, 5],
  [-7, 5],
];

/** @param {number} x */
const hundredths = (x) => Math.round(100 * x) / 100;

export class SurfaceView {
  /**
   * @param {object} first view
   * @param {number[]} first.eye how it is turned and tilted
   * @param {number} first.low
   * @param {number} first.high
   * @param {number} [first.zoom]
   * @param {number} [first.steep] how much a stripe is raised
   * @param {boolean} [first.heights] whether those of the points stand beside them
   */
  constructor({ eye: [turn, tilt], low, high, zoom = 1, steep = 1, heights = false }) {
    this.turn = turn;
    this.tilt = tilt;
    this.span = { low, high };
    this.zoom = zoom;
    this.steep = steep;
    this.heights = heights;
    this.ink = "";
    this.letters = 14;
    /** @type {Run | null} */
    this.run = null;
    this.canvas = html("canvas", { width: 2 * WIDE, height: 2 * TALL, role: "img" });
    const by = (/** @type {string} */ sign, /** @type {string} */ name, turn = 0, tilt = 0) =>
      button(sign, () => this.move(turn, tilt), { "aria-label": name });
    this.element = html(
      "div",
      { class: "pg-surface" },
      this.canvas,
      html(
        "p",
        { class: "pg-row" },
        by("↺", "Turn left", 0.2),
        by("↻", "Turn right", -0.2),
        by("↑", "See from higher", 0, 0.15),
        by("↓", "See from lower", 0, -0.15),
      ),
    );
    /** @type {number[] | null} */
    let from = null;
    drags(
      this.canvas,
      (event) => {
        from = [event.clientX, event.clientY];
        return this.heights || event.pointerType !== "touch"; // elsewhere a finger scrolls
      },
      (event) => {
        if (from) this.move((event.clientX - from[0]) / 120, (event.clientY - from[1]) / 120);
        from = [event.clientX, event.clientY];
      },
      () => {},
    );
  }

  get view() {
    return { eye: [this.turn, this.tilt] };
  }

  /** @param {Pick<import("./views.js").View, "eye">} view */
  set view({ eye }) {
    [this.turn, this.tilt] = eye;
  }

  /**
   * @param {number} turn
   * @param {number} tilt
   */
  move(turn, tilt) {
    const around = this.turn + turn;
    const once = around - 2 * Math.PI * Math.round(around / (2 * Math.PI));
    this.turn = hundredths(once);
    this.tilt = hundredths(Math.min(Math.max(this.tilt + tilt, 0.05), 1.5));
    if (this.run) this.draw(this.run);
  }

  /**
   * The colours of the page, light or dark.
   * @param {Run} run
   */
  colours({ outputs, pair }) {
    const of = (/** @type {string} */ token) => colour(this.canvas, token);
    const bands = Array.from({ length: 13 }, (_, i) =>
      i === 6 ? of("paper") : of(i < 6 ? `minus-${6 - i}` : `plus-${i - 6}`),
    );
    return {
      bands,
      ink: of("ink"),
      rule: of("rule"),
      paper: of("paper"),
      classes: [0, 1, 2].map((k) => {
        if (outputs > 1 && !pair.includes(k)) return of("ink");
        return of(k === pair[0] ? "class-1" : "class-0");
      }),
    };
  }

  /** @param {Run} run */
  draw(run) {
    this.run = run;
    const pen = this.canvas.getContext("2d");
    if (!pen) return;
    const { turn, tilt, zoom, steep } = this;
    const span = run.data ? spansOf(run.points)[1] : this.span;
    const { bands, ink, rule, paper, classes } = this.colours(run);
    this.ink = ink;
    this.letters = (14 * WIDE) / (this.canvas.clientWidth || WIDE); // 14 pixels on any screen
    const height = stripeHeight(run, run.points);
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const [up, flat] = [Math.cos(tilt), Math.sin(tilt)];
    const middle = (span.low + span.high) / 2;
    const scale = (280 * zoom) / (span.high - span.low);
    const spot = (/** @type {number} */ x1, /** @type {number} */ x2, /** @type {number} */ z) => {
      const [x, y] = [x1 - middle, x2 - middle];
      const high = Math.min(Math.max(z / height, -9), 9);
      return /** @type {const} */ ([
        WIDE / 2 + scale * (c * x - s * y),
        195 - scale * flat * (s * x + c * y) - 12 * steep * up * high,
      ]);
    };
    pen.setTransform(2, 0, 0, 2, 0, 0);
    pen.clearRect(0, 0, WIDE, TALL);
    const outline = (/** @type {(readonly [number, number])[]} */ corners) => {
      pen.beginPath();
      for (const [x, y] of corners) pen.lineTo(x, y);
      pen.closePath();
    };
    pen.strokeStyle = rule;
    pen.lineWidth = 1;
    outline(boxOf(span).map(([x1, x2]) => spot(x1, x2, 0))); // the plane at height 0
    pen.stroke();
    const at = Array.from(
      { length: SURFACE_CELLS + 1 },
      (_, i) => span.low + ((2 * middle - 2 * span.low) * i) / SURFACE_CELLS,
    );
    const heights = at.map((x2) => at.map((x1) => run.logit(x1, x2)));
    for (let b = 0; b < SURFACE_CELLS; b++) {
      for (let a = 0; a < SURFACE_CELLS; a++) {
        const row = c > 0 ? SURFACE_CELLS - 1 - b : b; // the far ones first
        const i = s > 0 ? SURFACE_CELLS - 1 - a : a;
        const four = [
          [row, i],
          [row, i + 1],
          [row + 1, i + 1],
          [row + 1, i],
        ];
        const mean = four.reduce((sum, [y, x]) => sum + heights[y][x], 0) / 4;
        const said = run.said(run.logit((at[i] + at[i + 1]) / 2, (at[row] + at[row + 1]) / 2));
        const third = run.outputs > 1 && !run.pair.includes(said);
        const band = third ? 0 : Math.sign(mean) * Math.min(6, Math.floor(Math.abs(mean) / height));
        pen.fillStyle = bands[6 + band] || paper;
        outline(four.map(([y, x]) => spot(at[x], at[y], heights[y][x])));
        pen.fill();
        pen.globalAlpha = 0.25;
        pen.strokeStyle = ink;
        pen.lineWidth = 0.5;
        pen.stroke();
        pen.globalAlpha = 1;
      }
    }
    const pieces = piecesOf(run, span, SURFACE_CELLS);
    const several = run.outputs > 1;
    const lines = several ? classesOn(run, pieces).lines : zeroLine(pieces);
    const high = (/** @type {number[]} */ [x1, x2]) =>
      several && !run.torn ? run.logit(x1, x2) : 0;
    for (const [colour, wide] of /** @type {const} */ ([
      [paper, 5],
      [ink, 2.5],
    ])) {
      pen.strokeStyle = colour;
      pen.lineWidth = wide;
      pen.beginPath();
      for (const [from, to] of lines) {
        pen.moveTo(...spot(from[0], from[1], high(from)));
        pen.lineTo(...spot(to[0], to[1], high(to)));
      }
      pen.stroke();
    }
    this.drawPoints(run, pen, spot, paper, classes);
    pen.fillStyle = ink;
    pen.font = `${this.letters}px sans-serif`;
    const end = span.high + (run.data ? 0.04 * (span.high - span.low) : 0.1);
    pen.fillText("x₁", ...spot(end, span.low, 0));
    pen.fillText("x₂", ...spot(span.low, end, 0));
  }

  /**
   * @param {Run} run
   * @param {CanvasRenderingContext2D} pen
   * @param {(x1: number, x2: number, z: number) => readonly [number, number]} spot
   * @param {string} paper
   * @param {string[]} classes
   */
  drawPoints(run, pen, spot, paper, classes) {
    const { right } = run;
    const size = run.points.length > 60 ? 0.6 : 1;
    run.points.forEach(([x1, x2], k) => {
      const [x, y] = spot(x1, x2, run.logit(x1, x2));
      pen.beginPath();
      if (run.y[k] === 2) {
        for (const [across, down] of TRIANGLE) pen.lineTo(x + across * size, y + down * size);
        pen.closePath();
      } else if (run.y[k]) pen.arc(x, y, 6 * size, 0, 7);
      else pen.rect(x - 5.5 * size, y - 5.5 * size, 11 * size, 11 * size);
      pen.lineWidth = 3.5;
      pen.strokeStyle = paper;
      pen.stroke();
      pen.fillStyle = right[k] ? classes[run.y[k]] : paper;
      pen.fill();
      pen.lineWidth = 1.5;
      pen.strokeStyle = classes[run.y[k]];
      pen.stroke();
      if (!this.heights) return;
      const words = signed(run.logits[k], 2);
      pen.font = `600 ${this.letters}px sans-serif`;
      pen.lineWidth = 4;
      pen.lineJoin = "round";
      pen.strokeStyle = paper;
      pen.strokeText(words, x + 11, y + 5);
      pen.fillStyle = this.ink;
      pen.fillText(words, x + 11, y + 5);
    });
  }

  /** @param {Run} run */
  tell(run) {
    const { logits } = run;
    const some = run.points.slice(0, FEW);
    const said = some.map((point, k) => `${number(logits[k])} at ${pair(point)}`);
    set(this.canvas, {
      "aria-label": `The ${logitOf(run)} as height: ${said.join(", ")}.${
        this.heights ? "" : " The numbers stand in the map's table."
      }`,
    });
  }
}
