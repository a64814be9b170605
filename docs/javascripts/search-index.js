// The theme starts its search on every page. This holds its first request back until the search field is used for the
// first time, the address asks for a search (?q=), or words of a search are to be marked on the page (?h=). What has to
// be read for a search is read by search-worker.js.
{
  /** @type {Promise<void>} */
  const wanted = new Promise((resolve) => {
    const asked = new URLSearchParams(location.search);
    if (asked.has("q") || asked.has("h")) resolve();
    else document.forms.namedItem("search")?.addEventListener("focusin", () => resolve(), { once: true });
  });
  const { open, send } = XMLHttpRequest.prototype;
  /** @type {WeakSet<XMLHttpRequest>} */
  const held = new WeakSet();
  /** @this {XMLHttpRequest} @param {any[]} given */
  XMLHttpRequest.prototype.open = function (...given) {
    if (String(given[1]).endsWith("/search/search_index.json")) held.add(this);
    return open.apply(this, /** @type {any} */ (given));
  };
  /** @this {XMLHttpRequest} @param {XMLHttpRequestBodyInit | Document | null | undefined} body */
  XMLHttpRequest.prototype.send = function (body) {
    if (held.has(this)) wanted.then(() => send.call(this, body));
    else send.call(this, body);
  };
}
