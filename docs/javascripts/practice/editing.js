// What keys do in the code editor, on plain text: `editor.js` has the page's side.

/** @typedef {{ text: string, from: number, to: number }} Edit what stands in the editor, and what is selected in it */

const STEP = "    ";

/** @param {string} text @param {number} at */
const startOfLine = (text, at) => text.lastIndexOf("\n", at - 1) + 1;

/**
 * A new line keeps the indent of the one above, and one step more after a colon.
 * @param {Edit} edit
 * @returns {Edit}
 */
export function newLine({ text, from, to }) {
  const line = text.slice(startOfLine(text, from), from);
  const indent = /^ */.exec(line)?.[0] ?? "";
  const deeper = /:\s*(#.*)?$/.test(line) ? STEP : "";
  const added = `\n${indent}${deeper}`;
  return { text: text.slice(0, from) + added + text.slice(to), from: from + added.length, to: from + added.length };
}

/**
 * Change each line that the selection touches, and keep the same text selected.
 * @param {Edit} edit @param {(line: string) => string} how
 * @returns {Edit}
 */
function eachLine({ text, from, to }, how) {
  const start = startOfLine(text, from);
  const last = to > from && text[to - 1] === "\n" ? to - 1 : to; // a selection that ends at a line's start leaves it out
  const stop = text.indexOf("\n", last) === -1 ? text.length : text.indexOf("\n", last);
  const before = text.slice(start, stop).split("\n");
  const after = before.map(how);
  const first = after[0].length - before[0].length;
  const all = after.join("\n").length - (stop - start);
  return { text: text.slice(0, start) + after.join("\n") + text.slice(stop), from: Math.max(start, from + first), to: Math.max(start, to + all) };
}

/** One step to the right. @param {Edit} edit */
export const indent = (edit) => eachLine(edit, (line) => (line ? STEP + line : line));

/** One step to the left. @param {Edit} edit */
export const outdent = (edit) => eachLine(edit, (line) => line.replace(/^ {1,4}/, ""));

/**
 * Turn the lines into comments, or back where all are.
 * @param {Edit} edit
 * @returns {Edit}
 */
export function comment(edit) {
  const { text, from, to } = edit;
  const stop = text.indexOf("\n", Math.max(from, to - 1));
  const lines = text.slice(startOfLine(text, from), stop === -1 ? text.length : stop).split("\n");
  const off = lines.every((line) => !line.trim() || /^\s*#/.test(line));
  return eachLine(edit, (line) => (off ? line.replace(/^(\s*)# ?/, "$1") : line.trim() ? line.replace(/^(\s*)/, "$1# ") : line));
}

/**
 * A deletion backwards at an indent takes a whole step; null leaves the key to the browser.
 * @param {Edit} edit
 * @returns {Edit | null}
 */
export function backspace({ text, from, to }) {
  const before = text.slice(startOfLine(text, from), from);
  if (from !== to || !before || before.trim()) return null;
  const gone = before.length % STEP.length || STEP.length;
  return { text: text.slice(0, from - gone) + text.slice(to), from: from - gone, to: from - gone };
}
