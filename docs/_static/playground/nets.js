// A network as matrices, as one reads and writes it, and as the parameters of a training: layer by
// layer the biases, and a row of weights for each input.

/**
 * @typedef {object} Net
 * @property {number[]} sizes
 * @property {string[]} hidden the activation of each hidden layer
 * @property {number[][][]} weights of each layer, a row for each input
 * @property {number[][]} biases of each layer
 */

/**
 * The parameters of a network, in one array.
 * @param {Pick<Net, "weights" | "biases">} net
 */
export const parametersOf = ({ weights, biases }) =>
  weights.flatMap((W, k) => [...biases[k], ...W.flat()]);

/**
 * The network that parameters make.
 * @param {string[]} hidden
 * @param {number[]} widths of the hidden layers
 * @param {ArrayLike<number>} p
 * @returns {Net}
 */
export function netIn(hidden, widths, p, outputs = 1) {
  const sizes = [2, ...widths, outputs];
  const parameters = Array.from(p);
  /** @type {Net} */
  const net = { sizes, hidden, weights: [], biases: [] };
  sizes.slice(1).forEach((units, k) => {
    net.biases.push(parameters.splice(0, units));
    net.weights.push(Array.from({ length: sizes[k] }, () => parameters.splice(0, units)));
  });
  return net;
}
