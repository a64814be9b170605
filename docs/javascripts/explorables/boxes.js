// Two boxes: one is drawn by hand, the other is found. Its two corners are dragged, and the share of the overlap is told.
import { fixed, place, scale } from "./drawing.js";

const [COLUMNS, ROWS, CELL, LEFT, TOP] = [20, 14, 18, 4, 20];
/** The drawn box: left, top, right, bottom, in columns and rows from the upper left corner. */
export const DRAWN = [6, 3, 14, 11];

/** @param {number[]} box */
const area = ([left, top, right, bottom]) => (right - left) * (bottom - top);

/** The cells of two boxes that both cover, all that they cover, and the share. @param {number[]} one @param {number[]} other @returns {[number, number, number]} */
export function overlap(one, other) {
  const wide = Math.max(0, Math.min(one[2], other[2]) - Math.max(one[0], other[0]));
  const high = Math.max(0, Math.min(one[3], other[3]) - Math.max(one[1], other[1]));
  const all = area(one) + area(other) - wide * high;
  return [wide * high, all, (wide * high) / all];
}

const pane = {
  width: 2 * LEFT + COLUMNS * CELL,
  height: TOP + ROWS * CELL + LEFT,
  x: scale(0, COLUMNS, LEFT, LEFT + COLUMNS * CELL),
  y: scale(0, ROWS, TOP + ROWS * CELL, TOP),
  label: "A picture of 20 by 14 cells with two boxes, one drawn and one found",
};

/** The found box, whichever of its corners was dragged beyond the other. @param {import("./drawing.js").State} state */
const found = ({ left, high, right, low }) => [Math.min(left, right), ROWS - Math.max(high, low), Math.max(left, right), ROWS - Math.min(high, low)];

/** @param {string} name @param {number[]} box */
const shape = (name, [left, top, right, bottom]) =>
  `<rect class="${name}" x="${place(LEFT + left * CELL)}" y="${place(TOP + top * CELL)}" width="${place((right - left) * CELL)}" height="${place((bottom - top) * CELL)}"/>`;
/** @param {string} name @param {number[]} box */
const frame = (name, [left, top, right, bottom]) =>
  `<path class="${name}" d="M${LEFT + left * CELL} ${TOP + top * CELL}H${LEFT + right * CELL}V${TOP + bottom * CELL}H${LEFT + left * CELL}z"/>`;

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { left: 8, high: 9, right: 16, low: 1 },
  panes: [pane],
  handles: [
    { label: "Upper left corner of the found box", x: "left", y: "high", min: [0, 0], max: [COLUMNS, ROWS], step: [1, 1] },
    { label: "Lower right corner of the found box", x: "right", y: "low", min: [0, 0], max: [COLUMNS, ROWS], step: [1, 1] },
  ],
  draw(state) {
    const box = found(state);
    const both = [Math.max(box[0], DRAWN[0]), Math.max(box[1], DRAWN[1]), Math.min(box[2], DRAWN[2]), Math.min(box[3], DRAWN[3])];
    const lines = [
      ...Array.from({ length: ROWS + 1 }, (_, n) => `M${LEFT} ${TOP + n * CELL}h${COLUMNS * CELL}`),
      ...Array.from({ length: COLUMNS + 1 }, (_, n) => `M${LEFT + n * CELL} ${TOP}v${ROWS * CELL}`),
    ];
    const [shared, all, share] = overlap(box, DRAWN);
    return [
      `<text x="${LEFT}" y="13">both ${shared} / together ${all} = ${fixed(share, 2)}</text>` +
        `<path class="x" d="${lines.join("")}"/>` +
        (shared ? shape("s", both) : "") +
        frame("k", DRAWN) +
        frame("d n", box),
    ];
  },
  say(state) {
    const box = found(state);
    const [shared, all, share] = overlap(box, DRAWN);
    return `Found: left ${box[0]}, top ${box[1]}, right ${box[2]}, bottom ${box[3]}. Both boxes cover ${shared} cells, together they cover ${all}. The share is ${fixed(share, 2)}.`;
  },
  reached(state) {
    const box = found(state);
    const [shared, , share] = overlap(box, DRAWN);
    const touches =
      area(box) > 0 &&
      shared === 0 &&
      (((box[0] === DRAWN[2] || box[2] === DRAWN[0]) && box[1] < DRAWN[3] && box[3] > DRAWN[1]) ||
        ((box[1] === DRAWN[3] || box[3] === DRAWN[1]) && box[0] < DRAWN[2] && box[2] > DRAWN[0]));
    return [share === 1, touches, shared === area(DRAWN) && share < 0.5];
  },
};
