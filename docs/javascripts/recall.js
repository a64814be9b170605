// A question whose answer one says oneself, before it is opened: then one tells whether one had it. The result is kept in
// this browser, for the review.
import { announce } from "./announce.js";
import { button, element } from "./dom.js";
import { keepAnswer, keyOf } from "./questions.js";
import { dueOn } from "./schedule.js";
import { load } from "./store.js";

/** @param {string} key @returns {string} what is said of an answer that is kept, or nothing */
function saidOf(key) {
  const answer = load().answers[key];
  if (!answer) return "";
  return `${answer.right ? "You had it" : "Not yet"} on ${answer.on}: it comes back on ${dueOn(answer)}.`;
}

/** @param {HTMLElement} section a question with its answer in a `<details>` */
export function enhanceRecall(section) {
  const answer = section.querySelector("details.rm-answer");
  if (!answer) return;
  const key = keyOf(section);
  const said = element("span", { class: "rm-meta" }, saidOf(key));
  /** @param {string} text @param {boolean} right */
  const judged = (text, right) =>
    button(text, () => {
      keepAnswer(key, right);
      said.textContent = saidOf(key);
      announce(said.textContent);
    });
  answer.append(element("p", { class: "rm-actions", role: "group", "aria-label": "Did you have it?" }, judged("I had it", true), judged("Not yet", false), said));
}
