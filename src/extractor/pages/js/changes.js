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
