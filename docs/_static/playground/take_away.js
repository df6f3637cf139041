// What the reader takes along: a link, a program, a file, a picture; and what is brought.

import { Bring } from "./bring.js";
import { button, colour, html, saved } from "./dom.js";
import { networkFile, numpyProgram, torchProgram } from "./exports.js";
import { netIn } from "./nets.js";
import { pixels, savedPicture } from "./pictures.js";
import { program } from "./python.js";
import { namesOf } from "./sizes.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./map.js").MapView} MapView */
/** @typedef {[name: string, end: string, write: (run: Run) => string]} Form of a text */

/** @param {Run} run */
const netNow = (run) => netIn(namesOf(run), run.widths, run.p, run.outputs);

/** @type {Form[]} */
const TEXTS = [
  ["Python", ".py", program],
  ["NumPy", "-numpy.py", (run) => numpyProgram(netNow(run), run.points)],
  ["PyTorch", "-torch.py", (run) => torchProgram(netNow(run), run.points)],
  ["JSON", ".json", (run) => networkFile(netNow(run))],
];

export class TakeAwayPanel {
  /**
   * @param {MapView} map
   * @param {() => string} link
   * @param {(words: string) => void} say
   * @param {ConstructorParameters<typeof Bring>[0]} use of a network that is brought
   */
  constructor(map, link, say, use) {
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
    this.bring = new Bring(use);
    const forms = TEXTS.map((form) => html("li", {}, html("b", {}, form[0]), ...this.pair(form)));
    this.element = html(
      "div",
      {
        class: "pg-take",
        dragover: (/** @type {DragEvent} */ event) => event.preventDefault(),
        drop: (/** @type {DragEvent} */ event) => this.bring.drop(event),
      },
      html(
        "p",
        { class: "pg-row" },
        button("Copy link", () => this.copy(link(), "The link is copied.")),
        button("Save map as SVG", () => this.savePicture()),
        button("Save map as PNG", () => this.savePixels()),
      ),
      html("ul", { class: "pg-forms" }, ...forms),
      this.bring.element,
      html("p", {}, "The same network in Python, to the last digit:"),
      this.code,
    );
  }

  /**
   * The buttons that copy and save a text.
   * @param {Form} form
   */
  pair([name, end, write]) {
    const what = name === "Python" ? "script" : `${name} text`;
    const text = () => (this.run ? write(this.run) : "");
    return [
      button("Copy", () => this.copy(text(), `The ${what} is copied.`), {
        "aria-label": `Copy as ${name}`,
      }),
      button("Save", () => this.save(new Blob([text()]), end, `The ${what} is saved.`), {
        "aria-label": `Save as ${name}`,
      }),
    ];
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

  /**
   * @param {Blob} blob
   * @param {string} end of the name of the file
   * @param {string} done
   */
  save(blob, end, done) {
    const { run } = this;
    if (!run) return;
    const { seed } = run.settings;
    const name = `${run.hidden.replaceAll(",", "-")}-seed-${seed}-step-${run.steps}${end}`;
    saved(blob, name);
    this.say(done);
  }

  savePicture() {
    const blob = new Blob([savedPicture(this.map.picture)], { type: "image/svg+xml" });
    this.save(blob, ".svg", "The map is saved as SVG.");
  }

  async savePixels() {
    const blob = await pixels(this.map.picture, colour(this.element, "paper"));
    this.save(blob, ".png", "The map is saved as PNG.");
  }

  /** @param {Run} run */
  tell(run) {
    this.run = run;
    this.code.value = program(run);
    this.bring.follow(run);
  }
}
