// Arrays as the layers of a network, in every way that there is; as in the package's read_network.

/** @typedef {import("./literals.js").Value} Value */
/** @typedef {import("./literals.js").Parts} Parts */
/** @typedef {"in_out" | "out_in"} Layout a row for each input, or for each unit */
/**
 * A way to read a source.
 * @typedef {object} Way
 * @property {Value[]} weights
 * @property {Value[]} biases
 * @property {Layout} [layout]
 */
/** @typedef {{ weights: number[][], biases: number[] }[]} Layers */

const PARAMETER = /^(.*[._])?(w|weight|kernel|b|bias)(_?\d+|_\w+)?$/i;

/**
 * The parts of a list or a tuple, if asked so of an array too, and nothing of anything else.
 * @param {Value} value
 */
export const listed = (value, kinds = /^(list|tuple)$/) =>
  value !== null && typeof value === "object" && kinds.test(value.kind) ? value.items : [];

/**
 * Numbers and the shape that they have; null if they have none, or are not finite.
 * @param {Value} value
 * @returns {{ shape: number[], flat: number[] } | null}
 */
function arrayOf(value) {
  if (typeof value === "number")
    return Number.isFinite(value) ? { shape: [], flat: [value] } : null;
  if (value === null || typeof value === "string" || value.names) return null;
  const parts = value.items.map(arrayOf);
  const [first] = parts;
  const same = parts.every((part) => part && String(part.shape) === String(first?.shape));
  if (!first || !same) return null;
  const flat = parts.flatMap((part) => part?.flat ?? []);
  return { shape: [parts.length, ...first.shape], flat };
}

/**
 * The way to read arrays that have names.
 * @param {Parts} source
 * @returns {Way}
 */
function withNames({ items, names = [] }) {
  /** @type {Map<string, [Value, Value]>} */
  const layers = new Map();
  names.forEach((name, k) => {
    const found = PARAMETER.exec(name);
    if (!found) {
      throw RangeError(`source must hold nothing but weights and biases, not '${name}'`);
    }
    if (names.indexOf(name) !== k) {
      throw RangeError(`source must name each array once, not '${name}' again`);
    }
    const [, before, kind, after] = found;
    const key = JSON.stringify([before, after]);
    const layer = layers.get(key) ?? [null, null];
    layer[/^b/i.test(kind) ? 1 : 0] = items[k];
    layers.set(key, layer);
  });
  const torch = items.some((item) => item && typeof item === "object" && item.kind === "Tensor");
  const [weights, biases] = [0, 1].map((which) => [...layers.values()].map((both) => both[which]));
  return { weights, biases, layout: torch ? "out_in" : undefined };
}

/**
 * The ways in which a source may be read.
 * @param {Parts} source
 * @returns {Way[]}
 */
export function waysOf(source) {
  if (source.names?.length) return [withNames(source)];
  const items = listed(source);
  const [even, odd] = [0, 1].map((rest) => items.filter((_, k) => k % 2 === rest));
  const ways = [
    { weights: items, biases: items.map(() => null) },
    { weights: even, biases: odd },
  ];
  if (items.length === 2) {
    const [weights, biases] = items.map((item) => listed(item, /^(list|tuple|ndarray|Tensor)$/));
    ways.push({ weights, biases });
  }
  if (items.every((item) => listed(item).length === 2)) {
    const [weights, biases] = [0, 1].map((which) => items.map((item) => listed(item)[which]));
    ways.push({ weights, biases });
  }
  return ways;
}

/**
 * The arrays as layers; null if they do not fit.
 * @param {Way} way
 * @param {Layout} order
 * @returns {Layers | null}
 */
export function fitted({ weights, biases }, order) {
  /** @type {Layers} */
  const layers = [];
  const axes = new Set();
  if (weights.length !== biases.length) return null;
  for (let k = 0; k < weights.length; k++) {
    const given = arrayOf(weights[k]);
    if (!given) return null;
    const { flat } = given;
    const vector = given.shape.length === 1 && k === weights.length - 1; // of one output
    const shape = vector ? [given.shape[0], 1] : given.shape;
    if (shape.length !== 2) return null;
    const turned = order === "out_in" && !vector;
    const [inputs, units] = turned ? [shape[1], shape[0]] : shape;
    const bias =
      biases[k] === null ? { shape: [units], flat: Array(units).fill(0) } : arrayOf(biases[k]);
    if (!bias) return null;
    axes.add(Math.max(bias.shape.length, 1));
    const fits = Math.max(1, ...bias.shape) === bias.flat.length && bias.flat.length === units;
    if (!fits || axes.size > 1 || (k && layers[k - 1].biases.length !== inputs)) return null;
    const at = (/** @type {number} */ i, /** @type {number} */ j) =>
      flat[turned ? j * inputs + i : i * units + j];
    const rows = Array.from({ length: inputs }, (_, i) =>
      Array.from({ length: units }, (_, j) => at(i, j)),
    );
    layers.push({ weights: rows, biases: bias.flat.map((b) => b + 0) }); // −0 is 0
  }
  return layers.length ? layers : null;
}
