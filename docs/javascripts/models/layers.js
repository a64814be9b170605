// Layers of trained networks, from the numbers that go in to those that come out. Nothing is trained here.

/** @typedef {import("./npz.js").Table} Table */

/**
 * Filters over square maps with a rim of zeros, so that each map keeps its size. Weights are kept as PyTorch keeps them:
 * outputs, inputs, rows, columns.
 * @param {Float64Array[]} maps @param {number} side @param {Table} weights @param {Table} bias
 */
export function convolve(maps, side, { shape: [outputs, inputs, reach], values }, bias) {
  const rim = (reach - 1) / 2;
  return Array.from({ length: outputs }, (_, output) => {
    const made = new Float64Array(side * side).fill(bias.values[output]);
    for (let n = 0; n < inputs * reach * reach; n++) {
      const [input, down, right] = [Math.floor(n / reach ** 2), (Math.floor(n / reach) % reach) - rim, (n % reach) - rim];
      const weight = values[output * inputs * reach * reach + n];
      for (let row = Math.max(0, -down); row < Math.min(side, side - down); row++)
        for (let column = Math.max(0, -right); column < Math.min(side, side - right); column++)
          made[row * side + column] += weight * maps[input][(row + down) * side + column + right];
    }
    return made;
  });
}

/** The largest of each two by two. @param {Float64Array} map @param {number} side */
export const pool = (map, side) =>
  Float64Array.from({ length: (side / 2) ** 2 }, (_, n) => {
    const at = 2 * Math.floor(n / (side / 2)) * side + 2 * (n % (side / 2));
    return Math.max(map[at], map[at + 1], map[at + side], map[at + side + 1]);
  });

/** @param {Float64Array} values */
export const relu = (values) => values.map((value) => Math.max(0, value));

/** @param {Float64Array} values @param {Table} weights outputs, inputs @param {Table} bias */
export const dense = (values, weights, bias) =>
  bias.values.map((start, output) => values.reduce((sum, value, n) => sum + value * weights.values[output * values.length + n], start));

/** @param {Float64Array} scores */
export function softmax(scores) {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
