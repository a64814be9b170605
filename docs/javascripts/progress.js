// What a learner has done, as data. Nothing here touches the page or the browser's storage: store.js does.
//
// A state is `{ version: 2, done, saved, answers }`:
//   done     day of each tick, by id such as `milestone:s1-clean-table`, `lesson:k-means`, `resource:cs50p`
//   saved    day on which a resource was put on the reader's list, by the same ids
//   answers  for each question: day and result of the last answer, and how far its review has come (review.js)

export const VERSION = 2;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ID = /^[a-z]+:[a-z0-9.-]{1,80}$/;
const MOST = 20_000; // entries of a file that somebody made by hand or by mistake

/**
 * @typedef {{ on: string, right: boolean, step: number }} Answer
 * @typedef {{ version: 2, done: Record<string, string>, saved: Record<string, string>, answers: Record<string, Answer> }} State
 */

/** A text that is no progress file of this site. Its message is for the reader. */
export class NotProgress extends Error {}

/** @returns {State} */
export const empty = () => ({ version: VERSION, done: {}, saved: {}, answers: {} });

/**
 * The day of a moment where the reader is, as YYYY-MM-DD.
 * @param {Date} [now]
 */
export function today(now = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value */
function isDay(value) {
  if (typeof value !== "string" || !DAY.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/**
 * @param {unknown} value
 * @param {string} name
 * @returns {Record<string, string>}
 */
function days(value, name) {
  if (value === undefined) return {};
  if (!isRecord(value)) throw new NotProgress(`its part “${name}” is not a list of ids with days`);
  const entries = Object.entries(value);
  if (entries.length > MOST) throw new NotProgress(`its part “${name}” has more than ${MOST} entries`);
  for (const [id, day] of entries) {
    if (!ID.test(id)) throw new NotProgress(`“${id.slice(0, 60)}” in “${name}” is not an id`);
    if (!isDay(day)) throw new NotProgress(`“${id}” in “${name}” has no day of the form 2027-01-31`);
  }
  return /** @type {Record<string, string>} */ ({ ...value });
}

/**
 * @param {unknown} value
 * @returns {Record<string, Answer>}
 */
function answers(value) {
  if (value === undefined) return {};
  if (!isRecord(value)) throw new NotProgress("its part “answers” is not a list of questions");
  /** @type {Record<string, Answer>} */
  const kept = {};
  for (const [id, one] of Object.entries(value)) {
    const right = isRecord(one) && isDay(one.on) && typeof one.right === "boolean" && Number.isInteger(one.step);
    if (!ID.test(id) || !right) throw new NotProgress(`the answer “${id.slice(0, 60)}” is damaged`);
    const { on, right: was, step } = /** @type {Answer} */ (/** @type {unknown} */ (one));
    kept[id] = { on, right: was, step };
  }
  return kept;
}

/**
 * Read a state that was stored or exported, by this version or an older one.
 * @param {string} text
 * @returns {State}
 * @throws {NotProgress} saying what is wrong
 */
export function parse(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new NotProgress("it is not JSON: it may be damaged, or another kind of file");
  }
  if (!isRecord(value)) throw new NotProgress("it holds no progress");
  if (value.version === undefined) {
    // version 1 was the ticks alone; an object without a single id is somebody else's file
    if (Object.keys(value).length && !Object.keys(value).some((id) => ID.test(id))) {
      throw new NotProgress("it was not made by this site");
    }
    return { ...empty(), done: days(value, "ticks") };
  }
  if (typeof value.version !== "number" || value.version > VERSION) {
    throw new NotProgress("it comes from a newer version of this site: load the page again, then try once more");
  }
  if (value.version !== VERSION || !isRecord(value.done)) throw new NotProgress("it was not made by this site");
  return { version: VERSION, done: days(value.done, "done"), saved: days(value.saved, "saved"), answers: answers(value.answers) };
}

/** @param {State} state */
export const format = (state) => `${JSON.stringify(state, null, 1)}\n`;

/**
 * Both together: of two days of one tick the earlier, of two answers to one question the later.
 * @param {State} one
 * @param {State} other
 * @returns {State}
 */
export function merge(one, other) {
  const both = structuredClone(one);
  for (const part of /** @type {const} */ (["done", "saved"])) {
    for (const [id, day] of Object.entries(other[part])) {
      if (!(id in both[part]) || day < both[part][id]) both[part][id] = day;
    }
  }
  for (const [id, answer] of Object.entries(other.answers)) {
    if (!(id in both.answers) || answer.on > both.answers[id].on) both.answers[id] = answer;
  }
  return both;
}

/**
 * Carry what is kept under renamed ids over to the new ones. Chains are followed.
 * @param {State} state
 * @param {Record<string, string>} moved new id by old id
 * @returns {State}
 */
export function rename(state, moved) {
  const now = (/** @type {string} */ id) => {
    const seen = new Set();
    while (id in moved && !seen.has(id)) {
      seen.add(id);
      id = moved[id];
    }
    return id;
  };
  let renamed = empty();
  for (const [id, day] of Object.entries(state.done)) renamed = merge(renamed, { ...empty(), done: { [now(id)]: day } });
  for (const [id, day] of Object.entries(state.saved)) renamed = merge(renamed, { ...empty(), saved: { [now(id)]: day } });
  for (const [id, one] of Object.entries(state.answers)) renamed = merge(renamed, { ...empty(), answers: { [now(id)]: one } });
  return renamed;
}

/**
 * @param {State} state
 * @param {Iterable<string>} ids
 */
export function count(state, ids) {
  let done = 0;
  for (const id of ids) if (id in state.done) done += 1;
  return done;
}
