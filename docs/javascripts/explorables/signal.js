// A signal on its way through sixteen layers of random weights: what the activation and the size of the weights make of it.
import { axes, dot, fixed, generator, line, number, place, scale } from "./drawing.js";

const LAYERS = 16;
const WIDE = 48;
const ROWS = 24;
const BINS = 16;

/** @param {number} rows @param {number} columns @param {() => number} draw @returns {number[][]} */
const table = (rows, columns, draw) => Array.from({ length: rows }, () => Array.from({ length: columns }, draw));
const { normal } = generator(11);
const INPUTS = table(ROWS, WIDE, normal);
/** Weights of spread 1, so that a factor over √48 makes all others of them. */
const WEIGHTS = Array.from({ length: LAYERS }, () => table(WIDE, WIDE, normal));

/** @type {{ name: string, f: (z: number) => number, low: number, high: number, ends: string, end: (a: number) => boolean }[]} */
const KINDS = [
  { name: "none", f: (z) => z, low: -4, high: 4, ends: "beyond ±4", end: (a) => Math.abs(a) > 4 },
  { name: "logistic", f: (z) => 1 / (1 + Math.exp(-z)), low: -0.2, high: 1.2, ends: "below 0.1 or above 0.9", end: (a) => a < 0.1 || a > 0.9 },
  { name: "tanh", f: Math.tanh, low: -1.2, high: 1.2, ends: "beyond ±0.9", end: (a) => Math.abs(a) > 0.9 },
  { name: "ReLU", f: (z) => Math.max(0, z), low: -4, high: 4, ends: "exactly 0", end: (a) => a === 0 },
];

/**
 * The weighted sums of every layer, by row and neuron.
 * @param {number} kind @param {number} factor of the weights, over the root of the number of inputs
 */
function forward(kind, factor) {
  let a = INPUTS;
  return WEIGHTS.map((weights) => {
    const z = a.map((row) => Array.from({ length: WIDE }, (_, k) => (row.reduce((sum, one, j) => sum + one * weights[j][k], 0) * factor) / Math.sqrt(WIDE)));
    a = z.map((row) => row.map(KINDS[kind].f));
    return { z, a };
  });
}

/** How much a neuron differs from row to row: its standard deviation, the mean over the neurons. @param {number[][]} a */
function spread(a) {
  let total = 0;
  for (let k = 0; k < WIDE; k++) {
    const mean = a.reduce((sum, row) => sum + row[k], 0) / ROWS;
    total += Math.sqrt(a.reduce((sum, row) => sum + (row[k] - mean) ** 2, 0) / ROWS);
  }
  return total / WIDE;
}

/** The spread after each layer. @param {number} kind @param {number} factor */
export const spreads = (kind, factor) => forward(kind, factor).map(({ a }) => spread(a));

/** @type {{ key: string, layers: ReturnType<typeof forward>, by: number[] }} */
let last = { key: "", layers: [], by: [] };
/** @param {import("./drawing.js").State} state */
function at({ kind, factor }) {
  const key = `${kind} ${factor}`;
  if (last.key !== key) {
    const layers = forward(kind, factor);
    last = { key, layers, by: layers.map(({ a }) => spread(a)) };
  }
  return last;
}

/** A spread in words: powers of ten where it is far from 1. @param {number} value */
function said(value) {
  if (value >= 0.001 && value < 1000) return number(value, 2);
  const [digits, power] = value.toExponential(0).split("e");
  return `${digits} · 10${power.replace("+", "").replace(/./g, (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)])}`;
}

/** The share of a layer's activations at the ends of the curve. @param {number} kind @param {number[][]} a */
const ended = (kind, a) => a.flat().filter(KINDS[kind].end).length / (ROWS * WIDE);

const sizes = { width: 340, height: 270, x: scale(1, LAYERS, 34, 330), y: scale(-7, 7, 232, 24), label: "Spread of the activations by layer, in powers of ten" };
const curve = { width: 340, height: 270, x: scale(-4, 4, 34, 330), y: scale(-4, 4, 232, 24), label: "The activation function, and a histogram of the weighted sums that reach it" };

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { kind: 0, factor: 1, layer: 16 },
  panes: [sizes, curve],
  sliders: [
    { key: "kind", label: "Activation", min: 0, max: 3, step: 1, text: (kind) => KINDS[kind].name },
    { key: "factor", label: "Factor √n · σ", min: 0.4, max: 3.2, step: 0.1, text: (factor) => fixed(factor, 1) },
    { key: "layer", label: "Layer shown", min: 1, max: LAYERS, step: 1 },
  ],
  draw(state) {
    const { layers, by } = at(state);
    const { f, low, high } = KINDS[state.kind];
    const points = by.map((one, n) => /** @type {[number, number]} */ ([n + 1, Math.max(-7, Math.min(7, Math.log10(one || 1e-99)))]));
    const counts = Array(BINS).fill(0);
    for (const z of layers[state.layer - 1].z.flat()) counts[Math.max(0, Math.min(BINS - 1, Math.floor(((z + 4) * BINS) / 8)))]++;
    const [bottom, wide] = [curve.y(-4), (curve.x(4) - curve.x(-4)) / BINS];
    const bars = counts.map((count, n) => `M${place(curve.x(-4) + n * wide)} ${place(bottom)}v${place((-200 * count) / (ROWS * WIDE))}h${place(wide)}V${place(bottom)}z`).join("");
    const bent = { ...curve, y: scale(low, high, 232, 24) };
    const path = Array.from({ length: 33 }, (_, n) => /** @type {[number, number]} */ ([n / 4 - 4, f(n / 4 - 4)]));
    return [
      axes(sizes, [1, 4, 8, 12, 16], [-6, -3, 0, 3, 6], ["layer", "spread, power of ten"]) +
        `<path class="g" d="${line(sizes, [[1, 0], [LAYERS, 0]])}"/><path class="w" d="${line(sizes, points)}"/>` +
        dot(sizes, ...points[state.layer - 1], 6, "a"),
      `<path class="f" d="${bars}"/>` + axes(bent, [-4, -2, 0, 2, 4], low < -2 ? [-4, 0, 4] : low < -1 ? [-1, 0, 1] : [0, 1], [`weighted sum z in layer ${state.layer}`, "activation a"]) +
        `<path class="m" d="${line(bent, path)}"/>`,
    ];
  },
  say(state) {
    const { layers, by } = at(state);
    const { name, ends } = KINDS[state.kind];
    const share = Math.round(100 * ended(state.kind, layers[state.layer - 1].a));
    const begin = name === "none" ? "No activation" : name;
    return `${begin}, weights ${fixed(state.factor, 1)}/√n: the spread is ${said(by[0])} after layer 1 and ${said(by[LAYERS - 1])} after layer ${LAYERS}. In layer ${state.layer}, ${share} % of the activations are ${ends}.`;
  },
  reached(state) {
    const { layers, by } = at(state);
    const kept = by[LAYERS - 1] / by[0];
    return [state.kind === 3 && kept > 0.5 && kept < 2, state.kind === 2 && ended(2, layers[LAYERS - 1].a) > 0.5, by[LAYERS - 1] < 1e-6, by[LAYERS - 1] > 1e6];
  },
};
