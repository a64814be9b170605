// The small convolutional network of the lesson on convolutions: what it makes of a picture of 28 by 28.
import { convolve, dense, pool, relu, softmax } from "./layers.js";

export const SIDE = 28;
export const KINDS = ["T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

/**
 * @param {import("./npz.js").Tables} net @param {Float64Array} picture from 0, the ground, to 1, row by row
 * @param {string} kind which network of the file: `plain`, or `moved` for the one that saw moved and mirrored pictures
 * @returns {{ maps: Float64Array[], probabilities: Float64Array }} `maps` are what the first filters answer, 14 by 14
 */
export function recognise(net, picture, kind) {
  const layer = (/** @type {Float64Array[]} */ maps, /** @type {number} */ side, /** @type {string} */ name) =>
    convolve(maps, side, net[`${kind}_${name}_weight`], net[`${kind}_${name}_bias`]).map((map) => relu(pool(map, side)));
  const maps = layer([picture], SIDE, "first");
  const flat = Float64Array.from(layer(maps, SIDE / 2, "second").flatMap((map) => [...map]));
  return { maps, probabilities: softmax(dense(flat, net[`${kind}_last_weight`], net[`${kind}_last_bias`])) };
}

/** A picture moved to the right and down; what comes in is ground. @param {Float64Array} picture @param {number} right @param {number} down */
export const moved = (picture, right, down) =>
  picture.map((_, n) => {
    const [row, column] = [Math.floor(n / SIDE) - down, (n % SIDE) - right];
    return row >= 0 && row < SIDE && column >= 0 && column < SIDE ? picture[row * SIDE + column] : 0;
  });

/** @param {Float64Array} picture */
export const upsideDown = (picture) => picture.map((_, n) => picture[(SIDE - 1 - Math.floor(n / SIDE)) * SIDE + (n % SIDE)]);

/** @param {Float64Array} picture */
export const mirrored = (picture) => picture.map((_, n) => picture[n - (n % SIDE) + SIDE - 1 - (n % SIDE)]);

/**
 * Put a round dab on a picture, or take ink away.
 * @param {Float64Array} picture @param {number} row @param {number} column @param {number} radius @param {number} ink from 0 to 1
 */
export function dab(picture, row, column, radius, ink) {
  for (let n = 0; n < picture.length; n++) {
    const cover = Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(Math.floor(n / SIDE) - row, (n % SIDE) - column)));
    picture[n] = ink ? Math.max(picture[n], ink * cover) : picture[n] * (1 - cover);
  }
}
