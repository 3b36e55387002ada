// The ledger: every number of the text, what it reads as and which part it plays; what is not explained stands first.
// Its rows are laid out each by itself, so that thousands need not be; therefore they say in words that they are rows.
const CONTEXT = 28; // code points of the text on either side of a number

/** Draw the ledger of a document. */
function renderLedger(view) {
  const text = textPane.text;
  const rows = view.record.numerals.map((row, i) => ({ row, words: view.numerals[i] }));
  const first = rows.filter(({ row }) => row.role === "unexplained");
  const others = rows.filter(({ row }) => row.role !== "unexplained");
  byId("ledger").replaceChildren(...[...first, ...others].map((one) => ledgerRow(one, text)));
}

function ledgerRow({ row, words }, text) {
  const [before, after] = contextOf(row.span, text);
  const cell = (look, ...children) => el("td", { role: "cell", class: look }, children);
  return el("tr", { role: "row", class: `is-${row.role}`, "data-id": words.id },
    cell(null, goButton(words.id, "", quote(row.span.text))),
    cell("figure-cell", words.reading ?? "–"),
    cell(null, el("span", { class: `role is-${row.role}` }, words.role),
      row.achievement === null ? null : goButton(row.achievement, "small", "record")),
    cell("context", quote(before), el("b", {}, quote(row.span.text)), quote(after)),
    cell("figure-cell", words.line),
    cell(null, correctButton(words.id)));
}

/** What stands before and behind a number in its line: whole words, or characters where a script has no spaces. */
function contextOf({ start, end }, text) {
  const [first, last] = [rowAt(start).start, rowAt(end - 1).end];
  const before = text.slice(Math.max(first, start - CONTEXT), start);
  const after = text.slice(end, Math.min(last, end + CONTEXT));
  return [
    start - CONTEXT > first ? before.replace(/^\S*\s+(?=\S)|^/u, "… ") : before,
    end + CONTEXT < last ? after.replace(/\s+\S*$|$/u, " …") : after,
  ];
}
