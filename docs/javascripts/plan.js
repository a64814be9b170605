// From hours to dates: pure functions, days are texts of the form 2027-01-31.
import { addDays, isDay, weekday } from "./days.js";

/**
 * @typedef {{ id: string, title: string, minutes: number }} Task
 * @typedef {{ title: string, minutes: number }} Part
 * @typedef {{ day: string, parts: Part[] }} Session
 * @typedef {{ from: string, to: string, minutes: number, parts: Part[] }} Week
 * @typedef {{ sessions: Session[], weeks: Week[], finish: string | null, minutes: number }} Plan
 */

export const MOST_DAYS = 366 * 50;

/**
 * Spread tasks, in their order, over study days of equal length. A task may take several days and a day may hold
 * several tasks. Time is counted in whole units of 1/(study days) of a minute, so that nothing is lost by rounding.
 * @param {Task[]} tasks
 * @param {{ start: string, hoursAWeek: number, days: number[] }} how `days`: 1 for Monday to 7 for Sunday
 * @returns {Plan}
 * @throws {RangeError} when no time is given, or the plan would take more than fifty years
 */
export function plan(tasks, { start, hoursAWeek, days }) {
  const study = [...new Set(days)];
  if (!study.length) throw new RangeError("Choose at least one day of the week.");
  if (!(hoursAWeek > 0 && hoursAWeek <= 100)) throw new RangeError("Hours a week must be more than 0 and at most 100.");
  if (!isDay(start)) throw new RangeError("The first day is not a date.");
  const scale = study.length;
  const aDay = Math.round(hoursAWeek * 60); // units of a study day: minutes a week, in 1/scale minutes
  const left = tasks.filter((task) => task.minutes > 0).map((task) => ({ title: task.title, units: Math.round(task.minutes) * scale }));
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
      parts.push({ title: left[next].title, minutes: taken / scale });
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
      if (last?.title === part.title) last.minutes = sum(last.minutes, part.minutes);
      else week.parts.push({ ...part });
      week.minutes = sum(week.minutes, part.minutes);
    }
  }
  return found;
}

/** @param {number} minutes */
export function duration(minutes) {
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  const rest = whole % 60;
  return rest ? `${Math.floor(whole / 60)} h ${rest} min` : `${whole / 60} h`;
}
