// What a click on the map means: a question, or a change of the points; and what changes them.

import { button, html, set } from "./dom.js";
import { glyph } from "./shapes.js";
import { rounded } from "./spans.js";

/** @typedef {import("./map.js").MapView} MapView */
/** @typedef {import("./points_hand.js").PointsHand} PointsHand */

const ASK = "Point to read, click to ask why, drag a crease to move it.";
const EDIT = "Click to add, drag to move; keys: arrows, C, Delete.";

const CLASSES = [1, 0, 2];

export class EditBar {
  /**
   * @param {MapView} map
   * @param {PointsHand} hand
   * @param {() => void} changed
   * @param {(words: string) => void} say
   */
  constructor(map, hand, changed, say) {
    this.map = map;
    this.hand = hand;
    this.say = say;
    this.label = 1; // of a point that is added
    this.told = false; // whether points are edited
    this.another = () => {}; // that a click means something else
    const edit = (/** @type {boolean} */ editing) => () => {
      map.editing = editing;
      changed();
    };
    this.modes = [button("Ask why", edit(false)), button("Edit points", edit(true))];
    this.mode = html(
      "span",
      { class: "pg-mode", role: "group", "aria-label": "What a click on the map means" },
      ...this.modes,
    );
    this.classes = CLASSES.map((label) => {
      const node = button("", () => this.adds(label), { "aria-label": `Add class ${label}` });
      node.append(glyph(label, true));
      return node;
    });
    const point = () => map.pointing.point;
    this.element = html(
      "p",
      { class: "pg-row pg-edit", hidden: true },
      "add ",
      ...this.classes,
      button("Other class", () => hand.turn(point())),
      button("Remove", () => hand.remove(point())),
    );
    this.adds(1);
    this.listen();
  }

  /** @param {number} label of the points that are added */
  adds(label) {
    this.label = label;
    this.classes.forEach((node, i) => {
      set(node, { "aria-pressed": String(label === CLASSES[i]) });
    });
  }

  get view() {
    return { adding: this.label };
  }

  /** @param {Pick<import("./views.js").View, "adding">} view */
  set view({ adding }) {
    this.adds(adding);
  }

  /** What can be done on the map. */
  get hint() {
    return this.map.editing ? EDIT : ASK;
  }

  tell() {
    const { editing } = this.map;
    this.modes.forEach((node, i) => {
      set(node, { "aria-pressed": String(editing === (i === 1)) });
    });
    this.element.hidden = !editing;
    if (editing !== this.told) this.another();
    this.told = editing;
  }

  listen() {
    const { map, hand } = this;
    map.frame.addEventListener("click", (event) => {
      if (map.editing) this.click(map.under(event));
    });
    map.picture.addEventListener("keydown", (event) => {
      if (!map.editing || event.key !== "Enter" || event.target !== map.picture) return;
      event.preventDefault();
      event.stopPropagation();
      hand.add(map.pointing.place, this.label);
    });
  }

  /**
   * On a point it chooses it, elsewhere it adds one.
   * @param {number[]} place
   */
  click(place) {
    const { map, hand } = this;
    const { pointing, points, run } = map;
    if (!map.within(place)) return;
    const near = points.near(place);
    if (near >= 0) pointing.choose(near);
    else if (points.near(place, run?.data?.test?.points ?? []) >= 0) {
      this.say("This point is held out: training does not see it, and it stays as it is.");
      return;
    } else hand.add(rounded(place, map.span), this.label);
    points.focus();
  }
}
