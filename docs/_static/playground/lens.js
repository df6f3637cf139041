// The third column: one panel of several, with tabs to choose it.

import { html, set } from "./dom.js";

/** @typedef {import("./run.js").Run} Run */
/**
 * @typedef {object} Panel
 * @property {Element} element
 * @property {(run: Run, moving: boolean) => void} [draw]
 * @property {(run: Run) => void} [tell] when the run stands still
 */

export const TAB_NAMES = [
  ["why", "Why"],
  ["weights", "Weights"],
  ["step", "One step"],
  ["surface", "Surface"],
  ["space", "Hidden space"],
  ["compare", "Compare"],
  ["wall", "Seeds"],
  ["points", "Points"],
  ["take", "Take away"],
];

export class Lens {
  /**
   * @param {string[]} parts of which the panels take their place
   * @param {Record<string, Panel>} panels
   * @param {(tab: string) => void} look
   */
  constructor(parts, panels, look) {
    this.all = panels;
    this.tabs = parts.flatMap((part) => TAB_NAMES.filter(([id]) => id === part));
    this.first = this.tabs[0]?.[0] ?? "";
    this.tab = this.first;
    const many = this.tabs.length > 1;
    this.buttons = this.tabs.map(([id, name]) => {
      const more = { id: `pg-tab-${id}`, "aria-controls": `pg-panel-${id}` };
      return html("button", { type: "button", role: "tab", ...more, click: () => look(id) }, name);
    });
    this.panels = this.tabs.map(([id]) => {
      const more = { id: `pg-panel-${id}`, "aria-labelledby": `pg-tab-${id}`, tabindex: 0 };
      const look = { class: "pg-panel", ...(many ? { role: "tabpanel", ...more } : {}) };
      return html("div", look, panels[id].element);
    });
    const list = html(
      "div",
      { class: "pg-tabs", role: "tablist", "aria-label": "Look closer" },
      ...this.buttons,
    );
    list.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      event.stopPropagation();
      const now = this.tabs.findIndex(([id]) => id === this.tab);
      const next = (now + by + this.tabs.length) % this.tabs.length;
      look(this.tabs[next][0]);
      this.buttons[next].focus();
    });
    this.parts = many ? [list, ...this.panels] : this.panels;
  }

  get view() {
    return { tab: this.tab === this.first ? "" : this.tab };
  }

  /** @param {Pick<import("./views.js").View, "tab">} view */
  set view({ tab }) {
    this.show(tab || this.first);
  }

  /** @param {string} tab if it is there */
  show(tab) {
    if (this.tabs.some(([id]) => id === tab)) this.tab = tab;
    this.tabs.forEach(([id], i) => {
      const chosen = id === this.tab;
      set(this.buttons[i], { "aria-selected": String(chosen), tabindex: chosen ? 0 : -1 });
      this.panels[i].hidden = !chosen;
    });
  }

  /** The panel that is shown. */
  get panel() {
    return this.tab ? this.all[this.tab] : undefined;
  }
}
