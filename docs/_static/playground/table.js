// Points as a table of text, as spreadsheets and programs write it: two coordinates and a class.

import { FARTHEST, MOST_POINTS } from "./data.js";
import { exact, numeric } from "./words.js";

/** @typedef {import("./data.js").Data} Data */

/**
 * A number, also with a comma for its point, as no comma is left that separates.
 * @param {string} cell
 */
function cellNumber(cell) {
  const text = cell.replace(",", ".");
  const x = /^[-+.\de]+$/i.test(text) ? numeric(text) : NaN;
  return Math.abs(x) <= FARTHEST ? x : NaN;
}

/**
 * What a class is called, however its number is written.
 * @param {string} cell
 */
function nameIn(cell) {
  const x = cellNumber(cell);
  return Number.isNaN(x) ? cell : String(x);
}

/**
 * The rows of a table as cells, each with the number of its line; without a row of names.
 * @param {string} text
 */
function rowsIn(text) {
  const lines = text.replaceAll("−", "-").split(/\r\n?|\n/);
  const rows = lines.map((line, k) => ({ line: line.trim(), number: k + 1 }));
  const full = rows.filter(({ line }) => line && !line.startsWith("#"));
  const separator = [";", "\t", ","].find((mark) => full[0]?.line.includes(mark)) ?? /\s+/;
  const found = full.map(({ line, number }) => {
    const cells = line.split(separator).map((cell) => cell.trim());
    return { number, cells: cells.map((cell) => cell.replace(/^(["'])(.*)\1$/, "$2")) };
  });
  const head = found[0]?.cells.slice(0, 2).every((cell) => Number.isNaN(cellNumber(cell)));
  return head ? found.slice(1) : found;
}

/**
 * Names of classes in their order, as numbers if they are.
 * @param {string} a
 * @param {string} b
 */
const byName = (a, b) => Number(a) - Number(b) || (a < b ? -1 : 1);

/**
 * The points of a table, and what its classes are called, in the order of the labels 0, 1 and 2;
 * without a third column all labels are 0, and no class has a name.
 * @param {string} text
 * @returns {Data & { classes: string[] }}
 */
export function readTable(text) {
  const rows = rowsIn(text);
  if (!rows.length) throw RangeError("The table must have rows of two numbers and a class.");
  if (rows.length > MOST_POINTS) {
    throw RangeError(`The table must have ${MOST_POINTS} rows at most, not ${rows.length}.`);
  }
  const columns = rows[0].cells.length;
  /** @type {Set<string>} */
  const names = new Set();
  const points = rows.map(({ number, cells }) => {
    const must = `Line ${number} must have`;
    if (cells.length !== columns || columns < 2 || columns > 3) {
      const many = columns === 2 || columns === 3 ? `${columns} columns` : "two or three columns";
      throw RangeError(`${must} ${many}, not ${cells.length}.`);
    }
    if (columns === 3) names.add(nameIn(cells[2]));
    if (names.size > 3 || names.has("")) {
      const [a, b, c] = names;
      const known = names.size > 3 ? `class ${a}, ${b} or ${c}` : "a class";
      throw RangeError(`${must} ${known} in column 3, not "${cells[2].slice(0, 50)}".`);
    }
    return cells.slice(0, 2).map((cell, k) => {
      const x = cellNumber(cell);
      if (!Number.isNaN(x)) return x;
      const may = `a number from −${FARTHEST} to ${FARTHEST} in column ${k + 1}`;
      throw RangeError(`${must} ${may}, not "${cell.slice(0, 50)}".`);
    });
  });
  const binary = [...names].every((name) => name === "0" || name === "1");
  const classes = binary && names.size ? ["0", "1"] : [...names].sort(byName);
  const labels = rows.map(({ cells }) => Math.max(classes.indexOf(nameIn(cells[2] ?? "")), 0));
  return { points, labels, classes };
}

/**
 * Points as a table.
 * @param {Data} data
 */
export const writeTable = ({ points, labels }) =>
  ["x1,x2,label", ...points.map((x, k) => [...x.map(exact), labels[k]].join(",")), ""].join("\n");
