// Where the parts of the instrument stand on the page.

import { button, html } from "./dom.js";
import { TAB_NAMES } from "./views.js";

/** @typedef {import("./instrument.js").Instrument} Instrument */

export const ALL_PARTS = ["bar", "net", "map", "history", "seeds", ...Object.keys(TAB_NAMES)];

/** @param {Instrument} instrument */
export function layout(instrument) {
  const { parts, question, tour, graph, layers, map, lens, facts, tape, seeds, bar } = instrument;
  const has = (/** @type {string} */ part) => parts.includes(part);
  const part = (
    /** @type {string} */ name,
    /** @type {string} */ title,
    /** @type {(Node | string)[]} */ ...children
  ) =>
    html("section", { "data-part": name, class: `pg-${name}`, "aria-label": title }, ...children);
  const heading = (/** @type {string} */ words) => html("h3", {}, words);
  const ask = [question.words, question.next, instrument.status, tour.element];
  const line = [facts.where, facts.verdict];
  const rest = has("history") ? [] : line;
  const top = html("div", { class: "pg-row" }, heading("Network"), layers.count);
  const network = has("bar")
    ? [top, graph.element, layers.element]
    : [heading("Network"), graph.element];
  const sections = [
    has("bar") && part("bar", "Train and choose", ...bar.parts),
    part("ask", "What is asked", ...ask),
    has("net") && part("net", "Network", ...network),
    has("map") &&
      part(
        "map",
        "Map of the logit",
        zoomOf(instrument),
        map.element,
        instrument.edit.element,
        instrument.readout,
      ),
    lens.tab && part("lens", "Look closer", ...lens.parts),
    has("history") &&
      part(
        "history",
        "History",
        html("div", {}, heading("History"), ...line),
        tape.element,
        tape.numbers,
      ),
    has("seeds") && part("seeds", "A thousand seeds", seeds.element),
  ].filter((section) => section instanceof Node);
  sections[0].append(...rest);
  return html("div", { class: `pg ${instrument.whole ? "pg-whole" : "pg-some"}` }, ...sections);
}

/** @param {Instrument} instrument */
function zoomOf(instrument) {
  const by = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {number} */ step) =>
    button(
      sign,
      () => {
        instrument.map.zoom(step);
        instrument.settle(); // as other pictures show what the map shows
      },
      { "aria-label": name },
    );
  const buttons = [by("−", "See more", 1), by("+", "See less", -1)];
  const { edit, pair } = instrument;
  const zoom = html("span", { class: "pg-zoom" }, ...buttons);
  return html("p", { class: "pg-row" }, pair.name, pair.choice, edit.mode, zoom);
}
