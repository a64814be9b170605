// From hours to dates: pure functions, days are texts of the form 2027-01-31.
import { addDays, isDay, weekday } from "./days.js";

/**
 * @typedef {{ id: string, title: string, minutes: number }} Task
 * @typedef {{ id: string, title: string, minutes: number }} Part
 * @typedef {{ day: string, parts: Part[] }} Session
 * @typedef {{ from: string, to: string, minutes: number, parts: Part[] }} Week
 * @typedef {{ sessions: Session[], weeks: Week[], finish: string | null, minutes: number }} Plan
 * @typedef {{ id: string, hoursAWeek: number, start: string, days: number[], stages: string[], known: string[], projects: boolean,
 *   leftOut: string[] | null, inCalendar: Record<string, number> }} Wishes `leftOut`: the steps that were done when the plan was
 *   made; null before it is kept. `inCalendar`: how many entries of each step calendar files of this plan have had
 */

export const MOST_DAYS = 366 * 50;
/** Days that one step may take: no calendar file says that more of them are gone. */
const MOST_PARTS = 1000;
/** Hours a week that the form offers. */
export const LEAST_HOURS = 0.5;
export const MOST_HOURS = 100;
/** A plan begins on one of these days, or between them. */
export const FIRST_DAY = "2000-01-01";
export const LAST_DAY = "2199-12-31";

/** @param {string} day */
const canStart = (day) => isDay(day) && day >= FIRST_DAY && day <= LAST_DAY;

/**
 * What was kept of a plan, with defaults for all that cannot be used.
 * @param {any} kept
 * @param {Wishes} base
 * @returns {Wishes}
 */
export function readWishes(kept, base) {
  if (kept === null || typeof kept !== "object") return base;
  const texts = (/** @type {unknown} */ value) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : null);
  const days = Array.isArray(kept.days) ? kept.days.filter((/** @type {unknown} */ day) => Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 7) : base.days;
  return {
    id: typeof kept.id === "string" && /^[a-z0-9-]{1,40}$/.test(kept.id) ? kept.id : base.id,
    hoursAWeek: kept.hoursAWeek >= LEAST_HOURS && kept.hoursAWeek <= MOST_HOURS ? Number(kept.hoursAWeek) : base.hoursAWeek,
    start: canStart(kept.start) ? kept.start : base.start,
    days,
    stages: texts(kept.stages) ?? base.stages,
    known: texts(kept.known) ?? base.known,
    projects: kept.projects !== false,
    leftOut: texts(kept.leftOut),
    inCalendar: counts(kept.inCalendar),
  };
}

/** @param {unknown} kept @returns {Record<string, number>} */
function counts(kept) {
  if (kept === null || typeof kept !== "object" || Array.isArray(kept)) return {};
  const usable = (/** @type {[string, unknown]} */ [id, count]) => /^[a-z0-9:.-]{1,100}$/.test(id) && Number.isInteger(count) && Number(count) >= 1 && Number(count) <= MOST_PARTS;
  return Object.fromEntries(Object.entries(kept).filter(usable));
}

/**
 * Spread tasks, in their order, over study days of equal length. A task may take several days and a day may hold
 * several tasks. Time is counted in whole units of 1/(study days) of a minute, so that nothing is lost by rounding.
 * @param {Task[]} tasks
 * @param {{ start: string, hoursAWeek: number, days: number[] }} how `days`: 1 for Monday to 7 for Sunday
 * @returns {Plan}
 * @throws {RangeError} when no time is given, the start is no day to start on, or the plan would take more than fifty years
 */
export function plan(tasks, { start, hoursAWeek, days }) {
  const study = [...new Set(days)].filter((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  if (!study.length) throw new RangeError("Choose at least one day of the week.");
  if (!(hoursAWeek > 0 && hoursAWeek <= MOST_HOURS)) throw new RangeError(`Hours a week must be more than 0 and at most ${MOST_HOURS}.`);
  if (!isDay(start)) throw new RangeError("The first day is not a date.");
  if (!canStart(start)) throw new RangeError(`The first day must lie between ${FIRST_DAY.slice(0, 4)} and ${LAST_DAY.slice(0, 4)}.`);
  const scale = study.length;
  // units of a study day: minutes a week, in 1/scale minutes
  const aDay = Math.round(hoursAWeek * 60);
  const left = tasks.filter((task) => task.minutes > 0).map((task) => ({ id: task.id, title: task.title, units: Math.round(task.minutes) * scale }));
  const minutes = left.reduce((sum, task) => sum + task.units, 0) / scale;
  if ((minutes / (hoursAWeek * 60)) * 7 > MOST_DAYS) throw new RangeError("At this pace the plan takes more than fifty years.");

  /** @type {Session[]} */
  const sessions = [];
  let day = start;
  for (let next = 0; next < left.length; day = addDays(day, 1)) {
    if (!study.includes(weekday(day))) continue;
    /** @type {Part[]} */
    const parts = [];
    for (let free = aDay; free > 0 && next < left.length; ) {
      const taken = Math.min(free, left[next].units);
      parts.push({ id: left[next].id, title: left[next].title, minutes: taken / scale });
      left[next].units -= taken;
      free -= taken;
      if (left[next].units === 0) next += 1;
    }
    sessions.push({ day, parts });
  }
  return { sessions, weeks: weeks(sessions, start, scale), finish: sessions.at(-1)?.day ?? null, minutes };
}

/**
 * @param {Session[]} sessions
 * @param {string} start
 * @param {number} scale sums are exact in 1/scale minutes
 * @returns {Week[]} weeks of seven days from `start` on; one without a session is there too, empty
 */
function weeks(sessions, start, scale) {
  const sum = (/** @type {number} */ one, /** @type {number} */ other) => Math.round((one + other) * scale) / scale;
  /** @type {Week[]} */
  const found = [];
  for (const session of sessions) {
    while (!found.length || session.day > found[found.length - 1].to) {
      const from = addDays(start, 7 * found.length);
      found.push({ from, to: addDays(from, 6), minutes: 0, parts: [] });
    }
    const week = found[found.length - 1];
    for (const part of session.parts) {
      const last = week.parts.at(-1);
      if (last?.id === part.id) last.minutes = sum(last.minutes, part.minutes);
      else week.parts.push({ ...part });
      week.minutes = sum(week.minutes, part.minutes);
    }
  }
  return found;
}

/**
 * The first and the last day of each task.
 * @param {Plan} made
 * @returns {Map<string, { first: string, last: string }>}
 */
export function spans(made) {
  const found = new Map();
  for (const { day, parts } of made.sessions) for (const { id } of parts) found.set(id, { first: found.get(id)?.first ?? day, last: day });
  return found;
}

/**
 * A plan in which some tasks are done. What was done in time stays where it was; what was done before its time leaves the
 * plan, and the rest moves up.
 * @param {Task[]} tasks
 * @param {Set<string>} done
 * @param {{ start: string, hoursAWeek: number, days: number[] }} how
 * @param {string} today
 */
export function planAround(tasks, done, how, today) {
  const days = spans(plan(tasks, how));
  const early = (/** @type {Task} */ task) => done.has(task.id) && (days.get(task.id)?.first ?? "") > today;
  return plan(tasks.filter((task) => !early(task)), how);
}

/** @param {number} minutes */
export function duration(minutes) {
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  const rest = whole % 60;
  return rest ? `${Math.floor(whole / 60)} h ${rest} min` : `${whole / 60} h`;
}
