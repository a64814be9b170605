// The theme requests the whole search index on every page. This holds that one request back until the search field is
// used for the first time, or the address asks for a search (?q=).
{
  /** @type {Promise<void>} */
  const wanted = new Promise((resolve) => {
    if (new URLSearchParams(location.search).has("q")) resolve();
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
