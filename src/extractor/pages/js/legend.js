// The legend of the marks in the text: what each looks like, and a box that shows or hides all of its sort.
const LEGEND = [
  ["fact", ["title", "institution", "issuer", "published", "declared"]],
  ["category", ["header", "category"]],
  ["unit", ["unit"]],
  ["organisation", ["organisation"]],
  ["achievement", ["achievement"]],
  ["period", ["period"]],
  ["number", ["number"]],
  ["finding", ["finding"]],
];

/** Draw the legend; its words are those of the data. */
function renderLegend() {
  byId("legend-rows").replaceChildren(...LEGEND.map(([group, kinds]) => el("li", {},
    el("label", {},
      el("input", { type: "checkbox", value: group, checked: true }),
      el("span", { class: "legend-name" }, page.data.words.groups[group])),
    el("span", { class: "samples" }, kinds.flatMap(samples)))));
}

function samples(kind) {
  const { roles, severities, marks } = page.data.words;
  const sample = (look, words) =>
    el("span", { class: "sample" }, el("span", { class: `mark m-${kind} ${look} begins ends` }, words));
  if (kind === "number") return Object.entries(roles).map(([role, words]) => sample(`is-${role}`, words));
  if (kind === "finding") return Object.entries(severities).map(([severity, words]) => sample(`is-${severity}`, words));
  return [sample("", marks[kind])];
}
