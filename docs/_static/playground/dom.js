// Nodes of the page, made and changed.

/** @typedef {string | number | boolean | undefined | ((event: any) => void)} Value */
/** @typedef {Record<string, Value>} Attributes what false and undefined are, is not there */

/**
 * @param {Element} node
 * @param {Attributes} attributes a function listens
 */
export function set(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === false || value === undefined) node.removeAttribute(name);
    else {
      const text = value === true ? "" : String(value);
      if (node.getAttribute(name) !== text) node.setAttribute(name, text);
    }
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} attributes
 * @param {(Node | string)[]} children
 */
export function html(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  set(node, attributes);
  node.append(...children);
  return node;
}

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} attributes
 * @param {(Node | string)[]} children
 */
export function svg(name, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  set(node, attributes);
  node.append(...children);
  return node;
}

/**
 * @param {Node} node
 * @param {string} text
 */
export const write = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

/**
 * @param {string} label
 * @param {() => void} click
 * @param {Attributes} more
 */
export const button = (label, click, more = {}) =>
  html("button", { type: "button", click, ...more }, label);

/**
 * A control with its name before it.
 * @param {string} name
 * @param {Node} control
 */
export const labelled = (name, control) => html("label", {}, `${name} `, control);

/**
 * Lets the reader keep a file.
 * @param {Blob} blob
 * @param {string} download its name
 */
export function saved(blob, download) {
  const href = URL.createObjectURL(blob);
  html("a", { download, href }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/**
 * Calls back when an arrow key goes along a row of nodes, of which one can be reached.
 * @param {Node} row
 * @param {(by: number) => void} go
 * @param {Record<string, number>} [more] keys
 */
export function along(row, go, more) {
  row.addEventListener("keydown", (event) => {
    const { key } = /** @type {KeyboardEvent} */ (event);
    const by = { ArrowRight: 1, ArrowLeft: -1, ...more }[key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    go(by);
  });
}

/**
 * @param {string[]} names
 * @param {string} [chosen]
 */
export const options = (names, chosen) =>
  names.map((name) => html("option", { selected: name === chosen }, name));

/**
 * A table with a caption; the first cell of a row names it.
 * @param {Node | string} caption
 * @param {(Node | string)[]} heads
 * @param {(Node | string)[][]} rows
 */
export const table = (caption, heads, rows) =>
  html(
    "table",
    {},
    html("caption", {}, caption),
    html(
      "tr",
      {},
      ...heads.map((text) => (text ? html("th", { scope: "col" }, text) : html("td"))),
    ),
    ...rows.map(([head, ...cells]) =>
      html(
        "tr",
        {},
        html("th", { scope: "row" }, head),
        ...cells.map((text) => html("td", {}, text)),
      ),
    ),
  );

/**
 * A box that the keyboard can scroll.
 * @param {string} label
 * @param {(Node | string)[]} children
 */
export const scroller = (label, ...children) =>
  html("div", { class: "pg-scroll", tabindex: 0, role: "group", "aria-label": label }, ...children);

/**
 * A table that is made when somebody opens it.
 * @template T
 * @param {string} name by which the address knows it
 * @param {(thing: T) => Node} make
 * @returns {[HTMLElement, (thing: T) => void]} with what tells it of what
 */
export function unfold(name, make) {
  const box = scroller("Numbers");
  /** @type {T | undefined} */
  let now;
  const fill = () => {
    if (node.open && now !== undefined) box.replaceChildren(make(now));
  };
  const node = html(
    "details",
    { toggle: fill, "data-fold": name },
    html("summary", {}, "In numbers"),
    box,
  );
  return [
    node,
    (thing) => {
      now = thing;
      fill();
    },
  ];
}

/**
 * Calls back when a node has another size.
 * @param {Element} node
 * @param {(width: number, height: number) => void} call
 */
export function sized(node, call) {
  let last = "";
  new ResizeObserver(([{ contentRect }]) => {
    const [width, height] = [Math.floor(contentRect.width), Math.floor(contentRect.height)];
    const now = `${width} ${height}`;
    if (now === last || !width) return;
    last = now;
    call(width, height);
  }).observe(node);
}

/**
 * What a colour of the page is now, light or dark, as a canvas takes it.
 * @param {HTMLElement} node
 * @param {string} token as in tokens.css
 */
export function colour(node, token) {
  node.style.color = `var(--${token})`;
  const { color } = getComputedStyle(node);
  node.style.color = "";
  return color;
}
