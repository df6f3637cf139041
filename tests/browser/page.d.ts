// What scripts find in a page.

declare const DOCUMENTATION_OPTIONS: { SHOW_SEARCH_SUMMARY: boolean };
declare const Arithmetic: typeof import("../../docs/_static/playground/run.js") &
  typeof import("../../docs/_static/playground/constants.js") &
  typeof import("../../docs/_static/playground/words.js");
declare const Playground: typeof import("../../docs/_static/playground/playground.js") &
  typeof import("../../docs/_static/playground/causes.js") &
  typeof import("../../docs/_static/playground/dom.js");
declare const makeArithmetic: () => unknown; // what the script of the arithmetic is made by
