// The search: which entries answer a query, best first. Pure: what it reads comes in (hooks/mlroadmap/publish/search.py
// makes it), what it finds goes out as the theme's search field wants it. What people type instead of the words of the site
// is met here: synonyms, parts of names, beginnings, slips.
import { Postings } from "./search-postings.js";
import { analyser, distance, fold, pieces } from "./search-terms.js";

/** @typedef {[page: number, anchor: string, kind: number, names: string[], text: string, context?: string]} Row what is left out is empty */
/** @typedef {{ spellings: [string, string][], synonyms: string[][], stop: string, pages: string[], kinds: string[], entries: Row[] }} Data */
/** @typedef {Record<string, number[]>} Part of the words by first character: the numbers of entries, as distances */
/** @typedef {{ location: string, title: string, text: string, tags: string[], score: number, terms: Record<string, boolean> }} Item */
/** @typedef {{ items: Item[][], suggest: string[], wanted: string[] }} Found */
/** A word of a query: the ways to meet it, each a list of terms that all have to be there. @typedef {{ word: string, parts: string[], ways: { terms: string[], weight: number }[], last: boolean }} Wish */

/** How much an entry of a kind counts: lessons before stages before what only contributors read. */
const KINDS = /** @type {Record<string, number>} */ ({
  lesson: 1.7,
  term: 1.2,
  stage: 1.2,
  "planned lesson": 1.2,
  error: 1.2,
  topic: 1.1,
  resource: 1.05,
  part: 1,
  project: 1,
  "data set": 0.7,
  advice: 0.7,
  page: 0.7,
  contributor: 0.2,
});
const FIELDS = { names: 5, context: 1.5, text: 1 };
const MOST = 30; // results
const MOST_OF_A_PAGE = 3;
const MORE_PARTS = 0.02;
const MOST_OF_A_PHRASE = 6; // words
// a query that is the whole of a name
const EXACT = 2.5;
const EXACT_WORD_BY_WORD = 5;
const LITTLE = 3; // entries: with fewer, other words of the sections and slips are tried
const WEIGHTS = { synonym: 0.75, parts: 0.85, part: 0.35, prefix: 0.4, slip: 0.6, elsewhere: 1.2 };

/** @param {string} text */
const escape = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

/** How many slips a word may have. @param {string} word */
const slips = (word) => (word.length < 5 ? 0 : word.length < 8 ? 1 : 2);

export class Search {
  /** @param {Data} data */
  constructor(data) {
    this.data = data;
    this.terms = analyser(data);
    /** @type {Map<string, Set<number>>} entries by the whole of a name */
    this.whole = new Map();
    /** @type {Map<string, Map<string, number[]>>} entries by a word that only their sections hold, by its first character */
    this.elsewhere = new Map();
    this.synonyms = this.#groups(data.synonyms);
    /** @type {Map<string, string>} all words of names, with their terms */
    this.words = new Map();
    /** @type {Set<string>} all terms of names */
    this.named = new Set();
    this.index = new Postings(Object.values(FIELDS));
    for (const [, , , names, text, context = ""] of data.entries) {
      const named = this.terms.ofNames(names);
      for (const term of named) this.named.add(term);
      for (const [word, term] of this.terms.words(names)) this.words.set(word, term);
      this.index.add([named, this.terms.ofText(context), this.terms.ofText(text)]);
    }
    /** @type {Map<number, number>} the entry of each lesson, by its page */
    this.lessons = new Map();
    for (const [id, [page, , kind, names]] of data.entries.entries()) {
      if (data.kinds[kind] === "lesson") this.lessons.set(page, id);
      for (const name of names) {
        for (const key of this.terms.keys(name)) {
          if (!this.whole.has(key)) this.whole.set(key, new Set());
          this.whole.get(key)?.add(id);
        }
      }
    }
  }

  /** Phrases by their terms, with the other phrases of their group. @param {string[][]} groups @returns {Map<string, string[][]>} */
  #groups(groups) {
    const found = new Map();
    for (const group of groups) {
      const phrases = group.map((phrase) => this.terms.plain(phrase));
      for (const phrase of phrases) {
        const key = phrase.join("");
        const others = phrases.filter((one) => one.join("") !== key);
        found.set(key, [...(found.get(key) ?? []), ...others]);
      }
    }
    return found;
  }

  /** Take in the words of one first character. @param {string} character @param {Part} part */
  add(character, part) {
    /** @type {Map<string, number[]>} */
    const words = new Map();
    for (const [word, distances] of Object.entries(part)) {
      const [term] = this.terms.ofText(word);
      let number = 0;
      const numbers = distances.map((one) => (number += one));
      words.set(term, [...(words.get(term) ?? []), ...numbers]);
    }
    this.elsewhere.set(character, words);
  }

  /** What a query wishes for. @param {string} query @returns {Wish[]} */
  wishes(query) {
    const all = pieces(query);
    const telling = all.filter((piece) => !this.terms.isStop(piece));
    const words = telling.length ? telling : all;
    const plain = words.map((word) => this.terms.plain(word));
    /** @type {Wish[]} */
    const wishes = words.map((word, place) => {
      const [whole, ...parts] = this.terms.ofText(word);
      const ways = [{ terms: [whole], weight: 1 }];
      // of a name that is known as a whole, such as NameError, the parts say little
      if (parts.length) ways.push({ terms: parts, weight: this.index.places.has(whole) ? WEIGHTS.part : WEIGHTS.parts });
      for (const [one, other] of [[words[place - 1], word], [word, words[place + 1]]]) {
        if (one && other) ways.push({ terms: [this.terms.joined(one, other)], weight: 1 });
      }
      return { word, parts, ways, last: place === words.length - 1 && !/\s$/.test(query) };
    });
    // phrases and their synonyms
    for (let from = 0; from < words.length; from++) {
      for (let to = Math.min(words.length, from + MOST_OF_A_PHRASE); to > from; to--) {
        const others = this.synonyms.get(plain.slice(from, to).flat().join(""));
        for (const terms of others ?? []) {
          for (const wish of wishes.slice(from, to)) wish.ways.push({ terms, weight: WEIGHTS.synonym });
        }
      }
    }
    return wishes;
  }

  /**
   * The entries that meet one wish: the score of each, and the terms by which.
   * @param {Wish} wish
   * @param {Set<string>} wanted is filled with the first characters of words that should be taken in
   */
  #meet(wish, wanted) {
    /** @type {Map<number, { score: number, terms: string[] }>} */
    const found = new Map();
    /** @param {number} id @param {number} score @param {string[]} terms */
    const note = (id, score, terms) => {
      const before = found.get(id);
      found.set(id, { score: Math.max(score, before?.score ?? 0), terms: [...(before?.terms ?? []), ...terms] });
    };
    for (const { terms, weight } of wish.ways) {
      const lists = terms.map((term) => this.index.of(term));
      const [shortest] = [...lists].sort((one, other) => one.size - other.size);
      for (const id of shortest.keys()) {
        if (!lists.every((list) => list.has(id))) continue;
        const sum = lists.reduce((total, list) => total + (list.get(id) ?? 0), 0);
        note(id, (weight * sum) / Math.sqrt(lists.length), terms);
      }
    }
    const [term] = wish.ways[0].terms;
    if (term.length > 2) {
      for (const other of this.index.completions(term)) {
        const weight = ((wish.last ? WEIGHTS.prefix : WEIGHTS.prefix / 2) * term.length) / other.length;
        for (const [id, score] of this.index.of(other)) note(id, score * weight, [other]);
      }
    }
    if (found.size < LITTLE && term.length > 2) this.#meetElsewhere(term, note, wanted);
    // of `KNeighborsClassifier`, which few entries name, the parts lead to where it belongs
    for (const part of this.index.places.has(term) ? [] : wish.parts) {
      for (const [id, score] of this.index.of(part)) note(id, (found.get(id)?.score ?? 0) + score * WEIGHTS.part, [part]);
    }
    const isKnown = wish.last && found.size >= LITTLE;
    const isNamed = isKnown || [...found.values()].some((one) => one.terms.some((other) => this.named.has(other)));
    const meant = isNamed ? [] : this.#meetSlips(fold(wish.word), note);
    return { found, meant: meant[0] ?? term };
  }

  /** @param {string} term @param {(id: number, score: number, terms: string[]) => void} note @param {Set<string>} wanted */
  #meetElsewhere(term, note, wanted) {
    const words = this.elsewhere.get(term[0]);
    if (!words) {
      wanted.add(term[0]);
      return;
    }
    const numbers = words.get(term) ?? [];
    const weight = Math.log(1 + this.data.entries.length / (1 + numbers.length)) * WEIGHTS.elsewhere;
    for (const id of numbers) note(id, weight, [term]);
  }

  /**
   * Names with a word that differs by a slip or two.
   * @param {string} word as it was typed
   * @param {(id: number, score: number, terms: string[]) => void} note
   * @returns {string[]} the terms that were meant
   */
  #meetSlips(word, note) {
    let least = slips(word);
    if (!least) return [];
    /** @type {Set<string>} */
    let nearest = new Set();
    for (const [other, term] of this.words) {
      if (Math.abs(other.length - word.length) > least) continue;
      const far = distance(word, other);
      if (far < least) nearest = new Set();
      if (far <= least) nearest.add(term);
      least = Math.min(least, far);
    }
    for (const term of nearest) {
      for (const [id, score] of this.index.of(term)) note(id, score * WEIGHTS.slip, [term]);
    }
    return [...nearest];
  }

  /** @param {string} query @returns {Found} */
  find(query) {
    const wishes = this.wishes(query);
    /** @type {Set<string>} */
    const wanted = new Set();
    const tried = wishes.map((wish) => this.#meet(wish, wanted));
    const met = tried.map((one) => one.found);
    const meant = tried.map((one) => one.meant).join(" ");
    const exact = [...this.terms.keys(query), this.terms.keys(meant)[1]].map((key) => this.whole.get(key) ?? new Set());
    /** @type {{ id: number, score: number }[]} */
    const ranked = [];
    /** @type {Map<number, number[]>} the scores of the parts of a lesson, by its page */
    const parts = new Map();
    for (const id of new Set(met.flatMap((one) => [...one.keys()]))) {
      const scores = met.map((one) => one.get(id)?.score ?? 0);
      const share = scores.filter(Boolean).length / wishes.length;
      const sum = scores.reduce((total, score) => total + score, 0);
      const [page, , number] = this.data.entries[id];
      const kind = this.data.kinds[number];
      const wholly = exact[0].has(id) ? EXACT_WORD_BY_WORD : exact.some((ids) => ids.has(id)) ? EXACT : 1;
      const score = sum * share ** 2 * (KINDS[kind] ?? 1) * wholly;
      if (kind === "part") parts.set(page, [...(parts.get(page) ?? []), score]);
      ranked.push({ id, score });
    }
    // a lesson stands before its parts, and higher with more of them
    for (const [page, scores] of parts) {
      const id = this.lessons.get(page);
      const lesson = ranked.find((one) => one.id === id);
      const lifted = Math.max(...scores) * (1 + MORE_PARTS * scores.length);
      if (lesson) lesson.score = Math.max(lesson.score, lifted);
      else if (id !== undefined && scores.length > 1) ranked.push({ id, score: lifted });
    }
    ranked.sort((one, other) => other.score - one.score || one.id - other.id);
    /** @type {Item[][]} */
    const items = [];
    const ofPages = new Map();
    const shown = new Set();
    for (const { id, score } of ranked) {
      const [page, anchor, kind] = this.data.entries[id];
      const own = ["part", "page", "contributor"].includes(this.data.kinds[kind]);
      const count = ofPages.get(page) ?? 0;
      const place = `${page}#${anchor}`;
      if (shown.has(place) || (own && count >= MOST_OF_A_PAGE)) continue;
      if (own) ofPages.set(page, count + 1);
      shown.add(place);
      items.push([this.#item(id, score, wishes, met)]);
      if (items.length === MOST) break;
    }
    return { items, suggest: this.#suggest(query, items), wanted: [...wanted] };
  }

  /** @param {number} id @param {number} score @param {Wish[]} wishes @param {Map<number, { score: number, terms: string[] }>[]} met @returns {Item} */
  #item(id, score, wishes, met) {
    const [page, anchor, kind, [title, ...others], text, context = ""] = this.data.entries[id];
    const matched = new Set(met.flatMap((one) => one.get(id)?.terms ?? []));
    /** @type {Record<string, boolean>} */
    const terms = {};
    const mark = (/** @type {string} */ said) => {
      let marked = "";
      let from = 0;
      for (const piece of pieces(said)) {
        const at = said.indexOf(piece, from);
        const fits = this.terms.ofText(piece).some((term) => matched.has(term)) && !this.terms.isStop(piece);
        if (fits) terms[piece.toLowerCase()] = true;
        marked += escape(said.slice(from, at)) + (fits ? `<mark>${escape(piece)}</mark>` : escape(piece));
        from = at + piece.length;
      }
      return marked + escape(said.slice(from));
    };
    const shownTitle = mark(title);
    const inTitle = Object.keys(terms).length;
    const also = others.find((name) => this.terms.ofNames([name]).filter((term) => matched.has(term)).length > inTitle);
    const shownText = (also ? `${mark(also)}: ` : "") + mark(text);
    for (const [place, wish] of wishes.entries()) if (!met[place].has(id)) terms[wish.word] = false;
    const label = this.data.kinds[kind];
    const tag = label === "part" ? `lesson: ${context}` : label === "contributor" ? "for contributors" : label;
    // The theme draws a text only below addresses without a fragment: search-page.js makes one of `at`.
    const location = this.data.pages[page] + (anchor ? `?at=${encodeURIComponent(anchor)}` : "");
    return { location, title: shownTitle, text: shownText && `<p>${shownText}</p>`, tags: [tag], score, terms };
  }

  /** The query with its last word completed from what was found, as the theme offers it. @param {string} query @param {Item[][]} items */
  #suggest(query, items) {
    const typed = pieces(query).map(fold);
    const last = typed.pop();
    if (!last || /\s$/.test(query)) return [];
    for (const [{ title }] of items) {
      const word = pieces(title.replace(/<[^>]+>/g, "")).map(fold).find((one) => one.startsWith(last) && one !== last);
      if (word) return [...typed, word];
    }
    return [];
  }
}
