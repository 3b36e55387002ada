// Building elements. Text from a document only ever becomes a text node, and no character in it acts on the page.

// Controls, and what is invisible or turns the direction of what follows it. Tabs and line ends are layout.
const UNSEEN = new RegExp(String.raw`[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e`
  + String.raw`\u2060-\u206f\ufeff\ufff9-\ufffb]`, "u");
const UNSEEN_RUNS = new RegExp(`(${UNSEEN.source})`, "u");
const ABBREVIATIONS = new Map(Object.entries({
  "\u0000": "NUL", "\u001b": "ESC", "\u00ad": "SHY", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ",
  "\u200e": "LRM", "\u200f": "RLM", "\u2028": "LSEP", "\u2029": "PSEP", "\u202a": "LRE", "\u202b": "RLE",
  "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO", "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI",
  "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM",
}));

/** An HTML element; children are nodes, strings (which become text) or nothing. */
function el(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

/** An SVG element, likewise. */
function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(byId("textures").namespaceURI, name), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === "") continue;
    if (child instanceof Node) element.append(child);
    else element.append(...textNodes(String(child)));
  }
  return element;
}

/** A text as nodes: unseen characters stand in an element that shows what they are and keeps them to itself. */
function textNodes(string) {
  if (!UNSEEN.test(string)) return [document.createTextNode(string)];
  return string.split(UNSEEN_RUNS).filter((part) => part !== "").map((part) =>
    UNSEEN.test(part) ? unseen(part) : document.createTextNode(part));
}

// The character itself stays in the element, so that what is copied is the text; the style sheet shows the stand-in.
function unseen(character) {
  const point = `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const element = document.createElement("span");
  element.className = "unseen";
  element.title = point;
  element.dataset.shown = ABBREVIATIONS.get(character) ?? point;
  element.append(character);
  return element;
}

/** Words of the document inside words of the page: a direction of their own, and the document's language. */
function quote(string, attributes = {}) {
  return el("bdi", { lang: page.current?.language, ...attributes }, string);
}

/** A button that goes to a record. */
function goButton(id, look, ...children) {
  return el("button", { type: "button", class: `go ${look}`.trim(), "data-go": id }, ...children);
}

/** A count with its noun, thousands parted by commas. */
function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** A text that is no longer than so many characters. */
function clipped(string, most) {
  const points = Array.from(string);
  return points.length > most ? `${points.slice(0, most - 1).join("")}…` : string;
}
