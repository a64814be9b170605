// What the check of an exercise printed, and what is said to the learner. Pure.

/** @typedef {"right" | "not yet" | "not attempted" | "stopped"} Kind */
/** @typedef {{ kind: Kind, text: string, lines: string }} Verdict `lines` are lines of the learner's own code, if any */

/**
 * The last verdict in what a check printed (`lessons.check`: `right`, `not attempted`, `wrong: …` and further lines).
 * @param {string} printed
 * @returns {Verdict}
 */
export function verdictOf(printed) {
  const lines = printed.trimEnd().split("\n");
  const isVerdict = (/** @type {string} */ line) => line === "right" || line === "not attempted" || line.startsWith("wrong: ");
  const verdicts = [...lines.keys()].filter((number) => isVerdict(lines[number]));
  const at = verdicts.at(-1) ?? -1;
  if (at < 0) return { kind: "stopped", text: "The check said nothing.", lines: "" };
  if (lines[at] === "right") return { kind: "right", text: "Right.", lines: "" };
  if (lines[at] === "not attempted") return { kind: "not attempted", text: "Not attempted: put your code in the place of the three dots, or of the line with raise.", lines: "" };
  return { kind: "not yet", text: lines[at].slice("wrong: ".length), lines: lines.slice(at + 1).join("\n") };
}
