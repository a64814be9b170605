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
export function dense(values, { values: weights }, bias) {
  const [inputs, made] = [values.length, Float64Array.from(bias.values)];
  for (let output = 0, at = 0; output < made.length; output++) {
    let sum = made[output];
    for (let n = 0; n < inputs; n++) sum += values[n] * weights[at++];
    made[output] = sum;
  }
  return made;
}

/** Mean 0 and standard deviation 1, then a factor and an offset for each entry. @param {Float64Array} values @param {Table} factors @param {Table} offsets */
export function layerNorm(values, factors, offsets) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length + 1e-5);
  return values.map((value, n) => ((value - mean) / spread) * factors.values[n] + offsets.values[n]);
}

/**
 * Causal attention of one head. Each row looks at itself and at those before it.
 * @param {Float64Array[]} queries @param {Float64Array[]} keys @param {Float64Array[]} values
 * @returns {{ mixed: Float64Array[], weights: Float64Array[] }} row n of the weights has n + 1 entries
 */
export function attend(queries, keys, values) {
  const weights = queries.map((query, n) => {
    const scores = new Float64Array(n + 1);
    for (let at = 0; at <= n; at++) {
      for (let i = 0; i < query.length; i++) scores[at] += query[i] * keys[at][i];
      scores[at] /= Math.sqrt(query.length);
    }
    return softmax(scores);
  });
  const mixed = weights.map((row) => {
    const sum = new Float64Array(values[0].length);
    row.forEach((weight, at) => {
      for (let i = 0; i < sum.length; i++) sum[i] += weight * values[at][i];
    });
    return sum;
  });
  return { mixed, weights };
}

/** Scores as parts that add up to 1. @template {Float64Array | number[]} T @param {T} scores @returns {T} */
export function softmax(scores) {
  const most = Math.max(...scores);
  const powers = /** @type {T} */ (scores.map((score) => Math.exp(score - most)));
  let sum = 0;
  for (const power of powers) sum += power;
  return /** @type {T} */ (powers.map((power) => power / sum));
}
