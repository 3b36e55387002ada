// The source text, line by line as it is, with its marks; and the way from offsets to places on the screen and back.
const textPane = { text: null, rows: [], marks: new Map() };

/** Draw the text of a document. */
function renderText(view) {
  const text = makeText(view.record.source.text);
  const lines = linesOf(text);
  const marked = marksByLine(lines, marksOf(view));
  const sections = [...view.pictures.sections];
  textPane.text = text;
  textPane.marks = new Map();
  let section = null;
  textPane.rows = lines.map((line, index) => {
    const begun = [];
    while (sections.length > 0 && sections[0].start <= line.end) {
      begun.push(labelled(sections.shift(), begun.at(-1) ?? section));
    }
    // A section that begins inside the line belongs to the lines below it; the margin shows where it begins.
    const kind = (begun.find((one) => one.start <= line.start) ?? section ?? begun[0])?.kind ?? "other";
    section = begun.at(-1) ?? section;
    return renderLine(line, index, nested(marked.next().value), begun, kind);
  });
  const pane = byId("text-lines");
  pane.lang = view.language;
  pane.replaceChildren(...passages(textPane.rows));
}

// The browser lays out only the passages that are on the screen; thousands of single lines would cost it too much.
const PASSAGE = { lines: 24, characters: 4000 };

function* passages(rows) {
  let from = 0;
  for (let at = 0; at < rows.length; at += 1) {
    const isFull = at - from + 1 >= PASSAGE.lines || rows[at].end - rows[from].start >= PASSAGE.characters;
    if (!isFull && at < rows.length - 1) continue;
    yield el("div", { class: "passage-of-text" }, rows.slice(from, at + 1).map((row) => row.element));
    from = at + 1;
  }
}

function renderLine(line, index, nodes, begun, kind) {
  const row = { ...line, pieces: [], element: null, content: el("div", { class: "line", dir: "auto" }) };
  appendMarked(row, row.content, nodes, line.start, line.end);
  const look = begun.some((section) => !section.continues) ? " section-begins" : "";
  row.element = el("div", { class: `row in-${kind}${look}`, "data-line": index + 1 },
    begun.length > 0 ? el("div", { class: "margin" }, begun.map(sectionLabel)) : null,
    row.content);
  return row;
}

// One purpose over many short sections is said each time, but softly after the first.
function labelled(section, before) {
  const continues = ["kind", "unit", "category"].every((name) => section[name] === before?.[name]);
  return { ...section, continues };
}

function sectionLabel(section) {
  const title = section.about === null ? null : `${section.name}: ${section.about}`;
  const look = `section-label${section.continues ? " continues" : ""}`;
  return el("span", { class: look, title, "data-start": section.start, lang: "en" }, section.name);
}

function appendMarked(row, parent, nodes, start, end) {
  let at = start;
  for (const node of nodes) {
    appendText(row, parent, at, node.piece.start);
    const element = markElement(node);
    parent.append(element);
    appendMarked(row, element, node.children, node.piece.start, node.piece.end);
    at = node.piece.end;
  }
  appendText(row, parent, at, end);
}

function markElement({ piece, ids }) {
  const { mark, begins, ends } = piece;
  const element = document.createElement("span");
  const looks = mark.look.split(" ").map((look) => (look.startsWith("is-") ? look : `m-${look}`)).join(" ");
  element.className = `mark ${looks}${begins ? " begins" : ""}${ends ? " ends" : ""}`;
  element.dataset.ids = ids.join(" ");
  element.title = markTitle(mark);
  for (const id of ids) {
    const known = textPane.marks.get(id);
    if (known) known.push(element);
    else textPane.marks.set(id, [element]);
  }
  return element;
}

function markTitle(mark) {
  const [kind, look] = mark.look.split(" is-");
  if (kind === "number") return page.data.words.roles[look];
  if (kind === "finding") return page.data.words.severities[look];
  return page.data.words.marks[kind];
}

function appendText(row, parent, start, end) {
  if (start >= end) return;
  let at = textPane.text.toUnits(start);
  for (const node of textNodes(textPane.text.slice(start, end))) {
    const content = node.nodeType === Node.TEXT_NODE ? node : node.firstChild;
    row.pieces.push({ node: content, start: at, end: at + content.data.length });
    at += content.data.length;
    parent.append(node);
  }
}

/** The row that an offset lies in; of one that ends a line, this line's row. */
function rowAt(point) {
  const { rows } = textPane;
  return rows[Math.max(0, firstAtOrAfter(rows.length, (i) => rows[i].start > point) - 1)];
}

/** The range on the page of a stretch of the text. */
function rangeOf(start, end) {
  const range = new Range();
  const [first, last] = [rowAt(start), rowAt(Math.max(start, end - 1))];
  const [from, to] = [textPane.text.toUnits(start), textPane.text.toUnits(end)];
  const begin = first.pieces[firstAtOrAfter(first.pieces.length, (i) => first.pieces[i].end > from)];
  const finish = last.pieces[firstAtOrAfter(last.pieces.length, (i) => last.pieces[i].end >= to)] ?? last.pieces.at(-1);
  if (begin) range.setStart(begin.node, Math.max(0, from - begin.start));
  else range.setStart(first.content, first.content.childNodes.length);
  if (finish) range.setEnd(finish.node, Math.min(finish.node.data.length, Math.max(0, to - finish.start)));
  else range.setEnd(last.content, 0);
  return range;
}

/** The offsets `{start, end}` of what the user has selected in the text, in code points; null if nothing is. */
function selectedOffsets() {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!byId("text-lines").contains(range.commonAncestorContainer)) return null;
  const start = offsetAt(range.startContainer, range.startOffset);
  const end = offsetAt(range.endContainer, range.endOffset);
  return start < end ? { start, end } : null;
}

// A place between two nodes, in the margin or between rows is the place of the first piece of text behind it.
function offsetAt(container, offset) {
  const { rows, text } = textPane;
  const place = new Range();
  place.setStart(container, offset);
  const behind = (node) => place.comparePoint(node, 0) >= 0;
  const index = firstAtOrAfter(rows.length, (i) => behind(rows[i].content) || rows[i].content.contains(container));
  const row = rows[index];
  if (row === undefined) return text.length;
  const piece = row.pieces.find((one) => one.node === container || behind(one.node));
  if (piece === undefined) return row.end;
  return text.toPoints(piece.start + (piece.node === container ? offset : 0));
}
