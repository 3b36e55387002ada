// Where the page begins: read the data, listen, show what the address asks for, then check everything.

/** Do what the first sight of the page must not wait for, when the browser has nothing better to do. */
function afterSight(task) {
  const idle = globalThis.requestIdleCallback ?? setTimeout;
  requestAnimationFrame(() => idle(() => task()));
}

const drawing = { rest: null };

/** Draw what stands behind the other tabs: after the first sight of the document, or as soon as it is asked for. */
function drawRest() {
  const view = drawing.rest;
  if (view === null) return;
  drawing.rest = null;
  renderLedger(view);
  renderPictures(view);
  applyFilters();
  page.emit("document", view);
}

/** Show a document, or with null the overview. */
function show(view) {
  page.current = view;
  drawing.rest = view;
  byId("document").hidden = view === null;
  byId("overview").hidden = view !== null;
  byId("back").hidden = page.documents.length === 1 || view === null;
  document.title = view === null || page.documents.length === 1 ? page.data.title : view.summary.title;
  if (view === null) return;
  byId("search").value = "";
  byId("found").textContent = "";
  renderGlance(view);
  renderTwin(page.data.twin ?? null);
  renderText(view);
  renderRecords(view);
  renderFilters(view);
  showTab("records");
  afterSight(drawRest);
}

/** Go where the address says: `#a017` in a single document, `#3` or `#3.a017` among several. */
function followAddress() {
  const [first, ...rest] = decodeURIComponent(location.hash.slice(1)).split(".");
  const many = page.documents.length > 1;
  const view = many ? page.documents.find((one) => one.key === first) ?? null : page.documents[0];
  if (page.current !== view || view === null) {
    show(view);
    scrollTo(0, 0);
  }
  const id = many ? rest.join(".") : first;
  if (view !== null && id !== "" && id !== selecting.id) select(id);
}

function listen() {
  addEventListener("hashchange", followAddress);
  byId("back").addEventListener("click", () => { location.hash = ""; });
  byId("theme").addEventListener("click", toggleTheme);
  byId("keys").addEventListener("click", () => byId("help").showModal());
  byId("search").addEventListener("input", search);
  byId("overview-search").addEventListener("input", searchOverview);
  byId("clear").addEventListener("click", () => {
    byId("search").value = "";
    filterBy({});
    search();
  });
  for (const name of FILTERS) byId(`filter-${name}`).addEventListener("change", () => {
    filtering.measure = "";
    if (name === "role") showTab("numbers");
    applyFilters();
  });
  byId("legend").addEventListener("change", (event) => {
    byId("text-lines").classList.toggle(`without-${event.target.value}`, !event.target.checked);
  });
  byId("records").addEventListener("toggle", (event) => {
    if (event.target.matches(".why[open]")) explain(event.target);
  }, true);
}

function start() {
  const block = byId("data").textContent;
  try {
    page.data = JSON.parse(block);
  } catch {
    alarm("This page was changed after it was written, and can no longer be read.", []);
    return;
  }
  page.documents = page.data.documents;
  listen();
  renderLegend();
  renderTextures();
  if (page.documents.length > 1) renderOverview();
  byId("waiting").remove();
  byId("main").hidden = false;
  followAddress();
  afterSight(() => showVerification(block));
}

start();
