// Correcting: what the user says against a record, in forms and by selecting text, until it is downloaded as gold.
//
// Edits (see gold.js) are kept for each document in the memory of this page and nowhere else. Beside what gold.js
// reads, every change has `words`: what it says, for the list of corrections and for the row that it is about.

const PARTS = { u: "units", a: "achievements", n: "numerals" };
const PLAIN_NUMBER = /^[-\u2212]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
const NOBODY = "nobody";
const AROUND = 60; // code points of the text on either side of a number, where no clause is known
const LONGEST_NAME = 48; // UTF-16 units of a record's own words, where it stands in a list
const NOTHING_COUNTED = new Set(["grade", "ordinal", "enumeration", "pronoun"]); // no number of these is a value
const GAP = 8; // pixels between a selection, its tools and the edge of the window
const REST = 120; // milliseconds without a change, after which somebody has probably finished selecting

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
byId("corrections").append(
  correctionBar.count, correctionBar.details, correctionBar.download, correctionBar.undo, correctionBar.discard);

function showCorrections() {
  const edits = editsOfPage();
  const { count, summary, list, details, undo: undoLast, discard } = correctionBar;
  const record = correctedRecord();
  const rows = new Map(Object.values(PARTS).flatMap((part) => record[part]).map((row) => [row.id, row]));
  for (const element of [details, undoLast, discard]) element.hidden = edits.length === 0;
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

// Forms. A control has the name of the field that it is for.

const FORMS = {
  achievements: {
    noun: "an achievement",
    passage: (row) => row.clause,
    value: (row, name) => (name === "number" ? row.numeral?.text : row[name]),
    hidden: (row) => (row.added ? ["wrong"] : ["number"]),
    options: (row, record) => ({
      owner: owners(record),
      comparator: page.current.choices.comparators,
      measure: page.current.choices.measures,
      part_of: [["", "nothing else"], ...possibleParents(row, record).map((one) => [one.id, nameOf(one)])],
    }),
  },
  units: {
    noun: "a unit",
    passage: (row) => row.mentions[0],
    value: (row, name) => (name === "heir" ? "institution" : row[name]),
    hidden: (row, record) => [row.added ? "wrong" : "", owns(row, record).length > 0 ? "" : "heir"],
    options: (row, record) => ({
      kind: page.current.choices.unit_kinds,
      category: [["", "none"], ...page.current.choices.categories],
      heir: [...owners(record).filter(([id]) => id !== row.id), [NOBODY, "nobody: they are wrong as well"]],
    }),
  },
  numerals: {
    noun: "what a number is",
    passage: (row) => around(row.span),
    value: (row, name) => row[name],
    hidden: () => [],
    options: () => ({ role: page.current.choices.roles }),
  },
};

function owners(record) {
  const wrong = new Set(record.units.filter((row) => row.wrong).map((row) => row.id));
  const added = record.units.filter((row) => row.added).map((row) => [row.id, row.name]);
  return [...page.current.choices.owners, ...added].filter(([id]) => !wrong.has(id));
}

function owns(unit, record) {
  return record.achievements.filter((row) => row.owner === unit.id && !row.wrong);
}

/** The achievements that a row may be part of: any but itself and what is part of it. */
function possibleParents(row, record) {
  const parents = new Map(record.achievements.map((one) => [one.id, one.part_of]));
  const isUnder = (id, passed) => {
    if (id === row.id) return true;
    return Boolean(id) && !passed.has(id) && isUnder(parents.get(id), passed.add(id));
  };
  return record.achievements.filter((one) => !one.wrong && !isUnder(one.id, new Set()));
}

function around(span) {
  const line = rowAt(span.start);
  const start = Math.max(Math.min(line.start, span.start), span.start - AROUND);
  const end = Math.min(Math.max(line.end, span.end), span.end + AROUND);
  return { start, end, text: textPane.text.slice(start, end) };
}

/** Open the form of a row; one that the record lacks is added when the form is saved. `revive` unticks “wrong”. */
function openForm(row, { revive = false } = {}) {
  const part = PARTS[row.id[0]];
  const record = correctedRecord();
  const dialog = byId(`correct-${part}`);
  const { noun, passage, value, hidden, options } = FORMS[part];
  const choices = options(row, record);
  for (const control of controlsOf(dialog)) {
    const { name } = control;
    if (choices[name]) control.replaceChildren(...choices[name].map(optionOf));
    if (name === "wrong") control.checked = Boolean(row.wrong);
    else control.value = onOneLine(value(row, name) ?? "");
    control.closest("div, p").hidden = hidden(row, record).includes(name);
    say(control, "");
  }
  dialog.querySelector("h2").textContent = `${rowOf(row.id) ? "Correct" : "Add"} ${noun}`;
  showPassage(dialog.querySelector(".passage"), passage(row), row.numeral ?? (part === "numerals" ? row.span : null));
  const before = new Map(controlsOf(dialog).map((control) => [control.name, shown(control)]));
  Object.assign(correcting, { part, row, before });
  if (revive) for (const control of controlsOf(dialog)) if (control.name === "wrong") control.checked = false;
  followWrong(dialog);
  dialog.showModal();
}

const optionOf = ([value, words]) => el("option", { value }, words);
const onOneLine = (value) => String(value).replace(/\s*[\r\n]\s*/g, " ");
const controlsOf = (dialog) => [...dialog.querySelectorAll("[name]")];
const isAsked = (control) => !control.matches(":disabled") && control.closest("[hidden]") === null;
const valueOf = (control) => (control.type === "checkbox" ? control.checked : control.value.trim());

/** What a control says, in words. */
function shown(control) {
  if (control.type === "checkbox") return control.checked ? "wrong" : "not wrong";
  if (control instanceof HTMLSelectElement) return control.selectedOptions[0]?.textContent ?? "";
  return control.value.trim();
}

function showPassage(element, passage, number) {
  const [from, to] = number === null ? [0, 0] : [number.start - passage.start, number.end - passage.start];
  const text = makeText(passage.text);
  element.lang = page.current.record.source.language;
  element.replaceChildren(...textNodes(text.slice(0, from)));
  if (from < to) element.append(el("mark", {}, text.slice(from, to)));
  element.append(...textNodes(text.slice(to, text.length)));
}

/** Of what is wrong, nothing else is asked than who has its achievements. */
function followWrong(dialog) {
  const wrong = dialog.querySelector("[name=wrong]");
  if (wrong === null) return;
  dialog.querySelector("fieldset").disabled = wrong.checked;
  const heir = dialog.querySelector("[name=heir]");
  if (heir !== null) heir.disabled = !wrong.checked;
}

// What a form says: looked through in place, and put into an edit.

const PROBLEMS = {
  value: (words) => (PLAIN_NUMBER.test(words) ? "" : "Write a plain number, such as 1362 or 33.3."),
  upper(words, dialog) {
    if (words === "") return "";
    if (!PLAIN_NUMBER.test(words)) return "Write a plain number, or nothing where there is no range.";
    const value = dialog.querySelector("[name=value]").value.trim();
    return toNumber(words) > toNumber(value) ? "" : `The upper end has to be more than the value, ${value}.`;
  },
  object(words) {
    return words === "" || inText(words) ? "" : "These words are not in the text: copy them as they stand there.";
  },
  name(words) {
    if (words === "") return "A unit needs a name.";
    return inText(words) ? "" : "This name is not in the text: copy it as it stands there.";
  },
  number(words) {
    if (words === "") return "";
    const number = numberIn(correcting.row.clause, words);
    if (number === null) return "This number does not stand in the passage above.";
    const other = achievementAt(number, correcting.row.id);
    return other ? `This number is an achievement already, “${nameOf(other)}”: correct that one.` : "";
  },
};

const READERS = {
  number: (words) => (words === "" ? null : numberIn(correcting.row.clause, words)),
  value: toNumber,
  upper: (words) => (words === "" ? null : toNumber(words)),
  object: (words) => (words === "" ? null : inText(words).text),
  name: (words) => inText(words).text,
  part_of: (id) => id || null,
  category: (id) => id || null,
};

function toNumber(words) {
  return Number(words.replaceAll(",", "").replace("\u2212", "-"));
}

/** The first place of the words in the text, as a span; blanks and line ends in them may differ. */
function inText(words) {
  const { text } = textPane;
  const pattern = words.trim().split(/\s+/).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("\\s+");
  const found = text.string.match(new RegExp(pattern, "u"));
  if (found === null) return null;
  return { start: text.toPoints(found.index), end: text.toPoints(found.index + found[0].length), text: found[0] };
}

/** Where a number stands in a passage; a number that the ledger knows rather than the same figures inside another. */
function numberIn(passage, words) {
  const isInside = ({ start, end }) => passage.start <= start && end <= passage.end;
  const known = page.current.record.numerals.find(({ span }) => span.text === words && isInside(span));
  if (known) return known.span;
  const at = passage.text.indexOf(words);
  if (at < 0) return null;
  const start = passage.start + codePoints(passage.text.slice(0, at));
  return { start, end: start + codePoints(words), text: words };
}

function achievementAt(number, but) {
  return correctedRecord().achievements.find((row) =>
    !row.wrong && row.id !== but && row.numeral !== null && meets(row.numeral, number));
}

/** Say at a control what is wrong with what it says, or with "" that nothing is. */
function say(control, problem) {
  const note = byId(control.getAttribute("aria-describedby") ?? "");
  if (note === null) return;
  note.textContent = problem || note.dataset.hint;
  note.classList.toggle("is-problem", problem !== "");
  if (problem === "") control.removeAttribute("aria-invalid");
  else control.setAttribute("aria-invalid", "true");
}

function saveForm(dialog) {
  const { part, row, before } = correcting;
  const isNew = rowOf(row.id) === undefined;
  const isChanged = (control) => isNew || control.name === "heir" || shown(control) !== before.get(control.name);
  const asked = controlsOf(dialog).filter(isAsked);
  const changed = asked.filter(isChanged);
  // What the record has had all along is not the user's fault; an upper end is also one of the value that has changed.
  const doubtful = asked.filter((control) => control.name === "upper" || isChanged(control));
  const problemOf = (control) => PROBLEMS[control.name]?.(valueOf(control), dialog) ?? "";
  const problems = new Map(doubtful.map((control) => [control, problemOf(control)]));
  for (const control of asked) say(control, problems.get(control) ?? "");
  const wrong = doubtful.find((control) => problems.get(control) !== "");
  if (wrong !== undefined) {
    wrong.focus();
    return;
  }
  dialog.close();
  const fields = Object.fromEntries(changed.map((control) => [control.name, read(control)]));
  if (part === "numerals" && dialog.querySelector("[name=role]").value === "achievement") openAchievementOf(row);
  else if (isNew) addEdit(row.id, CHANGES[part](row, { ...row, ...fields }, "added"));
  else if (changed.length > 0) addEdit(row.id, CHANGES[part](row, fields, changed.map(wordsOf).join(" · ")));
}

function read(control) {
  const value = valueOf(control);
  const reader = READERS[control.name];
  return reader ? reader(value) : value;
}

function wordsOf(control) {
  if (control.name === "wrong") return control.checked ? "marked as wrong" : "not wrong after all";
  return `${control.labels[0].textContent}: ${shown(control) || "none"}`;
}

function addEdit(id, changes) {
  setEdits([...editsOfPage(), { id, changes }], id);
}

// What a form has changed in a row, and what else follows from it.
const CHANGES = {
  achievements(row, { number, ...fields }, words) {
    const set = number === undefined ? fields : { ...fields, ...placed(row, number) };
    const change = { part: "achievements", id: row.id, set, words };
    const numeral = set.numeral === undefined ? row.numeral : set.numeral;
    if (set.wrong || numeral === null) return [change];
    // The number of an achievement is one in the ledger too, whatever it was taken for.
    const others = correctedRecord().numerals.filter((one) => one.role !== "achievement" && meets(one.span, numeral));
    const role = { role: "achievement", achievement: row.id };
    return [change, ...others.map(({ id }) => ({ part: "numerals", id, set: role, words: "an achievement" }))];
  },

  units(row, { heir, ...set }, words) {
    if (set.name && set.name !== row.name) {
      set.mentions = [inText(set.name), ...row.mentions.filter((mention) => mention.text !== row.name)];
    }
    const change = { part: "units", id: row.id, set, words };
    if (set.wrong === false) return [change, ...givenBack(row)];
    if (!set.wrong) return [change];
    const [given, said] = heir === NOBODY
      ? [{ wrong: true }, "wrong, as is its unit"]
      : [{ owner: heir }, "its unit is wrong: given to another"];
    const owned = owns(row, correctedRecord());
    return [change, ...owned.map(({ id }) => ({ part: "achievements", id, set: given, words: said }))];
  },

  numerals(row, set, words) {
    const change = { part: "numerals", id: row.id, set, words };
    const achievement = correctedRecord().achievements.find(({ id, wrong }) => id === row.achievement && !wrong);
    if (!achievement) return [change];
    const said = "wrong: its number is something else";
    return [change, { part: "achievements", id: achievement.id, set: { wrong: true }, words: said }];
  },
};

const meets = (one, other) => one.start < other.end && other.start < one.end;

/** Where an added achievement stands once its number is known, or null where none is written. */
function placed(row, numeral) {
  const isInside = numeral === null || (row.span.start <= numeral.start && numeral.end <= row.span.end);
  return { numeral, implied: numeral === null, span: isInside ? row.span : numeral };
}

/** The achievements that a unit lost by being wrong, as far as they still are where they went. */
function givenBack(unit) {
  const lost = editsOfPage().filter((edit) => edit.id === unit.id).flatMap((edit) => edit.changes);
  const isStillThere = ({ id, set }) => Object.entries(set).every(([name, value]) => rowOf(id)[name] === value);
  return lost.filter((change) => change.part === "achievements" && isStillThere(change)).map(({ id }) =>
    ({ part: "achievements", id, set: { owner: unit.id, wrong: false }, words: "given back" }));
}

// Adding what was missed: from a number of the ledger, or from what the user selects in the text.

function openAchievementOf(number) {
  const known = number.achievement && rowOf(number.achievement);
  openForm(known || newAchievement(number.span, around(number.span), number), { revive: true });
}

function newAchievement(span, clause, number) {
  const isShare = /%|per ?cent/.test(number?.span.text ?? "");
  return {
    id: newId("a"), added: true, rule: null, kind: "other", unit: null, award: null, level: null, period: null,
    owner: sectionAt(span)?.unit ?? "institution", measure: isShare ? "share" : "count",
    value: number ? number.value : 1, upper: null, comparator: "=", part_of: null,
    object: number ? objectBehind(number, span) : null,
    implied: !number, numeral: number?.span ?? null, span, clause,
  };
}

/** What stands behind the number in the stretch that the user selected: mostly it is what is counted. */
function objectBehind(number, span) {
  const words = textPane.text.slice(number.span.end, span.end).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
  return isPhrase(words) ? words : null;
}

function newUnit(span) {
  return {
    id: newId("u"), added: true, category: sectionAt(span)?.category ?? null, name: span.text, kind: "other",
    organisations: [], mentions: [span], profile: null,
  };
}

function newId(letter) {
  const numbers = correctedRecord()[PARTS[letter]].map(({ id }) => Number(id.slice(1)));
  return letter + String(Math.max(0, ...numbers) + 1).padStart(letter === "u" ? 2 : 3, "0");
}

function sectionAt({ start }) {
  return page.current.record.sections.find((section) => section.start <= start && start < section.end);
}

function addFromSelection(part) {
  const span = selectedSpan();
  if (span === null) return;
  openForm(part === "units" ? newUnit(span) : newAchievement(span, span, numberToAdd(span)));
}

/** The number in a stretch that an achievement was most likely missed for: first one that nothing else explains. */
function numberToAdd({ start, end }) {
  const free = correctedRecord().numerals.filter(({ span, role }) =>
    start <= span.start && span.end <= end && !NOTHING_COUNTED.has(role) && !achievementAt(span));
  return free.find(({ role }) => role === "unexplained" || role === "quantity") ?? free[0];
}

/** What is selected in the text, without the blanks around it; null where nothing is left. */
function selectedSpan() {
  const offsets = page.current && selectedOffsets();
  if (!offsets) return null;
  const words = textPane.text.slice(offsets.start, offsets.end);
  const start = offsets.start + words.length - words.trimStart().length;
  const text = words.trim();
  return text === "" ? null : { start, end: start + codePoints(text), text };
}

function showSelectionTools() {
  const tools = byId("selection-tools");
  tools.hidden = document.querySelector("dialog[open]") !== null || selectedSpan() === null;
  if (!tools.hidden) placeSelectionTools(tools);
}

function placeSelectionTools(tools) {
  const box = document.getSelection().getRangeAt(0).getBoundingClientRect();
  const lowest = innerHeight - tools.offsetHeight - GAP;
  const top = box.bottom + GAP <= lowest ? box.bottom + GAP : box.top - tools.offsetHeight - GAP;
  const rightmost = document.documentElement.clientWidth - tools.offsetWidth - GAP;
  tools.style.setProperty("left", `${Math.max(GAP, Math.min(box.left, rightmost))}px`);
  tools.style.setProperty("top", `${Math.max(GAP, Math.min(top, lowest))}px`);
}

// What happens on the page.

const ACTIONS = {
  download: downloadGold,
  undo: () => undo((edit, index, edits) => index === edits.length - 1),
  discard: () => byId("discard-corrections").showModal(),
};

document.addEventListener("click", ({ target }) => {
  if (!(target instanceof Element)) return;
  const control = target.closest("button");
  if (control === null) return;
  const { correct, undo: at, undoRow, do: action, add } = control.dataset;
  if (correct !== undefined) openForm(rowOf(correct));
  else if (at !== undefined) undo((edit, index) => index === Number(at));
  else if (undoRow !== undefined) undo((edit) => edit.id === undoRow);
  else if (action !== undefined) ACTIONS[action]();
  else if (add !== undefined) addFromSelection(add);
  else if (control.matches("dialog.correction .cancel")) control.closest("dialog").close();
  // A button that its own click has taken away must not take the keyboard with it.
  if (!control.isConnected) (correctButtonOf(undoRow ?? "") ?? correctionBar.download).focus();
});

for (const dialog of document.querySelectorAll("dialog.correction")) {
  dialog.addEventListener("change", () => followWrong(dialog));
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    if (dialog.id !== "discard-corrections") return saveForm(dialog);
    dialog.close();
    return setEdits([], null);
  });
}

// The buttons must not take the selection away that they are about.
byId("selection-tools").addEventListener("pointerdown", (event) => event.preventDefault());

document.addEventListener("selectionchange", () => {
  clearTimeout(correcting.timer);
  correcting.timer = setTimeout(showSelectionTools, REST);
});

document.addEventListener("scroll", () => {
  if (!byId("selection-tools").hidden) placeSelectionTools(byId("selection-tools"));
}, { capture: true, passive: true });

document.addEventListener("keydown", (event) => {
  const part = { u: "units", a: "achievements" }[event.key];
  const isTyped = event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.("input, select, textarea");
  if (part === undefined || isTyped || byId("selection-tools").hidden) return;
  event.preventDefault();
  addFromSelection(part);
});

addEventListener("beforeunload", (event) => {
  if ([...corrections.values()].some(({ saved }) => !saved)) event.preventDefault();
});

page.on("document", showCorrections);
