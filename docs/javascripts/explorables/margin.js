// A linear support vector machine: a point that can be moved, the margin, and what C does to it.
import { axes, fixed, line, place, scale } from "./drawing.js";

/** Points that stay: x, y and kind −1 or 1. @type {[number, number, number][]} */
const FIXED = [[1.5, 2, -1], [2, 4, -1], [3, 1, -1], [3.5, 3, -1], [2.5, 5.5, -1], [7, 2, 1], [8, 4, 1], [6.5, 4.5, 1], [9, 2.5, 1], [7.5, 6, 1]];
const CS = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 100];

/** @typedef {{ w: [number, number], b: number, alphas: number[] }} Machine */

/**
 * The soft-margin machine by sequential minimal optimisation on the worst pair, until the conditions hold to 1e−12.
 * @param {[number, number, number][]} points @param {number} C
 * @returns {Machine}
 */
function train(points, C) {
  const kernel = points.map((p) => points.map((q) => p[0] * q[0] + p[1] * q[1]));
  const alphas = points.map(() => 0);
  const score = () => points.map((point, i) => point[2] - points.reduce((sum, other, j) => sum + alphas[j] * other[2] * kernel[i][j], 0));
  const canRise = (/** @type {number} */ i) => (points[i][2] > 0 ? alphas[i] < C : alphas[i] > 0);
  const canFall = (/** @type {number} */ i) => (points[i][2] > 0 ? alphas[i] > 0 : alphas[i] < C);
  let [high, low] = [0, 0];
  for (let turn = 0; turn < 200_000; turn++) {
    const now = score();
    let [up, down] = [-1, -1];
    now.forEach((value, i) => {
      if (canRise(i) && (up < 0 || value > now[up])) up = i;
      if (canFall(i) && (down < 0 || value < now[down])) down = i;
    });
    [high, low] = [now[up], now[down]];
    if (high - low < 1e-12) break;
    const bend = Math.max(kernel[up][up] + kernel[down][down] - 2 * kernel[up][down], 1e-12);
    const room = (/** @type {number} */ i, /** @type {boolean} */ rising) => (points[i][2] > 0 === rising ? C - alphas[i] : alphas[i]);
    const move = Math.min((high - low) / bend, room(up, true), room(down, false));
    for (const [i, sign] of [[up, 1], [down, -1]]) {
      const next = alphas[i] + sign * points[i][2] * move;
      alphas[i] = next < 1e-14 * C ? 0 : next > C * (1 - 1e-14) ? C : next;
    }
  }
  const w = [0, 1].map((axis) => points.reduce((sum, point, i) => sum + alphas[i] * point[2] * point[axis], 0));
  return { w: [w[0], w[1]], b: (high + low) / 2, alphas };
}

/** The weights of the border alone. @param {[number, number, number][]} points @param {number} C */
export const normal = (points, C) => train(points, C).w;

const pane = { width: 420, height: 300, x: scale(0, 10, 26, 414), y: scale(0, 7, 262, 12), label: "Points of two kinds, the border and the street around it" };
/** @param {import("./drawing.js").State} state @returns {[number, number, number][]} */
const pointsOf = (state) => [[state.x, state.y, -1], ...FIXED];

/** @param {import("./drawing.js").State} state */
function judged(state) {
  const points = pointsOf(state);
  const { w, b, alphas } = train(points, CS[state.c]);
  const size = Math.hypot(...w);
  const reach = points.map(([x, y, kind]) => kind * (w[0] * x + w[1] * y + b));
  return { w, b, margin: 1 / size, inside: reach.filter((one) => one < 1 - 1e-9).length, wrong: reach.filter((one) => one < 0).length, carrying: alphas.map((alpha) => alpha > 1e-9) };
}

/** The line where the machine has a value. @param {[number, number]} w @param {number} b @param {number} value */
function level(w, b, value) {
  const size = w[0] ** 2 + w[1] ** 2;
  const [x, y, length] = [((value - b) * w[0]) / size, ((value - b) * w[1]) / size, Math.sqrt(size)];
  return line(pane, [-16, 16].map((t) => /** @type {[number, number]} */ ([x - (t * w[1]) / length, y + (t * w[0]) / length])));
}

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { c: 4, x: 5.5, y: 3 },
  panes: [pane],
  sliders: [{ key: "c", label: "C", min: 0, max: CS.length - 1, step: 1, text: (at) => String(CS[at]) }],
  handles: [{ label: "A circle", x: "x", y: "y", min: [0.5, 0.5], max: [9.5, 6.5], step: [0.5, 0.5], drawn: true }],
  draw(state) {
    const { w, b, carrying } = judged(state);
    const inside = (/** @type {number} */ value, /** @type {string} */ name) => `<svg x="26" y="12" width="388" height="250" viewBox="26 12 388 250" style="overflow:hidden"><path class="${name}" d="${level(w, b, value)}"/></svg>`;
    return [
      axes(pane, [0, 2, 4, 6, 8, 10], [0, 2, 4, 6], ["", ""]) + inside(0, "m") + inside(1, "g") + inside(-1, "g") +
        pointsOf(state).map(([x, y, kind], n) => (carrying[n] ? `<circle class="o" cx="${place(pane.x(x))}" cy="${place(pane.y(y))}" r="11"/>` : "") + (kind > 0 ? `<rect class="a" x="${place(pane.x(x) - 6)}" y="${place(pane.y(y) - 6)}" width="12" height="12"/>` : `<circle class="b" cx="${place(pane.x(x))}" cy="${place(pane.y(y))}" r="6.5"/>`)).join(""),
    ];
  },
  say(state) {
    const { margin, inside, wrong, carrying } = judged(state);
    return `C = ${CS[state.c]}: the margin is ${fixed(margin, 1)}, and the street twice as wide. ${inside} of eleven points are in the street or across it, ${wrong} of them on the wrong side. ${carrying.filter(Boolean).length} points carry the border, ringed.`;
  },
  reached(state) {
    const { margin, inside, wrong } = judged(state);
    return [inside === 0, wrong > 0 && state.c >= 4, margin > 3];
  },
};
