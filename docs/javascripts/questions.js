// A question with choices: a button that says whether the chosen answers are right, and why. The result is kept in this
// browser, for the review.

import { button, element } from "./dom.js";
import { today } from "./days.js";
import { nextReview } from "./schedule.js";
import { change } from "./store.js";

const LETTERS = "ABCDEF";

/**
 * What is to be said about a choice.
 * @param {boolean[]} chosen @param {boolean[]} right - one for each option
 */
function verdict(chosen, right) {
  const count = right.filter(Boolean).length;
  const hits = chosen.filter((one, place) => one && right[place]).length;
  const misses = chosen.filter((one, place) => one && !right[place]).length;
  if (!hits && !misses) return "Choose an answer first.";
  if (hits === count && !misses) return "Right.";
  if (count === 1 || !hits) return "Not right.";
  return misses ? "Partly right." : "Right so far, and not yet all.";
}

/** @param {HTMLFieldSetElement} question */
function parts(question) {
  const inputs = [...question.querySelectorAll("input")];
  const reasons = [...question.querySelectorAll("details li")];
  return { inputs, reasons, right: reasons.map((reason) => reason.classList.contains("rm-right")) };
}

/** @param {HTMLFieldSetElement} question whether exactly the right options are chosen */
export function isRight(question) {
  const { inputs, right } = parts(question);
  return inputs.every((input, place) => input.checked === right[place]);
}

/** The key under which a question's answer is kept. @param {Element} question such as `question-km-income-age` */
export const keyOf = (question) => question.id.replace("question-", "question:");

/** Keep how a question was answered. @param {string} key such as `question:km-income-age` @param {boolean} right */
export function keepAnswer(key, right) {
  change((state) => {
    state.answers[key] = nextReview(state.answers[key], right, today());
    if (right) state.done[key] ??= today();
  });
}

/**
 * @param {HTMLFieldSetElement} question
 * @param {{ label?: string, chosen?: (place: number, right: boolean) => void }} [options] what the button says, and what to
 *   do once an answer was chosen: `place` is that of the first one
 */
export function enhance(question, { label = "Check", chosen: then } = {}) {
  const { inputs, reasons, right } = parts(question);
  const number = parseInt(question.querySelector("legend")?.textContent ?? "");
  const name = Number.isNaN(number) ? label : `${label} question ${number}`;
  const said = element("div", { class: "rm-said", role: "status" }); // announced by screen readers when it changes

  const clear = () => {
    said.replaceChildren();
    for (const input of inputs) input.parentElement?.removeAttribute("class");
  };
  const check = () => {
    clear();
    const chosen = inputs.map((input) => input.checked);
    said.append(element("p", {}, verdict(chosen, right)));
    const list = element("ul");
    reasons.forEach((reason, place) => {
      if (!chosen[place]) return;
      const item = element("li", { class: reason.className }, `${LETTERS[place]}: `);
      item.append(...[...reason.childNodes].map((node) => node.cloneNode(true)));
      list.append(item);
      inputs[place].parentElement?.setAttribute("class", right[place] ? "rm-is-right" : "rm-is-wrong");
    });
    if (list.childElementCount) said.append(list);
    if (!chosen.includes(true)) return;
    keepAnswer(keyOf(question), isRight(question));
    then?.(chosen.indexOf(true), isRight(question));
  };
  question.addEventListener("change", clear);
  question.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) check();
  });
  question.querySelector("details")?.before(button(label, check, name), said);
}
