// The overview of several documents: a table that can be sorted by each column and searched.
const COLUMNS = [
  { name: "Title", of: (row) => row.title },
  { name: "Institution", of: (row) => row.institution },
  { name: "Units", of: (row) => row.found, number: true },
  { name: "Announced", of: (row) => row.declared ?? -1, number: true },
  { name: "Achievements", of: (row) => row.achievements, number: true },
  { name: "Numbers explained", of: (row) => (row.numbers === 0 ? 1 : row.explained / row.numbers), number: true },
  { name: "To check", of: (row) => ["error", "warning", "info", null].indexOf(row.severity) },
];
const sorting = { column: null, down: false };

/** Draw the overview. */
function renderOverview() {
  byId("overview-heading").textContent = page.data.title;
  byId("overview-head").replaceChildren(...COLUMNS.map((column, i) =>
    el("th", { scope: "col", class: column.number ? "figure-cell" : null },
      el("button", { type: "button", class: "sort", "data-column": i }, column.name))));
  byId("overview-rows").replaceChildren(...page.documents.map(overviewRow));
  searchOverview();
}

function overviewRow(view) {
  const row = view.summary;
  const agrees = row.declared === null ? "plain" : row.declared === row.found ? "good" : "bad";
  const cells = [
    [quoted(view, row.institution)],
    [row.found.toLocaleString("en"), "figure-cell"],
    [row.declared === null ? "–" : row.declared.toLocaleString("en"), `figure-cell is-${agrees}`],
    [row.achievements.toLocaleString("en"), "figure-cell"],
    [`${row.explained} of ${row.numbers}`, `figure-cell is-${row.explained === row.numbers ? "good" : "bad"}`],
    [row.findings, `is-${row.severity ?? "none"}`],
  ];
  return el("tr", { "data-key": view.key },
    el("th", { scope: "row" },
      el("a", { href: `#${view.key}` }, quoted(view, row.title)),
      el("span", { class: "file" }, el("bdi", {}, view.name))),
    cells.map(([words, look], i) => el("td", { class: look, "data-label": COLUMNS[i + 1].name }, words)));
}

/** Words of a document in their direction and language. */
function quoted(view, words) {
  return words === "" ? "–" : el("bdi", { lang: view.language }, words);
}

/** Sort by a column; once more by the same column turns the order round. */
function sortOverview(index) {
  const column = COLUMNS[index];
  sorting.down = sorting.column === index ? !sorting.down : false;
  sorting.column = index;
  const views = [...page.documents].sort((one, other) => {
    const [a, b] = [column.of(one.summary), column.of(other.summary)];
    const order = typeof a === "number" ? a - b : a.localeCompare(b, "en", { numeric: true });
    return sorting.down ? -order : order;
  });
  const rows = new Map([...byId("overview-rows").children].map((row) => [row.dataset.key, row]));
  byId("overview-rows").append(...views.map((view) => rows.get(view.key)));
  [...byId("overview-head").children].forEach((head, i) => {
    if (i === index) head.setAttribute("aria-sort", sorting.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
}

/** Keep the rows whose words hold what is searched for. */
function searchOverview() {
  const query = byId("overview-search").value.trim().toLowerCase();
  let shown = 0;
  for (const row of byId("overview-rows").children) {
    row.hidden = !row.textContent.toLowerCase().includes(query);
    if (!row.hidden) shown += 1;
  }
  byId("overview-shown").textContent = `${shown} of ${counted(page.documents.length, "announcement")}`;
}
