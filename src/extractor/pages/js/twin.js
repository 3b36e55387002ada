// The document held against its translation: what differs, with the places of both; a click goes to the Chinese one.

/** Draw what differs from the translation, or nothing where the report knows none. */
function renderTwin(held) {
  byId("twin").hidden = held === null;
  if (held === null) return;
  byId("twin-said").replaceChildren(
    el("p", { class: "twin-closing" }, el("bdi", {}, held.english), `: ${held.closing}`),
    el("ul", { class: "twin-facts" }, held.facts.map(([name, said]) => el("li", {}, `${name}: ${said}`))),
    held.entries.length === 0 ? "" : el("ol", { class: "twin-rows" }, held.entries.map(twinRow)));
}

function twinRow(row) {
  return el("li", { class: `finding is-${row.severity}` },
    el("p", { class: "finding-head" },
      el("span", { class: `severity is-${row.severity}` }, page.data.words.severities[row.severity]),
      el("span", { class: "finding-title" }, row.title)),
    el("p", { class: "finding-message" }, el("bdi", {}, row.message)),
    el("dl", { class: "twin-places" },
      twinSide("Chinese", row.chinese, page.current.language, twinButton),
      twinSide("English", row.english, "en", (place) => twinQuote(place, "en"))));
}

function twinSide(name, places, lang, draw) {
  const said = places.length === 0 ? [el("span", { class: "missing" }, "nothing")] : places.map(draw);
  return el("div", {}, el("dt", {}, name), el("dd", { lang }, said));
}

function twinButton(place) {
  const button = el("button", { type: "button", class: "go" }, twinQuote(place, page.current.language));
  button.addEventListener("click", () => goToPlace(place.start, place.end));
  return button;
}

function twinQuote({ line, before, text, after }, lang) {
  return el("span", { class: "twin-quote" },
    el("span", { class: "where" }, `line ${line}`), " ",
    el("bdi", { lang }, `…${before}`, el("b", {}, text), `${after}…`));
}
