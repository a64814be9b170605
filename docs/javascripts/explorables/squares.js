// Least squares: four points that can be moved, the best straight line, and the squares whose area it keeps small.
import { axes, dot, fixed, line, number, place, scale } from "./drawing.js";

/**
 * The line with the smallest sum of squared vertical distances; level through the mean where all x are the same.
 * @param {[number, number][]} points
 * @returns {{ intercept: number, slope: number, area: number }} `area` is that sum
 */
export function fit(points) {
  const mean = (/** @type {number[]} */ values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(points.map((point) => point[0])), mean(points.map((point) => point[1]))];
  const spread = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  const slope = spread ? points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / spread : 0;
  const intercept = y - slope * x;
  return { intercept, slope, area: points.reduce((sum, point) => sum + (point[1] - intercept - slope * point[0]) ** 2, 0) };
}

const pane = { width: 420, height: 290, x: scale(0, 10, 34, 414), y: scale(0, 7, 246, 20), label: "Four points, the best line and the squares" };
const UNIT = (246 - 20) / 7;

/** @param {import("./drawing.js").State} state @returns {[number, number][]} */
export const pointsOf = (state) => [1, 2, 3, 4].map((n) => [state[`x${n}`], state[`y${n}`]]);

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { x1: 1.5, y1: 1.5, x2: 3.5, y2: 4, x3: 6, y3: 3, x4: 8.5, y4: 6 },
  panes: [pane],
  handles: [1, 2, 3, 4].map((n) => ({ label: `Point ${n}`, x: `x${n}`, y: `y${n}`, min: [0.5, 0.5], max: [9.5, 6.5], step: [0.5, 0.5] })),
  draw(state) {
    const points = pointsOf(state);
    const { intercept, slope } = fit(points);
    const squares = points.map(([x, y]) => {
      const line = intercept + slope * x;
      const side = Math.abs(y - line) * UNIT;
      // on the side of the point that faces away from the line, so that the squares do not cover it
      const left = (y > line) === slope > 0 ? pane.x(x) - side : pane.x(x);
      return `<rect class="s" x="${place(left)}" y="${place(pane.y(Math.max(y, line)))}" width="${place(side)}" height="${place(side)}"/>`;
    });
    return [
      axes(pane, [0, 2, 4, 6, 8, 10], [0, 2, 4, 6], ["x", "y"]) +
        squares.join("") +
        `<path class="m" d="${line(pane, [[0, intercept], [10, intercept + 10 * slope]])}"/>` +
        points.map(([x, y]) => dot(pane, x, y, 6, "b")).join(""),
    ];
  },
  say(state) {
    const { intercept, slope, area } = fit(pointsOf(state));
    if (area < 1e-9) return "All four points lie on the line: the squares have no area.";
    return `The line is y = ${number(intercept)} ${slope < 0 ? "−" : "+"} ${number(Math.abs(slope))} x. The squares have an area of ${fixed(area, 2)}, and no other line makes it smaller.`;
  },
  reached(state) {
    const { slope, area } = fit(pointsOf(state));
    return [slope < -0.005, area < 1e-9];
  },
};
