// A network from elsewhere: a text or a file that holds its weights becomes the start of a run.

import { button, html, options, write } from "./dom.js";
import { activations } from "./formulas.js";
import { parametersOf } from "./nets.js";
import { readNetwork } from "./reading.js";
import { hiddenOf } from "./sizes.js";
import { list } from "./words.js";

/** @typedef {import("./arrays.js").Layout} Layout */
/** @typedef {{ width: string, hidden: string }} Shape */

const LONGEST_FILE = 1e6; // characters
const ASKED = "— choose —";
/** @type {Record<string, string>} */
const ASKS = {
  hidden: "Which activation do the hidden units have? The text does not say.",
  layout: "The text can be read in two ways. What does a row of a matrix belong to?",
};

export class Bring {
  /** @param {(shape: Shape, start: ArrayLike<number>, words: string) => void} use */
  constructor(use) {
    this.use = use;
    /** @type {Layout | null} */
    this.layout = null;
    /** @type {ArrayLike<number> | null} */
    this.used = null; // the start that was brought
    this.outputs = 1; // that the points need
    this.text = html("textarea", {
      rows: 5,
      "aria-label": "Weights of a network",
      placeholder: "JSON from here, lists of NumPy,\na state_dict of PyTorch,\nor weights of Keras",
      spellcheck: "false",
      input: () => this.forget(),
    });
    this.read = button("Use this network", () => this.take(), { disabled: true });
    this.hidden = html(
      "select",
      { "aria-label": "activation of the text", change: () => this.take() },
      ...options([ASKED, ...Object.keys(activations)]),
    );
    const row = (/** @type {string} */ name, /** @type {Layout} */ layout) =>
      button(name, () => {
        this.layout = layout;
        this.take();
      });
    this.layouts = html("span", { class: "pg-row" });
    this.layouts.append(row("an input", "in_out"), row("a unit", "out_in"));
    this.words = html("span", { role: "status" });
    this.asked = html("p", { class: "pg-row" }, this.words, this.hidden, this.layouts);
    this.element = html(
      "details",
      { "data-fold": "bring", toggle: () => this.open() },
      html("summary", {}, "Bring a network"),
    );
  }

  /** The field is made when somebody wants it. */
  open() {
    if (!this.element.open || this.text.isConnected) return;
    const start = " as the start, at step 0. Or drop a file here.";
    this.element.append(this.text, html("p", { class: "pg-row" }, this.read, start), this.asked);
    this.forget();
  }

  /** Another text: what was answered belongs to the one before. */
  forget() {
    this.layout = null;
    this.hidden.value = ASKED;
    this.read.disabled = !this.text.value.trim();
    this.tell("");
  }

  /**
   * @param {string} words
   * @param {unknown} [asks]
   */
  tell(words, asks = "") {
    write(this.words, words);
    this.hidden.hidden = asks !== "hidden" && this.hidden.value === ASKED;
    this.layouts.hidden = asks !== "layout";
  }

  /**
   * What was said of a network ends with it.
   * @param {import("./run.js").Run} run that is shown
   */
  follow({ start, outputs }) {
    this.outputs = outputs;
    if (this.used && this.used !== start) this.tell("");
    if (this.used !== start) this.used = null;
  }

  /** @param {DragEvent} event */
  async drop(event) {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    this.element.open = true;
    this.open();
    this.text.value = "";
    this.forget();
    if (file.size > LONGEST_FILE) {
      this.tell(`${file.name} is too large: a file must have at most ${LONGEST_FILE} bytes.`);
      return;
    }
    this.text.value = await file.text();
    this.forget();
    this.take();
  }

  take() {
    const chosen = this.hidden.value === ASKED ? [] : this.hidden.value;
    try {
      const net = readNetwork(this.text.value, chosen, this.layout, this.outputs);
      const { sizes, hidden, leftOut } = net;
      const settings = { width: sizes.slice(1, -1).join(","), hidden: hiddenOf(hidden) };
      const without = leftOut.length ? ` Left out: ${list(leftOut)}.` : "";
      const words = `The start is the network ${sizes.join("-")}, ${settings.hidden}.${without}`;
      this.used = parametersOf(net);
      this.tell(words);
      this.use(settings, this.used, words);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const asks = String(error.cause ?? "");
      this.tell(ASKS[asks] ?? `Not read: ${error.message}.`, asks);
    }
  }
}
