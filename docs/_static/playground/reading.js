// A network out of a text that somebody pastes. As in the package's read_network nothing is
// guessed: arrays are read in every way that there is, and more than one that fits is a question.

import { LARGEST } from "./address.js";
import { fitted, listed, waysOf } from "./arrays.js";
import { LEAK } from "./constants.js";
import { activations } from "./formulas.js";
import { literals } from "./literals.js";
import { parametersOf } from "./nets.js";
import { MOST_LAYERS, MOST_UNITS } from "./sizes.js";

/** @typedef {import("./literals.js").Value} Value */
/** @typedef {import("./literals.js").Parts} Parts */
/** @typedef {import("./arrays.js").Layers} Layers */
/** @typedef {import("./arrays.js").Layout} Layout */
/** @typedef {import("./nets.js").Net} Net */

/** @type {Layout[]} */
const LAYOUTS = ["in_out", "out_in"];
/** @type {Record<string, number>} */
const PLAIN = { slope: LEAK, alpha: 1 }; // what a function may say of itself
const LOSS = "sigmoid at the end, which belongs to the loss";

/**
 * The network as Python prints it.
 * @param {Net} net
 */
function printed({ sizes, hidden }) {
  const names = new Set(hidden).size === 1 ? [hidden[0]] : hidden;
  return `<Network ${[sizes.join("-"), ...names].join(", ")}>`;
}

/**
 * @param {Layers} layers
 * @param {string[]} hidden
 * @returns {Net}
 */
function netOf(layers, hidden) {
  const sizes = [layers[0].weights.length, ...layers.map(({ biases }) => biases.length)];
  const weights = layers.map((layer) => layer.weights);
  return { sizes, hidden, weights, biases: layers.map(({ biases }) => biases) };
}

/**
 * The name of a function, which must be one that is here, as it is here.
 * @param {Value} pair
 */
function functionOf(pair) {
  const [name, settings, more] = listed(pair);
  const { names = null, items } = /** @type {Parts} */ (settings ?? {});
  if (typeof name !== "string" || !names || more !== undefined) {
    throw RangeError("source must have a name and parameters for each function");
  }
  if (!Object.hasOwn(activations, name)) throw RangeError(unknown(name));
  names.forEach((key, k) => {
    if (!Object.hasOwn(PLAIN, key) || items[k] !== PLAIN[key]) {
      throw RangeError(`source has ${name} with ${key} ${items[k]}, which can't be set here`);
    }
  });
  return name;
}

/** @param {string} name */
const unknown = (name) =>
  `hidden must be one of ${Object.keys(activations).join(", ")} here, not '${name}'`;

/**
 * The layers and functions of a network that the package wrote.
 * @param {Parts} source
 */
function ownOf({ items, names = [] }) {
  const keys = ["weights", "biases", "hidden", "output"];
  const [weights, biases, hidden, output] = keys.map((key) => items[names.indexOf(key)]);
  if (names.length !== 4 || !keys.every((key) => names.includes(key))) {
    const came = names.map((name) => `'${name}'`).join(", ");
    throw RangeError(`source must hold weights, biases, hidden and output, not [${came}]`);
  }
  const functions = listed(hidden ?? null).map(functionOf);
  const last = functionOf(output ?? null);
  if (last !== "identity" && last !== "sigmoid") {
    throw RangeError(`source must have identity or sigmoid as output here, not '${last}'`);
  }
  const layers = fitted(
    { weights: listed(weights ?? null), biases: listed(biases ?? null) },
    "in_out",
  );
  return { layers, functions, leftOut: last === "sigmoid" ? [LOSS] : [] };
}

/**
 * The same network, if it is one that can be drawn here.
 * @param {Net} net
 * @param {number} wanted outputs
 */
function drawable(net, wanted) {
  const [inputs, ...units] = net.sizes;
  const outputs = units.pop();
  const fits = units.length > 0 && units.length <= MOST_LAYERS && Math.max(...units) <= MOST_UNITS;
  if (parametersOf(net).some((x) => Math.abs(x) > LARGEST)) {
    throw RangeError(`source must hold numbers from −${LARGEST} to ${LARGEST}`);
  }
  if (fits && inputs === 2 && outputs === wanted) return net;
  const deep = `1 to ${MOST_LAYERS} hidden layers of 1 to ${MOST_UNITS} units`;
  const ends = wanted > 1 ? `${wanted} outputs, for the classes of the points` : "1 output";
  const other = wanted === 1 && outputs === 3 ? "; 3 outputs need points of three classes" : "";
  const came = net.sizes.join("-");
  throw RangeError(`source must have 2 inputs, ${deep} and ${ends}, not ${came}${other}`);
}

/**
 * The network of layers that do not say their functions.
 * @param {Layers} layers
 * @param {string | string[]} hidden
 */
function given(layers, hidden) {
  const deep = layers.length - 1;
  const names = typeof hidden === "string" ? Array(deep).fill(hidden) : hidden;
  const strange = names.find((name) => !Object.hasOwn(activations, name));
  if (strange !== undefined) throw RangeError(unknown(strange));
  if (names.length === deep) return netOf(layers, names);
  const many = `${deep} in all, not ${names.length}`;
  throw RangeError(`hidden must have one entry for each hidden layer, ${many}`);
}

/**
 * The network that a text holds, and what it held besides. The cause of an error is "hidden" or
 * "layout" if that is what is to be said.
 * @param {string} text
 * @param {string | string[]} hidden the activation, or one for each layer, if it must be said
 * @param {Layout | null} layout needed only where both would fit
 * @param {number} outputs that the points need
 * @returns {Net & { leftOut: string[] }}
 */
export function readNetwork(text, hidden = [], layout = null, outputs = 1) {
  const source = literals(text);
  const parts = /** @type {Parts} */ (Object(source));
  const came = text.trim() || "nothing";
  const shown = came.length > 100 ? `an object of type ${parts.kind}` : came;
  const need = "for each layer, a matrix of weights and a vector of biases, finite and of shapes";
  const refused = RangeError(`source must hold, ${need} that fit one another, not ${shown}`);
  if (parts.names?.includes("hidden")) {
    const { layers, functions, leftOut } = ownOf(parts);
    if (!layers) throw refused;
    return { ...drawable(given(layers, functions), outputs), leftOut };
  }
  const ways = waysOf(parts);
  const [{ layout: said }] = ways;
  if (layout && said && said !== layout) {
    throw RangeError(`layout must be '${said}' or None for this source`);
  }
  /** @type {Map<string, [Net, Layout]>} */
  const nets = new Map();
  let fits = false;
  for (const way of ways) {
    for (const order of LAYOUTS) {
      const layers = order === (way.layout ?? layout ?? order) && fitted(way, order);
      if (!layers) continue;
      fits = true;
      if (layers.length > 1 !== hidden.length > 0) continue;
      const net = given(layers, hidden);
      nets.set(JSON.stringify(net), [net, order]);
    }
  }
  if (!fits) throw refused;
  const [first, ...others] = nets.values();
  if (!first) {
    const words = hidden.length
      ? "None: source has no hidden layer"
      : "given: source does not say it";
    throw RangeError(`hidden must be ${words}`, { cause: hidden.length ? "" : "hidden" });
  }
  if (!others.length) return { ...drawable(first[0], outputs), leftOut: [] };
  const all = [first, ...others];
  const words = all.map(([net, order]) => `${printed(net)} with layout='${order}'`);
  const more = { cause: new Set(all.map(([, order]) => order)).size > 1 ? "layout" : "" };
  throw RangeError(
    `source can be read as ${words.join(" or ")}; give layout, or (weights, biases)`,
    more,
  );
}
