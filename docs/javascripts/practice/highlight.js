// Colours Python code as it is typed, with the classes that the built pages use. Not a parser: a mark too few is no harm.

const KEYWORDS = "and as assert break class continue def del elif else except finally for from global if import in is lambda None not or pass raise return True False try while with yield";
const BUILTINS = "abs all any bool dict enumerate float int isinstance len list map max min open print range repr reversed round set sorted str sum super tuple type zip";
const TOKEN = new RegExp(
  [
    /(?<c>#.*)/.source,
    /(?<s>[rbfRBF]{0,2}(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))/.source,
    `\\b(?<k>${KEYWORDS.replaceAll(" ", "|")})\\b`,
    `\\b(?<nb>${BUILTINS.replaceAll(" ", "|")})\\b(?!\\s*=)`,
    /\b[A-Za-z_]\w*/.source, // so that nothing is found inside a longer name
  ].join("|"),
  "g",
);

/**
 * Split code into pieces, each with the class of its colour or an empty text.
 * @param {string} code
 * @returns {{ kind: string, text: string }[]}
 */
export function pieces(code) {
  /** @type {{ kind: string, text: string }[]} */
  const found = [];
  let end = 0;
  for (const match of code.matchAll(TOKEN)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? "";
    if (match.index > end) found.push({ kind: "", text: code.slice(end, match.index) });
    found.push({ kind, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < code.length) found.push({ kind: "", text: code.slice(end) });
  return found;
}
