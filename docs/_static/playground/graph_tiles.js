// The small maps of the graph: what each unit of a single layer adds to the logit; with several
// layers what each hands on, all of a layer in one scale. While it runs, some in each frame.

import { isDeep, unitAt } from "./names.js";
import { alone } from "./network.js";
import { roundUp } from "./spans.js";
import { placesAround } from "./stripes.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./stripe_paths.js").StripePaths} StripePaths */
/** @typedef {{ stripes: StripePaths, size: number }} Tile */

const TURNS = 3; // frames in which each small map is drawn once, while it runs
const EACH_FRAME = 6; // small maps in one of them, of more

/**
 * What a unit hands on, as a map draws it.
 * @param {Network} net
 * @param {number} unit
 * @returns {import("./stripes.js").Heights}
 */
const handedOn = (net, unit) => ({
  straight: false,
  logit: (x1, x2) => net.activation(unit, x1, x2),
});

/**
 * The logit of one of several classes.
 * @param {Network} net
 * @param {number} j
 * @returns {import("./stripes.js").Heights}
 */
const logitAlone = (net, j) => ({
  straight: false,
  logit(x1, x2) {
    net.logit(x1, x2);
    return net.head.sums[j];
  },
});

/**
 * The distances of the levels with which what the units of each layer hand on just has a colour.
 * @param {Run} net
 */
function heightsOf(net) {
  const layers = net.outputs > 1 ? [...net.layers, net.head] : net.layers;
  const most = layers.map(() => 0);
  const places = placesAround(net.points);
  for (const x1 of places) {
    for (const x2 of places) {
      net.logit(x1, x2);
      layers.forEach(({ values }, l) => {
        for (const value of values) most[l] = Math.max(most[l], Math.abs(value));
      });
    }
  }
  return most.map((one) => roundUp(one / 6));
}

export class Tiles {
  /** @param {import("./map.js").MapView} map whose plane and colours the small maps share */
  constructor(map) {
    this.map = map;
    this.turn = 0;
  }

  /**
   * @param {Run} net
   * @param {Tile[]} units
   * @param {Tile[]} outs
   * @param {boolean} moving
   */
  draw(net, units, outs, moving) {
    const turns = Math.max(TURNS, Math.ceil(units.length / EACH_FRAME));
    this.turn = (this.turn + 1) % turns;
    const due = (/** @type {number} */ k) => !moving || k % turns === this.turn;
    const { height } = this.map;
    if (due(0) && net.outputs === 1) this.drawOne(outs[0], net, height, moving);
    const heights = isDeep(net) || net.outputs > 1 ? heightsOf(net) : [];
    if (due(0) && net.outputs > 1) {
      outs.forEach((tile, j) => {
        this.drawOne(tile, logitAlone(net, j), heights[net.layers.length], moving);
      });
    }
    if (!isDeep(net)) {
      units.forEach((tile, k) => {
        if (due(k)) this.drawOne(tile, alone(net, k), height, moving);
      });
      return;
    }
    net.widths.forEach((width, l) => {
      for (let k = 0; k < width; k++) {
        const unit = unitAt(net, l, k);
        if (due(unit)) this.drawOne(units[unit], handedOn(net, unit), heights[l], moving);
      }
    });
  }

  /**
   * @param {Tile} tile
   * @param {Network | import("./stripes.js").Heights} heights
   * @param {number} height
   * @param {boolean} moving
   */
  drawOne({ stripes, size }, heights, height, moving) {
    const { span } = this.map;
    const crossed = "p" in heights; // what a unit hands on may be 0 all over
    const scale = size / (span.high - span.low);
    const place = (/** @type {number[]} */ [x1, x2]) => [
      (x1 - span.low) * scale,
      (span.high - x2) * scale,
    ];
    stripes.draw(heights, span, height, place, moving ? 8 : 14, crossed);
  }
}
