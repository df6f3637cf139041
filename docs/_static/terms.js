// A term shows its definition, which stands in the page: under the pointer, in focus, at a tap.

const PAUSE = 200; // milliseconds on the way to a definition, or on the way out
const EDGE = 8; // pixels at least from a definition to the edges of the window
const GAP = 4; // and to its term

const terms = /** @type {Map<Element, HTMLElement>} */ (new Map());
for (const link of document.querySelectorAll('article a[href*="glossary.html#term-"]')) {
  const place = link.getAttribute("href")?.split("#")[1];
  const definition = document.getElementById(`about-${place}`);
  if (!definition) continue;
  link.setAttribute("aria-describedby", definition.id);
  terms.set(link, definition);
}

/**
 * Show a definition below its term, or above where there is more room.
 * @param {Element} term
 * @param {HTMLElement} definition
 */
function define(term, definition) {
  definition.showPopover();
  const { left, top, bottom } = term.getClientRects()[0];
  const { clientWidth, clientHeight } = document.documentElement;
  const { offsetWidth, offsetHeight, style } = definition;
  const last = clientWidth - offsetWidth - EDGE;
  const below = bottom + GAP + offsetHeight < clientHeight || bottom + top < clientHeight;
  style.left = `${Math.max(EDGE, Math.min(left, last)) + scrollX}px`;
  style.top = `${(below ? bottom + GAP : top - GAP - offsetHeight) + scrollY}px`;
}

function hideDefinitions() {
  for (const definition of terms.values()) definition.hidePopover();
}

/**
 * The term that something happens to, with its definition, or the definition alone.
 * @param {Event} event
 */
function termAt({ target }) {
  if (!(target instanceof Element)) return {};
  const term = target.closest("a");
  const definition = term && terms.get(term);
  return definition ? { term, definition } : { definition: target.closest(".definition") };
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;
document.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const { term, definition } = termAt(event);
  clearTimeout(pause);
  if (term) pause = setTimeout(define, PAUSE, term, definition);
  else if (!definition) pause = setTimeout(hideDefinitions, PAUSE);
});

document.addEventListener("focusin", (event) => {
  const { term, definition } = termAt(event);
  if (term?.matches(":focus-visible")) define(term, definition);
  else if (!definition) hideDefinitions();
});

let finger = false; // whether it was one, or a pen, that came last
document.addEventListener("pointerdown", ({ pointerType }) => {
  finger = pointerType !== "mouse";
});
document.addEventListener("keydown", ({ key }) => {
  finger = false;
  if (key === "Escape") hideDefinitions();
});
document.addEventListener("click", (event) => {
  const { term, definition } = termAt(event);
  if (!term || !finger) return;
  event.preventDefault();
  define(term, definition);
});
