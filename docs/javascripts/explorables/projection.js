// The projection of points to a line: what its direction keeps of the variance, and what it leaves.
import { axes, dot, fixed, generator, line, place, scale } from "./drawing.js";

/** A long cloud around 0. @returns {[number, number][]} */
export function cloud() {
  const { normal } = generator(31);
  const points = Array.from({ length: 24 }, () => [2.4 * normal(), 0.8 * normal()]).map(([long, short]) => {
    const turn = (35 * Math.PI) / 180;
    return [long * Math.cos(turn) - short * Math.sin(turn), long * Math.sin(turn) + short * Math.cos(turn)];
  });
  const mean = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
  return points.map(([x, y]) => [x - mean[0], y - mean[1]]);
}

const POINTS = cloud();
const TOTAL = POINTS.reduce((sum, [x, y]) => sum + x * x + y * y, 0) / POINTS.length;

/** The variance along a direction, and the mean squared distance to the line. @param {number} degrees */
export function shares(degrees) {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const kept = POINTS.reduce((sum, [x, y]) => sum + (x * c + y * s) ** 2, 0) / POINTS.length;
  const left = POINTS.reduce((sum, [x, y]) => sum + (y * c - x * s) ** 2, 0) / POINTS.length;
  return { kept, left };
}

const ANGLES = Array.from({ length: 37 }, (_, n) => 5 * n);
const MOST = Math.max(...ANGLES.map((angle) => shares(angle).kept));
const LEAST = Math.min(...ANGLES.map((angle) => shares(angle).kept));
const plane = { width: 340, height: 270, x: scale(-6, 6, 18, 330), y: scale(-4.8, 4.8, 252, 8), label: "Points, a line through their middle, and their projections on it" };
const curves = { width: 340, height: 270, x: scale(0, 180, 34, 330), y: scale(0, 4, 232, 34), label: "Variance that is kept and left, by angle" };

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { angle: 100 },
  panes: [plane, curves],
  sliders: [{ key: "angle", label: "Direction", min: 0, max: 180, step: 5, text: (angle) => `${angle}°` }],
  draw({ angle }) {
    const [c, s] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
    const projections = POINTS.map(([x, y]) => /** @type {[number, number]} */ ([(x * c + y * s) * c, (x * c + y * s) * s]));
    const { kept, left } = shares(angle);
    const reach = Math.min(6 / Math.max(Math.abs(c), 1e-9), 4.8 / Math.max(Math.abs(s), 1e-9));
    return [
      `<path class="m" d="${line(plane, [[-reach * c, -reach * s], [reach * c, reach * s]])}"/><path class="x" d="${POINTS.map((point, n) => line(plane, [point, projections[n]])).join("")}"/>` +
        projections.map(([x, y]) => dot(plane, x, y, 3.5, "b")).join("") + POINTS.map(([x, y]) => dot(plane, x, y, 4, "o")).join(""),
      axes(curves, [0, 45, 90, 135, 180], [0, 2, 4], ["degrees", "variance"]) +
        `<path class="m" d="${line(curves, ANGLES.map((one) => [one, shares(one).kept]))}"/><path class="w" d="${line(curves, ANGLES.map((one) => [one, shares(one).left]))}"/>` +
        `<path class="g" d="${line(curves, [[0, TOTAL], [180, TOTAL]])}"/><text x="${place(curves.x(64))}" y="${place(curves.y(TOTAL) - 6)}">kept and left together</text>` +
        dot(curves, angle, kept, 5, "a") + dot(curves, angle, left, 5, "b"),
    ];
  },
  say({ angle }) {
    const { kept, left } = shares(angle);
    return `At ${angle}° the projections keep a variance of ${fixed(kept, 2)}, ${Math.round((100 * kept) / TOTAL)} % of the whole. The mean squared distance to the line is ${fixed(left, 2)}. Together they are always ${fixed(TOTAL, 2)}.`;
  },
  reached({ angle }) {
    const { kept, left } = shares(angle);
    return [kept === MOST, kept === LEAST, Math.abs(kept - left) < TOTAL / 10];
  },
};
