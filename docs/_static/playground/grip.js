// A handle that is dragged, or moved with the arrow keys; Escape takes a drag back.

import { svg } from "./dom.js";
import { ARROWS, drags } from "./pointing.js";

/**
 * @typedef {object} Grip
 * @property {string} label
 * @property {() => number[]} where it is now
 * @property {(place: number[]) => void} to
 * @property {() => () => void} [kept] what brings back how it was
 * @property {string} [role] a button, or what else it is
 * @property {number} [step] of an arrow key
 * @property {number} [unit] that it belongs to
 */

/**
 * @param {{ under: (event: PointerEvent) => number[] }} plane
 * @param {Grip} grip
 * @param {(Node | string)[]} children its looks, instead of a knob
 */
export function gripOn(plane, grip, ...children) {
  const { label, where, to, role = "button", step = 0.05, unit } = grip;
  const looks = children.length ? children : [svg("circle", { class: "pg-knob", r: 9 })];
  const node = svg(
    "g",
    { class: "pg-grip", tabindex: 0, role, "aria-label": label, "data-unit": unit },
    svg("circle", { class: "pg-hit", r: 22 }),
    ...looks,
  );
  let off = [0, 0];
  let back = () => {};
  drags(
    node,
    (event) => {
      const [before, place] = [where(), plane.under(event)];
      back = grip.kept?.() ?? (() => to(before));
      off = before.map((x, axis) => x - place[axis]);
      node.focus({ preventScroll: true });
      return true;
    },
    (event) => to(plane.under(event).map((x, axis) => x + off[axis])),
    (kept) => kept || back(),
  );
  node.addEventListener("keydown", (event) => {
    const by = ARROWS[event.key];
    if (!by) return;
    event.preventDefault();
    to(where().map((x, axis) => x + (event.shiftKey ? 5 : 1) * step * by[axis]));
  });
  return node;
}
