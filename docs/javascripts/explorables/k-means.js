// k-means by hand: three centres to drag, and one step of Lloyd's algorithm at a press.
import { axes, fixed, place, scale } from "./drawing.js";

/** Three loose groups. @type {[number, number][]} */
export const POINTS = [
  [1, 1.5], [1.5, 2.5], [2, 1], [2.5, 2], [1.8, 1.8], [2.2, 3],
  [7, 1.5], [7.5, 2.5], [8, 1], [8.5, 2], [8.2, 3], [7.2, 2],
  [4.5, 5.5], [5, 6.5], [5.5, 5], [4, 6], [5.8, 6], [4.8, 4.8],
];

/** @typedef {[number, number][]} Centres */

/** Squared distance. @param {[number, number]} a @param {[number, number]} b */
const apart = (a, b) => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;

/** The number of the nearest centre, for each point; the first of equals. @param {Centres} centres @returns {number[]} */
export const assign = (centres) => POINTS.map((point) => centres.reduce((best, centre, n) => (apart(point, centre) < apart(point, centres[best]) ? n : best), 0));

/** Each centre moved to the mean of the points that are nearest to it; one without points stays. @param {Centres} centres @returns {Centres} */
export function step(centres) {
  const groups = assign(centres);
  return centres.map((centre, n) => {
    const mine = POINTS.filter((_, at) => groups[at] === n);
    return mine.length ? [0, 1].map((axis) => mine.reduce((sum, point) => sum + point[axis], 0) / mine.length) : centre;
  }).map(([x, y]) => [x, y]);
}

/** Sum of the squared distances of the points to their centres. @param {Centres} centres */
export const inertia = (centres) => assign(centres).reduce((sum, group, at) => sum + apart(POINTS[at], centres[group]), 0);

/** Whether a step would leave all centres where they are. @param {Centres} centres */
const atRest = (centres) => step(centres).every((centre, n) => apart(centre, centres[n]) < 1e-9);

const pane = { width: 420, height: 320, x: scale(0, 10, 30, 414), y: scale(0, 7.2, 276, 20), label: "Points in three groups and three centres" };
/** @param {import("./drawing.js").State} state @returns {Centres} */
const centresOf = (state) => [1, 2, 3].map((n) => [state[`x${n}`], state[`y${n}`]]);

/** A mark of each group that does not rely on its colour. @param {[number, number]} point @param {number} group */
function mark(point, group) {
  const [x, y] = [pane.x(point[0]), pane.y(point[1])];
  if (group === 0) return `<circle class="a" cx="${place(x)}" cy="${place(y)}" r="5"/>`;
  if (group === 1) return `<rect class="b" x="${place(x - 4.5)}" y="${place(y - 4.5)}" width="9" height="9"/>`;
  return `<polygon class="c" points="${place(x)},${place(y - 6)} ${place(x + 5.5)},${place(y + 4)} ${place(x - 5.5)},${place(y + 4)}"/>`;
}

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { x1: 1, y1: 6, x2: 2, y2: 6.5, x3: 9, y3: 5 },
  panes: [pane],
  handles: [1, 2, 3].map((n) => ({ label: `Centre ${n}`, x: `x${n}`, y: `y${n}`, min: [0, 0], max: [10, 7], step: [0.5, 0.5], drawn: true })),
  actions: [{ label: "One step", act: (state) => Object.fromEntries(step(centresOf(state)).flatMap(([x, y], n) => [[`x${n + 1}`, x], [`y${n + 1}`, y]])) }],
  draw(state) {
    const centres = centresOf(state);
    const groups = assign(centres);
    const ways = POINTS.map((point, at) => `M${place(pane.x(point[0]))} ${place(pane.y(point[1]))}L${place(pane.x(centres[groups[at]][0]))} ${place(pane.y(centres[groups[at]][1]))}`);
    return [
      axes(pane, [0, 2, 4, 6, 8, 10], [0, 2, 4, 6], ["", ""]) +
        `<path class="x" d="${ways.join("")}"/>` +
        POINTS.map((point, at) => mark(point, groups[at])).join("") +
        centres.map((centre, n) => `<circle class="o" cx="${place(pane.x(centre[0]))}" cy="${place(pane.y(centre[1]))}" r="11"/><text x="${place(pane.x(centre[0]))}" y="${place(pane.y(centre[1]) + 4.5)}" text-anchor="middle">${n + 1}</text>`).join(""),
    ];
  },
  say(state) {
    const centres = centresOf(state);
    const groups = assign(centres);
    const sizes = centres.map((_, n) => groups.filter((group) => group === n).length);
    const rest = atRest(centres) ? "A step moves nothing any more." : "A step would still move a centre.";
    return `The centres have ${sizes.join(", ")} points, and the squared distances sum to ${fixed(inertia(centres), 1)}. ${rest}`;
  },
  reached(state) {
    const centres = centresOf(state);
    const rest = atRest(centres);
    return [rest && inertia(centres) < 25, rest && inertia(centres) > 30];
  },
};
