// The filters: which achievements and which numbers are on the page, and how many of how many.
const FILTERS = ["kind", "unit", "level", "bound", "role"];
const FIELD = { kind: "kind", unit: "owner", level: "level", bound: "comparator", measure: "measure" };
const filtering = { measure: "", matches: null, haystacks: null, narrowed: false };

/** Offer what occurs in a document, with nothing filtered. */
function renderFilters(view) {
  for (const name of FILTERS) {
    const select = byId(`filter-${name}`);
    const rows = view.filters[name];
    select.replaceChildren(el("option", { value: "" }, "all"),
      ...rows.map(([value, words, count]) => el("option", { value }, `${clipped(words, 48)} (${count})`)));
    select.disabled = rows.length === 0;
  }
  filtering.measure = "";
  filtering.matches = null;
  filtering.haystacks = null;
  filtering.narrowed = false;
  applyFilters();
}

/** Set some filters, clear all others, and show what is left. */
function filterBy(values) {
  for (const name of FILTERS) byId(`filter-${name}`).value = values[name] ?? "";
  filtering.measure = values.measure ?? "";
  applyFilters();
}

/** Show the rows that pass the filters and the search, and say how many they are. */
function applyFilters() {
  const { record, numerals } = page.current;
  const wanted = chosen();
  const passing = new Set(record.achievements.filter((row) => passes(row, wanted)).map((row) => row.id));
  const narrowed = wanted.length > 0 || filtering.matches !== null;
  // A document that was just drawn shows everything already.
  if (narrowed || filtering.narrowed) {
    showCards(passing, narrowed);
    dimMarks(passing);
  }
  filtering.narrowed = narrowed;
  const shown = showNumbers(passing, wanted.length > 0);
  const of = (count, all, noun) => `${count.toLocaleString("en")} of ${counted(all, noun)}`;
  const achievements = of(passing.size, record.achievements.length, "achievement");
  byId("shown").textContent = `${achievements}, ${of(shown, numerals.length, "number")}`;
  byId("clear").hidden = !narrowed && byId("filter-role").value === "";
}

function chosen() {
  return Object.entries(FIELD)
    .map(([name, field]) => [field, name === "measure" ? filtering.measure : byId(`filter-${name}`).value])
    .filter(([, value]) => value !== "");
}

function passes(row, wanted) {
  return wanted.every(([field, value]) => row[field] === value) && (filtering.matches?.has(row.id) ?? true);
}

function showCards(passing, narrowed) {
  for (const card of byId("records").querySelectorAll(".card")) card.hidden = !passing.has(card.dataset.id);
  for (const unit of byId("records").querySelectorAll(".unit")) {
    const head = unit.querySelector(":scope > .unit-head");
    const named = filtering.matches?.has(head?.dataset.id) ?? false;
    unit.hidden = narrowed && !named && unit.querySelector(".card:not([hidden])") === null;
  }
  for (const group of byId("records").querySelectorAll(".category:not(.unit)")) {
    group.hidden = narrowed && group.querySelector(".unit:not([hidden])") === null;
  }
}

// In the text, what is filtered out stays readable but steps back.
function dimMarks(passing) {
  for (const { id } of page.current.record.achievements) {
    for (const mark of textPane.marks.get(id) ?? []) mark.classList.toggle("dim", !passing.has(id));
  }
}

function showNumbers(passing, narrowed) {
  const role = byId("filter-role").value;
  const { numerals } = page.current.record;
  const shown = new Set(page.current.numerals.map((words) => words.id).filter((id, i) => {
    const row = numerals[i];
    const found = filtering.matches === null || filtering.matches.has(id) || filtering.matches.has(row.achievement);
    return found && (role === "" || row.role === role) && (!narrowed || passing.has(row.achievement));
  }));
  for (const row of byId("ledger").children) row.hidden = !shown.has(row.dataset.id);
  return shown.size;
}
