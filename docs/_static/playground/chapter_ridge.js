// The surface to turn, from the start of training to its end; its first view is along the ridge.

import { place } from "./chapter.js";
import { html, sized, write } from "./dom.js";
import { Run } from "./run.js";
import { Score } from "./score.js";
import { SurfaceView } from "./surface.js";
import { Way } from "./way.js";

const ALONG = { eye: [0.62, 0.5], low: -0.3, high: 1.3, zoom: 1.05, steep: 2, heights: true };

/** @param {{ steps: number }} given */
function ridge({ steps }) {
  const run = new Run();
  const view = new SurfaceView(ALONG);
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
      "Drag to turn. A number is the logit at its point, its height.",
    ),
  ];
}

place("ridge", (_, given) => ridge(given));
