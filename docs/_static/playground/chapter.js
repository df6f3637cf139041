// The parts to play with in the pages: each takes the place of its still picture.

import { html } from "./dom.js";

/**
 * @param {string} name
 * @param {(root: Element, given: any) => (Node | string)[]} make what stands there, in order
 */
export function place(name, make) {
  for (const root of document.querySelectorAll(`.playground-${name}`)) {
    const data = root.querySelector("script[type='application/json']");
    const parts = make(root, JSON.parse(String(data?.textContent)));
    root.append(html("div", { class: `pg pg-part pg-part-${name}` }, ...parts));
    root.classList.add("playground-ready");
  }
}
