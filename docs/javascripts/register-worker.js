// On every page: lets the browser keep what is visited. Where that is not possible the site works as before.
if ("serviceWorker" in navigator && (location.protocol === "https:" || location.hostname === "localhost" || location.hostname === "127.0.0.1")) {
  const workers = navigator.serviceWorker;
  workers.register(new URL("../sw.js", import.meta.url)).catch(() => {});
  // The very first page was loaded before the worker was there to keep it.
  if (!workers.controller) workers.ready.then(() => caches.open("mlroadmap-visited")).then((cache) => cache.add(location.pathname)).catch(() => {});
}
