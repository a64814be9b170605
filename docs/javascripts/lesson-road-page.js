// The road beside a lesson, where the theme has its table of contents: a stop fills when what its part asks has been done,
// or, where nothing is asked, when it has been passed (parts.css sees to that).
import { watch } from "./store.js";

const lesson = document.querySelector("[data-lesson]")?.getAttribute("data-lesson") ?? "";
const stops = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".md-nav--secondary > .md-nav__list > .md-nav__item")]);

/** What the part below a heading asks for, as keys of the state. @param {Element} heading */
function asked(heading) {
  const keys = [];
  for (let next = heading.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
    for (const one of next.querySelectorAll("[id^=question-]")) keys.push(one.id.replace("-", ":"));
    const exercise = next.id.match(/^exercise-(\d+)/)?.[1];
    if (exercise) keys.push(`exercise:${lesson}.${exercise}`);
    if (next.matches("[data-lesson]")) keys.push(`lesson:${lesson}`);
  }
  return keys;
}

const parts = stops.map((stop) => {
  const id = decodeURIComponent(stop.querySelector("a")?.hash.slice(1) ?? "");
  const heading = id ? document.getElementById(id) : null;
  const keys = heading ? asked(heading) : [];
  stop.toggleAttribute("data-asks", keys.length > 0);
  return { stop, keys };
});

watch((state) => {
  const isDone = (/** @type {string} */ key) => key in state.done || state.answers[key]?.right || state.work?.[key]?.right;
  for (const { stop, keys } of parts) stop.toggleAttribute("data-done", keys.length > 0 && keys.every(isDone));
});
