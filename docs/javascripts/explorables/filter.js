// Convolution by hand: nine weights to turn, a window to slide over a small picture, and all 36 sums.
import { number, place, scale } from "./drawing.js";

const [SIZE, OUT, CELL, BIG] = [8, 6, 27, 38];
/** A bright square on a dark ground. */
export const PICTURE = Array.from({ length: SIZE }, (_, row) => Array.from({ length: SIZE }, (_, column) => Number(row > 1 && row < 6 && column > 1 && column < 6)));
const NINE = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const weightsOf = (/** @type {import("./drawing.js").State} */ state) => NINE.map((n) => state[`w${n}`]);

/** The nine products under the window whose upper left corner is here. @param {number[]} weights @param {number} row @param {number} column */
const products = (weights, row, column) => weights.map((weight, n) => weight * PICTURE[row + Math.floor(n / 3)][column + (n % 3)]);
const sum = (/** @type {number[]} */ values) => values.reduce((total, value) => total + value, 0);

/** All sums, row by row. @param {number[]} weights @returns {number[]} */
export const respond = (weights) => Array.from({ length: OUT * OUT }, (_, at) => sum(products(weights, Math.floor(at / OUT), at % OUT)));

const [LEFT, TOP] = [10, 28];
const [FROM, DOWN] = [LEFT + SIZE * CELL + 22, TOP + 40];
const middle = 1.5 * CELL;
const pane = {
  width: 368,
  height: TOP + SIZE * CELL + 10,
  x: scale(0, OUT - 1, LEFT + middle, LEFT + middle + (OUT - 1) * CELL),
  y: scale(OUT - 1, 0, TOP + middle, TOP + middle + (OUT - 1) * CELL),
  label: "A picture of eight by eight with a window, and the nine weights of the filter",
};
const answer = { ...pane, width: 260, height: TOP + OUT * BIG + 10, label: "The sums, six by six" };

/** A square with a number. @param {number} x @param {number} y @param {number} size @param {string} name @param {number} value @param {number} strength */
const cell = (x, y, size, name, value, strength) =>
  (strength ? `<rect class="${name}" fill-opacity="${place(strength)}" x="${x}" y="${y}" width="${size}" height="${size}"/>` : "") +
  `<text x="${place(x + size / 2)}" y="${place(y + size / 2 + 4.5)}" text-anchor="middle">${number(value)}</text>`;
/** Where the nth weight stands. @param {number} n */
const corner = (n) => [FROM + (n % 3) * BIG, DOWN + Math.floor(n / 3) * BIG];

/** @type {import("./drawing.js").Handle[]} */
const dials = NINE.map((n) => ({
  label: `Weight in row ${Math.floor(n / 3) + 1}, column ${(n % 3) + 1}`,
  x: `w${n}`,
  min: [-2],
  max: [2],
  step: [1],
  drawn: true,
  dial: true,
  at: () => [pane.x.back(corner(n)[0] + BIG / 2), pane.y.back(corner(n)[1] + BIG / 2)],
}));
const start = [-1, 0, 1, -1, 0, 1, -1, 0, 1];
const windowOf = (/** @type {import("./drawing.js").State} */ state) => [OUT - 1 - Math.round(state.y), Math.round(state.x)];
/** A state with these weights. @param {number[]} weights */
const withWeights = (weights) => Object.fromEntries(weights.map((weight, n) => [`w${n}`, weight]));

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { x: 3, y: 3, ...withWeights(start) },
  panes: [pane, answer],
  handles: [{ label: "Window", x: "x", y: "y", min: [0, 0], max: [OUT - 1, OUT - 1], step: [1, 1], drawn: true }, ...dials],
  actions: [
    { label: "Slide on", act: ({ x, y }) => (x < OUT - 1 ? { x: x + 1 } : { x: 0, y: y > 0 ? y - 1 : OUT - 1 }) },
    { label: "Turn the filter", act: (state) => withWeights(NINE.map((n) => state[`w${3 * (n % 3) + Math.floor(n / 3)}`])) },
    { label: "All weights 0", act: () => withWeights(NINE.map(() => 0)) },
  ],
  draw(state) {
    const [row, column] = windowOf(state);
    const sums = respond(weightsOf(state));
    const most = Math.max(1, ...sums.map(Math.abs));
    const places = PICTURE.map((_, n) => LEFT + (n + 0.5) * CELL);
    const picture =
      `<path class="x" d="${[0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => `M${LEFT} ${TOP + n * CELL}h${SIZE * CELL}M${LEFT + n * CELL} ${TOP}v${SIZE * CELL}`).join("")}"/>` +
      `<rect class="s" x="${LEFT + 2 * CELL}" y="${TOP + 2 * CELL}" width="${4 * CELL}" height="${4 * CELL}"/>` +
      PICTURE.map((values, r) => `<text x="${places.join(" ")}" y="${place(TOP + (r + 0.5) * CELL + 4.5)}" text-anchor="middle">${values.join("")}</text>`).join("");
    const filter = weightsOf(state).map((weight, n) => cell(corner(n)[0], corner(n)[1], BIG, weight < 0 ? "b" : "a", weight, Math.abs(weight) * 0.2));
    const frame = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ size) => `<path class="k" d="M${x} ${y}h${size}v${size}h${-size}z"/>`;
    return [
      `<text x="${LEFT}" y="16">the picture</text><text x="${FROM}" y="${DOWN - 12}">the filter</text>` +
        picture +
        filter.join("") +
        frame(LEFT + column * CELL, TOP + row * CELL, 3 * CELL),
      `<text x="${LEFT}" y="16">the sums</text>` +
        sums.map((value, at) => cell(LEFT + (at % OUT) * BIG, TOP + Math.floor(at / OUT) * BIG, BIG, value < 0 ? "b" : "a", value, (0.45 * Math.abs(value)) / most)).join("") +
        frame(LEFT + column * BIG, TOP + row * BIG, BIG),
    ];
  },
  say(state) {
    const [row, column] = windowOf(state);
    const weights = weightsOf(state);
    const lit = products(weights, row, column).filter((value) => value);
    const added = lit.map((value, n) => (n ? `${value < 0 ? "−" : "+"} ${Math.abs(value)}` : number(value))).join(" ");
    const sums = respond(weights);
    const quiet = sums.filter((value) => value === 0).length;
    return (
      `The window in row ${row + 1}, column ${column + 1}: ${lit.length ? `${added} = ` : ""}${number(sum(lit))}. ` +
      `Of the 36 sums ${quiet} are 0; the least is ${number(Math.min(...sums))}, the greatest ${number(Math.max(...sums))}.`
    );
  },
  reached(state) {
    const sums = respond(weightsOf(state));
    const at = (/** @type {number} */ row, /** @type {number} */ column) => sums[row * OUT + column];
    const sides = [2, 3].flatMap((row) => [0, 1, 2, 3, 4, 5].map((column) => at(row, column)));
    const same = sums.every((value, n) => value === PICTURE[Math.floor(n / OUT) + 1][(n % OUT) + 1]);
    const corners = sums.filter((value) => value).length === 4;
    return [sides.every((value) => value === 0) && at(0, 2) !== 0 && at(5, 2) !== 0, same, corners];
  },
};
