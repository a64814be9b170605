// A worked example that fades: the solution with its last steps missing, so that what is left to do grows. It is made from
// the solution, and so says what that says.
import { pieces } from "./highlight.js";

const NO_STEP = /^(?:@|(?:async |class|def|del|from|import|pass|print|lessons\.)|["']|return \w+$)/;
const HEAD = /:\s*(?:#.*)?$/; // of a loop, a function, a condition: it stays, so that the plan can be seen

/**
 * The lines of code by statement: a statement goes on while a bracket or a text is open.
 * @param {string} code
 * @returns {string[]}
 */
export function statements(code) {
  const lines = [""];
  let open = 0;
  for (const { kind, text } of pieces(code)) {
    for (const part of text.split(/(\n)/)) {
      if (part === "\n" && kind !== "s" && open <= 0) {
        lines.push("");
        continue;
      }
      lines[lines.length - 1] += part;
      if (!kind) open += (part.match(/[([{]/g) ?? []).length - (part.match(/[)\]}]/g) ?? []).length;
    }
  }
  return lines;
}

/**
 * A solution without its last `count` steps; null where hardly anything would be left of it, or nothing is missing.
 * @param {string} code
 * @param {number} count
 */
export function withGaps(code, count) {
  const lines = statements(code);
  const end = lines.findIndex((line) => line.startsWith("lessons."));
  const own = end < 0 ? lines : lines.slice(0, end);
  const steps = own.flatMap((line, place) => (!line.trim() || /^\s*#/.test(line) || HEAD.test(line) || NO_STEP.test(line.trim()) ? [] : [place]));
  if (steps.length <= count) return null;
  const gone = new Set(steps.slice(-count));
  const shown = own.map((line, place) => (gone.has(place) ? `${/^\s*/.exec(line)?.[0]}...  # yours` : line));
  return shown.join("\n").trimEnd();
}
