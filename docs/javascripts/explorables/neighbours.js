// k nearest neighbours in a plane: what k does to the border, and to the error on points that were kept aside.
import { axes, dot, generator, line, place, scale } from "./drawing.js";

/** @typedef {{ x: number, y: number, kind: number }} Point */

/** Points of two kinds that overlap, one of the first to two of the second. @param {number} seed @param {number} count @returns {Point[]} */
export function cloud(seed, count) {
  const { normal } = generator(seed);
  return Array.from({ length: count }, (_, n) => {
    const kind = n % 3 ? 1 : 0;
    return { x: 5 + (kind ? 1.2 : -1.4) + 1.5 * normal(), y: 3.5 + (kind ? 0.4 : -0.4) + 1.2 * normal(), kind };
  });
}

const TRAIN = cloud(23, 40);
const ASIDE = cloud(523, 200);
const KS = Array.from({ length: 20 }, (_, n) => 2 * n + 1);

/** The kind of most of the k points nearest to a place; k is odd, so there is no tie. @param {number} x @param {number} y @param {number} k */
export function vote(x, y, k) {
  const near = TRAIN.map((point) => ({ kind: point.kind, far: (point.x - x) ** 2 + (point.y - y) ** 2 })).sort((a, b) => a.far - b.far);
  return near.slice(0, k).filter((point) => point.kind).length * 2 > k ? 1 : 0;
}

/** The share of wrong votes for k. @param {"train" | "aside"} which @param {number} k */
export function wrong(which, k) {
  const points = which === "train" ? TRAIN : ASIDE;
  return points.filter((point) => vote(point.x, point.y, k) !== point.kind).length / points.length;
}

const ERRORS = KS.map((k) => ({ k, train: wrong("train", k), aside: wrong("aside", k) }));
/** From this k on every place votes for the larger kind: the smaller one has fewer than half of k points. */
const ONE_COLOUR = 2 * TRAIN.filter((point) => !point.kind).length + 1;
const LEAST = Math.min(...ERRORS.map((one) => one.aside));
const plane = { width: 340, height: 270, x: scale(0, 10, 24, 330), y: scale(0, 7, 236, 20), label: "Points of two kinds, and the kind that k neighbours vote for at each place" };
const errors = { width: 340, height: 270, x: scale(0, 40, 40, 330), y: scale(0, 0.5, 236, 24), label: "Share of wrong votes by k" };
const [COLUMNS, ROWS] = [30, 21];

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { k: 5 },
  panes: [plane, errors],
  sliders: [{ key: "k", label: "Neighbours k", min: 1, max: 39, step: 2 }],
  draw({ k }) {
    const [width, height] = [(plane.x(10) - plane.x(0)) / COLUMNS, (plane.y(0) - plane.y(7)) / ROWS];
    let ground = "";
    for (let row = 0; row < ROWS; row++)
      for (let column = 0; column < COLUMNS; column++)
        if (vote(((column + 0.5) * 10) / COLUMNS, ((row + 0.5) * 7) / ROWS, k))
          ground += `M${place(plane.x(0) + column * width)} ${place(plane.y(0) - (row + 1) * height)}h${place(width)}v${place(height)}h-${place(width)}z`;
    const now = ERRORS.find((one) => one.k === k) ?? ERRORS[0];
    return [
      `<path class="f" d="${ground}"/>` +
        axes(plane, [0, 5, 10], [0, 7], ["", ""]) +
        TRAIN.map((point) => (point.kind ? `<rect class="a" x="${place(plane.x(point.x) - 4)}" y="${place(plane.y(point.y) - 4)}" width="8" height="8"/>` : dot(plane, point.x, point.y, 4, "b"))).join(""),
      axes(errors, [0, 10, 20, 30, 40], [0, 0.25, 0.5], ["k", "share wrong"]) +
        `<path class="g" d="${line(errors, ERRORS.map((one) => [one.k, one.train]))}"/><path class="m" d="${line(errors, ERRORS.map((one) => [one.k, one.aside]))}"/>` +
        `<text x="${place(errors.x(2.5))}" y="${place(errors.y(0.03))}">own points</text><text x="${place(errors.x(3))}" y="${place(errors.y(0.36))}">points kept aside</text>` +
        dot(errors, k, now.train, 4, "o") + dot(errors, k, now.aside, 5, "a"),
    ];
  },
  say({ k }) {
    const now = ERRORS.find((one) => one.k === k) ?? ERRORS[0];
    const share = (/** @type {number} */ value) => `${Number((100 * value).toFixed(1))} %`;
    return `k = ${k}: wrong for ${share(now.train)} of its own 40 points, and for ${share(now.aside)} of 200 points that were kept aside.`;
  },
  reached({ k }) {
    const now = ERRORS.find((one) => one.k === k) ?? ERRORS[0];
    return [now.train === 0, now.aside === LEAST, k >= ONE_COLOUR];
  },
};
