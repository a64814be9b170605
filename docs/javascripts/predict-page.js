// Predict, then see: the output below a question opens with a guess, which is kept in this browser, also for the review.
// "Show it without a guess" opens it as well: it is a <details> of the page, which works without this file.
import { today } from "./days.js";
import { enhance } from "./questions.js";
import { change, load } from "./store.js";

for (const panel of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-predict]"))) {
  const question = panel.querySelector("fieldset");
  const outcome = panel.querySelector("details.rm-outcome");
  if (!question || !(outcome instanceof HTMLDetailsElement)) continue;
  const key = `question:${panel.dataset.predict}`;
  enhance(question, {
    label: "Guess",
    chosen(place, right) {
      change((state) => {
        state.work[key] = { on: today(), text: String(place + 1), right };
      });
      outcome.open = true;
    },
  });
  question.querySelector("details")?.remove(); // its reasons are said with the guess
  const before = Number(load().work[key]?.text);
  const input = question.querySelectorAll("input")[before - 1];
  if (!input) continue;
  input.checked = true;
  outcome.open = true;
}
