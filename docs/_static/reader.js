// What a page does for its reader beyond the theme: the drawer closes behind a link, formulas are
// copied as TeX, figures printed.

const contents = document.getElementById("contents");
contents?.addEventListener("click", ({ target }) => {
  if (target instanceof Element && target.closest("a")) contents.hidePopover();
});

/**
 * The typeset formula around a place, if there is one.
 * @param {Node} node
 */
function formulaAround(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest(".katex-display") ?? element?.closest(".katex");
}

// KaTeX notes the TeX beside each typeset formula. Who copies a part gets the whole.
document.addEventListener("copy", (event) => {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || !event.clipboardData) return;
  const range = selection.getRangeAt(0).cloneRange();
  const first = formulaAround(range.startContainer);
  const last = formulaAround(range.endContainer);
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const copy = range.cloneContents();
  const formulas = copy.querySelectorAll(".katex");
  if (!formulas.length) return;
  for (const typeset of formulas) {
    const tex = typeset.querySelector("annotation")?.textContent?.trim();
    const sign = typeset.closest(".katex-display") ? "$$" : "$";
    typeset.replaceWith(`${sign}${tex}${sign}`);
  }
  event.clipboardData.setData("text/plain", copy.textContent ?? "");
  event.preventDefault();
});

// Paper is light, and no figure on it may still wait for being scrolled into view.
window.addEventListener("beforeprint", () => {
  for (const figure of document.querySelectorAll("img.only-light")) {
    figure.setAttribute("loading", "eager");
  }
});

// One switch opens all code that folds, for the site as far as the browser keeps the choice.
const KEPT = "code"; // its name
const codeSwitch = document.querySelector("button.code-switch");
let allOpen = false;

/** @param {boolean} open */
function showAllCode(open) {
  allOpen = open;
  if (codeSwitch) codeSwitch.textContent = open ? "Hide the code" : "Show all code";
  for (const code of document.querySelectorAll("details.code")) code.toggleAttribute("open", open);
}

codeSwitch?.addEventListener("click", () => {
  showAllCode(!allOpen);
  localStorage.setItem(KEPT, allOpen ? "open" : "");
});
if (localStorage.getItem(KEPT)) showAllCode(true);
