// Bagging in one dimension: the average of trees grown on bags of the same points, and its error as trees are added.
import { axes, dot, fixed, generator, line, place, scale } from "./drawing.js";
import { grow, predict, wave } from "./tree.js";

const COUNTS = [1, 2, 3, 5, 10, 20, 50, 100];
const DEPTHS = [1, 3, 8];
const POINTS = wave(5, 60);
const ASIDE = wave(97, 300);
/** The smallest error of one tree on all points: see tree.js, depth 3. */
const BEST = 0.261;
const GRID = Array.from({ length: 301 }, (_, n) => n / 30);

/** As many points as there are, drawn with replacement, x in rising order. @param {number} number from 1 */
function bag(number) {
  const { uniform } = generator(7919 * number + 61);
  return POINTS.map(() => POINTS[Math.floor(uniform() * POINTS.length)]).sort((a, b) => a[0] - b[0]);
}

/** @typedef {{ first: number[], average: number[], error: number }} Forest what the first tree and all say on the grid */
/** @type {Map<number, Forest[]>} */
const known = new Map();

/** The forests of 1, 2, 3 … trees of a depth. @param {number} depth @returns {Forest[]} */
function forests(depth) {
  const before = known.get(depth);
  if (before) return before;
  const places = [...GRID, ...ASIDE.map(([x]) => x)];
  const sums = places.map(() => 0);
  /** @type {number[]} */
  let first = [];
  const found = Array.from({ length: 100 }, (_, n) => {
    const tree = grow(bag(n + 1), depth);
    places.forEach((x, at) => (sums[at] += predict(tree, x)));
    const average = sums.map((sum) => sum / (n + 1));
    if (!n) first = average.slice(0, GRID.length);
    const squares = ASIDE.map(([, y], at) => (average[GRID.length + at] - y) ** 2);
    return { first, average: average.slice(0, GRID.length), error: squares.reduce((sum, one) => sum + one) / ASIDE.length };
  });
  known.set(depth, found);
  return found;
}

/** @param {number[]} values on the grid @returns {[number, number][]} the points at which the steps begin and end */
const corners = (values) =>
  GRID.map((x, at) => /** @type {[number, number]} */ ([x, values[at]])).filter(([, y], at) => y !== values[at - 1] || y !== values[at + 1]);

/** Mean squared error of so many trees of a depth together, on the points kept aside. @param {number} depth @param {number} count */
export const error = (depth, count) => forests(depth)[count - 1].error;

const plane = { width: 340, height: 270, x: scale(0, 10, 34, 330), y: scale(-2.4, 2.4, 232, 24), label: "Sixty points, the first tree and the average" };
const errors = { width: 340, height: 270, x: scale(0, COUNTS.length - 1, 40, 330), y: scale(0, 0.8, 232, 24), label: "Squared error by number of trees" };

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { trees: 0, depth: 2 },
  panes: [plane, errors],
  sliders: [
    { key: "trees", label: "Trees", min: 0, max: COUNTS.length - 1, step: 1, text: (at) => String(COUNTS[at]) },
    { key: "depth", label: "Depth", min: 0, max: DEPTHS.length - 1, step: 1, text: (at) => String(DEPTHS[at]) },
  ],
  draw({ trees, depth }) {
    const { first, average } = forests(DEPTHS[depth])[COUNTS[trees] - 1];
    /** A line over the corners of the steps alone. @param {number[]} values */
    const over = (values) => line(plane, corners(values));
    const by = (/** @type {number} */ deep) => line(errors, COUNTS.slice(0, trees + 1).map((count, at) => [at, error(deep, count)]));
    const ticks = COUNTS.map((count, at) => `<text x="${place(errors.x(at))}" y="248" text-anchor="middle">${count}</text>`).join("");
    return [
      axes(plane, [0, 5, 10], [-2, 0, 2], ["x", "y"]) + POINTS.map(([x, y]) => `<circle class="a" cx="${Math.round(plane.x(x))}" cy="${Math.round(plane.y(Math.max(-2.4, Math.min(2.4, y))))}" r="3"/>`).join("") +
        `<path class="g" d="${over(first)}"/><path class="w" d="${over(average)}"/>`,
      `<path class="x" d="M40 232H330M40 232V24"/>${ticks}<text x="330" y="263" text-anchor="end">trees</text><text x="4" y="12">squared error, points kept aside</text>` +
        [0, 0.4, 0.8].map((y) => `<text x="34" y="${place(errors.y(y) + 4)}" text-anchor="end">${y}</text>`).join("") +
        `<path class="x" d="M40 ${place(errors.y(BEST))}H330"/><text x="330" y="${place(errors.y(BEST) + 16)}" text-anchor="end">best single tree on all points</text>` +
        DEPTHS.map((deep, at) => `<path class="${at === depth ? "w" : "g"}" d="${by(deep)}"/>`).join("") +
        dot(errors, trees, error(DEPTHS[depth], COUNTS[trees]), 5, "a"),
    ];
  },
  say({ trees, depth }) {
    const count = COUNTS[trees];
    const who = count === 1 ? "One tree" : `The average of ${count} trees`;
    return `${who} of depth ${DEPTHS[depth]}, ${count === 1 ? "grown on a bag" : "each grown on its own bag"} of the 60 points: the squared error is ${fixed(error(DEPTHS[depth], count), 3)} on 300 points that were kept aside.`;
  },
  reached({ trees, depth }) {
    const reached = error(DEPTHS[depth], COUNTS[trees]);
    return [DEPTHS[depth] === 8 && reached < 0.24, COUNTS[trees] === 100 && reached > 0.4];
  },
};
