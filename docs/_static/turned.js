// A table of results that is wider than its box shows turned on a narrow screen: under the name of
// each group a row for each column. Where a group has several rows, one group shows at a time.

/**
 * The table of one group, turned, with what the group is about as its caption.
 * @param {HTMLTableSectionElement} group
 * @param {string} kind
 * @param {HTMLTableCellElement[]} heads
 */
function turned(group, kind, heads) {
  const table = document.createElement("table");
  table.className = "explained";
  const rows = Array.from(group.rows, (row) => [...row.cells]);
  const name = rows[0].shift()?.textContent ?? "";
  table.createCaption().textContent = !kind || name.startsWith(kind) ? name : `${kind}: ${name}`;
  heads.forEach((head, column) => {
    const row = table.insertRow();
    for (const cell of [head, ...rows.map((cells) => cells[column])]) {
      const copy = /** @type {HTMLTableCellElement} */ (cell.cloneNode(true));
      row.append(copy);
      if (copy.localName === "td") continue;
      copy.removeAttribute("style");
      copy.scope = copy.cellIndex ? "col" : "row";
    }
  });
  return table;
}

/**
 * Buttons with the names of the groups, of which one is pressed, and shows its table alone.
 * @param {HTMLTableElement[]} tables
 * @param {string} kind
 * @param {(string | null)[]} names
 */
function choice(tables, kind, names) {
  const buttons = document.createElement("fieldset");
  buttons.className = "segments";
  buttons.setAttribute("aria-label", kind);
  const name = `turned-${document.getElementsByClassName("turned").length}`;
  tables.forEach((table, k) => {
    const [label, radio] = [document.createElement("label"), document.createElement("input")];
    Object.assign(radio, { type: "radio", name, checked: k === 0 });
    radio.addEventListener("change", () => {
      for (const each of tables) each.hidden = each !== table;
    });
    table.hidden = k > 0;
    label.append(radio, names[k] ?? "");
    buttons.append(label);
  });
  return buttons;
}

/** @param {HTMLTableElement} table */
function turn(table) {
  const [first, ...heads] = table.rows[0].cells;
  const [groups, kind] = [[...table.tBodies], first.textContent ?? ""];
  const tables = groups.map((group) => turned(group, kind, heads));
  const whole = document.createElement("div");
  whole.className = "turned";
  const title = document.createElement("p");
  title.className = "caption";
  title.textContent = table.caption?.textContent ?? "";
  whole.append(title, ...tables);
  const names = groups.map(({ rows }) => rows[0].cells[0].textContent);
  if (groups[0].rows.length > 1) title.after(choice(tables, kind, names));
  table.after(whole);
}

const boxes = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const table = target.querySelector("table");
    if (!table || target.scrollWidth <= target.clientWidth) continue;
    boxes.unobserve(target);
    turn(table);
  }
});
for (const table of document.querySelectorAll(".result > table.explained")) {
  boxes.observe(/** @type {Element} */ (table.parentElement));
}
