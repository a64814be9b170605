// Answers in the words of the site: the paragraphs that hold most of a question's telling words, or none. Pure: what it
// reads comes in (hooks/mlroadmap/publish/paragraphs.py makes it). Terms and BM25 are those of the search.
import { Postings } from "./search-postings.js";
import { analyser } from "./search-terms.js";

/** @typedef {[page: number, anchor: string, heading: string, ...texts: string[]]} Row */
/** @typedef {{ spellings: [string, string][], stop: string, pages: [path: string, title: string][], rows: Row[] }} Texts */
/** @typedef {{ text: string, heading: string, title: string, address: string, score: number }} Quote */
/** A quote with the terms of its heading. @typedef {Omit<Quote, "score"> & { named: string }} Kept */

const FIELDS = { text: 1, heading: 0.5 };
const QUOTES = 3;
/** BM25 gives a word in a paragraph of usual length, once, this part of its rarity. */
const ONCE = 1 / 2.2;
/** Of a long question not every word has to be met: as much rarity as three rare words have is enough. */
const ENOUGH = 8;
/** The least share of a question's words, weighted by rarity: chosen, with ENOUGH, by benchmarks/bench_ask.py. */
export const LEAST = 0.8;
/** A question that names nothing but a heading, such as "What is bagging?", is answered there first. */
const NAMED = 1.5;

/** @param {Iterable<string>} terms */
const key = (terms) => [...new Set(terms)].sort().join(" ");

export class Ask {
  /** @param {Texts} texts */
  constructor(texts) {
    this.terms = analyser(texts);
    this.index = new Postings(Object.values(FIELDS));
    /** @type {Kept[]} */
    this.quotes = [];
    for (const [page, anchor, heading, ...paragraphs] of texts.rows) {
      const [path, title] = texts.pages[page];
      const above = this.terms.plain(`${title} ${heading}`);
      const named = key(this.terms.plain(heading));
      for (const text of paragraphs) {
        this.index.add([this.terms.plain(text), above]);
        this.quotes.push({ text, heading, title, named, address: anchor ? `${path}#${anchor}` : path });
      }
    }
  }

  /** The best paragraphs for a question, the best first, each from a place of its own. @param {string} question @returns {Quote[]} */
  best(question) {
    /** @type {Map<number, number>} */
    const scores = new Map();
    let whole = 0;
    const terms = new Set(this.terms.plain(question));
    for (const term of terms) {
      const found = this.index.of(term);
      whole += ONCE * this.index.rarity(found.size); // a word that no paragraph holds is the rarest
      for (const [number, score] of found) scores.set(number, (scores.get(number) ?? 0) + score);
    }
    const asked = key(terms);
    for (const [number, score] of scores) if (this.quotes[number].named === asked) scores.set(number, NAMED * score);
    /** @type {Map<string, Quote>} */
    const best = new Map();
    for (const [number, score] of [...scores].sort(([, one], [, other]) => other - one)) {
      const quote = this.quotes[number];
      if (!best.has(quote.address)) best.set(quote.address, { ...quote, score: score / Math.min(whole, ENOUGH) });
      if (best.size === QUOTES) break;
    }
    return [...best.values()];
  }

  /** What answers a question: nothing when the best paragraph holds too little of it. @param {string} question @returns {Quote[]} */
  answer(question) {
    return this.best(question).filter(({ score }) => score >= LEAST);
  }
}
