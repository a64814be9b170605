// The list of all questions of interviews: which are shown, by topic and level, and five of them asked here.
// Without this file the whole list is there.
import { element } from "./dom.js";
import { askHere } from "./fetched-questions.js";
import { load } from "./store.js";

const AT_ONCE = 5;
const list = document.querySelector(".rm-interviews");

/** @param {string[]} from @returns {string[]} some of them, in no order; those that were not answered yet come first */
function drawn(from) {
  const { answers } = load();
  const order = new Map(from.map((id) => [id, (`question:${id}` in answers ? 1 : 0) + Math.random()]));
  return [...from].sort((one, other) => Number(order.get(one)) - Number(order.get(other))).slice(0, AT_ONCE);
}

if (list) {
  const rows = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("li[data-question]")]);
  const titles = [...list.querySelectorAll("p")];
  const topics = titles.map((title) => /** @type {[string, string]} */ ([title.dataset.topic ?? "", title.querySelector("b")?.textContent ?? ""]));

  /** @param {string} name @param {string} label @param {[string, string][]} options */
  const choice = (name, label, options) =>
    element("label", {}, label, element("select", { name, autocomplete: "off" }, ...[["", "all"], ...options].map(([value, text]) => element("option", { value }, text))));
  const levels = /** @type {[string, string][]} */ ([...new Set(rows.map((row) => row.dataset.level ?? ""))].map((level) => [level, level]));
  const ask = element("button", { type: "submit", class: "md-button" }, `Ask me ${AT_ONCE}`);
  const form = /** @type {HTMLFormElement} */ (
    element("form", { class: "rm-filter", role: "search", "aria-label": "Choose questions" }, choice("topic", "Topic", topics), choice("level", "Level", levels), ask)
  );
  const said = element("p", { role: "status" });
  const asked = element("div", { class: "rm-asked" });
  list.before(form, said, asked);

  const chosen = () => {
    const wanted = new FormData(form);
    return rows.filter((row) => ["topic", "level"].every((name) => !wanted.get(name) || row.dataset[name] === wanted.get(name)));
  };
  const show = () => {
    const shown = new Set(chosen());
    for (const row of rows) row.hidden = !shown.has(row);
    for (const title of titles) title.hidden = ![...shown].some((row) => row.dataset.topic === title.dataset.topic);
    said.textContent = `${shown.size} of ${rows.length} questions.`;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const ids = drawn(chosen().map((row) => row.dataset.question ?? ""));
    const { found, failed } = await askHere(ids);
    asked.replaceChildren(...found);
    said.textContent = failed ? "Some questions could not be loaded: are you online?" : `${found.length} ${found.length === 1 ? "question" : "questions"}, drawn from those that you chose. Say your answer aloud before you open ours.`;
    asked.querySelector("h2")?.scrollIntoView({ block: "nearest" });
  });
  show();
}
