// The pictures, drawn from the figures of the document as SVG: a heat map, a bar of roles and a strip of sections.
const CELL = { width: 46, height: 26, name: 236, head: 84 };
const STRIP = { width: 1000, height: 44 };

/** Draw the pictures of a document. */
function renderPictures(view) {
  const { heat, roles, sections } = view.pictures;
  byId("pictures").replaceChildren(
    ...heat.filter((map) => map.rows.length > 0).map(heatMap),
    roleBar(roles),
    coverage(sections, view.record.source.characters));
}

function picture(title, words, drawing, ...more) {
  return el("figure", { class: "picture" }, el("figcaption", {}, el("h3", {}, title), el("p", {}, words)),
    el("div", { class: "drawing", tabindex: "0", role: "group", "aria-label": title }, drawing), more);
}

function heatMap({ by, title, columns, rows }) {
  const most = Math.max(...rows.flatMap((row) => row.counts));
  const width = CELL.name + (columns.length + 2) * CELL.width;
  const height = CELL.head + rows.length * CELL.height;
  const size = { width, height, viewBox: `0 0 ${width} ${height}` };
  const drawing = svg("svg", { class: "heat", ...size, role: "group", "aria-label": title },
    [...columns.map(([, name]) => name), "all"].map(heatHead),
    rows.map((row, i) => heatRow(by, row, columns, CELL.head + i * CELL.height, most)));
  return picture(title, "How many achievements each unit has. A click on a cell shows them.", drawing);
}

function heatHead(name, i) {
  const place = `translate(${CELL.name + (i + 0.4) * CELL.width} ${CELL.head - 8}) rotate(-40)`;
  return svg("text", { class: "heat-head", transform: place }, name);
}

// What can be clicked in a picture, and reached by key; `data` says what the click means.
function part(look, label, data, ...children) {
  return svg("g", { class: look, role: "button", tabindex: "0", "aria-label": label, ...data },
    svg("title", {}, label), children);
}

function heatRow(by, row, columns, y, most) {
  const cell = (count, i) => {
    const x = CELL.name + i * CELL.width;
    const [slug, name] = columns[i];
    if (count === 0) return svg("text", { class: "heat-none", x: x + CELL.width / 2, y: y + 17 }, "·");
    // Weight by the square root: one next to fifty is still seen to be more than none.
    const level = Math.max(1, Math.round(5 * Math.sqrt(count / most)));
    const data = { "data-unit": row.id, "data-by": by, "data-value": slug };
    return part(`cell level-${level}`, `${row.name}, ${name}: ${count}`, data,
      svg("rect", { x: x + 1, y: y + 1, width: CELL.width - 2, height: CELL.height - 2, rx: 3 }),
      svg("text", { x: x + CELL.width / 2, y: y + 17 }, count));
  };
  return svg("g", {},
    part("heat-name", row.name, { "data-unit": row.id }, svg("text", { x: 0, y: y + 17 }, clipped(row.name, 36))),
    row.counts.map(cell),
    svg("text", { class: "heat-sum", x: CELL.name + (columns.length + 0.5) * CELL.width, y: y + 17 }, row.total));
}

function roleBar(roles) {
  const all = roles.reduce((sum, row) => sum + row.count, 0);
  let x = 0;
  const parts = roles.map((row) => {
    const width = (STRIP.width * row.count) / all;
    const bar = svg("rect", { x, y: 0, width: Math.max(1, width - 2), height: STRIP.height, fill: textured(row.role) });
    x += width;
    return part("part", `${row.name}: ${row.count}`, { "data-role": row.role }, bar);
  });
  const keys = roles.map((row) => el("button", { type: "button", class: "key", "data-role": row.role },
    swatch(row.role), `${row.name} `, el("b", {}, row.count)));
  const words = "Every number in the text by the part that it plays. A click lists them.";
  return strip("What the numbers are", words, parts, keys);
}

function coverage(sections, characters) {
  const scale = STRIP.width / Math.max(1, characters);
  const parts = sections.map((row) => {
    const label = row.about === null ? row.name : `${row.name}: ${row.about}`;
    const width = Math.max(2, (row.end - row.start) * scale - 1);
    return part("part", label, { "data-start": row.start },
      svg("rect", { x: row.start * scale, y: 0, width, height: STRIP.height, fill: textured(row.kind) }));
  });
  const kinds = [...new Map(sections.map((row) => [row.kind, row.name]))];
  const words = "The text from its first to its last character. A click goes to the place.";
  return strip("How the text is made up", words, parts, kinds.map(([kind, name]) => [swatch(kind), name]));
}

function strip(title, words, parts, keys) {
  const viewBox = `0 0 ${STRIP.width} ${STRIP.height}`;
  const drawing = svg("svg", { class: "strip", viewBox, role: "group", "aria-label": title }, parts);
  return picture(title, words, drawing, el("ul", { class: "keys" }, keys.map((key) => el("li", {}, key))));
}

// A colour alone tells nothing on a grey print or to the colour-blind, so each fill has a texture as well.
const STROKES = {
  plain: "", slash: "M0 8L8 0", back: "M0 0L8 8", rows: "M0 4H8", columns: "M4 0V8", grid: "M0 4H8M4 0V8",
  cross: "M0 0L8 8M0 8L8 0", dots: "M3 4h2",
};
const TILE = { width: 8, height: 8, patternUnits: "userSpaceOnUse" };
const TEXTURES = {
  unexplained: "cross", achievement: "plain", declared: "rows", quantity: "dots", date: "slash", grade: "columns",
  ordinal: "back", name: "grid", enumeration: "rows", pronoun: "columns", reference: "slash",
  title: "plain", summary: "slash", background: "dots", outlook: "back", header: "grid", list: "rows", profile: "plain",
  other: "dots",
};

function textured(name) {
  return `url(#texture-${name})`;
}

/** Make the textures, which all pictures share. */
function renderTextures() {
  byId("textures").replaceChildren(svg("defs", {},
    Object.entries(TEXTURES).map(([name, texture]) =>
      svg("pattern", { id: `texture-${name}`, class: `tone of-${name}`, ...TILE },
        svg("rect", { width: 8, height: 8 }), svg("path", { d: STROKES[texture] })))));
}

function swatch(name) {
  const size = { width: 16, height: 16 };
  return svg("svg", { class: "swatch", ...size, "aria-hidden": "true" }, svg("rect", { ...size, fill: textured(name) }));
}
