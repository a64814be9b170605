// What a slip of a first week, or of a phone's keyboard, was meant to be: said in place of the general advice on an error. Pure.

/** Signs that keyboards and habit put in the place of Python's. @type {Record<string, string>} */
const SIGNS = { "×": "*", "·": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "≤": "<=", "≥": ">=", "≠": "!=", "…": "...", "，": ",", "：": ":", "（": "(", "）": ")", "＝": "=" };
const CURLY = /[“”„«»‘’‚´]/;

/**
 * What was meant, as text in which `…` stands for code; null where nothing better than the general advice is known.
 * @param {string} traceback as Python prints it, with the line of code
 */
export function meant(traceback) {
  const lines = traceback.trimEnd().split("\n");
  const last = lines.at(-1) ?? "";
  const code = lines.slice(0, -1).reverse().find((line) => !/^\s*[\^~]+$/.test(line))?.trim() ?? "";
  if (last.includes("'ellipsis'")) return "The three dots, `...`, still stand in the place of a value. Put your code there. A count begins with `0`, a dictionary with `{}`.";
  if (last.startsWith("NameError")) {
    const [, written, guess] = /name '(\w+)' is not defined\. Did you mean: '(\w+)'/.exec(last) ?? [];
    return written && written.toLowerCase() === guess.toLowerCase() ? `Capital letters count: \`${written}\` and \`${guess}\` are two names. A phone likes to begin a line with a capital.` : null;
  }
  if (!/^(Syntax|Indentation)Error/.test(last)) return null;
  const sign = /invalid character '(.)'/u.exec(last)?.[1] ?? "";
  if (CURLY.test(sign)) return `\`${sign}\` is a curly quotation mark, and Python's are straight: \`"\` or \`'\`. On a phone, hold the key of the quotation mark to choose the straight one.`;
  if (sign in SIGNS) return `Python does not know the sign \`${sign}\`. Write \`${SIGNS[sign]}\` in its place.`;
  if (last.includes("non-printable")) return "A special space stands here, which looks like any other. Delete the space at the place that Python points at, and type it again.";
  if (/^\. /.test(code)) return "This line begins with a period. Many phones make one of two spaces: delete it, and type the spaces one by one.";
  const word = /Did you mean '([a-z]+)'\?/.exec(last)?.[1];
  const capital = word && `${word[0].toUpperCase()}${word.slice(1)}`;
  if (capital && code.includes(capital)) return `Capital letters count: Python's word is \`${word}\`. A phone likes to begin a line with a capital.`;
  const commas = last.includes("leading zeros") && /\d{1,3}(?:,\d{3})+/.exec(code)?.[0];
  if (commas) return `A large number is written without commas: \`${commas.replaceAll(",", "")}\`.`;
  if (/invalid (syntax|decimal)/.test(last) && /\d [xX] \d|[1-9][xX]\d/.test(code.replace(/"[^"]*"|'[^']*'/g, ""))) return "To multiply, write a star, `*`, in the place of the x.";
  return null;
}
