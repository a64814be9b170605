// One query looks at four keys: it is dragged, and what each key weighs and the mixture of the values follow.
import { axes, dot, fixed, place, scale } from "./drawing.js";
import { softmax } from "../models/layers.js";

/** A word, its key of two numbers, and its value. @type {[string, [number, number], number][]} */
export const WORDS = [["A", [2, 1], 10], ["B", [1, 2], 20], ["C", [-2, 1], 0], ["D", [1, -2], 40]];

/** The weights of the four words, and after them the mixture. @param {number[]} query @param {number} temperature */
export function attend(query, temperature) {
  const weights = softmax(WORDS.map(([, key]) => (query[0] * key[0] + query[1] * key[1]) / Math.SQRT2 / temperature));
  return [...weights, weights.reduce((sum, weight, n) => sum + weight * WORDS[n][2], 0)];
}

const plane = { width: 300, height: 270, x: scale(-3.4, 3.4, 28, 292), y: scale(-3, 3, 236, 24), label: "Four keys as points of a plane, and the query, which can be dragged" };
const bars = { width: 300, height: 270, x: scale(0, 1, 40, 240), y: scale(0, 4, 216, 24), label: "What each word weighs, and the mixture of the values" };

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { right: 1, up: 1, temperature: 1 },
  panes: [plane, bars],
  sliders: [{ key: "temperature", label: "Temperature, which divides the scores", min: 0.1, max: 5, step: 0.1, text: (value) => fixed(value, 1) }],
  handles: [{ label: "The query", x: "right", y: "up", min: [-3, -3], max: [3, 3], step: [0.5, 0.5] }],
  draw({ right, up, temperature }) {
    const weights = attend([right, up], temperature);
    const mixture = weights.pop() ?? 0;
    return [
      axes(plane, [-2, 0, 2], [-2, 0, 2], ["first number", "second"]) +
        `<path class="d n" d="M${place(plane.x(0))} ${place(plane.y(0))}L${place(plane.x(right))} ${place(plane.y(up))}"/>` +
        WORDS.map(([word, key], n) => dot(plane, ...key, Math.round(3 + 9 * weights[n]), "a") + `<text x="${place(plane.x(key[0]) + 14)}" y="${place(plane.y(key[1]) + 4)}">${word}</text>`).join(""),
      weights.map((weight, n) => {
        const y = place(bars.y(3.8 - n));
        return `<text x="22" y="${place(bars.y(3.3 - n))}">${WORDS[n][0]}</text><rect class="a" x="40" y="${y}" width="${place(bars.x(weight) - 40)}" height="30"/>` +
          `<text x="${place(bars.x(weight) + 6)}" y="${place(bars.y(3.3 - n))}">${fixed(weight, 2)} × ${WORDS[n][2]}</text>`;
      }).join("") + `<text x="40" y="246">mixture ${fixed(mixture, 1)}</text>`,
    ];
  },
  say({ right, up, temperature }) {
    const weights = attend([right, up], temperature);
    const mixture = weights.pop() ?? 0;
    return `The query (${fixed(right, 1)}, ${fixed(up, 1)}) at a temperature of ${fixed(temperature, 1)} gives ${WORDS.map(([word], n) => `${word} ${fixed(weights[n], 2)}`).join(", ")}. The mixture is ${fixed(mixture, 1)}.`;
  },
  reached({ right, up, temperature }) {
    const weights = attend([right, up], temperature);
    const mixture = weights.pop() ?? 0;
    const even = weights.every((weight) => weight > 0.2 && weight < 0.3);
    return [weights[1] > 0.9, even && (right !== 0 || up !== 0), mixture > 35];
  },
};
