// What is dragged on a drawing, or moved by the arrow keys.
import { number } from "./drawing.js";

/** @typedef {import("./drawing.js").Handle} Handle */
/** @typedef {import("./drawing.js").Pane} Pane */
/** @typedef {import("./drawing.js").State} State */

const SVG = "http://www.w3.org/2000/svg";
const TURN = 14; // units of the view box that a finger goes up or to the right, for one step of a dial
/** @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

/** The step nearest to a value. @param {number} value @param {number} step */
const snapped = (value, step) => Math.round(value / step) * step;

/**
 * Put a handle on a drawing. Returns what shows where it is.
 * @param {SVGSVGElement} svg @param {Pane} pane @param {Handle} handle
 * @param {() => State} now @param {(change: Partial<State>) => void} move
 */
export function grip(svg, pane, handle, now, move) {
  const knob = document.createElementNS(SVG, "g");
  for (const [name, value] of Object.entries({ class: "rm-grip", tabindex: "0", role: "slider", "aria-label": handle.label })) knob.setAttribute(name, value);
  knob.innerHTML = `<circle class="rm-grip-reach" r="18"/>${handle.drawn ? "" : '<circle class="rm-grip-dot" r="8"/>'}`;
  svg.append(knob);
  const { x, y } = handle;
  knob.addEventListener("keydown", (event) => {
    const by = KEYS[event.key];
    if (!by) return;
    event.preventDefault();
    const times = event.shiftKey ? 5 : 1;
    const moved = (/** @type {string} */ key, /** @type {number} */ steps, /** @type {number} */ step) => (steps ? snapped(now()[key] + steps * step, step) : now()[key]);
    if (y) move({ [x]: moved(x, by[0] * times, handle.step[0]), [y]: moved(y, by[1] * times, handle.step[1]) });
    else move({ [x]: moved(x, (by[0] + by[1]) * times, handle.step[0]) });
  });
  /** Where a dial was taken hold of, and its value there. */
  let held = { place: 0, value: 0 };
  knob.addEventListener("pointerdown", (event) => {
    held = { place: event.clientX - event.clientY, value: now()[x] };
    knob.setPointerCapture(event.pointerId);
    knob.focus({ preventScroll: true });
  });
  knob.addEventListener("pointermove", (event) => {
    if (!knob.hasPointerCapture(event.pointerId)) return;
    const box = svg.getBoundingClientRect();
    if (handle.dial) {
      const gone = ((event.clientX - event.clientY - held.place) / box.width) * pane.width;
      return move({ [x]: held.value + Math.round(gone / TURN) * handle.step[0] });
    }
    const change = { [x]: snapped(pane.x.back(((event.clientX - box.left) / box.width) * pane.width), handle.step[0]) };
    if (y) change[y] = snapped(pane.y.back(((event.clientY - box.top) / box.height) * pane.height), handle.step[1]);
    move(change);
  });
  const [low, high] = [handle.min[0], handle.max[0]];
  return () => {
    const [left, top] = handle.at ? handle.at(now()) : [now()[x], y ? now()[y] : 0];
    knob.setAttribute("transform", `translate(${pane.x(left)} ${pane.y(top)})`);
    for (const [name, value] of Object.entries({ valuemin: low, valuemax: high, valuenow: now()[x] })) knob.setAttribute(`aria-${name}`, String(value));
    const text = (/** @type {string} */ key) => number(now()[key]);
    knob.setAttribute("aria-valuetext", y ? `x ${text(x)}, y ${text(y)}` : text(x));
  };
}
