// Gaps in a column of heights: why they are there, how many, how they are filled, and what that makes of mean and spread.
import { axes, fixed, generator, line, place, scale } from "./drawing.js";

const COUNT = 60;
const MECHANISMS = ["chance", "foot length", "the height itself"];
const FILLS = ["drop the row", "the mean", "the neighbour", "a line"];
const { uniform, normal } = generator(1943);
/** @typedef {{ foot: number, height: number, luck: number }} Person `luck` decides on the gap, so a larger share only adds gaps */
/** @type {Person[]} */
const PEOPLE = Array.from({ length: COUNT }, () => {
  const size = normal();
  return { foot: 26 + 1.4 * size, height: 172 + 7.5 * size + 4.5 * normal(), luck: uniform() };
});
/** The place of each person in order, from 1/60 to 1. @param {"foot" | "height"} key */
const ranks = (key) => PEOPLE.map((one) => PEOPLE.filter((other) => other[key] <= one[key]).length / COUNT);
const RANKS = { foot: ranks("foot"), height: ranks("height") };

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, one) => sum + one, 0) / values.length;
/** @param {number[]} values */
function spread(values) {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((one) => (one - middle) ** 2)));
}

/** What stands in each gap, from those who are known. @type {((known: Person[]) => (person: Person) => number)[]} */
const ways = [
  () => () => NaN,
  (known) => {
    const middle = mean(known.map((one) => one.height));
    return () => middle;
  },
  (known) => (person) => known.reduce((best, one) => (Math.abs(one.foot - person.foot) < Math.abs(best.foot - person.foot) ? one : best)).height,
  (known) => {
    const [x, y] = [mean(known.map((one) => one.foot)), mean(known.map((one) => one.height))];
    const slope = known.reduce((sum, one) => sum + (one.foot - x) * (one.height - y), 0) / known.reduce((sum, one) => sum + (one.foot - x) ** 2, 0);
    return (person) => y + slope * (person.foot - x);
  },
];

/** Who has a gap, and what is put there. @param {number} why @param {number} share in per cent @param {number} fill */
function table(why, share, fill) {
  const gap = PEOPLE.map(({ luck }, n) => luck < (why === 0 ? share / 100 : (2 * share * RANKS[why === 1 ? "foot" : "height"][n]) / 100));
  const put = ways[fill](PEOPLE.filter((_, n) => !gap[n]));
  const heights = PEOPLE.map((one, n) => (gap[n] ? put(one) : one.height));
  return { gap, heights, used: heights.filter((one) => !Number.isNaN(one)) };
}

/** Number of gaps, mean and spread afterwards. @param {number} why @param {number} share @param {number} fill */
export function summary(why, share, fill) {
  const { gap, used } = table(why, share, fill);
  return { gaps: gap.filter(Boolean).length, mean: mean(used), spread: spread(used) };
}

const TRUE = summary(0, 0, 0);
const LOW = 145;
const BIN = 5;
const BINS = 12;
const cloud = { width: 340, height: 270, x: scale(21, 31, 40, 330), y: scale(145, 205, 232, 24), label: "Height by foot length, with gaps and what fills them" };
const bars = { width: 340, height: 270, x: scale(145, 205, 40, 330), y: scale(0, 45, 232, 24), label: "Histogram of the heights, true and after the filling" };

/** The outline of a histogram. @param {number[]} values */
function outline(values) {
  const counts = Array(BINS).fill(0);
  for (const one of values) counts[Math.floor((one - LOW) / BIN)]++;
  const corners = counts.flatMap((count, n) => [[LOW + BIN * n, count], [LOW + BIN * (n + 1), count]]);
  return line(bars, /** @type {[number, number][]} */ ([[LOW, 0], ...corners, [LOW + BIN * BINS, 0]]));
}

/** A person, in whole units to keep the page small. @param {number} foot @param {number} height @param {string} kind */
const spot = (foot, height, kind) => `<circle class="${kind}" cx="${Math.round(cloud.x(foot))}" cy="${Math.round(cloud.y(height))}" r="3"/>`;

/** A mark at a mean. @param {number} at @param {string} kind */
const mark = (at, kind) => `<path class="${kind}" d="${line(bars, [[at, 0], [at, 42]])}"/>`;

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { why: 2, share: 40, fill: 1 },
  panes: [cloud, bars],
  sliders: [
    { key: "why", label: "Gaps depend on", min: 0, max: 2, step: 1, text: (why) => MECHANISMS[why] },
    { key: "share", label: "Share missing", min: 0, max: 50, step: 5, text: (share) => `${share} %` },
    { key: "fill", label: "Filled by", min: 0, max: 3, step: 1, text: (fill) => FILLS[fill] },
  ],
  draw({ why, share, fill }) {
    const { gap, heights, used } = table(why, share, fill);
    const by = (/** @type {boolean} */ wanted, /** @type {(n: number) => string} */ drawn) => PEOPLE.map((_, n) => (gap[n] === wanted ? drawn(n) : "")).join("");
    return [
      axes(cloud, [21, 26, 31], [145, 165, 185, 205], ["foot length (cm)", "height (cm)"]) + by(false, (n) => spot(PEOPLE[n].foot, heights[n], "a")) +
        by(true, (n) => spot(PEOPLE[n].foot, PEOPLE[n].height, "o")) + (fill ? by(true, (n) => spot(PEOPLE[n].foot, heights[n], "b")) : ""),
      `<path class="f" d="${outline(used)}z"/>` + axes(bars, [145, 165, 185, 205], [0, 15, 30, 45], ["height (cm)", "people"]) +
        `<path class="g" d="${outline(PEOPLE.map((one) => one.height))}"/>` + mark(TRUE.mean, "g") + mark(mean(used), "w") +
        `<text x="${place(bars.x(TRUE.mean) + 5)}" y="24">true mean ${fixed(TRUE.mean, 1)}</text>`,
    ];
  },
  say({ why, share, fill }) {
    const { gaps, mean: middle, spread: wide } = summary(why, share, fill);
    const bias = middle - TRUE.mean;
    return `${gaps} of ${COUNT} heights are missing, by ${MECHANISMS[why]}, filled by: ${FILLS[fill]}. The mean is ${fixed(middle, 1)} cm, off by ${fixed(bias, 1)}, and the spread ${fixed(wide, 1)} cm instead of ${fixed(TRUE.spread, 1)}.`;
  },
  reached({ why, share, fill }) {
    const { mean: middle, spread: wide } = summary(why, share, fill);
    const bias = Math.abs(middle - TRUE.mean);
    return [bias > 4, share >= 40 && why === 1 && bias < 0.5, share >= 30 && why === 0 && wide < 0.9 * TRUE.spread && bias < 0.5];
  },
};
