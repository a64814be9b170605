// The learner's state in this browser: read, changed, and watched by every part of a page and by other tabs.
import moved from "./moved.js";
import { empty, format, NotProgress, parse, rename } from "./progress.js";
import { announce } from "./announce.js";

/** @typedef {import("./progress.js").State} State */

const KEY = "mlroadmap.progress";
const OLD_KEY = "mlroadmap.ticks"; // version 1: ticks alone
const ASIDE = "mlroadmap.damaged"; // what could not be read, kept so that nothing is lost

/** @type {Set<(state: State) => void>} */
const watchers = new Set();
/** What holds while storage is blocked or full. @type {State | null} */
let unsaved = null;

/** @returns {string | null} */
function stored() {
  try {
    return localStorage.getItem(KEY) ?? localStorage.getItem(OLD_KEY);
  } catch {
    return null; // storage is blocked
  }
}

/** @returns {State} */
export function load() {
  if (unsaved) return unsaved;
  const text = stored();
  if (text === null) return empty();
  try {
    return rename(parse(text), moved);
  } catch (problem) {
    if (!(problem instanceof NotProgress)) throw problem;
    try {
      localStorage.setItem(ASIDE, text);
      localStorage.removeItem(KEY);
      localStorage.removeItem(OLD_KEY);
    } catch {
      // it stays where it is, and is read as empty
    }
    announce(`The progress kept in this browser could not be read: ${problem.message}. A copy was set aside, and you start afresh.`, "problem");
    return empty();
  }
}

/**
 * Keep a new state and show it everywhere. Returns whether the browser kept it.
 * @param {State} state
 */
export function save(state) {
  let kept = true;
  try {
    localStorage.setItem(KEY, format(state));
    localStorage.removeItem(OLD_KEY);
    unsaved = null;
  } catch {
    kept = false;
    unsaved = state;
    announce("This browser does not keep your progress: its storage is full or blocked. It holds until you close this page; you can export it on the page “Your progress”.", "problem");
  }
  for (const watcher of watchers) watcher(state);
  return kept;
}

/**
 * Change the state: `how` gets a copy of it to change.
 * @param {(state: State) => void} how
 */
export function change(how) {
  const state = structuredClone(load());
  how(state);
  return save(state);
}

/**
 * Call `watcher` with the state now and after every change, in this tab or another.
 * @param {(state: State) => void} watcher
 */
export function watch(watcher) {
  watchers.add(watcher);
  watcher(load());
}

addEventListener("storage", (event) => {
  if (event.key !== null && event.key !== KEY && event.key !== OLD_KEY) return;
  const state = load();
  for (const watcher of watchers) watcher(state);
});
