// The map: coloured by what is ticked, larger and smaller, and the way to a lesson.
import { button, element } from "./dom.js";
import { known } from "./journey.js";
import { pathTo, ready } from "./lesson-map.js";
import road from "./lessons.js";
import { duration } from "./plan.js";
import { watch } from "./store.js";

const plain = (/** @type {string} */ id) => id.replace("lesson:", "");
const lessons = road.map((lesson) => ({ ...lesson, id: plain(lesson.id), minutes: lesson.minutes + (lesson.exercises ?? 0) }));
const byId = Object.fromEntries(lessons.map((lesson) => [lesson.id, lesson]));
const needs = Object.fromEntries(lessons.map((lesson) => [lesson.id, lesson.needs.map(plain)]));
const graph = /** @type {HTMLElement | null} */ (document.querySelector(".rm-graph"));
const svg = graph?.querySelector("svg");
const place = document.querySelector("[data-map-tools]");

const FAR = 0.6; // below it a title, of 11 units, is too small to read

/** @type {string[]} */
let done = [];

if (graph && svg && place) {
  const nodes = /** @type {NodeListOf<SVGAElement>} */ (graph.querySelectorAll("[data-node]"));
  const names = new Map([...nodes].map((node) => [node, node.getAttribute("aria-label") ?? ""]));
  const size = svg.viewBox.baseVal;
  let zoom = 1;
  const resize = (/** @type {number} */ to) => {
    zoom = Math.min(2.5, Math.max(0.25, to));
    svg.setAttribute("width", String(Math.round(size.width * zoom)));
    svg.setAttribute("height", String(Math.round(size.height * zoom)));
    svg.classList.toggle("rm-far", zoom < FAR);
  };

  const goal = /** @type {HTMLSelectElement} */ (
    element("select", { "aria-label": "Lesson that you want to take", autocomplete: "off" }, element("option", { value: "" }, "choose a lesson"), ...lessons.map((one) => element("option", { value: one.id }, `${one.section} ${one.title}`)))
  );
  const answer = element("div", { role: "status", class: "rm-way" });
  place.replaceChildren(
    element("p", { class: "rm-actions" }, button("+", () => resize(zoom * 1.25), "Larger"), button("−", () => resize(zoom / 1.25), "Smaller"), button("whole width", () => resize(graph.clientWidth / size.width), "Fit the map to the width")),
  );
  graph.after(element("p", { class: "rm-filter" }, element("label", { class: "rm-filter-text" }, "What do I lack for …", goal)), answer);

  const list = (/** @type {string[]} */ ids) => {
    const links = ids.map((id) => {
      const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`[data-listed="${id}"] a`));
      return element("li", {}, element("a", { href: link?.getAttribute("href") ?? "" }, byId[id].title), ` (${duration(byId[id].minutes)})`);
    });
    return element("ol", {}, ...links);
  };
  const show = () => {
    const path = new Set();
    answer.replaceChildren();
    if (goal.value) {
      const { lacking, skipped } = pathTo(needs, goal.value, done);
      const minutes = lacking.reduce((sum, id) => sum + byId[id].minutes, 0);
      const title = byId[goal.value].title;
      for (const id of [...lacking, goal.value]) path.add(id);
      if (lacking.length) answer.append(element("p", {}, `Before “${title}” you lack ${lacking.length} ${lacking.length === 1 ? "lesson" : "lessons"}, ${duration(minutes)}:`), list(lacking));
      else answer.append(element("p", {}, done.includes(goal.value) ? `“${title}” is ticked.` : `You lack nothing for “${title}”: begin.`));
      answer.append(element("details", {}, element("summary", {}, `On the way to it you may skip ${skipped.length}`), list(skipped)));
    }
    const next = ready(needs, done);
    for (const node of nodes) {
      const id = node.dataset.node ?? "";
      const state = done.includes(id) ? "done" : next.includes(id) ? "ready" : "";
      node.dataset.state = state;
      node.toggleAttribute("data-way", path.has(id));
      node.setAttribute("aria-label", `${names.get(node)}${state ? `, ${state}` : ""}${path.has(id) ? ", on your way" : ""}`);
    }
  };
  goal.addEventListener("change", show);
  watch((state) => {
    const ids = known(state.done, road);
    done = lessons.map((lesson) => lesson.id).filter((id) => ids.has(`lesson:${id}`));
    show();
  });
}
