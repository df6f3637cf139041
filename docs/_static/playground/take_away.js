// What the reader takes along: a link, a program, a picture.

import { button, html } from "./dom.js";
import { program } from "./python.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./map.js").MapView} MapView */

export class TakeAwayPanel {
  /**
   * @param {MapView} map
   * @param {() => string} link
   * @param {(words: string) => void} say
   */
  constructor(map, link, say) {
    this.map = map;
    this.say = say;
    /** @type {Run | null} */
    this.run = null;
    this.code = html("textarea", {
      readonly: true,
      rows: 12,
      "aria-label": "Python",
      spellcheck: "false",
    });
    this.element = html(
      "div",
      { class: "pg-take" },
      html(
        "p",
        { class: "pg-row" },
        button("Copy link", () => this.copy(link(), "The link is copied.")),
        button("Copy as Python", () => this.copy(this.code.value, "The script is copied.")),
        button("Save map as SVG", () => this.save()),
      ),
      html("p", {}, "The same network in Python, to the last digit:"),
      this.code,
    );
  }

  /**
   * @param {string} text
   * @param {string} done
   */
  copy(text, done) {
    const refused = "Copying is not allowed here; select the text instead.";
    navigator.clipboard.writeText(text).then(
      () => this.say(done),
      () => this.say(refused),
    );
  }

  save() {
    const { run, map } = this;
    if (!run) return;
    const text = savedPicture(map.picture);
    const href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    const download = `${run.hidden}-seed-${run.settings.seed}-step-${run.steps}.svg`;
    html("a", { download, href }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
    this.say("The map is saved as SVG.");
  }

  /** @param {Run} run */
  tell(run) {
    this.run = run;
    this.code.value = program(run);
  }
}

const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size"];

/**
 * A picture that needs no style sheet.
 * @param {SVGSVGElement} picture
 */
export function savedPicture(picture) {
  const copy = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  const nodes = [...copy.querySelectorAll("*")];
  [...picture.querySelectorAll("*")].forEach((node, i) => {
    const look = getComputedStyle(node);
    if (look.display === "none") nodes[i].setAttribute("display", "none");
    for (const name of LOOKS) nodes[i].setAttribute(name, look.getPropertyValue(name));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.append(String(picture.getAttribute("aria-label")));
  copy.prepend(title);
  return new XMLSerializer().serializeToString(copy);
}
