// Arrays, lists and mappings as Python writes or prints them, and JSON: a text as a value.

/**
 * @typedef {object} Parts
 * @property {string} kind as Python calls it
 * @property {Value[]} items
 * @property {string[]} [names] of a mapping, one for each item
 */
/** @typedef {number | string | null | Parts} Value */
/** @typedef {{ text: string, at: number, quoted: boolean }} Token */

// What holds no number is passed over: white space, comments, imports, and a word of PyTorch.
const TOKEN =
  /\s+|#.*|^(?:import|from) .*|Parameter containing:|("[^"]*"|'[^']*'|[-+.\w]+|[^\s\w])/gmy;
const NUMBER = /^[-+]?((\d+\.?\d*|\.\d+)(e[-+]?\d+)?|inf|infinity|nan)$/i;
const NAME = /^[.\w]+$/;
const CALL = /^(?:\w+\.)*(array|asarray|tensor|float32|float64|OrderedDict|dict)$/;
const DEEPEST = 12; // of values in values
const SAID = ["dtype", "device", "requires_grad", "grad_fn", "shape"]; // of an array

/**
 * Pairs of a name and a value as a mapping; anything else is null.
 * @param {string} kind
 * @param {Value[]} items
 */
function mapped(kind, items) {
  /** @type {Parts & { names: string[] }} */
  const made = { kind, items: [], names: [] };
  for (const pair of items) {
    const [name, value, more] = (pair !== null && typeof pair === "object" && pair.items) || [];
    if (typeof name !== "string" || value === undefined || more !== undefined) return null;
    made.names.push(name);
    made.items.push(value);
  }
  return made;
}

/**
 * Numbers of single precision, as a text of fewer digits means them.
 * @param {Value} value
 * @returns {Value}
 */
function single(value) {
  if (typeof value === "number") return Math.fround(value);
  if (value === null || typeof value === "string") return value;
  return { ...value, items: value.items.map(single) };
}

class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text.replaceAll("−", "-");
    /** @type {Token[]} */
    this.tokens = [];
    for (const { 1: found, index } of this.text.matchAll(TOKEN)) {
      if (found) this.tokens.push({ text: found, at: index, quoted: /^["']./.test(found) });
    }
    this.place = 0;
    this.depth = 0;
  }

  /** @returns {never} */
  refuse(place = this.place) {
    const { at } = this.tokens[place] ?? { at: this.text.length };
    const before = this.text.slice(0, at).split("\n");
    const rest = this.text.slice(at).split("\n")[0].slice(0, 40) || "the end";
    const what = "source must be arrays, lists or a mapping as Python or JSON writes them";
    throw RangeError(`${what}, not ${rest} in line ${before.length}`);
  }

  get next() {
    return this.tokens[this.place]?.text ?? "";
  }

  /**
   * Whether one of these comes next, which then is read.
   * @param {string} marks
   */
  takes(marks) {
    const found = this.next !== "" && marks.includes(this.next);
    if (found) this.place++;
    return found;
  }

  /** What comes next, with all that is in it. */
  value() {
    if (++this.depth > DEEPEST) this.refuse();
    const found = this.part();
    this.depth--;
    return found;
  }

  /** @returns {Value} */
  part() {
    const { text, quoted } = this.tokens[this.place++] ?? this.refuse();
    if (quoted) return text.slice(1, -1);
    if (text === "[") return this.list("]");
    if (text === "(") return this.list(")");
    if (text === "{") return this.mapping();
    if (NUMBER.test(text)) return /n/i.test(text) ? NaN : Number(text);
    if (text === "None" || text === "null") return null;
    const [, kind] = CALL.exec(text) ?? this.refuse(this.place - 1);
    return this.takes("(") ? this.call(kind) : this.refuse(this.place - 1);
  }

  /**
   * With commas between the items or, as NumPy prints an array, with none.
   * @param {string} end
   * @returns {Value}
   */
  list(end) {
    /** @type {Value[]} */
    const items = [];
    let [commas, gaps] = [0, 0];
    while (!this.takes(end)) {
      items.push(this.value());
      if (this.takes(",")) commas++;
      else if (this.next !== end) gaps++;
    }
    if (gaps && (commas || end === ")")) this.refuse(this.place - 1);
    if (end === ")") return items.length === 1 && !commas ? items[0] : { kind: "tuple", items };
    return { kind: gaps ? "ndarray" : "list", items };
  }

  /** @returns {Parts} */
  mapping() {
    /** @type {Parts & { names: string[] }} */
    const made = { kind: "dict", items: [], names: [] };
    while (!this.takes("}")) {
      const name = this.value();
      if (!this.takes(":") || name === null || typeof name === "object") this.refuse();
      made.names.push(String(name));
      made.items.push(this.value());
      if (!this.takes(",") && this.next !== "}") this.refuse();
    }
    return made;
  }

  /**
   * What a name stands for with what is in brackets after it.
   * @param {string} kind
   */
  call(kind) {
    const start = this.place;
    const value = this.value();
    let type = kind === "float32" || kind === "tensor" ? "float32" : "";
    while (this.takes(",") && this.next !== ")") {
      const key = this.tokens[this.place + 1]?.text === "=" ? this.next : "dtype";
      if (!SAID.includes(key)) this.refuse();
      if (this.next === key) this.place += 2;
      if (key === "dtype") type = this.next;
      this.pass();
    }
    if (!this.takes(")")) this.refuse();
    const found = /float32['"]?$/.test(type) ? single(value) : value;
    if (found === null || typeof found !== "object") return found;
    if (kind.startsWith("float")) return this.refuse(start);
    if (!kind.endsWith("ict")) return { ...found, kind: kind === "tensor" ? "Tensor" : "ndarray" };
    return found.names ? { ...found, kind } : (mapped(kind, found.items) ?? this.refuse(start));
  }

  /** Leaves out a word, or what stands in brackets. */
  pass() {
    if (this.takes("(")) this.list(")");
    else if (this.takes("<")) {
      while (!this.takes(">")) if (this.place++ >= this.tokens.length) this.refuse();
    } else this.place++;
  }

  /** The name before a value, as it is assigned or printed. */
  name() {
    const [{ text, quoted }, after] = this.tokens.slice(this.place, this.place + 2);
    const plain = NAME.test(text) && !NUMBER.test(text) && text !== "None" && after?.text !== "(";
    if (!plain && !(quoted && after?.text === ":")) return "";
    this.place++;
    this.takes("=:");
    return quoted ? text.slice(1, -1) : text;
  }

  /** All that is there: one value, or those that stand one after the other. */
  whole() {
    /** @type {Value[]} */
    const items = [];
    const names = [];
    while (this.next) {
      const start = this.place;
      const name = this.name();
      if (name) names.push(name);
      if (names.length !== (name ? items.length + 1 : 0)) this.refuse(start);
      items.push(this.value());
      this.takes(",;");
    }
    if (items.length === 1) return items[0];
    if (names.length) return { kind: "dict", items, names };
    return mapped("dict", items) ?? { kind: "list", items };
  }
}

/**
 * What a text holds.
 * @param {string} text
 * @returns {Value}
 */
export const literals = (text) => new Reader(text).whole();
