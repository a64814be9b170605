// What every explorable draws with: scales, axes, numbers as text. It touches no page, so the still figures are made by it too.

/** @typedef {Record<string, number>} State */
/** @typedef {((value: number) => number) & { back: (place: number) => number }} Scale */
/** @typedef {{ width: number, height: number, x: Scale, y: Scale, label: string }} Pane one drawing, in units of its view box */
/** @typedef {{ key: string, label: string, min: number, max: number, step: number, text?: (value: number) => string }} Slider */
/**
 * Something on the first pane that is dragged, or moved by the arrow keys.
 * @typedef {{ label: string, x: string, y?: string, min: number[], max: number[], step: number[], drawn?: boolean, dial?: boolean, at?: (state: State) => [number, number] }} Handle
 * `drawn`: the drawing shows what is held; `dial`: it stays `at` its place, and a drag up or to the right raises its value
 */
/**
 * @typedef {{
 *   start: State, panes: Pane[], sliders?: Slider[], handles?: Handle[],
 *   actions?: { label: string, act: (state: State) => Partial<State> }[],
 *   draw: (state: State) => string[], say: (state: State) => string, reached: (state: State) => boolean[],
 * }} Explorable `draw` gives one drawing a pane, `say` a sentence on it, `reached` whether each goal is met
 */

/**
 * A straight scale from values to places.
 * @param {number} low @param {number} high @param {number} from @param {number} to
 * @returns {Scale}
 */
export function scale(low, high, from, to) {
  const slope = (to - from) / (high - low);
  return Object.assign((/** @type {number} */ value) => from + slope * (value - low), {
    back: (/** @type {number} */ place) => low + (place - from) / slope,
  });
}

/** A number with at most `digits` significant digits and a true minus sign. @param {number} value @param {number} [digits] */
export const number = (value, digits = 3) => String(Number(value.toPrecision(digits))).replace("-", "−");

/** A number with `decimals` decimals. @param {number} value @param {number} decimals */
export const fixed = (value, decimals) => value.toFixed(decimals).replace("-", "−");

/** A place in the view box, short. @param {number} value */
export const place = (value) => String(Math.round(Math.max(-9999, Math.min(9999, value)) * 10) / 10);

/** @param {Pane} pane @param {[number, number][]} points in values @returns {string} path data of a broken line */
export const line = (pane, points) => points.map(([x, y], n) => `${n ? "L" : "M"}${place(pane.x(x))} ${place(pane.y(y))}`).join("");

/** @param {Pane} pane @param {(x: number) => number} f @param {number} low @param {number} high @param {number} [pieces] */
export const curve = (pane, f, low, high, pieces = 60) =>
  line(pane, Array.from({ length: pieces + 1 }, (_, n) => /** @type {[number, number]} */ ([low + ((high - low) * n) / pieces, f(low + ((high - low) * n) / pieces)])));

/** @param {Pane} pane @param {number} x @param {number} y @param {number} radius @param {string} name its class: a, b, c for kinds, o for open */
export const dot = (pane, x, y, radius, name) => `<circle class="${name}" cx="${place(pane.x(x))}" cy="${place(pane.y(y))}" r="${radius}"/>`;

/**
 * The axes of a pane with numbers at the ticks.
 * @param {Pane} pane @param {number[]} xs @param {number[]} ys @param {[string, string]} names
 */
export function axes(pane, xs, ys, names) {
  const [left, bottom] = [pane.x(xs[0]), pane.y(ys[0])];
  const right = pane.x(xs[xs.length - 1]);
  return (
    `<path class="x" d="M${place(left)} ${place(bottom)}H${place(right)}M${place(left)} ${place(bottom)}V${place(pane.y(ys[ys.length - 1]))}"/>` +
    xs.map((x) => `<text x="${place(pane.x(x))}" y="${place(bottom + 16)}" text-anchor="middle">${number(x)}</text>`).join("") +
    ys.map((y) => `<text x="${place(left - 6)}" y="${place(pane.y(y) + 4)}" text-anchor="end">${number(y)}</text>`).join("") +
    `<text x="${place(right)}" y="${place(bottom + 31)}" text-anchor="end">${names[0]}</text>` +
    `<text x="4" y="12">${names[1]}</text>`
  );
}

/** The drawings of a state as they stand in a page without scripts. @param {Explorable} what @param {State} state */
export const still = (what, state) =>
  what.draw(state).map((inside, n) => `<svg viewBox="0 0 ${what.panes[n].width} ${what.panes[n].height}" aria-hidden="true">${inside}</svg>`).join("\n");

/**
 * Random numbers that are the same everywhere: Park and Miller's generator, 48271 modulo 2³¹ − 1.
 * @param {number} seed from 1
 * @returns {{ uniform: () => number, normal: () => number }} `normal` is the sum of twelve uniform numbers, less 6
 */
export function generator(seed) {
  let state = seed;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return { uniform, normal: () => Array.from({ length: 12 }, uniform).reduce((sum, one) => sum + one, -6) };
}
