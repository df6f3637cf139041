// A chapter of the tutorial holds one view of its network, with one slider.

import { html, write } from "./dom.js";
import { Pointing } from "./pointing.js";
import { Run } from "./run.js";

/** @typedef {{ element: Element, draw: (run: Run) => void, tell: (run: Run) => void }} View */

/** @param {(pointing: Pointing) => View} make */
export function chapters(make) {
  for (const root of document.querySelectorAll(".playground")) {
    const data = root.querySelector("script[type='application/json']");
    const { steps } = JSON.parse(String(data?.textContent));
    const view = make(new Pointing(root));
    const run = new Run();
    const words = html("output");
    const show = (/** @type {number} */ step) => {
      run.goTo(step);
      view.draw(run);
      view.tell(run);
      write(words, `step ${run.steps} of ${steps}, ${run.score} of 4 points right`);
    };
    const slider = html("input", {
      type: "range",
      min: 0,
      max: steps,
      value: steps,
      "aria-label": "Step of training",
      input: () => show(Number(slider.value)),
    });
    root.append(
      html(
        "div",
        { class: "pg pg-chapter" },
        html("p", { class: "pg-row" }, slider, words),
        view.element,
      ),
    );
    show(steps);
    root.classList.add("playground-ready");
  }
}
