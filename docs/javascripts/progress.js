// What a learner has done, as data. Nothing here touches the page or the browser's storage: store.js does.
//
// A state is `{ version: 3, done, saved, answers, work }`:
//   done     day of each tick, by id such as `milestone:s1-clean-table`, `lesson:k-means`, `topic:python-sets`
//   saved    day on which a resource was put on the reader's list, by the same ids
//   answers  for each question: day and result of the last answer, and how far its review has come (schedule.js)
//   work     what was entered for a task or guessed: day, text, and whether it was right, if that is known
// A later version may add parts and change any but `done`, by which older code tells that a state is ours.
import { addDays, isDay, today } from "./days.js";

export const VERSION = 3;
/** Entries that one part of an imported file may have: no more than fit into the storage of a browser. */
export const MOST = 20_000;
/** Characters of one text in `work`. */
export const MOST_TEXT = 20_000;
// Nothing was ticked before: a clock that says so is wrong, and the days are not
const BEGUN = "2026-01-01";
const ID = /^[a-z]+:[a-z0-9.-]{1,80}$/;
const NOT_OURS = "it was not made by this site";

/**
 * @typedef {{ on: string, right: boolean, step: number }} Answer
 * @typedef {{ on: string, text: string, right: boolean | null }} Work
 * @typedef {{ version: 3, done: Record<string, string>, saved: Record<string, string>, answers: Record<string, Answer>, work: Record<string, Work> }} State
 * @typedef {{ state: State, damaged: string[], redated: string[] }} Reading a state; what could not be read, in words; and
 *   the ids whose day lay in the future and was set to today
 */

/** A text that is no progress of this site. Its message is for the reader. */
export class NotProgress extends Error {}

/** Progress that a newer version of the site has written. Its ticks can be read all the same. */
export class NewerProgress extends NotProgress {
  /** @param {State} state */
  constructor(state) {
    super("it comes from a newer version of this site: load the page again, then try once more");
    this.state = state;
  }
}

/** @returns {State} */
export const empty = () => ({ version: VERSION, done: {}, saved: {}, answers: {}, work: {} });

/** @param {string} id */
export const isId = (id) => ID.test(id);

/** How many entries a state has. @param {State} state */
export const size = (state) => PARTS.reduce((sum, part) => sum + Object.keys(state[part]).length, 0);

const PARTS = /** @type {const} */ (["done", "saved", "answers", "work"]);

/** The part that has more entries than an import may bring, if any. @param {State} state */
export const tooLarge = (state) => PARTS.find((part) => Object.keys(state[part]).length > MOST);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** What each part holds, and how its entries are told from damaged ones. @type {Record<string, (entry: any) => boolean>} */
const SOUND = {
  done: isDay,
  saved: isDay,
  answers: (entry) => isRecord(entry) && isDay(entry.on) && typeof entry.right === "boolean" && Number.isInteger(entry.step),
  work: (entry) =>
    isRecord(entry) && isDay(entry.on) && typeof entry.text === "string" && entry.text.length <= MOST_TEXT && (entry.right === null || typeof entry.right === "boolean"),
};

/** Read the parts of a state entry by entry: a damaged one costs itself alone. @param {Record<string, unknown>} value @param {string} day today */
function read(value, day) {
  const reading = { state: empty(), damaged: /** @type {string[]} */ ([]), redated: /** @type {string[]} */ ([]) };
  // somewhere it is tomorrow already
  const latest = day < BEGUN ? "9999" : addDays(day, 1);
  const past = (/** @type {string} */ given, /** @type {string} */ id) => {
    if (given <= latest) return given;
    reading.redated.push(id);
    return day;
  };
  for (const part of PARTS) {
    const entries = value[part];
    if (entries === undefined) continue;
    if (!isRecord(entries)) {
      reading.damaged.push(`the part “${part}” is not a list of ids`);
      continue;
    }
    /** @type {Record<string, any>} */
    const kept = reading.state[part];
    for (const [id, entry] of Object.entries(entries)) {
      if (!isId(id)) reading.damaged.push(`“${id.slice(0, 60)}” in “${part}” is not an id`);
      else if (!SOUND[part](entry)) reading.damaged.push(`“${id}” in “${part}” holds ${JSON.stringify(entry).slice(0, 60)}`);
      else if (typeof entry === "string") kept[id] = past(entry, id);
      else {
        const { on, right, step, text } = /** @type {any} */ (entry);
        kept[id] = part === "answers" ? { on: past(on, id), right, step } : { on: past(on, id), text, right };
      }
    }
  }
  return reading;
}

/**
 * Read a state that was stored or exported, by this version or an older one.
 * @param {string} text
 * @param {string} [day] today
 * @returns {Reading}
 * @throws {NotProgress} when it is none, saying what is wrong
 * @throws {NewerProgress} when newer code has written it
 */
export function parse(text, day = today()) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NotProgress("it is not JSON: it may be damaged, or another kind of file");
  }
  if (!isRecord(value)) throw new NotProgress("it holds no progress");
  if (value.version === undefined) {
    // version 1 was the ticks alone; an object without a single one is somebody else's file
    if (Object.keys(value).length && !Object.entries(value).some(([id, tick]) => isId(id) && isDay(tick))) throw new NotProgress(NOT_OURS);
    return read({ done: value }, day);
  }
  if (!Number.isInteger(value.version) || !isRecord(value.done)) throw new NotProgress(NOT_OURS);
  const version = Number(value.version);
  if (version > VERSION) throw new NewerProgress(read({ done: value.done }, day).state);
  if (version < 2) throw new NotProgress(NOT_OURS);
  return read(value, day);
}

/** @param {State} state */
export const format = (state) => `${JSON.stringify(state, null, 1)}\n`;

/**
 * Add the entries of a state to another: of two days of one tick the earlier counts, of two answers to one question or
 * texts for one task the later.
 * @param {State} into is changed
 * @param {State} from
 * @param {(id: string) => string} [named] the id to keep an entry under
 */
function add(into, from, named = (id) => id) {
  for (const part of /** @type {const} */ (["done", "saved"])) {
    for (const [old, day] of Object.entries(from[part])) {
      const id = named(old);
      if (!(id in into[part]) || day < into[part][id]) into[part][id] = day;
    }
  }
  for (const part of /** @type {const} */ (["answers", "work"])) {
    /** @type {Record<string, Answer | Work>} */
    const known = into[part];
    for (const [old, entry] of Object.entries(from[part])) {
      const id = named(old);
      if (!(id in known) || entry.on > known[id].on) known[id] = entry;
    }
  }
}

/**
 * Both together.
 * @param {State} one
 * @param {State} other
 * @returns {State}
 */
export function merge(one, other) {
  const both = structuredClone(one);
  add(both, other);
  return both;
}

/**
 * Carry what is kept under renamed ids over to the new ones. Chains are followed.
 * @param {State} state
 * @param {Record<string, string>} moved new id by old id
 * @returns {State}
 */
export function rename(state, moved) {
  const renamed = empty();
  add(renamed, state, (id) => {
    const seen = new Set();
    while (id in moved && !seen.has(id)) {
      seen.add(id);
      id = moved[id];
    }
    return id;
  });
  return renamed;
}
