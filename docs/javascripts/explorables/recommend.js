// Somebody rates two of five films: the ratings are dragged, and which of the other three films comes first follows.
import { axes, dot, fixed, number, place, scale } from "./drawing.js";

export const FILMS = ["Brazil", "Casablanca", "Dumbo"];
/** How much each of the three is like Alien and like Emma: cosines, in ninths. @type {[number, number][]} */
const ALIKE = [[6, 6], [4, 8], [3, 0]];
const NEUTRAL = 2;

/** The scores of the three films. @param {number} alien stars @param {number} emma stars @returns {number[]} */
export const scores = (alien, emma) => ALIKE.map(([a, e]) => (a * (alien - NEUTRAL) + e * (emma - NEUTRAL)) / 9);

/** Which films come first, by their numbers: two or three where they tie. @param {number} alien @param {number} emma @returns {number[]} */
export function first(alien, emma) {
  const found = scores(alien, emma);
  const most = Math.max(...found);
  return [0, 1, 2].filter((n) => found[n] > most - 1e-9);
}

const plane = { width: 300, height: 280, x: scale(0.5, 5, 30, 290), y: scale(0.5, 5, 240, 24), label: "Your stars for Alien and Emma, which can be dragged, and where each film comes first" };
const bars = { width: 300, height: 280, x: scale(-3, 5, 20, 290), y: scale(0, 3, 230, 30), label: "The scores of Brazil, Casablanca and Dumbo" };
/** From the neutral point to the edge: between Brazil and Casablanca, Brazil and Dumbo, Dumbo and Casablanca. @type {[number, number][]} */
const BORDERS = [[5, 5], [5, 0.5], [0.5, 2.1875]];
/** @type {[string, number, number][]} */
const NAMES = [["Brazil", 4.3, 2.9], ["Casablanca", 2, 4.3], ["Dumbo", 1.8, 1]];

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { alien: 4, emma: 5 },
  panes: [plane, bars],
  handles: [{ label: "Your stars for Alien and for Emma", x: "alien", y: "emma", min: [0.5, 0.5], max: [5, 5], step: [0.5, 0.5] }],
  draw({ alien, emma }) {
    const found = scores(alien, emma);
    const best = first(alien, emma);
    return [
      axes(plane, [0.5, 2, 3.5, 5], [0.5, 2, 3.5, 5], ["stars for Alien", "for Emma"]) +
        BORDERS.map(([x, y]) => `<path class="g" d="M${place(plane.x(NEUTRAL))} ${place(plane.y(NEUTRAL))}L${place(plane.x(x))} ${place(plane.y(y))}"/>`).join("") +
        NAMES.map(([name, x, y]) => `<text x="${place(plane.x(x))}" y="${place(plane.y(y))}" text-anchor="middle">${name}</text>`).join("") +
        dot(plane, alien, emma, 5, "b"),
      `<path class="x" d="M${place(bars.x(0))} 30V230"/>` +
        found.map((score, n) => {
          const [low, high] = [Math.min(0, score), Math.max(0, score)];
          const y = bars.y(2.62 - n);
          return `<text x="20" y="${place(y - 5)}">${FILMS[n]} ${fixed(score + 0, 2)}${best.includes(n) ? ", first" : ""}</text>` +
            `<rect class="${best.includes(n) ? "a" : "s"}" x="${place(bars.x(low))}" y="${place(y)}" width="${place(Math.max(1, bars.x(high) - bars.x(low)))}" height="22"/>`;
        }).join("") + `<text x="${place(bars.x(0))}" y="250" text-anchor="middle">0</text>`,
    ];
  },
  say({ alien, emma }) {
    const found = scores(alien, emma).map((score, n) => `${FILMS[n]} ${fixed(score + 0, 2)}`);
    const best = first(alien, emma).map((n) => FILMS[n]);
    return `Alien ${number(alien)}, Emma ${number(emma)} stars: ${found.join(", ")}. ${best.length > 1 ? `First together: ${best.join(" and ")}` : `First: ${best[0]}`}.`;
  },
  reached({ alien, emma }) {
    const best = first(alien, emma);
    const found = scores(alien, emma);
    return [best.length === 1 && best[0] === 2, best.length === 1 && best[0] === 0, found.every((score) => score < 0)];
  },
};
