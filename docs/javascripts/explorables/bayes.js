// Ten thousand people, a disease and a test: who is sick among those whose test is positive.
import { fixed, place } from "./drawing.js";

const PEOPLE = 10_000;
const SIDE = 100;
const PITCH = 3.2;

/**
 * Counts of people, rounded to whole ones.
 * @param {number} prevalence share of the sick, in per cent
 * @param {number} sensitivity share of the sick whose test is positive, in per cent
 * @param {number} specificity share of the well whose test is negative, in per cent
 */
export function counts(prevalence, sensitivity, specificity) {
  const sick = Math.round((PEOPLE * prevalence) / 100);
  const found = Math.round((sick * sensitivity) / 100);
  const alarmed = Math.round(((PEOPLE - sick) * (100 - specificity)) / 100);
  return { found, missed: sick - found, alarmed, cleared: PEOPLE - sick - alarmed, share: found + alarmed ? found / (found + alarmed) : 0 };
}

/** Rows of dots, row by row, from one place in the square to another: dashes of a line are the dots. @param {number} from @param {number} to @param {string} name */
function dots(from, to, name) {
  let path = "";
  for (let at = from; at < to; ) {
    const row = Math.floor(at / SIDE);
    const end = Math.min(to, (row + 1) * SIDE);
    path += `M${place(10 + (at % SIDE) * PITCH)} ${place(12 + row * PITCH)}h${place((end - at) * PITCH)}`;
    at = end;
  }
  return path && `<path class="d ${name}" d="${path}"/>`;
}

const crowd = { width: 340, height: 336, x: Object.assign((/** @type {number} */ x) => x, { back: (/** @type {number} */ x) => x }), y: Object.assign((/** @type {number} */ y) => y, { back: (/** @type {number} */ y) => y }), label: "A dot for each of 10,000 people" };
const split = { ...crowd, height: 150, label: "The share of the sick among the positive" };

/** @type {import("./drawing.js").Explorable} */
export default {
  start: { prevalence: 1, sensitivity: 90, specificity: 91 },
  panes: [crowd, split],
  sliders: [
    { key: "prevalence", label: "Sick", min: 0.1, max: 30, step: 0.1, text: (value) => `${fixed(value, 1)} %` },
    { key: "sensitivity", label: "Sick found", min: 50, max: 100, step: 1, text: (value) => `${value} %` },
    { key: "specificity", label: "Well cleared", min: 50, max: 100, step: 0.1, text: (value) => `${fixed(value, 1)} %` },
  ],
  draw({ prevalence, sensitivity, specificity }) {
    const { found, missed, alarmed, cleared, share } = counts(prevalence, sensitivity, specificity);
    const edges = [0, found, found + missed, found + missed + alarmed, found + missed + alarmed + cleared];
    return [
      ["b", "n", "a", "e"].map((name, kind) => dots(edges[kind], edges[kind + 1], name)).join(""),
      `<text x="10" y="16">Of all ${found + alarmed} with a positive test:</text>` +
        `<rect class="b" x="10" y="26" width="${place(320 * share)}" height="34"/><rect class="a" x="${place(10 + 320 * share)}" y="26" width="${place(320 * (1 - share))}" height="34"/>` +
        `<rect class="b" x="10" y="76" width="10" height="10"/><text x="26" y="86">${found} sick</text><rect class="a" x="120" y="76" width="10" height="10"/><text x="136" y="86">${alarmed} well</text>` +
        `<path class="d n" d="M10 106h10M10 110h10"/><text x="26" y="112">${missed} sick with a negative test</text>` +
        `<path class="d e" d="M10 130h10M10 134h10"/><text x="26" y="136">${cleared} well with a negative test</text>`,
    ];
  },
  say({ prevalence, sensitivity, specificity }) {
    const { found, missed, alarmed, share } = counts(prevalence, sensitivity, specificity);
    return `Of 10,000 people ${found + missed} are sick, and the test finds ${found} of them. It also alarms ${alarmed} who are well. So ${fixed(100 * share, 1)} % of those with a positive test are sick.`;
  },
  reached({ prevalence, sensitivity, specificity }) {
    const { missed, share } = counts(prevalence, sensitivity, specificity);
    return [share > 0.5 && sensitivity === 90 && specificity === 91, share > 0.9 && prevalence === 1, missed === 0 && share < 0.05];
  },
};
