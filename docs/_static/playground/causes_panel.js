// Why a run failed: as soon as they are known, the runs with one thing changed, with their maps.

import { causes, changeOf, endOf, failure, toldOf, worded } from "./causes.js";
import { html } from "./dom.js";
import { smallMap } from "./stripe_paths.js";
import { stripeHeight } from "./stripes.js";

/** @typedef {import("./run.js").Run} Run */

export class CausesPanel {
  /** @param {(words: string, instead?: string) => void} say words, instead of those said before */
  constructor(say) {
    this.say = say;
    this.element = html("div", { class: "pg-causes", hidden: true });
    /** @type {Run | null} */
    this.run = null; // whose failure is explained
    this.steps = 0;
    /** @type {import("./causes.js").Causes | null} */
    this.found = null;
    /** @type {import("./stripes.js").Span | null} */
    this.span = null;
  }

  forget() {
    this.element.hidden = true;
    this.run = null;
  }

  /**
   * @param {Run} run
   * @param {import("./stripes.js").Span} span of the maps
   * @param {() => boolean} still whether it stands still
   */
  explain(run, span, still) {
    const { steps } = run;
    const same = this.run === run && this.steps === steps;
    const wanted = () => this.run === run && this.steps === steps && still();
    if (same && this.found && span !== this.span) this.show(run, this.found, span);
    if (same) return;
    this.run = run;
    this.steps = steps;
    this.found = null;
    this.element.hidden = false;
    this.element.replaceChildren(html("p", {}, "What would have helped? Trying …"));
    const fact = failure(run);
    this.say(fact);
    causes(run, wanted).then((found) => {
      if (!found || !wanted()) return;
      this.show(run, found, span);
      this.say(`${fact} ${worded(found)}`, fact);
    });
  }

  /**
   * @param {Run} run
   * @param {import("./causes.js").Causes} found
   * @param {import("./stripes.js").Span} span
   */
  show(run, found, span) {
    this.found = found;
    this.span = span;
    const figures = toldOf(found).map((one) => {
      const network = run.like(one.end, one.change.hidden);
      const words = `${one.rescued ? "✓" : "✗"} ${changeOf(one)}: ${endOf(one)}`;
      const map = smallMap(network, span, stripeHeight(network, run.points), 72);
      return html("figure", {}, map, html("figcaption", {}, words));
    });
    this.element.replaceChildren(
      html("h3", {}, "What would have helped? One change at a time, each of them run"),
      html("div", { class: "pg-tried" }, ...figures),
    );
  }
}
