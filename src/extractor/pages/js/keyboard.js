// Keys and clicks: one listener for the whole page, whatever it holds.

document.addEventListener("click", (event) => {
  const { target } = event;
  if (!(target instanceof Element) || target.closest("dialog, #corrections, [data-correct]")) return;
  const go = target.closest("[data-go]");
  if (go !== null) select(go.dataset.go, { from: byId("side").contains(go) ? "side" : "outside" });
  else if (target.closest("#text-lines")) clickedText(target);
  else if (target.closest(".card, .unit-head, .ledger tr")) clickedRecord(target);
  else if (target.closest("#pictures")) clickedPicture(target);
  else if (target.closest(".sort")) sortOverview(Number(target.closest(".sort").dataset.column));
  else if (target.closest("[role=tab]")) showTab(target.closest("[role=tab]").dataset.tab);
});

function clickedText(target) {
  // Whoever drags over the text to select a part of it does not want to go anywhere.
  if (document.getSelection().isCollapsed) clickInText(target);
}

function clickedRecord(target) {
  if (target.closest("summary, button, a") || !document.getSelection().isCollapsed) return;
  select(target.closest("[data-id]").dataset.id, { from: "side" });
}

function clickedPicture(target) {
  const part = target.closest("[data-unit], [data-role], [data-start]");
  if (part === null) return;
  const { unit, by, value, role, start } = part.dataset;
  if (start !== undefined) goToPlace(Number(start), Number(start) + 1);
  else if (role !== undefined) {
    filterBy({ role });
    showTab("numbers");
  } else {
    filterBy(by === undefined ? { unit } : { unit, [by]: value });
    showTab("records");
  }
}

const ARROWS = { ArrowRight: 1, ArrowLeft: -1 };

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key === "Escape") return leave(event);
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (target.id === "search" && key === "Enter") return nextPlace(event.shiftKey ? -1 : 1);
  if (target.matches?.("input, select, textarea")) return;
  if (target.matches?.("[role=tab]") && key in ARROWS) return nextTab(target, ARROWS[key]);
  if (target.matches?.("svg [role=button]") && (key === "Enter" || key === " ")) {
    event.preventDefault();
    clickedPicture(target);
  } else if (key === "?") byId("help").showModal();
  else if (key === "/") {
    event.preventDefault();
    byId(page.current === null ? "overview-search" : "search").focus();
  } else if (page.current !== null && (key === "j" || key === "k")) nextRecord(key === "j" ? 1 : -1);
});

// Escape clears a search, or else selects nothing.
function leave(event) {
  if (document.querySelector("dialog[open]")) return;
  if (event.target.id === "search" || event.target.id === "overview-search") {
    event.target.value = "";
    event.target.dispatchEvent(new Event("input", { bubbles: true }));
    event.target.blur();
  } else if (page.current !== null) clearSelection();
}

/** Select the next record of the panel that is open, or the one before; what is filtered out is passed over. */
function nextRecord(step) {
  const panel = byId("numbers-view").hidden ? "#records .card" : "#ledger tr";
  if (panel === "#records .card") showTab("records");
  const rows = [...document.querySelectorAll(panel)].filter((row) => row.closest("[hidden]") === null);
  if (rows.length === 0) return;
  const at = rows.findIndex((row) => row.dataset.id === selecting.id);
  const next = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
  select(rows[next].dataset.id);
}

function nextTab(tab, step) {
  const tabs = [...tab.parentElement.children];
  const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
  showTab(next.dataset.tab);
  next.focus();
}

/** Dark or light, against what the system says. */
function toggleTheme() {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  root.dataset.theme = (root.dataset.theme ?? system) === "dark" ? "light" : "dark";
}
