// The page "Review": what is due. Questions are taken from the pages of their lessons and asked here; exercises and tasks
// that were right once are done again where they stand.
import practicePages from "./practice-pages.js";
import questionPages from "./question-pages.js";
import { element } from "./dom.js";
import { today } from "./days.js";
import { enhance } from "./questions.js";
import { due } from "./schedule.js";
import { load } from "./store.js";

const AT_ONCE = 10;
const root = new URL("../", import.meta.url);
/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/** @param {string} path */
function page(path) {
  const known = pages.get(path);
  if (known) return known;
  const wanted = fetch(new URL(path, root)).then(async (answer) => {
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  });
  pages.set(path, wanted);
  return wanted;
}

/** @param {string} key such as `question:km-income-age` @param {number} number */
async function question(key, number) {
  const id = key.replace("question:", "");
  const path = questionPages[id];
  const lesson = await page(path);
  const found = lesson.getElementById(`question-${id}`);
  if (!(found instanceof HTMLElement)) return null;
  const copy = /** @type {HTMLFieldSetElement} */ (document.importNode(found, true));
  const legend = copy.querySelector("legend");
  if (legend) legend.innerHTML = legend.innerHTML.replace(/^(\d+\.|Predict:)/, `${number}.`);
  copy.append(element("p", { class: "rm-meta" }, "From ", element("a", { href: new URL(path, root).href }, lesson.querySelector("h1")?.firstChild?.textContent ?? "its lesson")));
  enhance(copy);
  return copy;
}

/** An exercise or task to do again. @param {string} key such as `exercise:km-budget` */
function again(key) {
  const { title, page: path, lesson } = practicePages[key];
  return element("li", {}, element("a", { href: new URL(path, root).href }, title), " ", element("span", { class: "rm-meta" }, `From ${lesson}`));
}

/** @param {Element} place */
async function show(place) {
  const dueNow = due(load().answers, today());
  const repeated = dueNow.filter((key) => key in practicePages);
  const known = dueNow.filter((key) => key.replace("question:", "") in questionPages);
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
  const results = await Promise.allSettled(known.slice(0, AT_ONCE).map((key, n) => question(key, n + 1)));
  for (const result of results) if (result.status === "fulfilled" && result.value) list.append(result.value);
  if (results.some((result) => result.status === "rejected")) said.textContent += " Some could not be loaded: are you online?";
}

const place = document.querySelector("[data-review]");
if (place) show(place);
