// What each unit adds as small maps on one scale, and their sum.

import { CORNERS, POINTS } from "./constants.js";
import { html, set, table, unfold } from "./dom.js";
import { alone } from "./graph.js";
import { Network } from "./network.js";
import { smallMap } from "./stripe_paths.js";
import { roundUp } from "./stripes.js";
import { number, pair, signed } from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("./pointing.js").Pointing} Pointing */

const SPAN = { low: -3, high: 3 };

/** @param {Run} run */
function numbers(run) {
  const places = [...CORNERS, ...POINTS];
  const of = (/** @type {(place: number[]) => number} */ value) =>
    places.map((place) => signed(value(place)));
  const units = Array.from({ length: run.width }, (_, k) => [
    `unit ${k + 1}`,
    ...of(([x1, x2]) => run.adds(k, x1, x2)),
  ]);
  return table(
    "Contributions at the corners of the map and at the points",
    ["", ...places.map((place) => pair(place))],
    [
      ["bias", ...of(() => run.p[3 * run.width])],
      ...units,
      ["logit", ...of(([x1, x2]) => run.logit(x1, x2))],
    ],
  );
}

export class ContributionsView {
  /** @param {Pointing} pointing */
  constructor(pointing) {
    this.pointing = pointing;
    this.row = html("div", { class: "pg-parts" });
    const [node, tabulate] = unfold(numbers);
    this.tabulate = tabulate;
    this.element = html("div", {}, this.row, node);
  }

  /** @param {Run} run */
  draw(run) {
    const { width: H, p } = run;
    const units = Array.from({ length: H }, (_, k) => k);
    const bias = new Network(run.hidden, Float64Array.of(0, 0, 0, p[3 * H], 0));
    /** @type {[string, string, import("./network.js").Network, number][]} */
    const parts = [
      ["", "output bias", bias, -1],
      ...units.map(
        (k) =>
          /** @type {[string, string, Network, number]} */ ([
            "+",
            `unit ${k + 1}`,
            alone(run, k),
            k,
          ]),
      ),
      ["=", "logit", run, -1],
    ];
    const most = Math.max(
      ...parts.flatMap(([, , net]) => CORNERS.map(([x1, x2]) => Math.abs(net.logit(x1, x2)))),
    );
    const height = roundUp(most / 6);
    const figures = parts.map(([sign, name, net, k]) => {
      const picture = smallMap(net, SPAN, height, 96);
      const heights = CORNERS.map(([x1, x2]) => net.logit(x1, x2));
      const [low, high] = [Math.min(...heights), Math.max(...heights)].map((x) => number(x));
      const ends = `${name}: from ${low} to ${high} in the corners of the map`;
      const label = `${ends}; a stripe is ${number(height)} high.`;
      set(picture, { "aria-hidden": false, role: "img", "aria-label": label });
      const caption = html("figcaption", {}, html("span", {}, sign), ` ${name}`);
      const node = html("figure", k < 0 ? {} : { "data-unit": k }, picture, caption);
      if (k >= 0) this.pointing.link(node, k);
      return node;
    });
    this.row.replaceChildren(...figures);
    this.pointing.light();
  }

  /** @param {Run} run */
  tell(run) {
    this.tabulate(run);
  }
}
