// That what is kept in a browser stays there: durable storage is asked for, and a copy is recommended from time to time.
import { announce } from "./announce.js";
import { pageAddress } from "./pages.js";

/** Ticks after which a copy is recommended, once more each time. */
export const TICKS = 20;
const COPIED = "mlroadmap.copied"; // how many ticks there were at the last copy or reminder

let asked = false;

/** Whether pages can be kept here: some browsers have no room for them, or the reader blocks site data. */
export const keepsPages = async () => {
  try {
    await caches.has("mlroadmap");
    return true;
  } catch {
    return false;
  }
};

/** Ask the browser not to clear this site's storage when it wants room. Some browsers ask the reader. */
export async function askToKeep() {
  if (asked || !navigator.storage?.persist) return;
  asked = true;
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // it is not to be had here; the reminder of a copy comes all the same
  }
}

/** Remember that the reader has a copy of this many ticks. @param {number} ticks */
export function noteCopy(ticks) {
  try {
    localStorage.setItem(COPIED, String(ticks));
  } catch {
    // storage is full or blocked: that is told elsewhere
  }
}

/** Recommend a copy when there are twenty ticks more than at the last one. @param {number} ticks */
export function remind(ticks) {
  let copied = 0;
  try {
    copied = Number(localStorage.getItem(COPIED)) || 0;
  } catch {
    return;
  }
  if (ticks < copied) return noteCopy(ticks);
  if (ticks < copied + TICKS) return;
  noteCopy(ticks);
  announce(`${ticks} ticks are kept in this browser and nowhere else.`, "problem", { href: pageAddress("progress/"), text: "Take a copy" });
}
