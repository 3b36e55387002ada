// The forms of the corrections. A control has the name of the field that it is for.
const PLAIN_NUMBER = /^[-\u2212]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
const AROUND = 60; // code points of the text on either side of a number, where no clause is known
const NOBODY = "nobody";

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
  element.lang = page.current.language;
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
