// The top of a document: what it says about itself, the figures, the categories, and what a reader should check.
const FINDINGS_SHOWN = 5;

/** Draw the top of a document. */
function renderGlance(view) {
  byId("facts").replaceChildren(...facts(view));
  byId("figures").replaceChildren(...view.figures.map(figure));
  byId("categories").replaceChildren(categoryTable(view));
  byId("categories").parentElement.hidden = view.categories.length === 0;
  byId("findings").replaceChildren(...findings(view));
}

function facts(view) {
  const [title, ...others] = view.facts;
  const goTo = (fact) => el("span", { "data-id": fact.id }, goButton(fact.id, "", quote(fact.words)));
  return [
    el("h1", {}, title.words === null ? view.name : goTo(title)),
    el("dl", { class: "facts" }, others.map((fact) => el("div", {},
      el("dt", {}, fact.label),
      el("dd", {}, fact.words === null ? el("span", { class: "missing" }, "not stated") : goTo(fact)),
    )), el("div", {}, el("dt", {}, "Read from"), el("dd", {}, el("bdi", {}, view.name)))),
  ];
}

function figure({ label, value, words, state }) {
  return el("li", { class: `figure is-${state}` },
    el("span", { class: "figure-label" }, label),
    el("strong", { class: "figure-value" }, value),
    el("span", { class: "figure-words" }, words));
}

function categoryTable(view) {
  const heads = ["Category", "Units", "Announced", "Achievements"];
  return el("table", { class: "categories" },
    el("caption", {}, "Selected in each category"),
    el("thead", {}, el("tr", {}, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, view.categories.map((row) => el("tr", { class: `is-${row.state}`, "data-id": row.id },
      el("th", { scope: "row" }, goButton(row.id, "", quote(row.name))),
      el("td", { "data-label": "units" }, row.found.toLocaleString("en")),
      el("td", { "data-label": "announced", title: row.words }, row.declared?.toLocaleString("en") ?? "not stated",
        el("span", { class: "verdict" }, row.state === "plain" ? "" : row.words)),
      el("td", { "data-label": "achievements" }, row.achievements.toLocaleString("en")),
    ))));
}

function findings(view) {
  if (view.findings.length === 0) return [el("p", { class: "all-well" }, "Nothing asks for a second look.")];
  const serious = view.findings.filter((row) => row.severity !== "info").slice(0, FINDINGS_SHOWN);
  const others = view.findings.slice(serious.length);
  const few = serious.length === 0 && others.length <= FINDINGS_SHOWN;
  const list = (rows) => el("ul", { class: "findings" }, rows.map(finding));
  return [
    serious.length > 0 ? list(serious) : null,
    others.length > 0
      ? el("details", { class: "more-findings", open: few },
        el("summary", {}, counted(others.length, serious.length > 0 ? "further finding" : "note")), list(others))
      : null,
  ].filter((node) => node !== null);
}

function finding(row) {
  const head = [
    el("span", { class: `severity is-${row.severity}` }, page.data.words.severities[row.severity]),
    el("span", { class: "finding-title" }, row.title),
    row.line === null ? null : el("span", { class: "where" }, `line ${row.line}`),
  ];
  return el("li", { class: `finding is-${row.severity}`, "data-id": row.id },
    row.line === null
      ? el("p", { class: "finding-head" }, head)
      : goButton(row.id, "finding-head", head),
    el("p", { class: "finding-message" }, row.message));
}
