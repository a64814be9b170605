// How much the end of a chain feels its beginning: one recurrent neuron with a tanh, and one cell behind a forget gate.
import { axes, dot, fixed, line, number, place, scale } from "./drawing.js";

const START = 0.1;
const MOST = 100;

/** The states of a neuron without input, h becomes tanh(w · h), and the slope of each for the first. @param {number} weight @param {number} steps */
function neuron(weight, steps) {
  const states = [START];
  const slopes = [1];
  for (let step = 0; step < steps; step++) {
    const h = Math.tanh(weight * states[step]);
    states.push(h);
    slopes.push(slopes[step] * weight * (1 - h * h));
  }
  return { states, slopes };
}

/** The slopes alone. @param {number} weight @param {number} steps */
export const slopesOf = (weight, steps) => neuron(weight, steps).slopes;

/** The forget gate. @param {number} bias */
export const gate = (bias) => 1 / (1 + Math.exp(-bias));

const memory = { width: 340, height: 270, x: scale(0, MOST, 34, 330), y: scale(0, 1, 230, 24), label: "The state of the neuron after each step" };
const felt = { width: 340, height: 270, x: scale(0, MOST, 60, 330), y: scale(-8, 2, 230, 24), label: "The slope for the beginning after each step, each line of the grid a hundredth of the one above" };
/** @type {Record<number, string>} */
const TICKS = { 2: "100", 0: "1", "-2": "0.01", "-4": "0.0001", "-6": "10⁻⁶", "-8": "10⁻⁸" };
/** @param {number} slope */
const log = (slope) => Math.max(-8, Math.min(2, Math.log10(Math.max(slope, 1e-9))));
/** @param {number} slope */
const words = (slope) => (slope < 1e-6 ? "less than a millionth" : slope < 0.001 ? slope.toFixed(6) : number(slope, 2));

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { weight: 0.5, bias: 0, steps: 25 },
  panes: [memory, felt],
  sliders: [
    { key: "weight", label: "Weight of the neuron", min: 0.1, max: 2, step: 0.05, text: (weight) => fixed(weight, 2) },
    { key: "bias", label: "Bias of the forget gate", min: -2, max: 6, step: 0.5, text: (bias) => fixed(bias, 1) },
    { key: "steps", label: "Steps", min: 5, max: MOST, step: 5 },
  ],
  draw({ weight, bias, steps }) {
    const { states, slopes } = neuron(weight, steps);
    const kept = states.map((_, step) => gate(bias) ** step);
    const points = (/** @type {number[]} */ all) => all.map((value, step) => /** @type {[number, number]} */ ([step, value]));
    return [
      axes(memory, [0, 20, 40, 60, 80, 100], [0, 0.5, 1], ["step", "state"]) +
        `<path class="m" d="${line(memory, points(states))}"/>` + dot(memory, steps, states[steps], 5, "a"),
      `<path class="x" d="M60 24V230"/>` +
        Object.keys(TICKS).map(Number).map((at) => `<path class="x" d="M60 ${place(felt.y(at))}H330"/><text x="54" y="${place(felt.y(at) + 4)}" text-anchor="end">${TICKS[at]}</text>`).join("") +
        [0, 20, 40, 60, 80, 100].map((x) => `<text x="${place(felt.x(x))}" y="246" text-anchor="middle">${x}</text>`).join("") +
        `<text x="330" y="261" text-anchor="end">step</text><text x="4" y="12">slope</text>` +
        `<path class="m" d="${line(felt, points(slopes.map(log)))}"/><path class="w" d="${line(felt, points(kept.map(log)))}"/>` +
        dot(felt, steps, log(slopes[steps]), 5, "a") + dot(felt, steps, log(kept[steps]), 5, "b") +
        `<circle class="a" cx="160" cy="9" r="5"/><text x="170" y="13">neuron</text><circle class="b" cx="240" cy="9" r="5"/><text x="250" y="13">forget gate</text>`,
    ];
  },
  say({ weight, bias, steps }) {
    const { states, slopes } = neuron(weight, steps);
    return `After ${steps} steps with the weight ${fixed(weight, 2)} the state is ${words(states[steps])}, and its slope for the beginning ${words(slopes[steps])}. A forget gate of ${fixed(gate(bias), 3)} leaves ${words(gate(bias) ** steps)}.`;
  },
  reached({ weight, bias, steps }) {
    const { slopes } = neuron(weight, steps);
    const end = slopes[steps];
    return [steps >= 60 && end > 0.01, steps >= 60 && gate(bias) ** steps > 0.1, Math.max(...slopes) > 2 && end < 0.001];
  },
};
