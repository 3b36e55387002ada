// Selecting a record: it and its twin on the other side are highlighted and brought into view, the address names it.
const selecting = { id: null, revealed: new Map(), click: { target: null, ids: [], at: 0 } };

/** Select a record by its id: `a017`, `u03`, `n012`, `f02`, `c01`, or what the announcement says about itself. */
function select(id, { from = "outside" } = {}) {
  if (/^n\d/.test(id)) drawRest();
  const marks = textPane.marks.get(id) ?? [];
  const twins = [...document.querySelectorAll(`#document [data-id="${CSS.escape(id)}"]`)];
  if (marks.length === 0 && twins.length === 0) return;
  clearSelection();
  selecting.id = id;
  for (const element of [...marks, ...twins]) element.classList.add("selected");
  highlight("clause", clauseOf(id));
  address(id);
  openTab(id);
  // In a table the heading of a column stands far above the number, which is what a reader wants to see.
  const mark = marks.find((element) => element.classList.contains("m-number")) ?? marks[0];
  if (from !== "text" && mark !== undefined) reveal(mark, byId("text-scroll"));
  const twin = twins.find((element) => byId("side").contains(element));
  if (from !== "side" && twin !== undefined) {
    for (const hidden of hiddenAround(twin)) hidden.hidden = false;
    reveal(twin, byId("side-scroll"));
  }
  if (from === "outside") bringPanes();
  page.emit("select", { id });
}
page.select = (id) => select(id);

/** Select nothing. */
function clearSelection() {
  for (const element of document.querySelectorAll("#document .selected")) element.classList.remove("selected");
  highlight("clause", []);
  selecting.id = null;
}

function clauseOf(id) {
  const row = page.current.record.achievements.find((one) => one.id === id);
  return row === undefined ? [] : [row.clause];
}

// A record that a filter hides is shown all the same when somebody goes to it.
function hiddenAround(element) {
  const hidden = [];
  for (let at = element; at.id !== "side"; at = at.parentElement) {
    if (at.hidden && !at.matches("[role=tabpanel]")) hidden.push(at);
  }
  return hidden;
}

/** Write the record into the address, so that it can be sent to a colleague. */
function address(id) {
  const many = page.documents.length > 1;
  history.replaceState(null, "", `#${many ? `${page.current.key}.` : ""}${id}`);
}

function openTab(id) {
  if (/^n\d/.test(id)) showTab("numbers");
  else if (/^[auc]\d/.test(id)) showTab("records");
}

/** Show one of the panels beside the text. */
function showTab(name) {
  if (name !== "records") drawRest();
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosenTab = tab.dataset.tab === name;
    tab.setAttribute("aria-selected", String(chosenTab));
    tab.tabIndex = chosenTab ? 0 : -1;
    byId(tab.getAttribute("aria-controls")).hidden = !chosenTab;
  }
}

// Rows that were never on the screen have guessed heights, so the place of what lies behind them is known only once
// they are laid out: for some frames the pane is moved again.
const FRAMES_TO_SETTLE = 8;

/** Scroll a pane, and only this pane, until an element or a range stands in its upper third. */
function reveal(target, pane) {
  selecting.revealed.set(pane, target);
  const settle = (frames) => {
    if (selecting.revealed.get(pane) !== target) return;
    const box = target.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) {
      pane.scrollTop += box.top - frame.top - pane.clientHeight / 3;
    }
    if (frames > 0) requestAnimationFrame(() => settle(frames - 1));
  };
  settle(FRAMES_TO_SETTLE);
}

/** Show a stretch of the text that no mark stands for. */
function goToPlace(start, end) {
  reveal(rangeOf(start, end), byId("text-scroll"));
  bringPanes();
}

/** Both panes fill the window under the bar. */
function bringPanes() {
  const below = byId("bar").getBoundingClientRect().bottom;
  const gap = byId("panes").getBoundingClientRect().top - Math.max(0, below);
  if (Math.abs(gap) > 2) byId("panes").scrollIntoView({ block: "start" });
}

/** What a click in the text means: the innermost record there; a further click on the same place goes outwards. */
function clickInText(target) {
  const marked = target.closest("[data-ids]");
  if (marked === null) return;
  if (selecting.click.target !== marked) selecting.click = { target: marked, ids: idsAround(marked), at: -1 };
  const { ids } = selecting.click;
  selecting.click.at = (selecting.click.at + 1) % ids.length;
  select(ids[selecting.click.at], { from: "text" });
}

function idsAround(element) {
  const ids = [];
  for (let at = element; at !== null; at = at.parentElement.closest("[data-ids]")) {
    ids.push(...at.dataset.ids.split(" "));
  }
  return [...new Set(ids)];
}
