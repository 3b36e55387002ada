// Adding what was missed: from a number of the ledger, or from what the user selects in the text.
const NOTHING_COUNTED = new Set(["grade", "ordinal", "enumeration", "pronoun"]); // no number of these is a value
const GAP = 8; // pixels between a selection, its tools and the edge of the window
const REST = 120; // milliseconds without a change, after which somebody has probably finished selecting

function openAchievementOf(number) {
  const known = number.achievement && rowOf(number.achievement);
  openForm(known || newAchievement(number.span, around(number.span), number), { revive: true });
}

function newAchievement(span, clause, number) {
  const isShare = /[%％‰]|per ?cent|分之|成$/.test(number?.span.text ?? "");
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
