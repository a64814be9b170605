// On the home page: how many questions are due for review.
import { today } from "./days.js";
import { due } from "./schedule.js";
import { watch } from "./store.js";

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-due]"));
if (place) {
  watch((state) => {
    const count = due(state.answers, today()).length;
    place.hidden = !count;
    const number = place.querySelector("b");
    if (number) number.textContent = count === 1 ? "1 question is due" : `${count} questions are due`;
  });
}
