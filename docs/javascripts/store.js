// The learner's state in this browser: read, changed, and watched by every part of a page and by other tabs.
// What cannot be read is set aside (aside.js) before anything is written in its place.
import { announce } from "./announce.js";
import { copies, remove, setAside } from "./aside.js";
import { today } from "./days.js";
import { askToKeep, remind } from "./keeping.js";
import moved from "./moved.js";
import { empty, isId, merge, MOST_TEXT, NewerProgress, NotProgress, parse, rename, size } from "./progress.js";

/** @typedef {import("./progress.js").State} State */
/** @typedef {import("./progress.js").Work} Work */

const KEY = "mlroadmap.progress";
// Version 1: ticks alone
const OLD_KEY = "mlroadmap.ticks";
const CHANGED = "mlroadmap:changed";
const FULL =
  "This browser does not keep your progress: its storage is full or blocked. It holds until you close this page; you can export it on the page “Your progress”.";
const LEFT = "There is no room to set a copy aside, so it is left as it is; what you tick now is not kept.";
const NEWER =
  "Your progress was kept by a newer version of this site. It is left as it is: load the page again. What you tick before that is not kept.";

/** @type {Set<(state: State) => void>} */
const watchers = new Set();
/** The text that was read last, and what it says. @type {{ text: string, state: State } | null} */
let known = null;
/** What holds while nothing can or may be written, and why. @type {{ state: State, why: string } | null} */
let unsaved = null;

/** @returns {string | null} */
function stored() {
  try {
    return localStorage.getItem(KEY) ?? localStorage.getItem(OLD_KEY);
  } catch {
    // storage is blocked
    return null;
  }
}

/** @param {State} state @returns {boolean} whether the browser took it */
function write(state) {
  const text = JSON.stringify(state);
  try {
    localStorage.setItem(KEY, text);
    localStorage.removeItem(OLD_KEY);
  } catch {
    return false;
  }
  known = { text, state };
  return true;
}

/** @param {State} state @param {string} why */
function holdUnsaved(state, why) {
  unsaved = { state, why };
  announce(why, "problem");
  return state;
}

/** Read a stored text that has not been read before. @param {string} text @returns {State} */
function read(text) {
  let reading;
  try {
    reading = parse(text);
  } catch (problem) {
    if (!(problem instanceof NotProgress)) throw problem;
    if (problem instanceof NewerProgress) return holdUnsaved(rename(problem.state, moved), NEWER);
    if (!setAside(text)) return holdUnsaved(empty(), `The progress kept in this browser could not be read: ${problem.message}. ${LEFT}`);
    write(empty());
    announce(`The progress kept in this browser could not be read: ${problem.message}. A copy was set aside on the page “Your progress”, and you start afresh.`, "problem");
    return empty();
  }
  const { damaged, redated } = reading;
  const state = rename(reading.state, moved);
  if (damaged.length) {
    const named = damaged.slice(0, 3).join("; ") + (damaged.length > 3 ? `; and ${damaged.length - 3} more` : "");
    const said = `Of your progress ${damaged.length === 1 ? "one entry" : `${damaged.length} entries`} could not be read: ${named}. `;
    if (!setAside(text)) return holdUnsaved(state, said + LEFT);
    announce(`${said}Everything else is there, and a copy was set aside on the page “Your progress”.`, "problem");
  }
  if (damaged.length || redated.length) write(state);
  return state;
}

/** The state as it is kept; to be changed by `change` alone. @returns {State} */
export function load() {
  if (unsaved) return unsaved.state;
  const text = stored();
  if (text === null) return empty();
  if (known?.text !== text) {
    const state = read(text);
    if (unsaved) return state;
    known = { text: stored() ?? text, state };
  }
  return known.state;
}

/** What another tab has kept comes to what this one holds, so that it is not written over. @param {State} held */
function takeIn(held) {
  unsaved = null;
  const state = merge(held, load());
  unsaved = { state, why: /** @type {{ why: string } | null} */ (unsaved)?.why ?? FULL };
}

/**
 * Keep a new state and show it everywhere. Returns whether the browser kept it.
 * @param {State} state
 */
export function save(state) {
  // another tab may have written what must not be replaced
  load();
  if (unsaved && unsaved.why !== FULL) holdUnsaved(state, unsaved.why);
  else if (write(state)) unsaved = null;
  else holdUnsaved(state, FULL);
  dispatchEvent(new CustomEvent(CHANGED, { detail: unsaved }));
  if (unsaved) return false;
  askToKeep();
  remind(Object.keys(state.done).length);
  return true;
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
 * What was entered for a task or guessed before, if anything.
 * @param {string} id such as `exercise:k-means.2`, `guess:k-means.1`
 * @returns {Work | undefined}
 */
export const workOf = (id) => load().work[id];

/**
 * Keep what was entered for a task, in place of what was kept for it before. It writes the whole state: call it when the
 * reader has paused, not at every key.
 * @param {string} id such as `exercise:k-means.2`: a kind, a colon, then small letters, digits, points and hyphens
 * @param {string} text
 * @param {boolean | null} [right] whether it is right; null when nobody can say, as for a guess
 * @returns {boolean} whether the browser kept it; false also for a text of more than MOST_TEXT characters
 */
export function keepWork(id, text, right = null) {
  if (!isId(id)) throw new TypeError(`${id} is not an id such as exercise:k-means.2`);
  if (text.length > MOST_TEXT) {
    announce(`This text is not kept: it has more than ${MOST_TEXT} characters.`, "problem");
    return false;
  }
  return change((state) => {
    state.work[id] = { on: today(), text, right };
  });
}

/**
 * Call `watcher` with the state now and after every change, in this tab or another.
 * @param {(state: State) => void} watcher
 */
export function watch(watcher) {
  watchers.add(watcher);
  watcher(load());
}

/**
 * The same for a watcher that takes modules of its own: they are fetched when a state has something in it, so a first
 * visit does without.
 * @template T
 * @param {() => Promise<T>} fetchThem
 * @param {(state: State, modules: T) => void} watcher
 */
export function watchWhenBegun(fetchThem, watcher) {
  /** @type {Promise<T> | undefined} */
  let fetched;
  watch((state) => {
    if (size(state)) fetched ??= fetchThem();
    fetched?.then((modules) => watcher(load(), modules));
  });
}

// On a page from a disk every script is bundled with a store of its own: they tell each other.
addEventListener(CHANGED, (event) => {
  unsaved = /** @type {CustomEvent} */ (event).detail;
  const state = load();
  for (const watcher of watchers) watcher(state);
});

addEventListener("storage", (event) => {
  if (event.key !== null && event.key !== KEY && event.key !== OLD_KEY) return;
  if (unsaved?.why === FULL) takeIn(unsaved.state);
  const state = load();
  for (const watcher of watchers) watcher(state);
});

// A copy that can be read whole was set aside by older code, for which it was too new: it is taken back.
for (const { name, text } of copies()) {
  try {
    const { state, damaged } = parse(text);
    if (!damaged.length && !unsaved && write(merge(load(), rename(state, moved)))) remove(name);
  } catch (problem) {
    if (!(problem instanceof NotProgress)) throw problem;
  }
}
