// What is marked in the text, and how marks that lie in or across one another become elements that nest.

// Of marks with the same extent, the one that stands first here lies outside.
const ORDER = ["title", "header", "finding", "category", "unit", "organisation", "institution", "issuer", "published",
  "achievement", "period", "declared", "number"];

// A thousand marks over one place would be a tower that no browser can lay out and no eye can read. What would lie
// deeper than this has no frame of its own; a click still finds it. Numbers always have one: no two overlap.
const DEEPEST = 16;

/** The marks of a document: `{start, end, kind, look, ids}`, those with the same extent and look made one, in order. */
function marksOf(view) {
  const marks = new Map();
  const add = (kind, span, ids, look = kind) => {
    if (!span) return;
    const key = `${span.start} ${span.end} ${look}`;
    const known = marks.get(key);
    if (known) known.ids.push(...ids);
    else marks.set(key, { start: span.start, end: span.end, kind, look, ids: [...ids], rank: ORDER.indexOf(kind) });
  };
  const { announcement, categories, units, achievements, numerals, findings } = view.record;
  add("title", announcement.title, ["title"]);
  add("institution", announcement.institution, ["institution"]);
  add("issuer", announcement.issuer, ["issuer"]);
  add("published", announcement.published?.span, ["published"]);
  add("declared", announcement.declared_total?.span, ["declared"]);
  categories.forEach((row, i) => {
    const id = view.categories[i].id;
    add("header", row.header, [id]);
    for (const span of row.mentions) add("category", span, [id]);
    add("declared", row.declared?.span, [id]);
  });
  for (const row of units) {
    for (const span of row.mentions) add("unit", span, [row.id]);
    for (const body of row.organisations) add("organisation", body.span, [row.id]);
  }
  for (const row of achievements) {
    for (const span of stretchesOf(row)) add("achievement", span, [row.id]);
    add("period", row.period?.span, [row.id]);
  }
  numerals.forEach((row, i) => {
    const id = view.numerals[i].id;
    add("number", row.span, row.achievement ? [row.achievement, id] : [id], `number is-${row.role}`);
  });
  for (const row of view.findings) {
    for (const span of findings[Number(row.id.slice(1)) - 1].spans) {
      add("finding", span, [row.id], `finding is-${row.severity}`);
    }
  }
  return [...marks.values()].sort(outerFirst);
}

/**
 * What is marked of an achievement: its span. In a table this runs from the heading of the column down to the cell and
 * over all cells between; there only what is counted and the number are marked.
 */
function stretchesOf({ span, object, numeral }) {
  if (!/[\n\r]/.test(span.text)) return [span];
  const text = makeText(span.text);
  const at = object === null ? -1 : span.text.indexOf(object);
  const start = span.start + text.toPoints(at);
  const counted = at < 0 ? [] : [{ start, end: start + makeText(object).length }];
  return numeral === null ? counted : [...counted, numeral];
}

function outerFirst(one, other) {
  return one.start - other.start || other.end - one.end || one.rank - other.rank;
}

/** For each line the marks in it, cut at its ends, as `{mark, start, end, begins, ends}`. */
function* marksByLine(lines, marks) {
  let open = [];
  let next = 0;
  for (const line of lines) {
    while (next < marks.length && marks[next].start < line.end) open.push(marks[next++]);
    const pieces = [];
    for (const mark of open) {
      const start = Math.max(mark.start, line.start);
      const end = Math.min(mark.end, line.end);
      const [begins, ends] = [start === mark.start, end === mark.end];
      if (start < end) pieces.push({ mark, start, end, begins, ends, rank: mark.rank });
    }
    yield pieces.sort(outerFirst);
    open = open.filter((mark) => mark.end > line.end);
  }
}

/**
 * The pieces of one line as a tree of `{piece, children, ids}`. A piece that runs over the end of the one that it
 * begins in is parted there, so that every element nests; only the true ends of a mark are drawn as ends.
 */
function nested(pieces) {
  const root = { piece: null, children: [], ids: [] };
  const path = [root];
  const waiting = [...pieces].reverse();
  while (waiting.length > 0) {
    const piece = waiting.pop();
    while (path.length > 1 && path.at(-1).piece.end <= piece.start) path.pop();
    const around = path.at(-1);
    if (path.length > DEEPEST && piece.mark.kind !== "number") {
      around.ids.push(...piece.mark.ids);
    } else if (path.length > 1 && around.piece.end < piece.end) {
      const cut = around.piece.end;
      putBack(waiting, { ...piece, start: cut, begins: false });
      waiting.push({ ...piece, end: cut, ends: false });
    } else {
      const node = { piece, children: [], ids: [...piece.mark.ids] };
      around.children.push(node);
      path.push(node);
    }
  }
  return root.children;
}

// `waiting` is in reverse order, the next piece last.
function putBack(waiting, piece) {
  const index = firstAtOrAfter(waiting.length, (i) => outerFirst(waiting[i], piece) <= 0);
  waiting.splice(index, 0, piece);
}
