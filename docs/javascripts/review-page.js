// The page "Review": what is due. Questions are taken from the pages of their lessons and asked here; exercises and tasks
// that were right once are done again where they stand.
import practicePages from "./practice-pages.js";
import { element } from "./dom.js";
import { today } from "./days.js";
import { askHere, isAsked } from "./fetched-questions.js";
import { due } from "./schedule.js";
import { load } from "./store.js";

const AT_ONCE = 10;
const root = new URL("../", import.meta.url);

/** An exercise or task to do again. @param {string} key such as `exercise:km-budget` */
function again(key) {
  const { title, page: path, lesson } = practicePages[key];
  return element("li", {}, element("a", { href: new URL(path, root).href }, title), " ", element("span", { class: "rm-meta" }, `From ${lesson}`));
}

/** @param {Element} place */
async function show(place) {
  const dueNow = due(load().answers, today());
  const repeated = dueNow.filter((key) => key in practicePages);
  const known = dueNow.map((key) => key.replace("question:", "")).filter(isAsked);
  const answered = Object.keys(load().answers).filter((key) => !(key in practicePages)).length;
  const said = element("p", { role: "status" });
  const list = element("div", { class: "rm-questions" });
  place.replaceChildren(said, list);
  if (repeated.length) {
    const heading = repeated.length === 1 ? "1 exercise to do again" : `${repeated.length} exercises to do again`;
    place.append(element("h2", {}, heading), element("ul", { class: "rm-again" }, ...repeated.slice(0, AT_ONCE).map(again)));
  }
  if (!known.length) {
    said.textContent = repeated.length
      ? "No question is due today."
      : answered
      ? `Nothing is due today. You have answered ${answered} ${answered === 1 ? "question" : "questions"} so far.`
      : "You have not answered a question yet. They stand at the end of every lesson, and come back here.";
    return;
  }
  said.textContent = known.length === 1 ? "1 question is due." : `${known.length} questions are due${known.length > AT_ONCE ? `; here are the first ${AT_ONCE}` : ""}.`;
  const { found, failed } = await askHere(known.slice(0, AT_ONCE));
  list.append(...found);
  if (failed) said.textContent += " Some could not be loaded: are you online?";
}

const place = document.querySelector("[data-review]");
if (place) show(place);
