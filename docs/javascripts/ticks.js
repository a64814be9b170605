// Ticks on every page: the checkboxes of milestones, those made here for lessons, topics and resources, and the bars.
import { element } from "./dom.js";
import { today } from "./days.js";
import { announce } from "./announce.js";
import { change, load, watch, watchWhenBegun } from "./store.js";

/** A button that puts a resource on the reader's list. @param {string} id @param {string} title */
function saveButton(id, title) {
  const button = element("button", { type: "button", class: "rm-save", "data-save": id, "aria-label": `Save ${title} to my list` }, "save");
  button.addEventListener("click", () => {
    const kept = change((state) => {
      if (id in state.saved) delete state.saved[id];
      else state.saved[id] = today();
    });
    if (kept) announce(id in load().saved ? `Saved to your list: ${title}.` : `Taken off your list: ${title}.`);
  });
  return button;
}

/** @param {string} id @param {string} text @param {string} name the name for screen readers, when it says more */
function box(id, text, name) {
  const input = element("input", { type: "checkbox", "data-tick": id, autocomplete: "off", "aria-label": name });
  return element("label", { class: "rm-tick" }, input, text);
}

// Lessons and resources get their checkbox here: without scripts it could keep nothing, and every page is lighter.
for (const place of document.querySelectorAll("[id^=lesson-], [id^=topic-], [id^=resource-]")) {
  const title = place.querySelector("a, strong")?.textContent?.trim() ?? "";
  const [, kind, id] = place.id.match(/^(lesson|topic|resource)-(.+)$/) ?? [];
  if (!id || place.querySelector("[data-tick]")) continue;
  const done = kind === "topic" ? box(`topic:${id}`, "I know this", `I know this: ${title}`) : box(`${kind}:${id}`, "done", `Done: ${title}`);
  if (kind === "resource") place.querySelector("th")?.append(element("span", { class: "rm-own" }, done, saveButton(`resource:${id}`, title)));
  else place.append(done);
}
for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-lesson]"))) {
  const actions = place.querySelector(".rm-actions") ?? place;
  actions.append(box(`lesson:${place.dataset.lesson}`, "I have done this lesson", "I have done this lesson"));
}

/** What a checkbox stands for, in words. @param {HTMLInputElement} input */
const nameOf = (input) => (input.getAttribute("aria-label") ?? input.labels?.[0]?.querySelector("span")?.firstChild?.textContent ?? "").trim();

document.addEventListener("change", (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || !input.dataset.tick) return;
  const id = input.dataset.tick;
  const kept = change((state) => {
    if (input.checked) state.done[id] = today();
    else delete state.done[id];
  });
  if (kept) announce(`${input.checked ? "Ticked" : "Tick taken back"}: ${nameOf(input)}`);
});

watch((state) => {
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[data-tick]"))) {
    const day = state.done[input.dataset.tick ?? ""];
    input.checked = day !== undefined;
    input.title = day ? `Ticked on ${day}` : "";
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-save]"))) {
    const isSaved = (button.dataset.save ?? "") in state.saved;
    button.setAttribute("aria-pressed", String(isSaved));
    button.textContent = isSaved ? "saved" : "save";
  }
});

const rows = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-ticks]"));
/** Show in a row how much of it is done. @param {HTMLElement} row @param {number} done */
function count(row, done) {
  const bar = row.querySelector("progress");
  const number = row.querySelector(".rm-ticked");
  if (!bar || !number) return;
  bar.value = done;
  number.textContent = String(done);
  for (const hidden of row.querySelectorAll("[hidden]")) hidden.removeAttribute("hidden");
}

for (const row of rows) count(row, 0);
if (rows.length) {
  const needed = () => Promise.all([import("./journey.js"), import("./lessons.js"), import("./progress-keys.js")]);
  watchWhenBegun(needed, (state, [journey, { default: lessons }, { default: keys }]) => {
    const ids = journey.known(state.done, lessons);
    for (const row of rows) count(row, journey.count(ids, keys[row.dataset.ticks ?? ""] ?? []));
  });
}
