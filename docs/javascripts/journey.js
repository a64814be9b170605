// Where a learner stands on the road, and what comes next. Pure: ticks and lessons come in as data.
//
// For a page: `import lessons from "./lessons.js"`, then `goOn(state, lessons)` inside `watch` of store.js; a lesson's `page`
// is its address below the root: pageAddress of pages.js makes a link of it. How many questions are due says schedule.js.

/** @typedef {import("./lessons.js").Lesson} Lesson */
/** @typedef {import("./progress.js").State} State */

/**
 * What counts as known: all that is ticked, the topics of ticked lessons, and the lessons whose topics are all known.
 * A topic that several lessons teach is known once all of them are.
 * @param {Record<string, string>} done the ticks
 * @param {Lesson[]} lessons
 * @returns {Set<string>} ids such as `lesson:k-means`
 */
export function known(done, lessons) {
  const ids = new Set(Object.keys(done));
  const open = new Set(lessons.filter((lesson) => !ids.has(lesson.id)).flatMap((lesson) => lesson.topics));
  for (const lesson of lessons) {
    if (ids.has(lesson.id)) for (const topic of lesson.topics) if (!open.has(topic)) ids.add(topic);
  }
  for (const lesson of lessons) {
    if (lesson.topics.length && lesson.topics.every((topic) => ids.has(topic))) ids.add(lesson.id);
  }
  return ids;
}

/**
 * The lesson to go on with: one in which something was entered after the last tick of a lesson; or the next one on the road
 * after the lesson that was ticked last; or the first that is open. Written ones come before those that are planned.
 * @param {State} state
 * @param {Lesson[]} lessons in the order of the road
 * @returns {{ lesson: Lesson | null, begun: boolean }} no lesson when all are known; whether the reader has begun at all
 */
export function goOn(state, lessons) {
  const ids = known(state.done, lessons);
  const begun = Object.keys(state.done).length + Object.keys(state.answers).length + Object.keys(state.work).length > 0;
  const last = latest(state, lessons, ids);
  const open = lessons.filter((lesson) => !ids.has(lesson.id));
  const after = open.filter((lesson) => lessons.indexOf(lesson) >= last);
  const lesson = after.find((one) => one.written) ?? open.find((one) => one.written) ?? open[0] ?? null;
  return { lesson, begun };
}

/** The place on the road where something was done last. @param {State} state @param {Lesson[]} lessons @param {Set<string>} ids what is known */
function latest(state, lessons, ids) {
  /** The last day on which something was done for each lesson. @type {Map<string, string>} */
  const days = new Map();
  const note = (/** @type {string} */ id, /** @type {string} */ day) => {
    if (day > (days.get(id) ?? "")) days.set(id, day);
  };
  for (const lesson of lessons) {
    for (const id of [lesson.id, ...lesson.topics]) if (id in state.done && ids.has(lesson.id)) note(lesson.id, state.done[id]);
  }
  for (const lesson of lessons) for (const key of lesson.work) if (key in state.work) note(lesson.id, state.work[key].on);
  let place = 0;
  let day = "";
  lessons.forEach((lesson, n) => {
    const on = days.get(lesson.id) ?? "";
    if (on && on >= day) [place, day] = [n, on];
  });
  return place;
}

/**
 * How far a reader is: of these ids, how many are known.
 * @param {Set<string>} ids what is known
 * @param {string[]} wanted
 */
export const count = (ids, wanted) => wanted.filter((id) => ids.has(id)).length;
