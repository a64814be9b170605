// What the check of an exercise printed, and what is said to the learner. Pure.

/** @typedef {"right" | "not yet" | "not attempted" | "stopped"} Kind */
/** @typedef {{ kind: Kind, text: string, lines: string }} Verdict `lines` are lines of the learner's own code, if any */

/**
 * The last verdict in what a check printed (`lessons.check`: `right`, `not attempted`, `wrong: …` and further lines).
 * @param {string} printed @param {string} [code] what the learner wrote
 * @returns {Verdict}
 */
export function verdictOf(printed, code = "") {
  const lines = printed.trimEnd().split("\n");
  const isVerdict = (/** @type {string} */ line) => line === "right" || line === "not attempted" || line.startsWith("wrong: ");
  const verdicts = [...lines.keys()].filter((number) => isVerdict(lines[number]));
  const at = verdicts.at(-1) ?? -1;
  if (at < 0) return { kind: "stopped", text: "The check said nothing.", lines: "" };
  if (lines[at] === "right") return { kind: "right", text: "Right.", lines: "" };
  const empty = /=\s*(print|[\w.]+\.(?:append|sort|reverse|add|update))\(/.exec(code)?.[1];
  if (lines[at] === "not attempted" && empty && !code.includes("...")) return { kind: "not attempted", text: `Nothing to check yet: \`${empty}(…)\` gives nothing back, so the name before \`=\` stands for nothing. Give it the value itself.`, lines: "" };
  if (lines[at] === "not attempted") return { kind: "not attempted", text: "Not attempted: put your code in the place of the three dots, or of the line with raise.", lines: "" };
  return { kind: "not yet", text: lines[at].slice("wrong: ".length), lines: lines.slice(at + 1).join("\n") };
}

/**
 * What is said when the check itself could not go on: most often a name of the starter is gone, or has a capital letter now.
 * @param {string} traceback of the check @param {string} starter
 * @returns {Verdict | null} null where it is another error
 */
export function nameLost(traceback, starter) {
  const name = /NameError: name '(\w+)' is not defined[^\n]*\s*$/.exec(traceback)?.[1];
  if (!name || !new RegExp(`\\b${name}\\b`).test(starter)) return null;
  return { kind: "not yet", text: `your code has nothing called \`${name}\`, and that is what is checked. Write the name as it stood at the start, with the same small and capital letters.`, lines: "" };
}
