// The surface to turn, from the start of training to its end; its first view is along the ridge.

import { place } from "./chapter.js";
import { html, set, sized, write } from "./dom.js";
import { Run } from "./run.js";
import { Score } from "./score.js";
import { SurfaceView } from "./surface.js";
import { Way } from "./way.js";

const ALONG = { eye: [0.62, 0.5], low: -0.3, high: 1.3, zoom: 1.05, steep: 2, heights: true };

/** @param {{ steps: number }} given */
function ridge({ steps }) {
  const run = new Run();
  const view = new SurfaceView(ALONG);
  const turn = (/** @type {KeyboardEvent} */ event) => {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
      event.key
    ];
    if (!by) return;
    event.preventDefault();
    view.move(0.1 * by[0], 0.1 * by[1]);
  };
  set(view.canvas, { tabindex: 0, keydown: turn });
  const [score, where] = [new Score(), html("output")];
  const show = (/** @type {number} */ step) => {
    run.goTo(step);
    view.draw(run);
    view.tell(run);
    score.tell(run.y, run.right);
    write(where, `step ${step} of ${steps}`);
  };
  const way = new Way(steps, show, "Play");
  way.go(steps);
  sized(view.element, () => view.draw(run)); // the colours are those of the page
  const again = () => view.draw(run);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  new MutationObserver(again).observe(document.body, { attributeFilter: ["data-theme"] });
  return [
    html("div", { class: "pg-controls" }, way.button, way.slider, where, score.element),
    view.element,
    html(
      "p",
      { class: "pg-hint" },
      "Drag to turn, or use the arrow keys. A number is the logit at its point, its height.",
    ),
  ];
}

place("ridge", (_, given) => ridge(given));
