// On every page: lets the browser keep what is visited, and says when what is seen is a copy. Where that is not possible the
// site works as before.
import { announce } from "./announce.js";
import { pageAddress } from "./pages.js";

const worker = new URL("../sw.js", import.meta.url);

/** Asking for the workers is an error of its own where the reader blocks site data. */
function workersOfThisSite() {
  const served = location.protocol === "https:" || location.hostname === "localhost" || location.hostname === "127.0.0.1";
  try {
    return served ? navigator.serviceWorker : undefined;
  } catch {
    return undefined;
  }
}

const workers = workersOfThisSite();
if (workers) {
  workers.register(worker).catch(() => {});
  // The very first page was loaded before the worker was there to keep it.
  if (!workers.controller) {
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    workers.ready.then(({ active }) => active?.postMessage({ keep: [location.href.split("#")[0], ...loaded] })).catch(() => {});
  }
}

const kept = document.documentElement.dataset.kept;
if (kept !== undefined) {
  const date = new Date(kept);
  const day = Number.isNaN(date.getTime()) ? "an earlier day" : date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
  announce(`The network does not answer: this is the copy of ${day}.`, "problem", { href: pageAddress("offline/"), text: "Copies and how to renew them" });
}
