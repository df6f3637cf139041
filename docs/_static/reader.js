// What a page does for its reader beyond the theme: formulas are copied as TeX, figures printed.
"use strict";

// KaTeX notes the TeX beside each typeset formula. Who copies a part gets the whole.
document.addEventListener("copy", (event) => {
  const selection = window.getSelection();
  if (selection.isCollapsed) return;
  const range = selection.getRangeAt(0).cloneRange();
  const around = (node, kind) => (node.closest ? node : node.parentElement).closest(kind);
  const formula = (node) => around(node, ".katex-display") ?? around(node, ".katex");
  const [first, last] = [formula(range.startContainer), formula(range.endContainer)];
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const copy = range.cloneContents();
  const formulas = copy.querySelectorAll(".katex");
  if (!formulas.length) return;
  for (const typeset of formulas) {
    const tex = typeset.querySelector("annotation").textContent.trim();
    const sign = typeset.closest(".katex-display") ? "$$" : "$";
    typeset.replaceWith(sign + tex + sign);
  }
  event.clipboardData.setData("text/plain", copy.textContent);
  event.preventDefault();
});

// Paper is light, and no figure on it may still wait for being scrolled into view.
window.addEventListener("beforeprint", () => {
  for (const figure of document.querySelectorAll("img.only-light")) figure.loading = "eager";
});
