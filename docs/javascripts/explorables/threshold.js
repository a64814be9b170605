// A threshold on scores: what it catches, what it raises for nothing, and what both cost.
import { axes, fixed, generator, line, place, scale } from "./drawing.js";

const SICK = 60;
const WELL = 240;

/** Scores between 0 and 1, those of the sick higher as a rule. @returns {{ sick: number[], well: number[] }} */
export function scores() {
  const { normal } = generator(77);
  const draw = (/** @type {number} */ count, /** @type {number} */ middle) =>
    Array.from({ length: count }, () => Math.round((100 / (1 + Math.exp(-(middle + 1.2 * normal()))))) / 100);
  return { sick: draw(SICK, 1), well: draw(WELL, -1) };
}

const ALL = scores();

/** The table of a threshold, and what its mistakes cost, one false alarm being 1. @param {number} threshold @param {number} price of a missed case */
export function table(threshold, price) {
  const caught = ALL.sick.filter((score) => score >= threshold).length;
  const alarms = ALL.well.filter((score) => score >= threshold).length;
  return { caught, missed: SICK - caught, alarms, left: WELL - alarms, cost: alarms + price * (SICK - caught) };
}

const THRESHOLDS = Array.from({ length: 51 }, (_, n) => n / 50);
/** The least cost that any threshold has. @param {number} price */
export const least = (price) => Math.min(...THRESHOLDS.map((threshold) => table(threshold, price).cost));

const bars = { width: 340, height: 270, x: scale(0, 1, 34, 330), y: scale(-20, 40, 236, 24), label: "How often each score occurs, the sick above and the well below the line" };
const sums = { width: 340, height: 270, x: scale(0, 1, 44, 330), y: scale(0, 1, 236, 24), label: "The table of the threshold and the cost by threshold" };
const BIN = 0.05;

/** @param {number[]} values @param {number} sign @param {number} size how many make one unit of height @param {number} threshold @param {string} name */
const histogram = (values, sign, size, threshold, name) =>
  Array.from({ length: 20 }, (_, n) => {
    const count = values.filter((value) => Math.min(19, Math.floor(value / BIN + 1e-9)) === n).length / size;
    const [top, bottom] = [bars.y(sign > 0 ? count : 0), bars.y(sign > 0 ? 0 : -count)];
    return `<rect class="${name}${(n + 0.5) * BIN < threshold ? " dim" : ""}" x="${place(bars.x(n * BIN) + 1)}" y="${place(top)}" width="${place(bars.x(BIN) - bars.x(0) - 2)}" height="${place(bottom - top)}"/>`;
  }).join("");

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { threshold: 0.5, price: 1 },
  panes: [bars, sums],
  sliders: [
    { key: "threshold", label: "Threshold", min: 0, max: 1, step: 0.02, text: (value) => fixed(value, 2) },
    { key: "price", label: "A miss costs", min: 1, max: 20, step: 1, text: (price) => (price === 1 ? "as much as a false alarm" : `as much as ${price} false alarms`) },
  ],
  draw({ threshold, price }) {
    const { caught, missed, alarms, left, cost } = table(threshold, price);
    const costs = THRESHOLDS.map((one) => table(one, price).cost);
    const most = Math.max(...costs);
    const cell = (/** @type {number} */ column, /** @type {number} */ row, /** @type {number} */ count, /** @type {string} */ name, /** @type {boolean} */ wrong) =>
      `<rect class="${wrong ? "r" : "s"}" x="${60 + 138 * column}" y="${24 + 48 * row}" width="132" height="42"/><text x="${126 + 138 * column}" y="${50 + 48 * row}" text-anchor="middle">${count} ${name}</text>`;
    const low = { ...sums, y: scale(0, most, 236, 134) };
    return [
      `<text x="34" y="40">60 sick</text><text x="250" y="228">240 well</text>` +
        histogram(ALL.sick, 1, 0.35, threshold, "b") + histogram(ALL.well, -1, 2, threshold, "a") +
        `<path class="x" d="M34 ${place(bars.y(0))}H330"/><path class="k" d="M${place(bars.x(threshold))} 24V236"/>` +
        [0, 0.25, 0.5, 0.75, 1].map((x) => `<text x="${place(bars.x(x))}" y="252" text-anchor="middle">${x}</text>`).join("") + `<text x="330" y="267" text-anchor="end">score</text>`,
      cell(0, 0, caught, "caught", false) + cell(1, 0, missed, "missed", true) + cell(0, 1, alarms, "false alarms", true) + cell(1, 1, left, "left alone", false) +
        axes(low, [0, 0.5, 1], [0, most], ["threshold", ""]) +
        `<path class="m" d="${line(low, THRESHOLDS.map((one, n) => [one, costs[n]]))}"/><circle class="b" cx="${place(low.x(threshold))}" cy="${place(low.y(cost))}" r="5"/>`,
    ];
  },
  say({ threshold, price }) {
    const { caught, missed, alarms, cost } = table(threshold, price);
    const best = cost === least(price) ? " No threshold on this slider costs less." : "";
    return `From a score of ${fixed(threshold, 2)} on an alarm is raised: ${caught} of 60 sick are caught, ${missed} missed, and ${alarms} of 240 well are alarmed for nothing. Cost ${cost}.${best}`;
  },
  reached({ threshold, price }) {
    const { missed, cost } = table(threshold, price);
    return [price === 1 && cost === least(1), price === 10 && cost === least(10), missed === 0 && threshold > 0];
  },
};
