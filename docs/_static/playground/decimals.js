// Numbers in words, rounded once: the exact decimal that a double is, ties to the even digit, as
// Python does it; and sums that are rounded once.

/**
 * What JavaScript rounds away from zero in a tie goes to the even digit.
 * @param {string} text as rounded
 * @param {() => string} exact the same number with all its digits
 */
function even(text, exact) {
  const [digits, power = ""] = text.split(/(?=e)/);
  const odd = "13579".indexOf(digits[digits.length - 1]);
  if (odd < 0) return text;
  const down = `${digits.slice(0, -1)}${2 * odd}`;
  const all = exact().split("e")[0].replace(/0+$/, "");
  const half = `${down}${down.includes(".") ? "" : "."}5`;
  return all === half ? down + power : text;
}

/**
 * A number with so many decimals.
 * @param {number} x
 * @param {number} digits
 */
export const fixed = (x, digits) => even(x.toFixed(digits), () => x.toFixed(100));

/**
 * A number as a power of ten, with so many decimals in front of it.
 * @param {number} x
 * @param {number} digits
 */
export const powered = (x, digits) =>
  even(x.toExponential(digits), () => x.toExponential(100)).replace("e+", "e");

/**
 * A number as it is printed: its sign, and three decimals or a power of ten.
 * @param {number} x
 */
export function written(x, digits = 3) {
  if (x === 0) return "0";
  const size = Math.abs(x);
  const text = size >= 0.001 && size < 1e4 ? fixed(x, digits) : powered(x, digits - 1);
  return (x > 0 ? "+" : "") + text.replaceAll("-", "−");
}

/**
 * The size of a number as it is printed.
 * @param {number} x
 */
export const sizeOf = (x) => written(x).replace(/^[+−]/, "");

/**
 * A number in as many digits as tell it from the other, printed with as many.
 * @param {number} x
 * @param {number} other
 */
export function toldApart(x, other) {
  const read = (/** @type {string} */ text) => Number(text.replaceAll("−", "-"));
  for (let digits = 3; ; digits++) {
    const [one, two] = [written(x, digits), written(other, digits)];
    if (Math.sign(read(one) - read(two)) === Math.sign(x - other)) return one;
  }
}

/**
 * The sum of numbers, rounded once: Shewchuk's partial sums.
 * @param {number[]} numbers
 */
export function exactSum(numbers) {
  /** @type {number[]} */
  let partials = [];
  for (let x of numbers) {
    const kept = [];
    for (let y of partials) {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      const low = y - (high - x);
      if (low) kept.push(low);
      x = high;
    }
    partials = [...kept, x];
  }
  let high = partials.pop() ?? 0;
  let low = 0;
  while (partials.length) {
    const x = high;
    const y = /** @type {number} */ (partials.pop());
    high = x + y;
    low = y - (high - x);
    if (low) break;
  }
  const next = partials[partials.length - 1] ?? 0;
  const twice = high + 2 * low; // half a digit, and more of the same sign behind it
  if ((low < 0 && next < 0) || (low > 0 && next > 0)) {
    if (2 * low === twice - high) return twice;
  }
  return high;
}

/**
 * A double as a whole number of the smallest ones.
 * @param {number} x
 */
function whole(x) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const power = (bits >> 52n) & 0x7ffn;
  const digits = bits & 0xfffffffffffffn;
  const size = power ? (digits | 0x10000000000000n) << (power - 1n) : digits;
  return bits >> 63n ? -size : size;
}

/**
 * The sign of a sum of products without any rounding.
 * @param {number[][]} products of as many numbers each
 */
export function signOf(products) {
  const sum = products.reduce((sum, product) => {
    return sum + product.reduce((all, x) => all * whole(x), 1n);
  }, 0n);
  return Number(sum > 0n) - Number(sum < 0n);
}

/**
 * The sum of two numbers as one that is rounded and what rounding took from it.
 * @param {number} a
 * @param {number} b
 */
export function twoSum(a, b) {
  const sum = a + b;
  const rest = sum - a;
  return [sum, a - (sum - rest) + (b - rest)];
}

/**
 * A number as a power of ten, as Python writes it.
 * @param {string} digits
 * @param {number} power
 */
const inTens = (digits, power) =>
  `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;

/**
 * A number in three digits, or fewer, as Python's format ".3g" has it.
 * @param {number} x
 */
export function threeDigits(x) {
  const [digits, tens] = powered(x, 2).split("e");
  const power = Number(tens);
  const plain = power > -5 && power < 3;
  const rounded = plain ? fixed(x, 2 - power) : digits;
  const text = rounded.includes(".") ? rounded.replace(/\.?0+$/, "") : rounded;
  return plain ? text : inTens(text, power);
}

/**
 * A number with all its digits, as Python shows it.
 * @param {number} x
 */
export function inFull(x) {
  const size = Math.abs(x);
  const plain = x === 0 || (size >= 1e-4 && size < 1e16);
  const [digits, power] = x.toExponential().split("e");
  if (!plain) return inTens(digits, Number(power));
  return Number.isInteger(x) ? `${x}.0` : String(x);
}
