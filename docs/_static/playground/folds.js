// What the reader has opened or closed.

import { FOLDS } from "./views.js";

export class Folds {
  /** @param {Element} page whose boxes have names */
  constructor(page) {
    /** @type {[name: string, box: HTMLDetailsElement, open: boolean][]} */
    this.boxes = FOLDS.flatMap((name) => {
      const box = page.querySelector(`[data-fold="${name}"]`);
      return box instanceof HTMLDetailsElement ? [[name, box, box.open]] : [];
    });
  }

  get view() {
    const changed = this.boxes.filter(([, box, open]) => box.open !== open);
    return { folds: changed.map(([name]) => name) };
  }

  /** @param {Pick<import("./views.js").View, "folds">} view */
  set view({ folds }) {
    for (const [name, box, open] of this.boxes) box.open = open !== folds.includes(name);
  }
}
