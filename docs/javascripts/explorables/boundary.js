// Logistic regression in a plane: four points that can be moved, and the border that follows them.
import { axes, fixed, line, place, scale } from "./drawing.js";

const PENALTY = 0.05;
/** Points that stay, three of each kind. @type {[number, number, number][]} */
const FIXED = [[2, 2, 0], [3, 3.5, 0], [1.5, 4, 0], [7, 4, 1], [8, 2.5, 1], [8.5, 5, 1]];
/** The kinds of the points that move. */
const KINDS = [0, 0, 1, 1];

/**
 * Weights of a logistic regression on coordinates about (5, 3.5), by Newton's method: the intercept
 * and one weight an axis. The penalty, 0.05 / 2 times the squared weights, keeps them finite when a line divides the kinds.
 * @param {[number, number, number][]} points x, y and kind 0 or 1
 * @returns {[number, number, number]}
 */
export function fit(points) {
  let w = [0, 0, 0];
  for (let turn = 0; turn < 60; turn++) {
    const gradient = [0, PENALTY * w[1], PENALTY * w[2]];
    const curve = [[1e-12, 0, 0], [0, PENALTY, 0], [0, 0, PENALTY]];
    for (const [x, y, kind] of points) {
      const row = [1, x - 5, y - 3.5];
      const chance = 1 / (1 + Math.exp(-row.reduce((sum, one, n) => sum + one * w[n], 0)));
      for (let a = 0; a < 3; a++) {
        gradient[a] += (chance - kind) * row[a];
        for (let b = 0; b < 3; b++) curve[a][b] += chance * (1 - chance) * row[a] * row[b];
      }
    }
    const move = solve(curve, gradient);
    w = w.map((one, n) => one - move[n]);
    if (Math.hypot(...move) < 1e-13) break;
  }
  return [w[0], w[1], w[2]];
}

/** Solve three equations by elimination with pivots. @param {number[][]} matrix @param {number[]} right @returns {number[]} */
function solve(matrix, right) {
  const rows = matrix.map((row, n) => [...row, right[n]]);
  for (let n = 0; n < 3; n++) {
    const best = rows.slice(n).reduce((top, row, at) => (Math.abs(row[n]) > Math.abs(rows[top][n]) ? n + at : top), n);
    [rows[n], rows[best]] = [rows[best], rows[n]];
    for (let m = n + 1; m < 3; m++) {
      const factor = rows[m][n] / rows[n][n];
      for (let at = n; at < 4; at++) rows[m][at] -= factor * rows[n][at];
    }
  }
  const found = [0, 0, 0];
  for (let n = 2; n >= 0; n--) found[n] = (rows[n][3] - rows[n].slice(n + 1, 3).reduce((sum, one, at) => sum + one * found[n + 1 + at], 0)) / rows[n][n];
  return found;
}

/** @param {import("./drawing.js").State} state @returns {[number, number, number][]} */
export const pointsOf = (state) => [...KINDS.map((kind, n) => /** @type {[number, number, number]} */ ([state[`x${n + 1}`], state[`y${n + 1}`], kind])), ...FIXED];

const pane = { width: 420, height: 300, x: scale(0, 10, 26, 414), y: scale(0, 7, 262, 12), label: "Points of two kinds, the border of even chances, and where one kind has 90 % on each side" };

/** The straight line where the model's log-odds have a value, across the pane. @param {[number, number, number]} w @param {number} odds @returns {string} */
function border([a, b, c], odds) {
  const level = odds - a;
  // through the foot of the perpendicular from the middle, along the line
  const size = b * b + c * c || 1e-12;
  const [x, y, length] = [(level * b) / size, (level * c) / size, Math.sqrt(size)];
  return line(pane, [-14, 14].map((t) => /** @type {[number, number]} */ ([5 + x - (t * c) / length, 3.5 + y + (t * b) / length])));
}

/** @param {[number, number, number][]} points */
function judged(points) {
  const w = fit(points);
  const wrong = points.filter(([x, y, kind]) => (w[0] + w[1] * (x - 5) + w[2] * (y - 3.5) > 0 ? 1 : 0) !== kind).length;
  return { w, wrong, tilt: (Math.atan2(Math.abs(w[1]), Math.abs(w[2])) * 180) / Math.PI };
}

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { x1: 3, y1: 1, x2: 4, y2: 5, x3: 6, y3: 3, x4: 7.5, y4: 6 },
  panes: [pane],
  handles: KINDS.map((kind, n) => ({ label: `${kind ? "Square" : "Circle"} ${n < 2 ? n + 1 : n - 1}`, x: `x${n + 1}`, y: `y${n + 1}`, min: [0.5, 0.5], max: [9.5, 6.5], step: [0.5, 0.5], drawn: true })),
  draw(state) {
    const points = pointsOf(state);
    const { w } = judged(points);
    const odds = Math.log(9);
    const inside = (/** @type {string} */ path, /** @type {string} */ name) => `<svg x="26" y="12" width="388" height="250" viewBox="26 12 388 250" style="overflow:hidden"><path class="${name}" d="${path}"/></svg>`;
    return [
      axes(pane, [0, 2, 4, 6, 8, 10], [0, 2, 4, 6], ["", ""]) + inside(border(w, 0), "m") + inside(border(w, odds), "g") + inside(border(w, -odds), "g") +
        points.map(([x, y, kind]) => (kind ? `<rect class="a" x="${place(pane.x(x) - 6)}" y="${place(pane.y(y) - 6)}" width="12" height="12"/>` : `<circle class="b" cx="${place(pane.x(x))}" cy="${place(pane.y(y))}" r="6.5"/>`)).join(""),
    ];
  },
  say(state) {
    const { w, wrong, tilt } = judged(pointsOf(state));
    const band = (2 * Math.log(9)) / Math.hypot(w[1], w[2]);
    return `The border leans ${Math.round(tilt)}° from level. ${wrong} of ten points ${wrong === 1 ? "stands" : "stand"} on the wrong side, and from 10 % to 90 % it is ${fixed(band, 1)} units.`;
  },
  reached(state) {
    const { w, wrong, tilt } = judged(pointsOf(state));
    return [tilt < 45, wrong >= 3, (2 * Math.log(9)) / Math.hypot(w[1], w[2]) < 1];
  },
};
