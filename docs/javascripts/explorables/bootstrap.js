// The bootstrap and the size of a sample: how wide the interval is, and how often it misses.
import { axes, fixed, generator, line, place, scale } from "./drawing.js";

const RESAMPLES = 400;
const SAMPLES = 12;
const SIZES = [5, 10, 20, 40, 80, 160];
/** The mean of the waiting times, in minutes: they are exponential. */
export const MEAN = 10;

/** Waiting times in minutes. @param {number} sample from 1 @param {number} size @returns {number[]} */
export function draw(sample, size) {
  const { uniform } = generator(4099 * sample + 17);
  return Array.from({ length: size }, () => -MEAN * Math.log(uniform()));
}

/**
 * Means of resamples of a sample, with replacement, in rising order.
 * @param {number} sample @param {number} size @returns {number[]}
 */
export function means(sample, size) {
  const values = draw(sample, size);
  const { uniform } = generator(7919 * sample + size);
  const mean = () => {
    let sum = 0;
    for (let n = 0; n < size; n++) sum += values[Math.floor(uniform() * size)];
    return sum / size;
  };
  return Array.from({ length: RESAMPLES }, mean).sort((a, b) => a - b);
}

/** The middle 95 % of the means: from the 11th to the 390th of 400. @param {number} sample @param {number} size @returns {[number, number]} */
export function interval(sample, size) {
  const all = means(sample, size);
  return [all[10], all[RESAMPLES - 11]];
}

/** @type {Map<number, [number, number][]>} */
const known = new Map();
/** The intervals of all samples of a size. @param {number} size */
function intervals(size) {
  const found = known.get(size) ?? Array.from({ length: SAMPLES }, (_, n) => interval(n + 1, size));
  known.set(size, found);
  return found;
}

const left = { width: 340, height: 270, x: scale(0, 30, 24, 330), y: scale(0, 80, 236, 24), label: "Means of 400 resamples of one sample" };
const right = { width: 340, height: 270, x: scale(0, 30, 24, 330), y: scale(0, SAMPLES + 1, 236, 24), label: "Intervals of twelve samples" };

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { size: 0, sample: 1 },
  panes: [left, right],
  sliders: [
    { key: "size", label: "Sample size", min: 0, max: SIZES.length - 1, step: 1, text: (at) => String(SIZES[at]) },
    { key: "sample", label: "Sample", min: 1, max: SAMPLES, step: 1, text: (sample) => `${sample} of ${SAMPLES}` },
  ],
  draw({ size, sample }) {
    const all = means(sample, SIZES[size]);
    const bars = Array.from({ length: 60 }, (_, n) => all.filter((mean) => Math.floor(mean * 2) === n).length);
    const truth = (/** @type {typeof left} */ pane) => `<path class="g" d="M${place(pane.x(MEAN))} 24V236"/>`;
    return [
      axes(left, [0, 10, 20, 30], [0], ["mean, minutes", ""]) + truth(left) +
        bars.map((count, n) => (count ? `<rect class="a" x="${place(left.x(n / 2))}" y="${place(left.y(Math.min(count, 84)))}" width="4.4" height="${place(left.y(0) - left.y(Math.min(count, 84)))}"/>` : "")).join("") +
        `<path class="w" d="${line(left, [[all[10], -2], [all[RESAMPLES - 11], -2]])}"/>`,
      axes(right, [0, 10, 20, 30], [0], ["mean, minutes", ""]) + truth(right) +
        intervals(SIZES[size]).map(([low, high], n) => {
          const misses = low > MEAN || high < MEAN;
          return `<path class="${misses ? "w" : "m"}" d="${line(right, [[low, n + 1], [Math.min(high, 31), n + 1]])}"/>` + (misses ? `<text x="${place(right.x(Math.min(high, 25)) + 6)}" y="${place(right.y(n + 1) + 4)}">misses</text>` : "") + (n + 1 === sample ? `<circle class="o" cx="${place(right.x((low + high) / 2))}" cy="${place(right.y(n + 1))}" r="4"/>` : "");
        }).join(""),
    ];
  },
  say({ size, sample }) {
    const [low, high] = interval(sample, SIZES[size]);
    const missed = intervals(SIZES[size]).filter(([from, to]) => from > MEAN || to < MEAN).length;
    return `Sample ${sample} of ${SIZES[size]} waiting times: the interval goes from ${fixed(low, 1)} to ${fixed(high, 1)} minutes, ${fixed(high - low, 1)} wide. Of the twelve samples of this size ${missed} ${missed === 1 ? "misses" : "miss"} the true mean, 10.`;
  },
  reached({ size, sample }) {
    const [low, high] = interval(sample, SIZES[size]);
    return [high - low < 4, low > MEAN || high < MEAN];
  },
};
