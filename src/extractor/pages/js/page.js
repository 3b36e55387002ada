// What all parts of the page share: the data block, the document that is shown, and who wants to hear of what.
const page = (() => {
  const handlers = new Map();
  return {
    data: null,
    documents: [],
    current: null,

    on(event, handler) {
      handlers.set(event, [...(handlers.get(event) ?? []), handler]);
    },

    emit(event, detail) {
      for (const handler of handlers.get(event) ?? []) handler(detail);
    },

    /** Select a record of the document that is shown; `selecting.js` fills it in. */
    select() {},
  };
})();

/** The element of the page with this id. */
function byId(id) {
  return document.getElementById(id);
}
