// Boosting in one dimension: small trees that correct each other, by number of rounds and learning rate.
import { axes, dot, fixed, line, number, place, scale } from "./drawing.js";
import { grow, predict, wave } from "./tree.js";

const ROUNDS = 60;
const DEPTH = 2;
const TRAIN = wave(5, 60);
const ASIDE = wave(97, 300);
/** Where the curve of the model is drawn. */
const PLACES = Array.from({ length: 201 }, (_, n) => n / 20);
const middle = TRAIN.reduce((sum, [, y]) => sum + y, 0) / TRAIN.length;

/** @typedef {{ train: number, aside: number, curve: number[] }} Round errors on both sets, and the model at PLACES */
/** What stands after each round, from the mean alone on. @param {number} rate @returns {Round[]} */
function boost(rate) {
  const said = { train: TRAIN.map(() => middle), aside: ASIDE.map(() => middle), curve: PLACES.map(() => middle) };
  const miss = (/** @type {[number, number][]} */ points, /** @type {number[]} */ values) =>
    points.reduce((sum, [, y], n) => sum + (y - values[n]) ** 2, 0) / points.length;
  const now = () => ({ train: miss(TRAIN, said.train), aside: miss(ASIDE, said.aside), curve: [...said.curve] });
  const rounds = [now()];
  for (let round = 1; round <= ROUNDS; round++) {
    const rest = TRAIN.map(([x, y], n) => /** @type {[number, number]} */ ([x, y - said.train[n]]));
    const tree = grow(rest, DEPTH);
    const step = (/** @type {number} */ x) => rate * predict(tree, x);
    TRAIN.forEach(([x], n) => (said.train[n] += step(x)));
    ASIDE.forEach(([x], n) => (said.aside[n] += step(x)));
    PLACES.forEach((x, n) => (said.curve[n] += step(x)));
    rounds.push(now());
  }
  return rounds;
}

/** @type {Map<number, Round[]>} */
const known = new Map();
/** @param {number} rate */
function roundsOf(rate) {
  const rounds = known.get(rate) ?? boost(rate);
  known.set(rate, rounds);
  return rounds;
}

/** Mean squared errors after so many rounds. @param {number} rate @param {number} round */
export function errors(rate, round) {
  const { train, aside } = roundsOf(rate)[round];
  return { train, aside };
}

const plane = { width: 340, height: 270, x: scale(0, 10, 34, 330), y: scale(-2.4, 2.4, 232, 24), label: "Sixty points and the curve of the model" };
const chart = { width: 340, height: 270, x: scale(0, ROUNDS, 40, 330), y: scale(0, 0.8, 232, 24), label: "Squared error by rounds" };

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { round: 2, rate: 1 },
  panes: [plane, chart],
  sliders: [
    { key: "round", label: "Rounds", min: 0, max: ROUNDS, step: 1 },
    { key: "rate", label: "Learning rate", min: 0.1, max: 1, step: 0.1 },
  ],
  draw({ round, rate }) {
    const rounds = roundsOf(rate);
    const { train, aside, curve } = rounds[round];
    const turns = PLACES.flatMap((_, n) => (n === 0 || n === PLACES.length - 1 || curve[n] !== curve[n - 1] || curve[n] !== curve[n + 1] ? [n] : []));
    const steps = turns.map((n) => /** @type {[number, number]} */ ([PLACES[n], Math.max(-2.4, Math.min(2.4, curve[n]))]));
    const by = (/** @type {"train" | "aside"} */ which) => line(chart, rounds.map((one, at) => [at, one[which]]));
    return [
      axes(plane, [0, 5, 10], [-2, 0, 2], ["x", "y"]) + TRAIN.map(([x, y]) => dot(plane, x, Math.max(-2.4, Math.min(2.4, y)), 3.5, "a")).join("") + `<path class="w" d="${line(plane, steps)}"/>`,
      axes(chart, [0, 20, 40, 60], [0, 0.4, 0.8], ["rounds", "squared error"]) + `<path class="g" d="${by("train")}"/><path class="m" d="${by("aside")}"/>` +
        `<text x="${place(chart.x(40))}" y="${place(chart.y(0.09))}">own points</text><text x="${place(chart.x(29))}" y="${place(chart.y(0.42))}">points kept aside</text>` +
        dot(chart, round, train, 4, "o") + dot(chart, round, aside, 5, "a"),
    ];
  },
  say({ round, rate }) {
    const { train, aside } = errors(rate, round);
    const trees = round === 0 ? "No tree yet, the mean alone" : `${round} ${round === 1 ? "round" : "rounds"} at a rate of ${number(rate)}`;
    return `${trees}. The squared error is ${fixed(train, 3)} on its own 60 points and ${fixed(aside, 3)} on 300 that were kept aside.`;
  },
  reached({ round, rate }) {
    const { train, aside } = errors(rate, round);
    return [aside < 0.22, train < 0.02 && aside > 0.3];
  },
};
