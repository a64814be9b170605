// A polynomial through twelve noisy points: what its degree does to bias and variance.
import { axes, curve, dot, fixed, generator, line, place, scale } from "./drawing.js";

const POINTS = 12;
const NOISE = 0.35;
const MOST = 9;
/** The curve that the points come from. @param {number} x */
export const truth = (x) => Math.sin(2.5 * x);
const XS = Array.from({ length: POINTS }, (_, n) => -1 + (2 * n) / (POINTS - 1));

/** The points of a sample. @param {number} sample from 1 @returns {number[]} */
export function sampleOf(sample) {
  const { normal } = generator(1000 * sample + 7);
  return XS.map((x) => truth(x) + NOISE * normal());
}

/** Values of the first degrees' Legendre polynomials at x. @param {number} x @param {number} degree @returns {number[]} */
function legendre(x, degree) {
  const values = [1, x];
  for (let n = 1; n < degree; n++) values.push(((2 * n + 1) * x * values[n] - n * values[n - 1]) / (n + 1));
  return values.slice(0, degree + 1);
}

/**
 * The polynomial of a degree that is nearest to values at the twelve places, by modified Gram–Schmidt.
 * @param {number[]} values @param {number} degree @returns {(x: number) => number}
 */
export function polynomial(values, degree) {
  const rows = XS.map((x) => legendre(x, degree));
  /** @type {number[][]} */
  const basis = []; // orthonormal columns
  /** @type {number[][]} */
  const upper = Array.from({ length: degree + 1 }, () => Array(degree + 1).fill(0));
  for (let column = 0; column <= degree; column++) {
    const v = rows.map((row) => row[column]);
    for (let turn = 0; turn < 2; turn++)
      basis.forEach((q, n) => {
        const part = q.reduce((sum, one, at) => sum + one * v[at], 0);
        upper[n][column] += part;
        q.forEach((one, at) => (v[at] -= part * one));
      });
    upper[column][column] = Math.hypot(...v);
    basis.push(v.map((one) => one / upper[column][column]));
  }
  const right = basis.map((q) => q.reduce((sum, one, at) => sum + one * values[at], 0));
  const weights = Array(degree + 1).fill(0);
  for (let n = degree; n >= 0; n--) {
    let rest = right[n];
    for (let m = n + 1; m <= degree; m++) rest -= upper[n][m] * weights[m];
    weights[n] = rest / upper[n][n];
  }
  return (x) => legendre(x, degree).reduce((sum, one, n) => sum + one * weights[n], 0);
}

/**
 * Squared bias and variance of the fit, each a mean over the twelve places, over all samples there could be.
 * The fit of the true values is the mean of all fits; each of its degree + 1 weights adds the same variance.
 * @param {number} degree
 */
export function parts(degree) {
  const mean = polynomial(XS.map(truth), degree);
  const bias = XS.reduce((sum, x) => sum + (mean(x) - truth(x)) ** 2, 0) / POINTS;
  return { bias, variance: (NOISE ** 2 * (degree + 1)) / POINTS };
}

/** Mean squared distance of a fit to the points that it was fitted to. @param {number} sample @param {number} degree */
export function trainingError(sample, degree) {
  const values = sampleOf(sample);
  const fit = polynomial(values, degree);
  return XS.reduce((sum, x, n) => sum + (fit(x) - values[n]) ** 2, 0) / POINTS;
}

const ALL = Array.from({ length: MOST + 1 }, (_, degree) => ({ ...parts(degree), degree }));
const error = (/** @type {{ bias: number, variance: number }} */ part) => part.bias + part.variance;
const BEST = ALL.reduce((best, one) => (error(one) < error(best) ? one : best)).degree;
const left = { width: 340, height: 270, x: scale(-1, 1, 34, 330), y: scale(-2, 2, 230, 24), label: "Twelve points, the curve behind them and the fit" };
const right = { width: 340, height: 270, x: scale(0, MOST, 40, 330), y: scale(0, 0.2, 230, 24), label: "Squared bias, variance and their sum by degree" };

/** @param {(part: { bias: number, variance: number, degree: number }) => number} value @returns {[number, number][]} */
const byDegree = (value) => ALL.map((part) => [part.degree, Math.min(value(part), 0.21)]);

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { degree: 1, sample: 1 },
  panes: [left, right],
  sliders: [
    { key: "degree", label: "Degree", min: 0, max: MOST, step: 1 },
    { key: "sample", label: "Sample", min: 1, max: 8, step: 1, text: (sample) => `${sample} of 8` },
  ],
  draw({ degree, sample }) {
    const values = sampleOf(sample);
    const fit = polynomial(values, degree);
    const held = (/** @type {number} */ x) => Math.max(-2.1, Math.min(2.1, fit(x)));
    const now = ALL[degree];
    return [
      axes(left, [-1, 0, 1], [-2, -1, 0, 1, 2], ["x", "y"]) +
        `<path class="g" d="${curve(left, truth, -1, 1, 30)}"/><path class="w" d="${curve(left, held, -1, 1, 10 + 10 * degree)}"/>` +
        XS.map((x, n) => dot(left, x, Math.max(-2.1, Math.min(2.1, values[n])), 4, "a")).join(""),
      axes(right, [0, 3, 6, 9], [0, 0.1, 0.2], ["degree", "squared error"]) +
        `<path class="m" d="${line(right, byDegree(({ bias }) => bias))}"/><path class="w" d="${line(right, byDegree(({ variance }) => variance))}"/>` +
        `<path class="k" d="${line(right, byDegree(error))}"/>` +
        `<text x="${place(right.x(5.2))}" y="${place(right.y(0.008))}">bias²</text><text x="${place(right.x(6.1))}" y="${place(right.y(0.048))}">variance</text>` +
        dot(right, degree, Math.min(now.bias, 0.21), 4, "a") + dot(right, degree, now.variance, 4, "b") + dot(right, degree, Math.min(error(now), 0.21), 5, "o"),
    ];
  },
  say({ degree, sample }) {
    const { bias, variance } = ALL[degree];
    return `Degree ${degree}: the fit misses its own twelve points by ${fixed(trainingError(sample, degree), 3)} on average, squared. Over all samples, squared bias is ${fixed(bias, 3)} and variance ${fixed(variance, 3)}, together ${fixed(bias + variance, 3)}.`;
  },
  reached({ degree, sample }) {
    return [degree === BEST, ALL[degree].bias < 0.001 && degree !== BEST, trainingError(sample, degree) < 0.03];
  },
};
