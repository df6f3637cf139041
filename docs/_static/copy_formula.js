// Who copies a formula gets its TeX, which KaTeX notes beside the typeset form.
"use strict";

document.addEventListener("copy", (event) => {
  const selection = window.getSelection();
  if (selection.isCollapsed) return;
  const range = selection.getRangeAt(0).cloneRange();
  const around = (node, kind) => (node.closest ? node : node.parentElement).closest(kind);
  const formula = (node) => around(node, ".katex-display") ?? around(node, ".katex");
  const [first, last] = [formula(range.startContainer), formula(range.endContainer)];
  if (first) range.setStartBefore(first); // a formula is copied whole
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
