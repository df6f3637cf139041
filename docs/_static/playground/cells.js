// A network of straight pieces, of any depth, is one affine map on each of finitely many cells.
// On a cell of the layers before, a unit is affine: its line there, if any, cuts the cell.

import { cut, NEAR, spotName } from "./lines.js";

/** @typedef {import("./lines.js").Point} Point */
/** @typedef {import("./formulas.js").Half} Half */
/**
 * @typedef {object} Layer
 * @property {ArrayLike<number>} b
 * @property {ArrayLike<number>[]} w a row for each unit before
 * @property {Half[]} [halves] of its activation: off, on; the logit has none
 */
/** @typedef {[from: Point, to: Point]} Segment */
/**
 * @typedef {object} Cell
 * @property {Point[]} corners counter-clockwise
 * @property {boolean[]} on which units are, layer by layer
 * @property {Float64Array} planes of the units of the last layer, at the end of the logit: four
 *   numbers each, p x + q y + r and how large its terms are in the box at most
 */

/**
 * What the units of a layer are on a cell, from what those before hand on.
 * @param {Layer} layer
 * @param {Float64Array} before
 * @param {(i: number) => Half} half of the activation on which a unit before is
 */
function planesOf({ b, w }, before, half) {
  const planes = new Float64Array(4 * b.length);
  for (let k = 0; k < b.length; k++) {
    planes[4 * k + 2] = b[k];
    planes[4 * k + 3] = Math.abs(b[k]);
  }
  for (let i = 0; i < w.length; i++) {
    const [slope, start] = half(i);
    if (slope === 0 && start === 0) continue;
    const [p, q] = [slope * before[4 * i], slope * before[4 * i + 1]];
    const r = slope * before[4 * i + 2] + start;
    const size = Math.abs(slope) * before[4 * i + 3] + Math.abs(start);
    for (let k = 0; k < b.length; k++) {
      const weight = w[i][k];
      planes[4 * k] += weight * p;
      planes[4 * k + 1] += weight * q;
      planes[4 * k + 2] += weight * r;
      planes[4 * k + 3] += Math.abs(weight) * size;
    }
  }
  return planes;
}

/**
 * How far a unit is above 0 at a corner of a cell, as a part of the size.
 * @param {Cell} cell
 * @param {number} k
 * @param {Point} corner
 */
export function heightAt({ planes }, k, corner) {
  const z = planes[4 * k] * corner[0] + planes[4 * k + 1] * corner[1] + planes[4 * k + 2];
  const height = z / planes[4 * k + 3];
  return Math.abs(height) > NEAR ? height : 0;
}

/**
 * How many corners of a cell are above, below and on the line of a unit.
 * @param {Cell} cell
 * @param {number} k
 */
function count(cell, k) {
  let [above, below] = [0, 0];
  for (const corner of cell.corners) {
    const height = heightAt(cell, k, corner);
    if (height > 0) above++;
    if (height < 0) below++;
  }
  return { above, below, level: cell.corners.length - above - below };
}

/**
 * A cell cut along the line of a unit.
 * @param {Cell} cell
 * @param {number} k
 */
const cutAlong = (cell, k) => cut(cell.corners, (corner) => heightAt(cell, k, corner));

/**
 * The parts of a cell between the lines of units.
 * @param {Cell} cell
 * @param {number[]} units
 * @param {number} first unit of the layer, among all
 */
function partsOf(cell, units, first) {
  let parts = [cell];
  for (const k of units) {
    parts = parts.flatMap((part) => {
      const { on, planes } = part;
      const corners = count(part, k);
      on[first + k] = corners.above > 0;
      if (!corners.above || !corners.below) return [part];
      const { above, below } = cutAlong(part, k);
      return [
        { corners: above, on, planes },
        { corners: below, on: on.with(first + k, false), planes },
      ];
    });
  }
  return parts;
}

/** Where a unit switches on the cells of the layers before. */
class Crease {
  /** @type {Segment[]} */
  through = [];
  /** @type {Map<string, Segment>} */
  along = new Map();

  /**
   * Adds what a cell holds of it, and tells whether it is cut.
   * @param {Cell} cell
   * @param {number} k
   */
  cuts(cell, k) {
    const { corners, on, planes } = cell;
    const { above, below, level } = count(cell, k);
    on.push(above > 0);
    if (above && below) {
      const [p, q] = [planes[4 * k], planes[4 * k + 1]];
      const ends = cutAlong(cell, k).level;
      const [from, to] = [ends[0], ends[ends.length - 1]];
      const ahead = q * (to[0] - from[0]) > p * (to[1] - from[1]);
      this.through.push(ahead ? [from, to] : [to, from]);
    } else if (above && level > 1) {
      corners.forEach((from, i) => {
        const to = corners[(i + 1) % corners.length];
        if (heightAt(cell, k, from) || heightAt(cell, k, to)) return;
        const name = spotName([from, to]); // twice: on at both sides, no crease
        if (!this.along.delete(name)) this.along.set(name, [from, to]);
      });
    }
    return above > 0 && below > 0;
  }

  /** With the side on which the unit is on to the left. */
  get segments() {
    return [...this.through, ...this.along.values()];
  }
}

/**
 * The cells of a network in a box, and the creases of each unit, layer by layer; null if there are
 * more cells than may be.
 * @param {Layer[]} layers
 * @param {Point[]} box
 * @param {number} most cells
 */
export function cellsOf(layers, box, most = Infinity) {
  const far = Math.max(...box.flat().map(Math.abs));
  const inputs = Float64Array.of(1, 0, 0, far, 0, 1, 0, far);
  /** @type {Cell[]} */
  let cells = [{ corners: box, on: [], planes: planesOf(layers[0], inputs, () => [1, 0]) }];
  const creases = [];
  for (let i = 1, first = 0; i < layers.length; i++) {
    const { b, halves = [] } = layers[i - 1];
    const units = Array.from(b, () => new Crease());
    const [off, on] = halves;
    const bent = String(off) !== String(on);
    /** @type {Cell[]} */
    const next = [];
    for (const cell of cells) {
      const cutting = [...units.keys()].filter((k) => units[k].cuts(cell, k) && bent);
      for (const part of partsOf(cell, cutting, first)) {
        const half = (/** @type {number} */ k) => (part.on[first + k] ? on : off);
        next.push({ ...part, planes: planesOf(layers[i], part.planes, half) });
      }
      if (next.length > most) return null;
    }
    cells = next;
    creases.push(units.map(({ segments }) => (bent ? segments : [])));
    first += b.length;
  }
  return { cells, creases };
}
