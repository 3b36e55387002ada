// The gold reading of a document: what a careful human reader takes from it, once the user's edits are in.
//
// An edit is `{id, changes: [{part, id, set}]}`: the record that it is about, and the new fields of rows of "units",
// "achievements" or "numerals". A row that a change adds has `added: true` and all its fields; `wrong: true` says that
// a row should not be there. Offsets are code points, so all slicing is left to the text of `makeText`.

const LONGEST_QUOTE = 80; // code points; longer spans are those of tables, with the heading far above the number
const PROFILE_QUOTE = 24; // code points; about as much as a person quotes of how a profile begins
const LONGEST_STEP = 48; // code points; hardly a word is longer, and a step looks no further
const A_WORD = String.raw`(?:\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+)`;
const WORD_BEHIND = new RegExp(`^[^\\p{L}\\p{N}]*${A_WORD}`, "u");
const WORD_IN_FRONT = new RegExp(`${A_WORD}[^\\p{L}\\p{N}]*$`, "u");
const LITTLE_WORDS = new Set(["the", "of", "a", "an", "and", "for", "s"]); // no phrase consists of these alone
// What JSON leaves as it is, but YAML forbids or takes for the end of a line, or an editor shows in another order.
const TO_ESCAPE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;

/** The id of a number in the ledger, by its place in the record. */
const numeralId = (index) => `n${String(index + 1).padStart(3, "0")}`;

/** The record as it stands after the edits; what is wrong stays in it, marked. */
function corrected(record, edits) {
  const changes = edits.flatMap((edit) => edit.changes);
  const merged = (part, given) => {
    const rows = new Map(given.map((row) => [row.id, row]));
    for (const { id, set } of changes.filter((change) => change.part === part)) {
      rows.set(id, { ...rows.get(id), ...set, id });
    }
    return [...rows.values()];
  };
  const numerals = record.numerals.map((row, index) => ({ ...row, id: numeralId(index) }));
  return {
    ...record,
    units: merged("units", record.units),
    achievements: merged("achievements", record.achievements),
    numerals: merged("numerals", numerals),
  };
}

/** The text of a `NAME.gold.yaml` for the record with the edits. */
function goldReading(record, edits) {
  const document = goldDocument(corrected(record, edits), makeText(record.source.text));
  return Object.entries(document).map(([name, value]) => `${name}:${yamlBlock(value)}\n`).join("");
}

function goldDocument(record, text) {
  const units = inTextOrder(record.units.filter((row) => !row.wrong), (row) => row.mentions[0]);
  const achievements = inTextOrder(record.achievements.filter((row) => !row.wrong), (row) => row.numeral ?? row.span);
  const owners = new Set(units.map((row) => row.id));
  const parents = new Map(record.achievements.map((row) => [row.id, row.part_of]));
  const found = new Map();
  const taken = new Set();
  const places = new Map(achievements.map((row) => [row.id, place(row.numeral, row.span, text, found, taken)]));
  return {
    institution: record.announcement.institution?.text ?? null,
    issuer: record.announcement.issuer?.text ?? null,
    declared_total: record.announcement.declared_total?.value ?? null,
    categories: record.categories.map(goldCategory),
    units: units.map((row) => goldUnit(row, text)),
    achievements: achievements.map((row) => ({
      owner: owners.has(row.owner) ? row.owner : "institution",
      ...places.get(row.id),
      ...goldValue(row),
      part_of: places.get(nearestParent(row.id, parents, places))?.within,
    })),
    traps: unachieved(record.numerals, achievements).map((row) => goldTrap(row, text, found)),
  };
}

function goldCategory(row) {
  return { id: row.id, names: surfaceForms(row), declared: row.declared?.value ?? null };
}

function goldUnit(row, text) {
  const [name, ...also] = surfaceForms(row);
  const profile = row.profile && profileBeginning(row.profile, text);
  return { id: row.id, category: row.category, name, also: also.length ? also : undefined, kind: row.kind, profile };
}

/** The fields of an achievement that are neither its place nor about another record; what is usual is left out. */
function goldValue(row) {
  return {
    value: row.value,
    upper: row.upper ?? undefined,
    measure: row.measure,
    comparator: row.comparator === "=" ? undefined : row.comparator,
    object: isPhrase(row.object ?? "") ? row.object : undefined,
  };
}

function isPhrase(words) {
  return (words.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).some((word) => !LITTLE_WORDS.has(word));
}

function goldTrap(row, text, found) {
  const said = row.role !== "achievement" && row.role !== "unexplained"; // of these, nobody knows what else they are
  return { ...place(row.span, row.span, text, found), role: said ? row.role : undefined };
}

/** The numbers that no achievement covers; both lists are in the order of the text. */
function unachieved(numerals, achievements) {
  const covered = achievements.flatMap((row) => row.numeral ?? []);
  let next = 0;
  return numerals.filter(({ span }) => {
    while (next < covered.length && covered[next].end <= span.start) next += 1;
    return next === covered.length || span.end <= covered[next].start;
  });
}

/** What the achievement is part of; where that is wrong, what it is part of in its turn. */
function nearestParent(id, parents, places) {
  const passed = new Set([id]);
  let parent = parents.get(id);
  while (parent && !places.has(parent) && !passed.has(parent)) {
    passed.add(parent);
    parent = parents.get(parent);
  }
  return parent;
}

function surfaceForms(row) {
  return [...new Set([row.name, ...row.mentions.map((mention) => mention.text)])];
}

function inTextOrder(rows, spanOf) {
  return [...rows].sort((one, other) => spanOf(one).start - spanOf(other).start);
}

/** Where a number stands, in the words of a gold file: `within` occurs once, `number` is its `nth` number inside. */
function place(numeral, span, text, found, taken = new Set()) {
  const stretch = findableStretch(startingStretch(numeral, span, text), text, found, taken);
  const within = text.slice(stretch.start, stretch.end);
  taken.add(within);
  if (!numeral) return { within, number: null };
  const nth = occurrences(numeral.text, text.slice(stretch.start, numeral.end)).length;
  return { within, number: numeral.text, nth: nth > 1 ? nth : undefined };
}

/** A number with its object; alone with the words beside it where it has none, or has it far above in a table. */
function startingStretch(numeral, span, text) {
  const length = span.end - span.start;
  const isBare = numeral && (length > LONGEST_QUOTE || length === numeral.end - numeral.start);
  return isBare ? lengthened(lengthened(numeral, text, 0), text, 1) : span;
}

/**
 * The stretch, lengthened until it occurs once and no other record has taken it.
 *
 * The whole text is searched once for what the stretch begins as, and `found` remembers that; from then on only the
 * places that were found have to be looked at. A long text with thousands of numbers needs this.
 */
function findableStretch(stretch, text, found, taken) {
  const words = text.slice(stretch.start, stretch.end);
  if (!found.has(words)) found.set(words, occurrences(words, text.string));
  let places = found.get(words);
  for (let turn = 0; places.length > 1 || taken.has(text.slice(stretch.start, stretch.end)); turn += 1) {
    const longer = lengthened(stretch, text, turn);
    if (longer === stretch) break;
    const added = text.toUnits(stretch.start) - text.toUnits(longer.start);
    const longerWords = text.slice(longer.start, longer.end);
    places = places.map((at) => at - added).filter((at) => at >= 0 && text.string.startsWith(longerWords, at));
    stretch = longer;
  }
  return stretch;
}

/** The stretch with one more word, at either side by turns, and from its own lines as long as they have one. */
function lengthened(stretch, text, turn) {
  const { start, end } = stretch;
  const behind = firstMatch(WORD_BEHIND, text.slice(end, end + LONGEST_STEP));
  const inFront = firstMatch(WORD_IN_FRONT, text.slice(Math.max(0, start - LONGEST_STEP), start));
  const steps = [
    { step: behind, longer: { start, end: end + codePoints(behind) } },
    { step: inFront, longer: { start: start - codePoints(inFront), end } },
  ].filter(({ step }) => step);
  if (turn % 2) steps.reverse();
  return (steps.find(({ step }) => !/[\r\n]/.test(step)) ?? steps[0])?.longer ?? stretch;
}

/** What matches, or all of it where only signs are left and no word. */
const firstMatch = (pattern, words) => words.match(pattern)?.[0] ?? words;

/** How a profile begins: whole words, as many as it takes to occur once; null where even the whole passage does not. */
function profileBeginning(profile, text) {
  let end = Math.min(profile.start + PROFILE_QUOTE, profile.end);
  for (;;) {
    const word = text.slice(end, Math.min(end + LONGEST_STEP, profile.end)).match(/^[\p{L}\p{N}\p{M}]*/u)[0];
    end += codePoints(word);
    const words = text.slice(profile.start, end).trimEnd();
    if (occurrences(words, text.string).length === 1) return words;
    if (end >= profile.end) return null;
    end += 1;
  }
}

/** Where the words stand in what is around them, overlapping places included. */
function occurrences(words, around) {
  const places = [];
  for (let at = around.indexOf(words); at >= 0; at = around.indexOf(words, at + 1)) places.push(at);
  return places;
}

const codePoints = (words) => [...words].length;

/** A value as YAML: a list with one row a line, anything else on the line of its name. */
function yamlBlock(value) {
  const rows = Array.isArray(value) ? value.map((row) => `\n  - ${yamlFlow(row)}`).join("") : "";
  return rows || ` ${yamlFlow(value)}`;
}

function yamlFlow(value) {
  if (Array.isArray(value)) return `[${value.map(yamlFlow).join(", ")}]`;
  if (typeof value === "string") return JSON.stringify(value).replace(TO_ESCAPE, escaped);
  // YAML takes a number with an exponent for a number only if it has a point as well.
  if (typeof value === "number") return String(value).replace(/^(-?\d+)e/, "$1.0e");
  if (value === null) return "null";
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields.map(([name, field]) => `${name}: ${yamlFlow(field)}`).join(", ")}}`;
}

const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
