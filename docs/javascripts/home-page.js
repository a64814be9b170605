// On the home page, for a reader who comes back: how much is ticked, and how many questions are due for review.
import { today } from "./days.js";
import { watchWhenBegun } from "./store.js";

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-here-before]"));
const review = /** @type {HTMLElement | null} */ (place?.querySelector("[data-due]"));

if (place && review) {
  const needed = () => Promise.all([import("./progress-keys.js"), import("./lessons.js"), import("./journey.js"), import("./schedule.js")]);
  watchWhenBegun(needed, (state, [{ default: keys }, { default: lessons }, { count, known }, { due }]) => {
    const done = count(known(state.done, lessons), keys.all);
    const asked = due(state.answers, today()).length;
    place.hidden = !done && !asked;
    review.hidden = !asked;
    review.textContent = asked === 1 ? "1 question is due" : `${asked} questions are due`;
    const ticked = place.querySelector(".rm-ticked");
    if (ticked) ticked.textContent = `${done} of ${keys.all.length} done${asked ? " · " : ""}`;
  });
}
