// When a bot should be silent: the threshold on its best cosine, wrong answers against refusals, and what both cost.
import { axes, fixed, line, place, scale } from "./drawing.js";

const STEPS = 50;
/** How many steps of the threshold each question's best cosine reaches, as measured on the lesson's validation questions. @param {string} text */
const reach = (text) => text.split(" ").map(Number);
/** The best entry is the right one. */
export const RIGHT = reach(
  "13 15 16 17 18 20 20 21 21 21 22 24 24 25 25 25 26 27 27 27 27 28 28 29 29 29 29 30 30 30 31 32 32 32 32 32 33 34 34 34 35 35 35 36 36 37 37 37 37 37 37 37 38 38 38 38 38 38 39 39 39 40 41 41 41 41",
);
/** There is an entry, and the best is another one. */
export const OTHER = reach("12 14 15 16 16 17 17 18 18 18 18 18 20 20 20 21 21 21 21 22 22 23 23 23 23 23 24 24 24 25 25 26 26 31");
/** No entry answers the question. */
export const NONE = reach("4 5 5 5 6 6 6 6 6 7 7 7 7 8 8 8 8 9 9 9 9 10 10 10 10 11 11 11 13 13 13 14 14 14 15 15 17 17 17 17 17 18 19 21 22 23 24 25 26 29");
const CAN = RIGHT.length + OTHER.length;

/** What a threshold does, and what that costs; a refusal of a question that has an entry costs 1. @param {number} threshold @param {number} price of a wrong answer */
export function table(threshold, price) {
  const from = Math.round(threshold * STEPS);
  const told = (/** @type {number[]} */ kind) => kind.filter((one) => one >= from).length;
  const [right, wrong] = [told(RIGHT), told(OTHER) + told(NONE)];
  const refused = CAN - right - told(OTHER);
  return { right, wrong, refused, cost: price * wrong + refused };
}

const THRESHOLDS = Array.from({ length: STEPS + 1 }, (_, n) => n / STEPS);
/** The threshold that costs least. @param {number} price */
export const best = (price) => THRESHOLDS.reduce((least, one) => (table(one, price).cost < table(least, price).cost ? one : least));

const bars = { width: 340, height: 270, x: scale(0, 1, 34, 330), y: scale(-12, 11, 236, 24), label: "How often each cosine occurs, right answers above the line and wrong ones below" };
const trade = { width: 340, height: 270, x: scale(0, 100, 44, 330), y: scale(0, 90, 232, 24), label: "Wrong answers by refusals, for all thresholds" };

/** Bars two steps wide. @param {number[]} values @param {number} sign @param {number} from the threshold in steps @param {string} name */
const histogram = (values, sign, from, name) =>
  Array.from({ length: STEPS / 2 }, (_, n) => {
    const count = values.filter((one) => Math.floor(one / 2) === n).length;
    const [top, bottom] = [bars.y(sign > 0 ? count : 0), bars.y(sign > 0 ? 0 : -count)];
    return count ? `<rect class="${name}${2 * n + 1 < from ? " dim" : ""}" x="${place(bars.x((2 * n) / STEPS) + 1)}" y="${place(top)}" width="${place(bars.x(2 / STEPS) - bars.x(0) - 2)}" height="${place(bottom - top)}"/>` : "";
  }).join("");

/** The line of all pairs that cost as much as this one, within the pane. @param {number} price @param {number} cost */
function sameCost(price, cost) {
  const wrong = (/** @type {number} */ refused) => (cost - refused) / price;
  const low = Math.max(0, cost - 90 * price);
  const high = Math.min(100, cost);
  return low < high ? `<path class="g" d="${line(trade, [[low, wrong(low)], [high, wrong(high)]])}"/>` : "";
}

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { threshold: 0.3, price: 3 },
  panes: [bars, trade],
  sliders: [
    { key: "threshold", label: "Threshold", min: 0, max: 1, step: 0.02, text: (value) => fixed(value, 2) },
    { key: "price", label: "A wrong answer costs", min: 1, max: 10, step: 1, text: (price) => (price === 1 ? "as much as a refusal" : `as much as ${price} refusals`) },
  ],
  draw({ threshold, price }) {
    const { wrong, refused, cost } = table(threshold, price);
    const from = Math.round(threshold * STEPS);
    const all = THRESHOLDS.map((one) => table(one, price));
    return [
      `<text x="34" y="40">right entry</text><text x="330" y="228" text-anchor="end">wrong entry, or none fits</text>` +
        histogram(RIGHT, 1, from, "b") + histogram([...OTHER, ...NONE], -1, from, "a") +
        `<path class="x" d="M34 ${place(bars.y(0))}H330"/><path class="k" d="M${place(bars.x(threshold))} 24V236"/>` +
        [0, 0.25, 0.5, 0.75, 1].map((x) => `<text x="${place(bars.x(x))}" y="252" text-anchor="middle">${x}</text>`).join("") + `<text x="330" y="267" text-anchor="end">cosine of the best entry</text>`,
      axes(trade, [0, 25, 50, 75, 100], [0, 30, 60, 90], ["refused, of 100 with an entry", "wrong answers"]) +
        sameCost(price, cost) +
        `<path class="m" d="${line(trade, all.map((one) => [one.refused, one.wrong]))}"/><circle class="b" cx="${place(trade.x(refused))}" cy="${place(trade.y(wrong))}" r="5"/><text x="330" y="40" text-anchor="end">cost ${cost}</text>`,
    ];
  },
  say({ threshold, price }) {
    const { right, wrong, refused, cost } = table(threshold, price);
    const least = cost === table(best(price), price).cost ? " No threshold on this slider costs less." : "";
    return `From a cosine of ${fixed(threshold, 2)} on it answers: ${right} right and ${wrong} wrong answers, and ${refused} of 100 questions with an entry refused. Cost ${cost}.${least}`;
  },
  reached({ threshold, price }) {
    const { cost } = table(threshold, price);
    const least = cost === table(best(price), price).cost;
    return [price === 3 && least, price === 10 && least, price === 2 && cost > CAN];
  },
};
