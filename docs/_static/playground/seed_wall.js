// A wall of small maps, one for each seed; a click takes its seed.

import { colour, html, set } from "./dom.js";
import { SOLVED } from "./outcomes.js";

/**
 * @typedef {object} Known
 * @property {import("./outcomes.js").Answer | null} answer
 * @property {number} total seeds
 * @property {number[]} order in which they stand
 * @property {number} until the epoch at which they are judged
 * @property {string} all the points that have to be right
 */

export const MAP_CELLS = 8; // of a small map, a side
const COLUMNS = 40;

/**
 * A colour as a pixel has it.
 * @param {CanvasRenderingContext2D} pen
 * @param {string} colour
 */
function inkOf(pen, colour) {
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return new Uint32Array(pen.getImageData(0, 0, 1, 1).data.buffer)[0];
}

export class SeedWall {
  /** @param {(seed: number) => void} pick */
  constructor(pick) {
    /** @type {number[]} */
    this.order = [];
    this.element = html("canvas", { class: "pg-wall", role: "img" });
    this.element.addEventListener("click", (event) => {
      const box = this.element.getBoundingClientRect();
      const column = Math.floor((COLUMNS * (event.clientX - box.left)) / box.width);
      const rows = Math.ceil(this.order.length / COLUMNS);
      const row = Math.floor((rows * (event.clientY - box.top)) / box.height);
      const seed = this.order[row * COLUMNS + column];
      if (seed !== undefined) pick(seed);
    });
  }

  /** @param {Known} known */
  draw({ answer, total, order, until, all }) {
    const { element: wall } = this;
    this.order = order;
    if (!answer?.maps || !wall.isConnected || !wall.clientWidth) return;
    const pitch = MAP_CELLS + 2;
    Object.assign(wall, { width: COLUMNS * pitch, height: Math.ceil(total / COLUMNS) * pitch });
    const pen = wall.getContext("2d", { willReadFrequently: true });
    if (!pen) return;
    const image = pen.createImageData(wall.width, wall.height);
    const pixels = new Uint32Array(image.data.buffer);
    const inks = ["minus-4", "paper", "plus-4", "ink"].map((token) =>
      inkOf(pen, colour(wall, token)),
    );
    let right = 0;
    order.forEach((seed, i) => {
      if (!answer.maps || !answer.kinds[seed]) return;
      const first = (i % COLUMNS) * pitch + Math.floor(i / COLUMNS) * pitch * wall.width;
      for (let cell = 0; cell < MAP_CELLS * MAP_CELLS; cell++) {
        const at = first + (cell % MAP_CELLS) + Math.floor(cell / MAP_CELLS) * wall.width;
        pixels[at] = inks[answer.maps[seed * MAP_CELLS * MAP_CELLS + cell] + 1];
      }
      if (answer.kinds[seed] !== SOLVED) return;
      const below = first + MAP_CELLS * wall.width;
      pixels.fill(inks[3], below, below + MAP_CELLS);
      right++;
    });
    pen.putImageData(image, 0, 0);
    const what = `A small map of each of ${total} seeds at epoch ${until}`;
    const words = `those with a line below them, ${right}, have ${all} right`;
    set(wall, { "aria-label": `${what}; ${words}.` });
  }
}
