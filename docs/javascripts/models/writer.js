// The small GPT of the lesson on transformers: what it makes of a text, and how the next character is drawn.
import { attend, dense, layerNorm, relu, softmax } from "./layers.js";

export const ALPHABET = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,;:!?'\"-()";
export const [LENGTH, BLOCKS, HEADS] = [64, 3, 4];

/** Only the characters that the network knows: other quotation marks and dashes become those of the novels. @param {string} text */
export const known = (text) =>
  [...text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, "-").replace(/\s/g, " ")].filter((one) => ALPHABET.includes(one)).join("");

/**
 * Read the last characters of a text, at most as many as there are places.
 * @param {import("./npz.js").Tables} net @param {string} text of known characters, at least one
 * @returns {{ scores: Float64Array, looks: Float64Array[][][] }} scores for the character that comes next; `looks` are the
 *   weights of each block and head, a row for each character read
 */
export function read(net, text) {
  const two = (/** @type {string} */ name) => /** @type {const} */ ([net[`${name}.weight`], net[`${name}.bias`]]);
  const letters = [...text].slice(-LENGTH).map((one) => ALPHABET.indexOf(one));
  const width = net["letters.weight"].shape[1];
  const row = (/** @type {string} */ name, /** @type {number} */ n) => net[name].values.subarray(n * width, (n + 1) * width);
  const sum = (/** @type {Float64Array} */ one, /** @type {Float64Array} */ other) => one.map((value, n) => value + other[n]);
  let x = letters.map((letter, place) => sum(row("letters.weight", letter), row("places.weight", place)));
  const add = (/** @type {Float64Array[]} */ found) => (x = x.map((values, place) => sum(values, found[place])));
  const looks = Array.from({ length: BLOCKS }, (_, block) => {
    const name = `blocks.${block}`;
    const all = x.map((values) => dense(layerNorm(values, ...two(`${name}.norm_1`)), ...two(`${name}.attention.qkv`)));
    const heads = Array.from({ length: HEADS }, (_, head) => {
      const [q, k, v] = [0, 1, 2].map((part) => all.map((values) => values.subarray(part * width + (head * width) / HEADS, part * width + ((head + 1) * width) / HEADS)));
      return attend(q, k, v);
    });
    add(x.map((_, place) => dense(Float64Array.from(heads.flatMap(({ mixed }) => [...mixed[place]])), ...two(`${name}.attention.out`))));
    add(x.map((values) => dense(relu(dense(layerNorm(values, ...two(`${name}.norm_2`)), ...two(`${name}.up`))), ...two(`${name}.down`))));
    return heads.map(({ weights }) => weights);
  });
  return { scores: dense(layerNorm(x[x.length - 1], ...two("norm")), ...two("scores")), looks };
}

/** Probabilities at a temperature. @param {Float64Array} scores @param {number} temperature */
export const warmed = (scores, temperature) => softmax(scores.map((score) => score / temperature));

/** The character that a number from 0 to 1 falls on. @param {Float64Array} probabilities @param {number} chance */
export function drawn(probabilities, chance) {
  let [at, sum] = [0, probabilities[0]];
  while (sum <= chance && at < probabilities.length - 1) sum += probabilities[++at];
  return ALPHABET[at];
}
