// What scripts find in a page.

declare const DOCUMENTATION_OPTIONS: { SHOW_SEARCH_SUMMARY: boolean };
declare const Causes: typeof import("../../docs/_static/playground/causes.js");
declare const Playground: typeof import("../../docs/_static/playground/playground.js");
