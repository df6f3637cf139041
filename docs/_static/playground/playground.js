// The page: each place for a playground gets its instrument.

import { causes } from "./causes.js";
import { html } from "./dom.js";
import { Instrument } from "./instrument.js";

/** @type {Map<Element, Instrument>} */
export const instruments = new Map();

export const tools = { causes, html }; // that the exercises share

for (const root of document.querySelectorAll(".playground")) {
  const data = root.querySelector("script[type='application/json']");
  const instrument = new Instrument(root, JSON.parse(String(data?.textContent)));
  instruments.set(root, instrument);
  root.classList.add("playground-ready");
  if (instrument.alone) document.body.classList.add("pg-alone");
}
performance.mark("playground-ready");
