// Makes an explorable of a page live: a guess first, then sliders and handles, each state spoken and kept in the address.
import { button, element } from "../dom.js";
import { keepWork, workOf } from "../store.js";
import { grip } from "./grip.js";

/** @typedef {import("./drawing.js").Explorable} Explorable */
/** @typedef {import("./drawing.js").State} State */

const PAUSE = 450; // ms after the last move until a screen reader is told, so that a drag is one sentence
const SVG = "http://www.w3.org/2000/svg";

/** Hold a value to its bounds, with no more decimals than an address needs. @param {number} value @param {number} min @param {number} max */
const held = (value, min, max) => Number(Math.max(min, Math.min(max, value)).toFixed(6));

/** The bounds of each number that can be moved. @param {Explorable} what */
function limits(what) {
  /** @type {Record<string, [number, number]>} */
  const found = {};
  for (const { key, min, max } of what.sliders ?? []) found[key] = [min, max];
  for (const { x, y, min, max } of what.handles ?? []) {
    found[x] = [min[0], max[0]];
    if (y) found[y] = [min[1], max[1]];
  }
  return found;
}

/**
 * The state that an address holds, such as `?descent=0.1_3`; the start for what is missing or no number.
 * @param {Explorable} what @param {string | null} text @returns {State}
 */
export function fromAddress(what, text) {
  const state = { ...what.start };
  const bounds = limits(what);
  (text ?? "").split("_").forEach((part, n) => {
    const key = Object.keys(bounds)[n];
    if (key && part.trim() && Number.isFinite(Number(part))) state[key] = held(Number(part), ...bounds[key]);
  });
  return state;
}

/** @param {Explorable} what @param {State} state */
export const toAddress = (what, state) => Object.keys(limits(what)).map((key) => state[key]).join("_");

/**
 * @param {HTMLElement} section as templates/explorable.html.j2 writes it
 * @param {Explorable} what
 */
export function mount(section, what) {
  const id = section.dataset.explorable ?? "";
  const find = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (section.querySelector(selector));
  const [list, figure, goals, stateWord] = [find(".rm-guesses"), find("figure"), find(".rm-goals"), find("[data-state]")];
  const reasons = [...section.querySelectorAll(".rm-explore-answer li")];
  const bounds = limits(what);
  let state = fromAddress(what, new URLSearchParams(location.search).get(id));
  const found = what.reached(what.start).map(() => false);

  const panes = what.panes.map((pane) => {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${pane.width} ${pane.height}`);
    svg.setAttribute("role", "group");
    svg.setAttribute("aria-label", pane.label);
    svg.append(document.createElementNS(SVG, "g"));
    return svg;
  });
  const status = element("p", { class: "rm-explore-said" });
  const voice = element("p", { class: "rm-sr", role: "status" });
  const controls = element("div", { class: "rm-explore-controls" });
  const why = element("div", { class: "rm-explore-why", role: "status" });
  /** @type {(() => void)[]} */
  const shows = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let talk;

  function draw() {
    what.draw(state).forEach((inside, n) => /** @type {Element} */ (panes[n].firstElementChild).innerHTML = inside);
    for (const show of shows) show();
    status.textContent = what.say(state);
  }

  /** @param {Partial<State>} change */
  function move(change) {
    for (const [key, value] of Object.entries(change)) state[key] = held(/** @type {number} */ (value), ...bounds[key]);
    draw();
    const met = what.reached(state).flatMap((yes, n) => (yes && !found[n] ? [n] : []));
    for (const n of met) {
      found[n] = true;
      goals.children[n].classList.add("rm-found");
      goals.children[n].prepend(element("span", { class: "rm-sr" }, "found: "));
    }
    if (met.length && found.every(Boolean)) keepWork(`explorable:${id}`, toAddress(what, state), true);
    const news = met.map((n) => `Found: ${goals.children[n].lastChild?.textContent?.trim()}.`);
    clearTimeout(talk);
    talk = setTimeout(() => (voice.textContent = [status.textContent, ...news].join(" ")), PAUSE);
    const address = new URL(location.href);
    address.searchParams.set(id, toAddress(what, state));
    history.replaceState(history.state, "", address);
  }

  for (const { key, label, min, max, step, text } of what.sliders ?? []) {
    const name = `explorable-${id}-${key}`;
    const slider = /** @type {HTMLInputElement} */ (element("input", { type: "range", id: name, min: `${min}`, max: `${max}`, step: `${step}` }));
    const shown = element("output", { for: name });
    slider.addEventListener("input", () => move({ [key]: Number(slider.value) }));
    shows.push(() => {
      const value = text ? text(state[key]) : String(state[key]).replace("-", "−");
      slider.value = String(state[key]);
      slider.setAttribute("aria-valuetext", value);
      shown.textContent = value;
    });
    controls.append(element("div", { class: "rm-explore-slider" }, element("label", { for: name }, label), slider, shown));
  }

  for (const { label, act } of what.actions ?? []) {
    controls.append(button(label, () => move(act(state))));
  }

  function addHandles() {
    for (const handle of what.handles ?? []) shows.push(grip(panes[0], what.panes[0], handle, () => state, move));
  }

  /** @param {number} chosen the place of the guess, -1 for none that is still there */
  function begin(chosen) {
    list.replaceWith(why);
    const guess = list.children[chosen];
    const right = guess?.hasAttribute("data-right");
    why.replaceChildren(element("p", {}, element("b", {}, `Your guess: ${guess?.textContent?.trim() ?? ""}`)));
    if (reasons[chosen]) why.append(element("p", { "data-verdict": right ? "right" : "wrong" }, ...[...reasons[chosen].childNodes].map((node) => node.cloneNode(true))));
    find(".rm-explore-answer").hidden = true;
    stateWord.textContent = what.handles ? "drag, or use the arrow keys" : "move the slider";
    goals.hidden = false;
    figure.before(goals);
    /** @type {HTMLElement} */ (figure.firstElementChild).replaceWith(element("div", { class: "rm-explore-panes" }, ...panes));
    figure.querySelector("figcaption")?.remove();
    figure.append(controls, status, voice);
    addHandles();
    draw();
  }

  const before = workOf(`guess:${id}`);
  const options = [...list.children].map((option) => option.textContent?.trim());
  if (before) return begin(options.indexOf(before.text));
  [...list.children].forEach((option, n) => {
    const button = element("button", { type: "button" }, ...option.childNodes);
    option.replaceChildren(button);
    button.addEventListener("click", () => {
      keepWork(`guess:${id}`, options[n] ?? "", option.hasAttribute("data-right"));
      begin(n);
      const first = /** @type {HTMLElement | null} */ (controls.querySelector("input") ?? panes[0].querySelector("[tabindex]"));
      first?.focus({ preventScroll: true });
    });
  });
}
