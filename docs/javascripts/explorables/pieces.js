// Byte-pair encoding on four words, one merge at a time, and what the merges make of four new words.
import { axes, dot, line, scale } from "./drawing.js";

/** @type {[string, number][]} */
const LEARNT = [["rain", 5], ["rail", 3], ["train", 2], ["tail", 1]];
const NEW = ["trail", "rainy", "trains", "snail"];
const MOST = 7;

/** Join a pair of neighbours wherever it stands. @param {string[]} pieces @param {string[]} pair */
function merge(pieces, pair) {
  /** @type {string[]} */
  const joined = [];
  for (let n = 0; n < pieces.length; n++) {
    const found = pieces[n] === pair[0] && pieces[n + 1] === pair[1];
    joined.push(found ? pair[0] + pair[1] : pieces[n]);
    if (found) n++;
  }
  return joined;
}

/** The most frequent pair and how often it occurs; of equals the one that comes first. @param {[string[], number][]} table */
function best(table) {
  /** @type {Map<string, number>} */
  const pairs = new Map();
  for (const [pieces, times] of table)
    for (let n = 1; n < pieces.length; n++) {
      const pair = `${pieces[n - 1]} ${pieces[n]}`;
      pairs.set(pair, (pairs.get(pair) ?? 0) + times);
    }
  return [...pairs].reduce((most, one) => (one[1] > most[1] ? one : most));
}

/** The merges in their order, each with the count of its pair. @returns {[string, number][]} */
export function learn() {
  let table = LEARNT.map(([word, times]) => /** @type {[string[], number]} */ ([[...word], times]));
  return Array.from({ length: MOST }, () => {
    const found = best(table);
    table = table.map(([pieces, times]) => [merge(pieces, found[0].split(" ")), times]);
    return found;
  });
}

const MERGES = learn();

/** A word in pieces, after so many merges. @param {string} word @param {number} merges @returns {string[]} */
export const encode = (word, merges) => MERGES.slice(0, merges).reduce((pieces, [pair]) => merge(pieces, pair.split(" ")), [...word]);

/** Tokens of the learnt words, each as often as it occurs, and of the new ones. @param {number} merges */
export const tokens = (merges) => ({
  learnt: LEARNT.reduce((sum, [word, times]) => sum + times * encode(word, merges).length, 0),
  fresh: NEW.reduce((sum, word) => sum + encode(word, merges).length, 0),
});

const words = { width: 340, height: 270, x: scale(0, 340, 0, 340), y: scale(0, 270, 0, 270), label: "Eight words, a box round each piece" };
const counts = { width: 340, height: 270, x: scale(0, MOST, 40, 330), y: scale(0, 50, 232, 24), label: "Tokens after each merge" };

/** @param {string} word @param {number} merges @param {number} row */
function boxes(word, merges, row) {
  const top = 28 + 30 * row;
  let left = 80;
  return encode(word, merges).map((piece) => {
    const wide = 8 + 18 * piece.length;
    const box = `<rect class="s" x="${left + 1}" y="${top}" width="${wide - 2}" height="23"/><text x="${left + wide / 2}" y="${top + 16}" text-anchor="middle">${piece}</text>`;
    left += wide;
    return box;
  }).join("");
}

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { merges: 1 },
  panes: [words, counts],
  sliders: [{ key: "merges", label: "Merges", min: 0, max: MOST, step: 1 }],
  draw({ merges }) {
    const path = (/** @type {"learnt" | "fresh"} */ which) => Array.from({ length: MOST + 1 }, (_, n) => /** @type {[number, number]} */ ([n, tokens(n)[which]]));
    const now = tokens(merges);
    return [
      LEARNT.map(([word, times], row) => `<text x="10" y="${44 + 30 * row}">${times} times</text>${boxes(word, merges, row)}`).join("") +
        NEW.map((word, row) => `<text x="10" y="${44 + 30 * (row + 4)}">new</text>${boxes(word, merges, row + 4)}`).join(""),
      axes(counts, [0, 1, 2, 3, 4, 5, 6, 7], [0, 10, 20, 30, 40, 50], ["merges", "tokens"]) +
        `<path class="m" d="${line(counts, path("learnt"))}"/><path class="w" d="${line(counts, path("fresh"))}"/>` +
        dot(counts, merges, now.learnt, 5, "a") + dot(counts, merges, now.fresh, 5, "b") +
        `<text x="98" y="70">learnt words</text><text x="46" y="186">new words</text>`,
    ];
  },
  say({ merges }) {
    const { learnt, fresh } = tokens(merges);
    const next = merges < MOST ? ` Next: ${MERGES[merges][0].replace(" ", " and ")}, ${MERGES[merges][1]} times.` : " Nothing is left to merge.";
    return `${merges} ${merges === 1 ? "merge" : "merges"}: ${learnt} tokens for the learnt words, ${fresh} for the new ones, of which trail is ${encode("trail", merges).join(" + ")}.${next}`;
  },
  reached({ merges }) {
    return [encode("trains", merges).includes("rain"), encode("train", merges).length === 1, merges > 0 && tokens(merges).fresh === tokens(merges - 1).fresh];
  },
};
