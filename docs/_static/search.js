// What Sphinx' search leaves undone: pages in the order of how well they answer, a line about each.

const TITLE = 15; // what a word counts in a title, or among the words that learners use for a page
const SUMMARY = 10;
const TEXT = 5;

/**
 * What a word counts on each page that has it, by the page's number.
 * A part of a longer word counts as its share of that.
 * @param {string} word
 */
function places(word) {
  const { terms, titles, titleterms, summaries } = Search._index;
  const found = /** @type {Map<number, number>} */ (new Map());
  const has = (/** @type {string} */ text) => text.toLowerCase().includes(word);
  for (const index of [terms, titleterms]) {
    const known = Object.hasOwn(index, word)
      ? [word]
      : Object.keys(index).filter((term) => word.length > 2 && term.includes(word));
    for (const term of known) {
      for (const page of [index[term]].flat()) {
        let worth = has(summaries[page]) ? SUMMARY : TEXT;
        if (index === titleterms) worth = has(titles[page]) ? TITLE + 1 : TITLE;
        found.set(page, Math.max(found.get(page) ?? 0, (worth * word.length) / term.length));
      }
    }
  }
  return found;
}

// A page counts for all words that it has, the rare ones more. It is found if it has as many of
// them as any other, or if what it has counts half as much as all that another has.
Search.performTermsSearch = (words) => {
  const { docnames, filenames, titles } = Search._index;
  const hits = /** @type {Map<number, { words: number, worth: number }>} */ (new Map());
  let all = 0;
  for (const word of words) {
    const found = places(word);
    if (!found.size) continue;
    const rarity = Math.log(1 + docnames.length / found.size);
    all += rarity;
    for (const [page, worth] of found) {
      const hit = hits.get(page) ?? { words: 0, worth: 0 };
      hits.set(page, { words: hit.words + 1, worth: hit.worth + rarity * worth });
    }
  }
  const most = Math.max(...[...hits.values()].map((hit) => hit.words));
  const whole = [...hits.values()].filter((hit) => hit.words === most);
  const best = Math.max(...whole.map((hit) => hit.worth));
  return [...hits]
    .filter(([, hit]) => hit.words === most || hit.worth > best / 2)
    .map(([page, { worth }]) => [
      docnames[page],
      titles[page],
      "",
      null,
      worth / all,
      filenames[page],
      "text",
    ]);
};

// Last come the works that pages cite; what explains a thing comes before its definition, and that
// before its name in code.
Scorer.score = ([page, , , , score, , kind]) => {
  if (page === "bibliography") return score - 1000;
  if (page === "glossary") return Math.min(score, TITLE - 1);
  if (kind === "index" && score < 100) return (score / 100) * TITLE; // part of a phrase
  return kind === "object" ? score - TEXT : score;
};

/**
 * A result: a link, and beneath it what it leads to.
 * @param {SearchResult} result
 * @param {Set<string>} told pages that have been described
 */
function item([page, title, anchor, note], told) {
  const { docnames, summaries, definitions } = Search._index;
  const [term, definition] = (page === "glossary" && definitions[anchor.slice(1)]) || [];
  const link = document.createElement("a");
  link.href = page + DOCUMENTATION_OPTIONS.LINK_SUFFIX + anchor;
  link.textContent = term ? `${title}: ${term}` : title;
  const about = document.createElement("p");
  about.className = "context";
  const summary = told.has(page) ? "" : summaries[docnames.indexOf(page)];
  about.textContent = note ?? definition ?? summary;
  if (about.textContent === summary) told.add(page);
  const line = document.createElement("li");
  line.append(link, ...(about.textContent ? [about] : []));
  return line;
}

Search.query = (query) => {
  const results = Search._performSearch(...Search._parseQuery(query)).reverse();
  const told = /** @type {Set<string>} */ (new Set());
  Search.output.append(...results.map((result) => item(result, told)));
  _finishSearch(results.length);
};
