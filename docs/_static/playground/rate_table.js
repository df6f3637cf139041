// Which learning rates and momenta would do: a table of how many seeds succeed with each.

import { button, html, set, table, write } from "./dom.js";
import { captionOf } from "./shares.js";
import { dismiss, employ } from "./workers.js";

/** @typedef {import("./training.js").Settings} Settings */
/** @typedef {import("./outcomes.js").Trial} Trial */

const RATES = [0.01, 0.03, 0.1, 0.3, 1, 3];
const MOMENTA = [0, 0.4, 0.6, 0.8, 0.9];

export class RateTable {
  /** @param {(settings: Settings) => void} change */
  constructor(change) {
    this.change = change;
    this.wanted = false;
    this.key = ""; // of what stands there
    /** @type {Omit<Trial, "changes"> | null} */
    this.about = null;
    /** @type {Worker | null} */
    this.worker = null;
    this.offer = button("Try rates and momenta", () => {
      this.wanted = true;
      this.follow();
    });
    this.element = html("div", { class: "pg-scroll" });
  }

  /**
   * Asks about other settings.
   * @param {Omit<Trial, "changes">} about
   */
  ask(about) {
    this.about = about;
    this.follow();
  }

  /** The table, or the offer to make one. */
  follow() {
    const { about } = this;
    if (!about) return;
    const { data, ...others } = about;
    const key = this.wanted ? JSON.stringify([others, data?.word]) : "offer";
    if (key === this.key) return;
    this.key = key;
    dismiss(this.worker);
    if (this.wanted) this.tabulate(about);
    else this.element.replaceChildren(this.offer);
  }

  /** @param {Omit<Trial, "changes">} about */
  tabulate({ settings, data, seeds, until }) {
    const adam = settings.optimizer === "adam"; // which has no momentum
    const momenta = adam ? [settings.momentum] : MOMENTA;
    const changes = momenta.flatMap((momentum) => RATES.map((lr) => ({ lr, momentum })));
    const cells = changes.map((change) => button("…", () => this.change(change)));
    const rows = momenta.map((momentum, k) => {
      const name = adam ? "Adam" : String(momentum);
      return [name, ...cells.slice(k * RATES.length, (k + 1) * RATES.length)];
    });
    const heads = [adam ? "rate" : "momentum \\ rate", ...RATES.map(String)];
    const all = table(captionOf(seeds, until), heads, rows);
    all.className = "pg-rates";
    this.element.replaceChildren(all);
    const order = { settings, data, seeds, until, changes };
    this.worker = employ(order, (/** @type {import("./outcomes.js").Found} */ { counts, over }) => {
      cells.forEach((cell, i) => {
        write(cell, `${counts[i]}${over ? "" : "…"}`);
        const { lr, momentum } = changes[i];
        const level = Math.min(6, Math.ceil((6 * counts[i]) / seeds));
        const how = adam ? "Adam" : `momentum ${momentum}`;
        const words = `learning rate ${lr}, ${how}: ${counts[i]} of ${seeds}`;
        set(cell, { class: level ? `pg-fill-${level}` : "", "aria-label": over && words });
      });
    });
  }
}
