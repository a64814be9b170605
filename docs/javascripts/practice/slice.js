// The code that runs before an exercise: cells of its lesson, without the statements that would fetch a package or a data
// file for nothing (hooks/mlroadmap/lessons/trim.py finds them). Pure.

/** @typedef {import("./lesson.js").Exercise} Exercise */

const NAME = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** Whether an answer names something for which the cells have to run whole. @param {Exercise} exercise @param {string} answer */
export function asksForAll({ names }, answer) {
  const found = new Set(answer.match(NAME));
  return names.some((name) => found.has(name));
}

/**
 * The code of a cell. Lines that are left out are empty, so that all others keep their numbers.
 * @param {Exercise} exercise @param {number} cell @param {string} code @param {boolean} whole
 */
export function codeOf({ without }, cell, code, whole) {
  const gone = whole ? [] : (without[cell] ?? []);
  return code.split("\n").map((line, at) => (gone.some(([first, last]) => first <= at + 1 && at + 1 <= last) ? "" : line)).join("\n");
}
