// Correcting: what the user says against a record, in forms and by selecting text, until it is downloaded as gold.
//
// Edits (see gold.js) are kept for each document in the memory of this page and nowhere else. Beside what gold.js
// reads, every change has `words`: what it says, for the list of corrections and for the row that it is about.

const PARTS = { u: "units", a: "achievements", n: "numerals" };
const LONGEST_NAME = 48; // UTF-16 units of a record's own words, where it stands in a list

const corrections = new Map(); // by the key of a document: `{edits, saved}`
const correcting = { part: null, row: null, before: null, timer: 0 };

const editsOfPage = () => corrections.get(page.current?.key)?.edits ?? [];
const correctedRecord = () => corrected(page.current.record, editsOfPage());
const shortened = (words) => (words.length > LONGEST_NAME ? `${words.slice(0, LONGEST_NAME).trimEnd()} …` : words);
const nameOf = (row) => shortened(row.name ?? row.span.text);
const rowOf = (id) => correctedRecord()[PARTS[id[0]]].find((row) => row.id === id);

// Edits: how they come, go and leave.

function setEdits(edits, id) {
  corrections.set(page.current.key, { edits, saved: edits.length === 0 });
  showCorrections();
  page.emit("edited", { id });
}

/** The edits without some of them, and without what speaks of a record that these had added. */
function withoutEdits(edits, dropped) {
  if (dropped.length === 0) return edits;
  const gone = new Set(dropped.flatMap((edit) => edit.changes.filter(({ set }) => set.added)).map(({ id }) => id));
  const rest = edits.filter((edit) => !dropped.includes(edit));
  const isOfGone = ({ id, set }) => gone.has(id) || Object.values(set).some((value) => gone.has(value));
  return withoutEdits(rest, rest.filter((edit) => edit.changes.some(isOfGone)));
}

function undo(isMeant) {
  const dropped = editsOfPage().filter(isMeant);
  setEdits(withoutEdits(editsOfPage(), dropped), dropped.at(-1)?.id);
}

function downloadGold() {
  const edits = editsOfPage();
  const { record } = page.current;
  const name = record.source.path.split(/[\\/]/).at(-1).replace(/(?<=.)\.[^.]*$/, "");
  const address = URL.createObjectURL(new Blob([goldReading(record, edits)], { type: "text/yaml" }));
  el("a", { href: address, download: `${name}.gold.yaml` }).click();
  setTimeout(() => URL.revokeObjectURL(address));
  corrections.set(page.current.key, { edits, saved: true });
}

// What the page shows of the edits: a counter and a list in the bar on top, a note at each row, a mark on what is new.

const correctionBar = {
  count: el("p", { class: "said", role: "status" }),
  summary: el("summary", { class: "plain" }),
  list: el("ol"),
  download: el("button", { type: "button", class: "plain", "data-do": "download" }, "Download gold reading"),
  undo: el("button", { type: "button", class: "plain", "data-do": "undo" }, "Undo last"),
  discard: el("button", { type: "button", class: "plain", "data-do": "discard" }, "Discard"),
};
correctionBar.details = el("details", { class: "correction-list" }, correctionBar.summary, correctionBar.list);
// Nothing is corrected yet, and in an overview nothing can be.
for (const name of ["details", "download", "undo", "discard"]) correctionBar[name].hidden = true;
byId("corrections").append(
  correctionBar.count, correctionBar.details, correctionBar.download, correctionBar.undo, correctionBar.discard);

function showCorrections() {
  const edits = editsOfPage();
  const { count, summary, list, details, undo: undoLast, discard } = correctionBar;
  const record = correctedRecord();
  const rows = new Map(Object.values(PARTS).flatMap((part) => record[part]).map((row) => [row.id, row]));
  for (const element of [details, undoLast, discard]) element.hidden = edits.length === 0;
  correctionBar.download.hidden = false;
  count.textContent = edits.length === 0 ? "" : counted(edits.length, "correction");
  summary.textContent = count.textContent;
  list.replaceChildren(...edits.map((edit, index) => correctionItem(edit, index, rows.get(edit.id))));
  showNotes(edits, rows);
  const added = [...rows.values()].filter((row) => row.added);
  highlight("added", added.map((row) => row.numeral ?? row.span ?? row.mentions[0]));
}

function correctionItem(edit, index, row) {
  return el("li", {},
    quote(nameOf(row), { class: "about" }), " ", el("span", { class: "words" }, edit.changes[0].words), " ",
    row.added ? correctButton(row.id) : null,
    el("button", { type: "button", class: "plain", "data-undo": index }, "Undo"));
}

function showNotes(edits, rows) {
  for (const note of document.querySelectorAll(".correction-note")) note.remove();
  for (const row of document.querySelectorAll(".is-wrong, .is-corrected")) {
    row.classList.remove("is-wrong", "is-corrected");
  }
  const said = new Map();
  for (const { id, words } of edits.flatMap((edit) => edit.changes)) listed(said, id, words);
  const own = new Set(edits.map((edit) => edit.id));
  for (const [id, words] of said) {
    const button = correctButtonOf(id);
    if (button === null) continue;
    const row = button.closest("[data-id]");
    row.classList.add(rows.get(id).wrong ? "is-wrong" : "is-corrected");
    const note = el("p", { class: "correction-note" }, el("span", {}, words.join(" · ")),
      own.has(id) ? el("button", { type: "button", class: "plain", "data-undo-row": id }, "Undo") : null);
    // In the ledger it stands with the role that it is about: the column of the button is narrow.
    if (row.matches("tr")) row.querySelector(".role").after(note);
    else button.before(note);
  }
}

/** The button that opens the form of a row of the page; null for what was added. */
function correctButtonOf(id) {
  return document.querySelector(`#document [data-correct="${CSS.escape(id)}"]`);
}
