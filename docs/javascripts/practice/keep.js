// Python for offline use: kept in the browser's cache of this site when the reader asks, deleted on the page “Read offline”.

export const KEPT = "mlroadmap-saved-python";

/** How many of the files are kept. @param {string[]} files @param {URL} root */
export async function bytesKept(files, root) {
  const cache = await caches.open(KEPT);
  const found = await Promise.all(files.map((file) => cache.match(new URL(file, root))));
  return found.filter(Boolean).length;
}

/**
 * Keep all files, or none of those that were not there. Returns what went wrong, as a sentence; nothing if all are kept.
 * @param {string[]} files @param {URL} root
 */
export async function keep(files, root) {
  try {
    const cache = await caches.open(KEPT);
    const there = await Promise.all(files.map((file) => cache.match(new URL(file, root))));
    await cache.addAll(files.filter((_, place) => !there[place]).map((file) => new URL(file, root).href));
    return "";
  } catch (problem) {
    const full = problem instanceof DOMException && problem.name === "QuotaExceededError";
    return full ? "This browser has no room to keep it. Nothing was kept." : "It could not be fetched whole: are you online? Nothing was kept; try again.";
  }
}
