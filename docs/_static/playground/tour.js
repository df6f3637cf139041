// A tour of five stops, each of which lights a part of the instrument.

import { button, html, write } from "./dom.js";

/** @type {[part: string, words: string][]} */
const STOPS = [
  [
    "net",
    "The network: two inputs, hidden units, one logit. Blue lines lift, dashed orange push down.",
  ],
  ["map", "The map shows the logit of every input: blue stripes say circle, orange ones square."],
  ["lens", "Why: choose a point, and see what each unit adds there. Other tabs look closer."],
  ["history", "The history: how the loss fell, and when each point was right. Drag to go back."],
  [
    "seeds",
    "A thousand seeds of these settings: how often does it work? Each mark is a run to take.",
  ],
];

export class Tour {
  /**
   * @param {Element} page
   * @param {() => void} ended
   */
  constructor(page, ended) {
    this.page = page;
    this.ended = ended;
    this.stop = -1;
    this.words = html("p", { role: "status" });
    this.next = button("Next", () => this.go(this.stop + 1));
    this.element = html(
      "div",
      { class: "pg-tour", role: "group", "aria-label": "Tour", hidden: true },
      this.words,
      this.next,
      button("Skip", () => this.go(STOPS.length)),
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.go(STOPS.length);
    });
  }

  /** @param {number} stop */
  go(stop) {
    this.stop = stop;
    const over = stop >= STOPS.length;
    for (const node of this.page.querySelectorAll("[data-part]")) {
      node.classList.toggle(
        "pg-toured",
        !over && node.getAttribute("data-part") === STOPS[stop][0],
      );
    }
    this.element.hidden = over;
    if (over) return this.ended();
    write(this.words, `${stop + 1} of ${STOPS.length}. ${STOPS[stop][1]}`);
    write(this.next, stop + 1 < STOPS.length ? "Next" : "Done");
    return this.next.focus();
  }
}
