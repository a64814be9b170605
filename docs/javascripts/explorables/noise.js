// Noise on a picture, level by level, and the best guess of somebody who knows five pictures: their mean, each with its probability.
import { fixed, generator, place, scale } from "./drawing.js";
import { softmax } from "../models/layers.js";

const [SIZE, LEVELS, CELL, LEFT, TOP] = [16, 20, 20, 4, 22];
const KINDS = ["T-shirt", "trousers", "sneaker", "bag", "boot"];
/** Five pictures of Fashion-MNIST, 16 by 16, row by row, from 0 to f. */
const HEX = [
  "0000000000000000000015aa9b9610000003ccccccccc1000009cca999acd500000dcc57994dc900003ddc24334cdc000026acdddddc650000001cccccc9000000000cccccc9000000000cccccc9000000000cccccc9000000000cccccca000000000cccccca000000000cccccca000000000aabbba900000000000000000000",
  "0000000000000000000003aabab00000000004bcccc20000000006bdcdd400000000079bdbb500000000079b7bb500000000079b5ab500000000068c3ba500000000079a1ba50000000007890ba50000000008970ba50000000008a609c50000000008b508c50000000008b407b40000000007a306b400000000000000000000",
  "000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000500000000000028bc606000000039cccb884100145bcccccbc7b8005accccddddddc90011135554333332000000111111111000000000000000000000000000000000000000000000000000000000000000000",
  "000000000000000000000016640000000000016002700000000006000053000000001500000600000000630000090000006685000009431000cccbb869bccd5000cccbabcbbbcb4000cccccbbbcbcd2000bccccccccccc00008ddddcddddca00006dddddddddd900000ccdddddddd30000039aabaaa970000000000000000000",
  "0000000000000000000000009a66200000000000deefa00000000003efef710000000006eddc20000000000acddb20000000001eeedb80000000005deecfd700000000ddeecee810000004deedded00000000bedceded00000018cdeec6ec00000ceeecee15ea00002deeeed505e900000058a95002940000000000000000000",
];
/** The same from −1 to 1. */
export const PICTURES = HEX.map((row) => Array.from(row, (digit) => (2 * parseInt(digit, 16)) / 15 - 1));

const angle = (/** @type {number} */ level) => (1.54 * level) / LEVELS;

/** The picture at a level of noise. @param {number} level @param {number} kind from 1 @param {number} noise which noise, from 1 */
export function noisy(level, kind, noise) {
  const random = generator(1000 * noise + 7);
  return PICTURES[kind - 1].map((value) => Math.cos(angle(level)) * value + Math.sin(angle(level)) * random.normal());
}

/** How probable each of the five is under this noise. @param {number} level @param {number} kind @param {number} noise @returns {number[]} */
export function chances(level, kind, noise) {
  if (level === 0) return PICTURES.map((_, n) => Number(n === kind - 1));
  const x = noisy(level, kind, noise);
  return softmax(PICTURES.map((known) => known.reduce((total, value, n) => total - (x[n] - Math.cos(angle(level)) * value) ** 2, 0) / (2 * Math.sin(angle(level)) ** 2)));
}

const WIDTH = 2 * LEFT + SIZE * CELL;
const HEIGHT = TOP + SIZE * CELL + 4;
const ROW = 20;
const left = { width: WIDTH, height: HEIGHT, x: scale(0, SIZE, LEFT, WIDTH - LEFT), y: scale(SIZE, 0, TOP, HEIGHT - 4), label: "The picture with noise, 16 by 16" };
const right = { ...left, height: HEIGHT + KINDS.length * ROW, label: "The best guess, and how probable each of the five pictures is" };

/** A picture in six shades, those of a row that are alike in one piece. @param {number[]} values from −1 to 1 */
function shades(values) {
  const shade = values.map((value) => Math.round(2.5 * (1 + Math.max(-1, Math.min(1, value)))));
  const paths = ["", "", "", "", "", ""];
  for (let at = 0; at < shade.length; ) {
    const row = Math.floor(at / SIZE);
    let end = at + 1;
    while (end < (row + 1) * SIZE && shade[end] === shade[at]) end++;
    paths[shade[at]] += `M${at % SIZE} ${row}h${end - at}v1H${at % SIZE}`;
    at = end;
  }
  const drawn = paths.map((path, n) => (n && path ? `<path class="q" fill-opacity="${n / 5}" d="${path}"/>` : ""));
  return `<g shape-rendering="crispEdges" transform="translate(${LEFT} ${TOP}) scale(${CELL})">${drawn.join("")}</g><path class="x" d="M${LEFT} ${TOP}h${SIZE * CELL}v${SIZE * CELL}H${LEFT}z"/>`;
}

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { level: 0, kind: 3, noise: 1 },
  panes: [left, right],
  sliders: [
    { key: "level", label: "Level of noise", min: 0, max: LEVELS, step: 1 },
    { key: "kind", label: "Picture", min: 1, max: 5, step: 1, text: (kind) => KINDS[kind - 1] },
  ],
  actions: [{ label: "Other noise", act: ({ noise }) => ({ noise: (noise % 9) + 1 }) }],
  draw({ level, kind, noise }) {
    const parts = chances(level, kind, noise);
    const guess = PICTURES[0].map((_, n) => parts.reduce((total, part, which) => total + part * PICTURES[which][n], 0));
    const bars = parts.map((part, n) => {
      const y = HEIGHT + 14 + ROW * n;
      return (
        `<text x="${LEFT}" y="${y}">${KINDS[n]}</text><text x="${WIDTH - LEFT}" y="${y}" text-anchor="end">${fixed(part, 2)}</text>` +
        `<rect class="a" x="70" y="${y - 9}" width="${place(Math.max(1, 216 * part))}" height="8"/>`
      );
    });
    return [
      `<text x="${LEFT}" y="14">level ${level}: ${fixed(Math.cos(angle(level)), 2)} picture, ${fixed(Math.sin(angle(level)), 2)} noise</text>` + shades(noisy(level, kind, noise)),
      `<text x="${LEFT}" y="14">the best guess</text>` + shades(guess) + bars.join(""),
    ];
  },
  say({ level, kind, noise }) {
    const parts = chances(level, kind, noise);
    const most = parts.indexOf(Math.max(...parts));
    return (
      `At level ${level} the picture counts ${fixed(Math.cos(angle(level)), 2)} and the noise ${fixed(Math.sin(angle(level)), 2)}. ` +
      `Under the noise: ${KINDS[kind - 1]}. Most probable to the best guess: ${KINDS[most]}, with ${fixed(parts[most], 2)}.`
    );
  },
  reached({ level, kind, noise }) {
    const parts = chances(level, kind, noise);
    const most = Math.max(...parts);
    return [level >= 16 && parts[kind - 1] > 0.99, most < 0.5, parts[kind - 1] < 0.1];
  },
};
