// Keeps what was visited, so that it can be read without a network. The network comes first whenever it answers in time:
// nobody reads an old page because a copy exists. Kept copies stay in the browser's cache of this site (docs/offline.md).
const VISITED = "mlroadmap-visited";
// Entries of what was visited; what was saved on purpose (mlroadmap-saved-…) is never thrown away
const MOST = 800;
// For a network that accepts and does not answer, where there is a copy
const PATIENCE_MS = 2000;
// For so long after that, copies are shown at once: a page consists of many files
const SLOW_MS = 30_000;
const IMAGE = /<img\b[^>]*?\bsrc=(?:"([^"]+)"|([^\s">]+))/g;

let slowUntil = 0;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const isHtml = (/** @type {Response} */ response) => (response.headers.get("Content-Type") ?? "").startsWith("text/html");

/** @param {Cache} cache */
async function trim(cache) {
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(key);
}

/** The copy to show: what was visited is newer than what was saved. @param {Request | string} request */
async function copyOf(request) {
  const visited = await caches.open(VISITED);
  return (await visited.match(request, { ignoreSearch: true })) ?? caches.match(request, { ignoreSearch: true });
}

/** A copy that tells the page how old it is (register-worker.js says it). @param {Request} request @param {Response} copy */
async function marked(request, copy) {
  if (request.mode !== "navigate" || !isHtml(copy)) return copy;
  const html = (await copy.text()).replace("<html", `<html data-kept="${copy.headers.get("Date") ?? ""}"`);
  return new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** @param {Request} request */
function nothingKept(request) {
  if (request.mode !== "navigate") return Response.error();
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>You are offline</title>
<h1>You are offline</h1><p>This page was not visited or saved before. <a href="${self.registration.scope}">Home</a> and
<a href="${self.registration.scope}offline/">what you can save</a> may be there.</p>`;
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** Keep an answer; with a page also the figures that its reader has not scrolled to. @param {Response} response is used up */
async function keep(response) {
  if (!response.ok || response.type !== "basic") return;
  const cache = await caches.open(VISITED);
  const url = response.url.split(/[?#]/)[0];
  // all of it: an answer that breaks off costs no earlier copy
  const body = await response.clone().blob();
  const html = isHtml(response) ? await body.text() : "";
  // so that the newest stands last
  await cache.delete(url);
  await cache.put(url, response);
  if (!navigator.connection?.saveData) {
    for (const [, quoted, bare] of html.matchAll(IMAGE)) {
      const image = new URL(quoted ?? bare, url).href;
      if (!image.startsWith(self.registration.scope) || (await copyOf(image))) continue;
      const answer = await fetch(image);
      if (answer.ok) await cache.put(image, answer);
    }
  }
  await trim(cache);
}

/** @param {Request} request @param {(work: Promise<unknown>) => void} later */
async function answer(request, later) {
  const network = fetch(request);
  // a network may stall in the middle of an answer: it counts once it is all there
  const whole = network.then(async (response) => {
    const own = response.clone();
    await own.clone().blob();
    slowUntil = 0;
    return own;
  });
  // no room, or no network: the page is shown all the same
  later(whole.then((response) => keep(response.clone())).catch(() => {}));
  const copy = await copyOf(request);
  if (!copy) return network.catch(() => nothingKept(request));
  const patience = Date.now() < slowUntil ? 0 : PATIENCE_MS;
  const waited = new Promise((resolve) => setTimeout(resolve, patience)).then(() => {
    if (patience) slowUntil = Date.now() + SLOW_MS;
  });
  const fresh = await Promise.race([whole, waited]).catch(() => undefined);
  return fresh && fresh.status < 500 ? fresh : marked(request, copy);
}

/** Python for the browser: large, of another address in each version, and kept only when the reader asked for it. @param {Request} request */
const python = async (request) => (await caches.match(request)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope) || request.headers.has("range")) return;
  // to be saved: no copy will do
  if (request.cache === "reload" && request.mode !== "navigate") return;
  if (request.url.startsWith(`${self.registration.scope}assets/pyodide/`)) return event.respondWith(python(request));
  event.respondWith(answer(request, (work) => event.waitUntil(work)));
});

// What a page loaded before this worker was there to keep it.
self.addEventListener("message", (event) => {
  const keepAll = async () => {
    for (const url of event.data.keep) if (url.startsWith(self.registration.scope)) await fetch(url).then(keep).catch(() => {});
  };
  event.waitUntil(keepAll());
});
