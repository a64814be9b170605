// Which resources fit, and in which order. Pure: rows come in as plain data, wishes as they stand in the address.

/**
 * @typedef {{ id: string, title: string, text: string, stage: string, kind: string, cost: string, level: string, hours: number | null, lang: string }} Row
 * @typedef {{ text: string, stage: string, kind: string, cost: string, level: string, length: string, lang: string, list: string, sort: string }} Wishes
 */

/** @type {Wishes} */
const NONE = { text: "", stage: "", kind: "", cost: "", level: "", length: "", lang: "", list: "", sort: "" };
const FIELDS = /** @type {const} */ (["stage", "kind", "cost", "level", "lang"]);

/** Lengths to choose from: name, and the hours from (excluded) and to (included). @type {Record<string, [number, number]>} */
export const LENGTHS = { "2": [0, 2], "10": [2, 10], "40": [10, 40], more: [40, Infinity] };
const LEVELS = ["beginner", "intermediate", "advanced"];
const COSTS = ["free", "freemium", "paid"];

/** @param {string} query such as `?cost=free&text=pandas` @returns {Wishes} */
export function fromQuery(query) {
  const given = new URLSearchParams(query);
  /** @type {Wishes} */
  const wishes = { ...NONE };
  for (const name of /** @type {(keyof Wishes)[]} */ (Object.keys(NONE))) wishes[name] = given.get(name)?.slice(0, 200) ?? "";
  return wishes;
}

/** @param {Wishes} wishes @returns {string} what to put behind the address, without what is not wished */
export function toQuery(wishes) {
  const wished = Object.entries(wishes).filter(([, value]) => value);
  return wished.length ? `?${new URLSearchParams(wished)}` : "";
}

/** @param {string} text */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");

/**
 * @param {Row} row
 * @param {Wishes} wishes
 * @param {string[]} saved ids of the reader's list
 */
export function fits(row, wishes, saved) {
  if (FIELDS.some((field) => wishes[field] && row[field] !== wishes[field])) return false;
  if (wishes.list && !saved.includes(row.id)) return false;
  if (wishes.length === "none" && row.hours !== null) return false;
  const range = LENGTHS[wishes.length];
  if (range && (row.hours === null || row.hours <= range[0] || row.hours > range[1])) return false;
  const text = plain(row.text);
  return plain(wishes.text).split(/[\s"',\p{Pi}\p{Pf}\p{Ps}\p{Pe}]+/u).every((word) => text.includes(word));
}

/**
 * @param {Row[]} rows
 * @param {string} by
 * @returns {Row[]} sorted anew; rows that do not differ keep their order, those without a length come last
 */
export function sorted(rows, by) {
  const key = {
    title: (/** @type {Row} */ one, /** @type {Row} */ other) => one.title.localeCompare(other.title, "en"),
    length: (/** @type {Row} */ one, /** @type {Row} */ other) => (one.hours ?? 1e9) - (other.hours ?? 1e9),
    level: (/** @type {Row} */ one, /** @type {Row} */ other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level),
    cost: (/** @type {Row} */ one, /** @type {Row} */ other) => COSTS.indexOf(one.cost) - COSTS.indexOf(other.cost),
  }[by];
  return key ? [...rows].sort(key) : [...rows];
}
