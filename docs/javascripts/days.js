// Days as texts of the form 2027-01-31. Pure.

const DAY_MS = 86_400_000;
const FORM = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The day of a moment where the reader is.
 * @param {Date} [now]
 */
export function today(now = new Date()) {
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Whether something is a day that exists. @param {unknown} value @returns {value is string} */
export function isDay(value) {
  if (typeof value !== "string" || !FORM.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/**
 * @param {string} day
 * @param {number} count days to add
 */
export function addDays(day, count) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** @param {string} day @returns {number} 1 for Monday to 7 for Sunday */
export const weekday = (day) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** A day in words: Mon, 4 Jan 2027. @param {string} day */
export const inWords = (day) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString("en-GB", { timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric" });
