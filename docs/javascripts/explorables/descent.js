// Descent on x²: ten steps against the slope from a start, at a learning rate.
import { axes, curve, dot, fixed, line, number, scale } from "./drawing.js";

const STEPS = 10;

/** The places of a walk: the start and each step after it. @param {number} rate @param {number} start @returns {number[]} */
export function walk(rate, start) {
  const places = [start];
  for (let step = 0; step < STEPS; step++) places.push(places[step] - rate * 2 * places[step]);
  return places;
}

const hill = { width: 340, height: 270, x: scale(-4, 4, 30, 330), y: scale(0, 18, 230, 24), label: "The curve x² with the walk on it" };
const steps = { width: 340, height: 270, x: scale(0, STEPS, 34, 330), y: scale(-4, 4, 230, 24), label: "x after each step" };

/** Values far outside are drawn at the edge. @param {number} x */
const near = (x) => Math.max(-6, Math.min(6, x));

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { rate: 0.1, from: 3 },
  panes: [hill, steps],
  sliders: [{ key: "rate", label: "Learning rate", min: 0.05, max: 1.2, step: 0.05, text: (rate) => fixed(rate, 2) }],
  handles: [{ label: "Start of the walk", x: "from", min: [-3], max: [3], step: [0.1], at: (state) => [state.from, state.from ** 2] }],
  draw({ rate, from }) {
    const places = walk(rate, from).map(near);
    const onHill = places.map((x) => /** @type {[number, number]} */ ([x, x * x]));
    const byStep = places.map((x, step) => /** @type {[number, number]} */ ([step, x]));
    return [
      axes(hill, [-4, -2, 0, 2, 4], [0, 6, 12, 18], ["x", "x²"]) +
        `<path class="m" d="${curve(hill, (x) => x * x, -4.2, 4.2)}"/><path class="w" d="${line(hill, onHill)}"/>` +
        onHill.map(([x, y]) => dot(hill, x, y, 4, "b")).join(""),
      axes(steps, [0, 2, 4, 6, 8, 10], [-4, -2, 0, 2, 4], ["step", "x"]) +
        `<path class="g" d="${line(steps, [[0, 0], [STEPS, 0]])}"/><path class="w" d="${line(steps, byStep)}"/>` +
        byStep.map(([x, y]) => dot(steps, x, y, 4, "b")).join(""),
    ];
  },
  say({ rate, from }) {
    if (from === 0) return "The walk starts at the bottom. The slope there is 0, so no step leaves it.";
    const factor = Math.round((1 - 2 * rate) * 100) / 100;
    const begin = `Rate ${fixed(rate, 2)}, from ${number(from)}: `;
    const end = `After ten steps x is ${number(walk(rate, from)[STEPS])}.`;
    const kept = `keeps ${Math.round(100 * Math.abs(factor))} % of the distance`;
    if (factor > 0) return `${begin}each step ${kept}, always on the same side. ${end}`;
    if (factor === 0) return `${begin}the first step ends exactly at the bottom, and the walk stays there.`;
    if (factor > -1) return `${begin}each step crosses the bottom and ${kept}. ${end}`;
    if (factor === -1) return `${begin}the walk jumps between ${number(from)} and ${number(-from)} for ever.`;
    return `${begin}each step crosses the bottom and ends ${number(-factor)} times as far away. ${end}`;
  },
  reached({ rate, from }) {
    const factor = Math.round((1 - 2 * rate) * 100) / 100;
    return [factor === 0, factor === -1, factor < -1].map((yes) => yes && from !== 0);
  },
};
