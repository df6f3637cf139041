// What scripts find in a page.

// Of Sphinx' search: a page, the words for the link to it, a place in it, a note, and more.
type SearchResult = [string, string, string, string | null, number, string, string];
type Places = { [word: string]: number | number[] };
declare const DOCUMENTATION_OPTIONS: { LINK_SUFFIX: string };
declare const Scorer: { score: (result: SearchResult) => number };
declare const Search: {
  _index: {
    docnames: string[];
    filenames: string[];
    titles: string[];
    terms: Places;
    titleterms: Places;
    summaries: string[];
    definitions: { [place: string]: [string, string] }; // term and definition
  };
  output: HTMLElement;
  query: (query: string) => void;
  performTermsSearch: (words: Set<string>) => SearchResult[];
  _parseQuery: (query: string) => string[];
  _performSearch: (...parsed: string[]) => SearchResult[];
};
declare const _finishSearch: (results: number) => void;
declare const Arithmetic: typeof import("../../docs/_static/playground/run.js") &
  typeof import("../../docs/_static/playground/constants.js") &
  typeof import("../../docs/_static/playground/words.js");
declare const Playground: typeof import("../../docs/_static/playground/playground.js");
declare const makeArithmetic: () => unknown; // what the script of the arithmetic is made by
