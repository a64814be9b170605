// An inverted index: which entries hold a term, and how much that says of them (BM25 over weighted fields). Pure.
// It is made anew on the first search of a page: so it is one list a term, and nothing is computed before it is asked for.

/** Saturation and the part of length in BM25, as Robertson and Zaragoza (2009) name them. */
const K = 1.2;
const B = 0.4;
const MOST_COMPLETIONS = 40;

export class Postings {
  /** @param {number[]} boosts how much each field counts */
  constructor(boosts) {
    this.boosts = boosts;
    this.count = 0;
    /** @type {Map<string, number[]>} for each term the places: number of the entry times the number of fields, plus the field */
    this.places = new Map();
    /** @type {number[]} for each place its number of terms */
    this.lengths = [];
    /** @type {number[]} for each field the number of terms of all entries */
    this.totals = boosts.map(() => 0);
    /** @type {string[] | undefined} */
    this.sorted = undefined;
  }

  /** Add the next entry. @param {string[][]} fields the terms of each field @returns {number} its number */
  add(fields) {
    for (const [field, terms] of fields.entries()) {
      const place = this.count * this.boosts.length + field;
      this.lengths[place] = terms.length;
      this.totals[field] += terms.length;
      for (const term of terms) {
        const places = this.places.get(term);
        if (places) places.push(place);
        else this.places.set(term, [place]);
      }
    }
    return this.count++;
  }

  /** The entries that hold a term, with what that is worth. @param {string} term @returns {Map<number, number>} */
  of(term) {
    /** @type {Map<number, number>} */
    const scores = new Map();
    const places = this.places.get(term) ?? [];
    for (let at = 0; at < places.length; at++) {
      const place = places[at];
      let times = 1;
      for (; places[at + 1] === place; at++) times++;
      const field = place % this.boosts.length;
      const usual = this.totals[field] / this.count;
      const share = times / (times + K * (1 - B + (B * this.lengths[place]) / usual));
      const entry = (place - field) / this.boosts.length;
      scores.set(entry, (scores.get(entry) ?? 0) + this.boosts[field] * share);
    }
    const rarity = this.rarity(scores.size);
    for (const [entry, score] of scores) scores.set(entry, score * rarity);
    return scores;
  }

  /** How much a term tells that so many entries hold. @param {number} holding */
  rarity(holding) {
    return Math.log(1 + (this.count - holding + 0.5) / (holding + 0.5));
  }

  /** Longer terms that begin with this one. @param {string} start @returns {string[]} */
  completions(start) {
    this.sorted ??= [...this.places.keys()].sort();
    let low = 0;
    for (let high = this.sorted.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle] <= start) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (; found.length < MOST_COMPLETIONS && this.sorted[low]?.startsWith(start); low++) found.push(this.sorted[low]);
    return found;
  }
}
