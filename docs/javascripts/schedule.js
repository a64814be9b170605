// Spaced review: when a question that was answered comes back. Pure; days are texts of the form 2027-01-31.
import { addDays } from "./days.js";

/** @typedef {import("./progress.js").Answer} Answer */

/** Days after which a question comes back, by how often it was answered right in a row when it was due. */
export const STEPS = [1, 7, 30, 90];

/** @param {Answer} answer @returns {string} the day from which on the question is due */
export const dueOn = (answer) => addDays(answer.on, STEPS[Math.min(Math.max(answer.step, 0), STEPS.length - 1)]);

/**
 * The answer to keep. A wrong one begins again; a right one goes a step further when the question was due, and changes
 * nothing when it was not: reading ahead does not postpone a review.
 * @param {Answer | undefined} before
 * @param {boolean} right
 * @param {string} today
 * @returns {Answer}
 */
export function nextReview(before, right, today) {
  if (!right) return { on: today, right, step: 0 };
  if (!before) return { on: today, right, step: 0 };
  if (!before.right && before.on === today) return { on: today, right, step: 0 };
  if (today < dueOn(before)) return before;
  return { on: today, right, step: before.right ? Math.min(Math.max(before.step, 0) + 1, STEPS.length - 1) : 0 };
}

/**
 * @param {Record<string, Answer>} answers by id
 * @param {string} today
 * @returns {string[]} ids that are due, the longest overdue first
 */
export function due(answers, today) {
  const days = Object.entries(answers).map(([id, answer]) => /** @type {const} */ ([id, dueOn(answer)]));
  return days
    .filter(([, day]) => day <= today)
    .sort(([one, first], [other, second]) => first.localeCompare(second) || one.localeCompare(other))
    .map(([id]) => id);
}
