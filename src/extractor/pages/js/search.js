// The free search: it narrows the records to those that hold the words, and shows each place of them in the text.
const MOST_PLACES = 5000;
const searching = { places: [], at: -1 };

/** Search for what stands in the search field; with nothing in it, show all again. */
function search() {
  const query = byId("search").value.trim();
  const pattern = query === "" ? null : patternOf(query);
  filtering.matches = pattern === null ? null : matchingRecords(pattern);
  searching.places = pattern === null ? [] : foundPlaces(pattern);
  searching.at = -1;
  highlight("found", searching.places);
  highlight("found-now", []);
  byId("found").textContent = pattern === null ? "" : `${counted(searching.places.length, "place")} in the text`;
  applyFilters();
}

// The words as they stand, whatever white space lies between them.
function patternOf(query) {
  return new RegExp(query.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+"), "giu");
}

function foundPlaces(pattern) {
  const { text } = textPane;
  const places = [];
  for (const found of text.string.matchAll(pattern)) {
    places.push({ start: text.toPoints(found.index), end: text.toPoints(found.index + found[0].length) });
    if (places.length === MOST_PLACES) break;
  }
  return places;
}

function matchingRecords(pattern) {
  filtering.haystacks ??= haystacks(page.current);
  const plain = new RegExp(pattern.source, "iu");
  return new Set([...filtering.haystacks].filter(([, words]) => plain.test(words)).map(([id]) => id));
}

/** For each record all the words that it is shown with. */
function haystacks(view) {
  const { units, achievements, numerals } = view.record;
  const owners = new Map(view.choices.owners);
  return new Map([
    ...units.map((row, i) => [row.id, [row.id, row.name, ...Object.values(view.units[i]).flat()].join("\n")]),
    ...achievements.map((row, i) =>
      [row.id, [owners.get(row.owner), row.clause.text, row.rule, ...Object.values(view.achievements[i])].join("\n")]),
    ...numerals.map((row, i) => [view.numerals[i].id, [row.span.text, ...Object.values(view.numerals[i])].join("\n")]),
  ]);
}

/** Go to the next place that was found, or the one before. */
function nextPlace(step) {
  const { places } = searching;
  if (places.length === 0) return;
  searching.at = (searching.at + step + places.length) % places.length;
  const place = places[searching.at];
  highlight("found-now", [place]);
  byId("found").textContent = `place ${searching.at + 1} of ${places.length} in the text`;
  goToPlace(place.start, place.end);
}

// Highlights lie over the text without changing the page; a browser that has none still filters the records.
function highlight(name, places) {
  if (globalThis.CSS?.highlights === undefined) return;
  if (places.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...places.map(({ start, end }) => rangeOf(start, end))));
}
