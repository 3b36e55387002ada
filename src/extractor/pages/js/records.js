// The records as cards: category, unit, achievement, and under each achievement the parts of it.
const DEEPEST_PART = 6; // a part of a part of a part … is no longer indented beyond this

/** Draw the cards of a document. */
function renderRecords(view) {
  const tree = recordTree(view);
  const groups = view.record.categories.map((row, i) =>
    categoryGroup(view.categories[i], tree.units.get(row.id) ?? [], tree));
  const without = tree.units.get(null) ?? [];
  if (without.length > 0) groups.push(categoryGroup({ id: null }, without, tree));
  const own = tree.roots.get("institution") ?? [];
  if (own.length > 0) groups.push(institutionGroup(view, own, tree));
  if (groups.length === 0) groups.push(el("p", { class: "empty" }, "No units and no achievements were found."));
  byId("records").replaceChildren(...groups);
}

/** Units by category, and achievements by owner and by what they are part of. */
function recordTree(view) {
  const rows = new Map(view.record.achievements.map((row, i) => [row.id, { row, words: view.achievements[i] }]));
  const tree = { rows, units: new Map(), roots: new Map(), parts: new Map() };
  view.record.units.forEach((row, i) => listed(tree.units, row.category, { row, words: view.units[i] }));
  for (const one of rows.values()) {
    const parent = rows.get(one.row.part_of);
    // A part that somebody else achieved stands with its owner, and says what it is a part of.
    if (parent?.row.owner === one.row.owner) listed(tree.parts, parent.row.id, one);
    else listed(tree.roots, one.row.owner, one);
  }
  return tree;
}

function listed(lists, key, value) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function categoryGroup(category, units, tree) {
  const name = category.id === null ? "Without a category" : goButton(category.id, "", quote(category.name));
  return el("section", { class: "category" },
    el("div", { class: "category-head", "data-id": category.id },
      el("h3", {}, name),
      el("p", { class: "tally" }, counted(units.length, "unit"))),
    units.map((unit) => unitGroup(unit, tree)));
}

function unitGroup({ row, words }, tree) {
  return el("section", { class: "unit" },
    el("div", { class: "unit-head", "data-id": row.id },
      el("h4", {}, goButton(row.id, "", quote(row.name))),
      el("p", { class: "unit-facts" },
        el("span", { class: "tag" }, words.kind),
        words.organisations === null ? null : [" ", quote(words.organisations)],
        el("span", { class: "tally" }, words.achievements)),
      words.also.length > 0 ? otherNames(words.also) : null,
      correctButton(row.id)),
    cardList(tree.roots.get(row.id) ?? [], tree, 1));
}

function otherNames(names) {
  return el("details", { class: "other-names" },
    el("summary", {}, counted(names.length, "other name")),
    el("ul", {}, names.map((name) => el("li", {}, quote(name)))));
}

function institutionGroup(view, own, tree) {
  const institution = view.record.announcement.institution;
  const count = view.record.achievements.filter((row) => row.owner === "institution").length;
  return el("section", { class: "category unit" },
    el("div", { class: "category-head" },
      el("h3", {}, "The institution itself", institution === null ? null : [": ", quote(institution.text)]),
      el("p", { class: "tally" }, counted(count, "achievement"))),
    cardList(own, tree, 1));
}

function cardList(rows, tree, depth) {
  if (rows.length === 0) return null;
  const list = el("ul", { class: depth === 1 ? "cards" : "cards parts" });
  for (const one of rows) {
    const parts = tree.parts.get(one.row.id) ?? [];
    const item = el("li", {}, card(one, tree));
    list.append(item);
    if (parts.length === 0) continue;
    const inner = cardList(parts, tree, depth + 1);
    if (depth < DEEPEST_PART) item.append(inner);
    else list.append(...inner.children);
  }
  return list;
}

function card({ row, words }, tree) {
  const object = row.object === null ? null : quote(row.object, { class: "object" });
  const parent = tree.rows.get(row.part_of);
  const foreign = parent !== undefined && parent.row.owner !== row.owner;
  return el("div", { class: "card", "data-id": row.id },
    goButton(row.id, "reading", el("strong", { class: "value" }, words.value), object),
    el("p", { class: "clause" }, quote(row.clause.text)),
    el("div", { class: "card-foot" }, el("ul", { class: "tags" },
      el("li", { class: "tag" }, words.kind),
      words.award === null ? null : el("li", { class: "tag is-award" }, quote(words.award)),
      words.level === null ? null : el("li", { class: "tag" }, words.level),
      words.period === null ? null : el("li", { class: "tag is-period" }, quote(words.period)),
      row.implied ? el("li", { class: "tag" }, "no number is written") : null,
      foreign ? el("li", { class: "tag" }, "part of ", quote(parent.words.reading)) : null),
    el("details", { class: "why", "data-rule": row.rule }, el("summary", {}, "Why"))),
    correctButton(row.id));
}

function correctButton(id) {
  return el("button", { type: "button", class: "correct", "data-correct": id }, "Correct");
}

/** What a card says when it is asked why: made when it is first opened, since thousands never are. */
function explain(details) {
  if (details.childElementCount > 1) return;
  const rule = page.current.rules.find((one) => one.id === details.dataset.rule);
  details.append(
    el("p", {}, rule.why ?? "The rules at hand have none of this name."),
    el("p", {}, el("code", {}, rule.id), rule.place === null ? null : [" in ", el("code", {}, rule.place)]));
}
