// Keeps what was visited, so that it can be read without a network. The network comes first whenever it answers: nobody
// reads an old page because a copy exists. Kept copies stay in the browser's cache of this site (docs/offline.md).
const VISITED = "mlroadmap-visited";
const MOST = 400; // entries of what was visited; what was saved on purpose (mlroadmap-saved-…) is never thrown away

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

/** @param {Cache} cache */
async function trim(cache) {
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(key);
}

/** @param {Request} request */
async function kept(request) {
  const found = await caches.match(request, { ignoreSearch: true });
  if (found) return found;
  if (request.mode !== "navigate") return Response.error();
  const text = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>You are offline</title>
<h1>You are offline</h1><p>This page was not visited or saved before. <a href="${self.registration.scope}">Home</a> and
<a href="${self.registration.scope}offline/">what you can save</a> may be there.</p>`;
  return new Response(text, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

/** @param {Request} request @param {(work: Promise<unknown>) => void} later */
async function answer(request, later) {
  try {
    const fresh = await fetch(request);
    if (fresh.ok && fresh.type === "basic") {
      const copy = fresh.clone();
      const url = request.url.split(/[?#]/)[0];
      later(
        caches.open(VISITED).then(async (cache) => {
          await cache.delete(url); // so that the newest stands last
          await cache.put(url, copy);
          await trim(cache);
        }).catch(() => {}), // no room: the page is shown all the same
      );
    }
    return fresh;
  } catch {
    return kept(request);
  }
}

/** Python for the browser: large, of another address in each version, and kept only when the reader asked for it. @param {Request} request */
const python = async (request) => (await caches.match(request)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope) || request.headers.has("range")) return;
  if (request.url.startsWith(`${self.registration.scope}assets/pyodide/`)) return event.respondWith(python(request));
  event.respondWith(answer(request, (work) => event.waitUntil(work)));
});
