// Momentum against plain descent: forty steps of both down a valley that is fifty times as steep across as along.
import { axes, dot, fixed, line, number, place, scale } from "./drawing.js";

const STEPS = 40;
const STEEP = 50;
const FROM = /** @type {[number, number]} */ ([-4, 0.6]);

/** The loss of a place. @param {number} a @param {number} b */
const height = (a, b) => (a * a + STEEP * b * b) / 2;

/** The places of a walk. Without momentum it is plain descent. @param {number} rate @param {number} momentum @returns {[number, number][]} */
export function walk(rate, momentum) {
  let [a, b] = FROM;
  let [va, vb] = [0, 0];
  const places = [FROM];
  for (let step = 0; step < STEPS; step++) {
    [va, vb] = [momentum * va + a, momentum * vb + STEEP * b];
    [a, b] = [a - rate * va, b - rate * vb];
    places.push([a, b]);
  }
  return places;
}

/** The loss at the start and after each step. @param {number} rate @param {number} momentum */
export const losses = (rate, momentum) => walk(rate, momentum).map(([a, b]) => height(a, b));

const valley = { width: 340, height: 270, x: scale(-5, 5, 34, 330), y: scale(-1, 1, 230, 24), label: "The valley from above, with both walks" };
const fall = { width: 340, height: 270, x: scale(0, STEPS, 60, 330), y: scale(-6, 2, 230, 24), label: "The loss after each step, each line of the grid a hundredth of the one above" };
/** Where the loss is the same all around. */
const RINGS = [0.5, 3, 7.5, 12].map((level) => {
  const [width, tall] = [Math.sqrt(2 * level), Math.sqrt((2 * level) / STEEP)];
  const [left, right] = [place(valley.x(-width)), place(valley.x(width) - valley.x(-width))];
  const turn = `a${place(valley.x(width) - valley.x(0))} ${place(valley.y(0) - valley.y(tall))} 0 1 0`;
  return `<path class="x" d="M${left} ${place(valley.y(0))}${turn} ${right} 0${turn}-${right} 0"/>`;
}).join("");

/** @type {Record<number, string>} */
const TICKS = { 2: "100", 0: "1", "-2": "0.01", "-4": "0.0001", "-6": "10⁻⁶" };
/** Inside the pane. @param {number} value @param {number} most */
const held = (value, most) => Math.max(-most, Math.min(most, value));
/** The logarithm of a loss, cut where the pane ends. @param {number} loss */
const log = (loss) => Math.max(-6, Math.min(2, Math.log10(Math.max(loss, 1e-9))));

/** A loss in words. @param {number} loss */
const words = (loss) => (loss > 100 ? "more than a hundred" : loss < 1e-6 ? "less than a millionth" : loss < 0.001 ? loss.toFixed(6) : number(loss, 2));

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { rate: 0.02, momentum: 0 },
  panes: [valley, fall],
  sliders: [
    { key: "rate", label: "Learning rate of both", min: 0.002, max: 0.07, step: 0.002, text: (rate) => fixed(rate, 3) },
    { key: "momentum", label: "Momentum", min: 0, max: 0.95, step: 0.05, text: (momentum) => fixed(momentum, 2) },
  ],
  draw({ rate, momentum }) {
    const [plain, ours] = [walk(rate, 0), walk(rate, momentum)].map((places) => places.map(([a, b]) => /** @type {[number, number]} */ ([held(a, 5), held(b, 1)])));
    const [slow, fast] = [losses(rate, 0), losses(rate, momentum)].map((all) => all.map((loss, step) => /** @type {[number, number]} */ ([step, log(loss)])));
        return [
      axes(valley, [-5, 0, 5], [-1, 0, 1], ["a", "b"]) + RINGS +
        `<path class="m" d="${line(valley, plain)}"/><path class="w" d="${line(valley, ours)}"/>` +
        dot(valley, ...FROM, 5, "o") + dot(valley, ...plain[STEPS], 4, "a") + dot(valley, ...ours[STEPS], 4, "b"),
      `<path class="x" d="M60 24V230"/>` +
        Object.keys(TICKS).map(Number).map((at) => `<path class="x" d="M60 ${place(fall.y(at))}H330"/><text x="54" y="${place(fall.y(at) + 4)}" text-anchor="end">${TICKS[at]}</text>`).join("") +
        [0, 10, 20, 30, 40].map((x) => `<text x="${place(fall.x(x))}" y="246" text-anchor="middle">${x}</text>`).join("") +
        `<text x="330" y="261" text-anchor="end">step</text><text x="4" y="12">loss</text>` +
        `<path class="m" d="${line(fall, slow)}"/><path class="w" d="${line(fall, fast)}"/>` +
        `<circle class="a" cx="190" cy="9" r="5"/><text x="200" y="13">plain</text><circle class="b" cx="250" cy="9" r="5"/><text x="260" y="13">momentum</text>`,
    ];
  },
  say({ rate, momentum }) {
    const [slow, fast] = [losses(rate, 0)[STEPS], losses(rate, momentum)[STEPS]];
    const begin = `Rate ${fixed(rate, 3)}. After ${STEPS} steps plain descent has a loss of ${words(slow)}`;
    if (!momentum) return `${begin}. Without momentum the second walk is the same.`;
    return `${begin}, and with momentum ${fixed(momentum, 2)} it is ${words(fast)}.`;
  },
  reached({ rate, momentum }) {
    const [slow, fast] = [losses(rate, 0)[STEPS], losses(rate, momentum)[STEPS]];
    return [slow < 100 && 1000 * fast < slow, slow > 100 && fast < 0.01, slow < 100 && fast > slow && momentum > 0];
  },
};
