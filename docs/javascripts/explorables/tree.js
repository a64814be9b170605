// A regression tree in one dimension: how deep it may ask, and what that does to points that were kept aside.
import { axes, dot, fixed, generator, line, place, scale } from "./drawing.js";

const MOST = 7;
/** Noisy points of a wave, x in rising order. @param {number} seed @param {number} count @returns {[number, number][]} */
export function wave(seed, count) {
  const { uniform, normal } = generator(seed);
  return Array.from({ length: count }, () => {
    const x = 10 * uniform();
    return /** @type {[number, number]} */ ([x, Math.sin(x) + 0.45 * normal()]);
  }).sort((a, b) => a[0] - b[0]);
}

/** @typedef {{ value: number, at?: number, left?: Node, right?: Node }} Node `at` is the border: x up to it go left */

const mean = (/** @type {[number, number][]} */ points) => points.reduce((sum, point) => sum + point[1], 0) / points.length;
const spread = (/** @type {[number, number][]} */ points) => {
  const middle = mean(points);
  return points.reduce((sum, point) => sum + (point[1] - middle) ** 2, 0);
};

/** Grow a tree: at each node the border that leaves the smallest sum of squares. @param {[number, number][]} points @param {number} depth @returns {Node} */
export function grow(points, depth) {
  const value = mean(points);
  if (!depth || points.length < 2) return { value };
  let [best, least] = [0, Infinity];
  for (let n = 1; n < points.length; n++) {
    if (points[n - 1][0] === points[n][0]) continue;
    const sum = spread(points.slice(0, n)) + spread(points.slice(n));
    if (sum < least) [best, least] = [n, sum];
  }
  if (!best) return { value };
  const at = (points[best - 1][0] + points[best][0]) / 2;
  return { value, at, left: grow(points.slice(0, best), depth - 1), right: grow(points.slice(best), depth - 1) };
}

/** @param {Node} node @param {number} x @returns {number} */
export const predict = (node, x) => (node.left && node.right && node.at !== undefined ? predict(x <= node.at ? node.left : node.right, x) : node.value);

/** The leaves of a tree. @param {Node} node @returns {number} */
const leaves = (node) => (node.left && node.right ? leaves(node.left) + leaves(node.right) : 1);

const TRAIN = wave(5, 60);
const ASIDE = wave(97, 300);
const TREES = Array.from({ length: MOST + 1 }, (_, depth) => grow(TRAIN, depth));
/** Mean squared error of the tree of a depth. @param {"train" | "aside"} which @param {number} depth */
export function error(which, depth) {
  const points = which === "train" ? TRAIN : ASIDE;
  return points.reduce((sum, [x, y]) => sum + (predict(TREES[depth], x) - y) ** 2, 0) / points.length;
}
const ERRORS = TREES.map((_, depth) => ({ train: error("train", depth), aside: error("aside", depth) }));
const LEAST = Math.min(...ERRORS.map((one) => one.aside));
const plane = { width: 340, height: 270, x: scale(0, 10, 34, 330), y: scale(-2.4, 2.4, 232, 24), label: "Sixty points and the steps of the tree" };
const errors = { width: 340, height: 270, x: scale(0, MOST, 40, 330), y: scale(0, 0.8, 232, 24), label: "Squared error by depth" };

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { depth: 1 },
  panes: [plane, errors],
  sliders: [{ key: "depth", label: "Depth", min: 0, max: MOST, step: 1 }],
  draw({ depth }) {
    const steps = Array.from({ length: 301 }, (_, n) => /** @type {[number, number]} */ ([n / 30, predict(TREES[depth], n / 30)]));
    const by = (/** @type {"train" | "aside"} */ which) => line(errors, ERRORS.map((one, at) => [at, one[which]]));
    return [
      axes(plane, [0, 5, 10], [-2, 0, 2], ["x", "y"]) + TRAIN.map(([x, y]) => dot(plane, x, Math.max(-2.4, Math.min(2.4, y)), 3.5, "a")).join("") + `<path class="w" d="${line(plane, steps)}"/>`,
      axes(errors, [0, 2, 4, 6], [0, 0.4, 0.8], ["depth", "squared error"]) + `<path class="g" d="${by("train")}"/><path class="m" d="${by("aside")}"/>` +
        `<text x="${place(errors.x(4.2))}" y="${place(errors.y(0.03))}">own points</text><text x="${place(errors.x(4))}" y="${place(errors.y(0.46))}">points kept aside</text>` +
        dot(errors, depth, ERRORS[depth].train, 4, "o") + dot(errors, depth, ERRORS[depth].aside, 5, "a"),
    ];
  },
  say({ depth }) {
    const { train, aside } = ERRORS[depth];
    const ends = leaves(TREES[depth]);
    return `Depth ${depth}: ${ends} ${ends === 1 ? "leaf" : "leaves"}. The squared error is ${fixed(train, 3)} on its own 60 points and ${fixed(aside, 3)} on 300 that were kept aside.`;
  },
  reached({ depth }) {
    return [ERRORS[depth].aside === LEAST, ERRORS[depth].train < 0.05];
  },
};
