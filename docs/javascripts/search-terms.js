// From text to the terms under which the search keeps it. Pure. The same for what is searched and for what is typed.

/** A word with what is joined to it: `k-means`, `train_test_split`, `fast.ai`. */
const PIECE = /[\p{L}\p{N}]+(?:[_\-‐–.'’/][\p{L}\p{N}]+)*/gu;
const PART = /[_\-‐–.'’/]|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;
/** What has no parts. */
const PLAIN = /^[A-Z]?[a-z0-9]+$|^[A-Z]+$/;
const VOWEL = /[aeiouy]/;

/** @param {string} text @returns {string} in small letters, without accents */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {string} text @returns {string[]} its words as they are written, each with what is joined to it */
export const pieces = (text) => text.normalize("NFKC").replace(/['’]s\b/gu, "").match(PIECE) ?? [];

/** Endings, what stands in their place, and how many letters must come before. @type {[string, string, number][]} */
const ENDINGS = [
  ["ization", "is", 2], ["izing", "is", 2], ["ized", "is", 2], ["izer", "is", 2], ["ize", "is", 2],
  ["yzing", "yz", 3], ["yzed", "yz", 3], ["yzer", "yz", 3], ["yze", "yz", 3], ["ysis", "yz", 3],
  ["ification", "ific", 3], ["ifier", "ific", 3], ["ify", "ific", 3], ["ifying", "ific", 3], ["ified", "ific", 3],
  ["ation", "", 4], ["ating", "", 5], ["ated", "", 5], ["ate", "", 5], ["ional", "ion", 4], ["ical", "ic", 3],
]; // prettier-ignore

/** The stem of a folded word in American spelling: plural, tense and kind of word taken off. @param {string} word */
function stem(word) {
  if (word.length < 4) return word;
  for (const [ending, instead, before] of ENDINGS) {
    if (word.endsWith(ending) && word.length - ending.length >= before) return word.slice(0, -ending.length) + instead;
  }
  for (const ending of ["ing", "ed"]) {
    const rest = word.slice(0, -ending.length);
    if (!word.endsWith(ending) || rest.length < 3 || !VOWEL.test(rest) || rest.endsWith("e")) continue;
    return /([^aeiouylsz])\1$/.test(rest) ? rest.slice(0, -1) : rest;
  }
  return word.endsWith("e") ? word.slice(0, -1) : word;
}

/** @param {string} word folded @returns {string} */
function singular(word) {
  if (word.length < 4) return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ss|ch|sh|x|zz)es$/.test(word)) return word.slice(0, -2);
  return /[^sui]s$/.test(word) ? word.slice(0, -1) : word;
}

/**
 * @param {{ spellings: [string, string][], stop: string }} words British and American endings; words that say nothing
 */
export function analyser({ spellings, stop }) {
  const stops = new Set(stop.split(/\s+/));
  const endings = [...spellings].sort(([one], [other]) => other.length - one.length);
  /** @type {Map<string, string>} */
  const known = new Map();
  /** @type {Map<string, { parts: string[], terms: string[], stop: boolean }>} */
  const taken = new Map();
  /** @param {string} word folded */
  const term = (word) => {
    let found = known.get(word);
    if (found === undefined) {
      let one = singular(word);
      const pair = endings.find(([british]) => one.endsWith(british) && one.length >= british.length + 3);
      if (pair) one = one.slice(0, -pair[0].length) + pair[1];
      known.set(word, (found = stem(one)));
    }
    return found;
  };
  /** A piece taken apart: its parts, folded; the terms of the whole and, if it has some, of its parts. @param {string} piece */
  const cut = (piece) => {
    let found = taken.get(piece);
    if (found === undefined) {
      const parts = PLAIN.test(piece) ? [piece.toLowerCase()] : piece.split(PART).map(fold).filter(Boolean);
      const whole = term(parts.join(""));
      const stop = parts.length === 1 && stops.has(parts[0]);
      found = { parts, terms: parts.length > 1 ? [whole, ...parts.map(term)] : [whole], stop };
      taken.set(piece, found);
    }
    return found;
  };
  const isStop = (/** @type {string} */ piece) => cut(piece).stop;
  const ofText = (/** @type {string} */ text) => pieces(text).flatMap((piece) => cut(piece).terms);
  /** The terms of the words of a text, those that say nothing left out. @param {string} text */
  const plain = (text) => {
    const all = pieces(text).flatMap((piece) => cut(piece).parts);
    const telling = all.filter((word) => !stops.has(word));
    return (telling.length ? telling : all).map(term);
  };
  /** Two words as if they were one. @param {string} one @param {string} other */
  const joined = (one, other) => term(cut(one).parts.join("") + cut(other).parts.join(""));
  /** What a name is looked up by as a whole: with all its words, and without those that say nothing. @param {string} text */
  const keys = (text) => [pieces(text).flatMap((piece) => cut(piece).parts).map(term).join(""), plain(text).join("")];
  /** Terms of names: words, neighbours as one word, initials. @param {string[]} names */
  const ofNames = (names) => {
    /** @type {Set<string>} */
    const found = new Set();
    for (const name of names) {
      const words = pieces(name);
      let initials = "";
      let telling = "";
      for (const [place, word] of words.entries()) {
        const { parts, terms, stop } = cut(word);
        for (const one of terms) found.add(one);
        if (place) found.add(joined(words[place - 1], word));
        for (const part of parts) initials += part[0];
        if (!stop) for (const part of parts) telling += part[0];
      }
      for (const one of [initials, telling]) if (one.length > 1 && one.length < 6) found.add(one);
    }
    return [...found];
  };
  /** Words and their terms: of names, for what is nearly one of them. @param {string[]} names @returns {[string, string][]} */
  const words = (names) => names.flatMap(pieces).flatMap((piece) => {
    const { parts, terms } = cut(piece);
    return [[parts.join(""), terms[0]], ...parts.map((part, at) => /** @type {[string, string]} */ ([part, terms[at + 1] ?? terms[0]]))];
  });
  return { words, isStop, ofText, ofNames, plain, joined, keys };
}

/** How many letters to add, leave out, change or swap with their neighbour, from one word to another. @param {string} one @param {string} other */
export function distance(one, other) {
  /** @type {number[][]} */
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
      }
    }
  }
  return rows[one.length][other.length];
}
