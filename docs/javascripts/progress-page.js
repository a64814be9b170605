// The page "Your progress": take it with you, bring it back, begin again.
import { empty, format, merge, NotProgress, parse, rename, today } from "./progress.js";
import { load, save, watch } from "./store.js";
import { announce } from "./announce.js";
import { titles } from "./catalogue.js";
import { element } from "./dom.js";
import { download } from "./download.js";
import moved from "./moved.js";

const MOST_BYTES = 5_000_000;
const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-progress-tools]"));

/** @param {string} text @param {() => void} action */
function button(text, action) {
  const one = element("button", { type: "button", class: "md-button" }, text);
  one.addEventListener("click", action);
  return one;
}

/** @param {import("./progress.js").State} state */
const size = (state) => Object.keys(state.done).length + Object.keys(state.saved).length + Object.keys(state.answers).length;

/** @param {File} file */
async function bring(file) {
  let theirs;
  try {
    if (file.size > MOST_BYTES) throw new NotProgress("it is far larger than any progress file");
    theirs = rename(parse(await file.text()), moved);
  } catch (problem) {
    if (!(problem instanceof NotProgress)) throw problem;
    announce(`${file.name} was not read: ${problem.message}. Nothing was changed.`, "problem");
    return;
  }
  const before = load();
  const both = merge(before, theirs);
  const added = size(both) - size(before);
  if (save(both)) announce(`${file.name} was read: ${added} ${added === 1 ? "entry" : "entries"} added; where both had a day, the earlier one was kept.`);
}

if (place) {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json";
  input.hidden = true;
  input.addEventListener("change", async () => {
    const [file] = input.files ?? [];
    if (file) await bring(file);
    input.value = "";
  });

  const dialog = document.createElement("dialog");
  dialog.className = "rm-dialog";
  dialog.setAttribute("aria-labelledby", "rm-reset-title");
  const question = document.createElement("p");
  question.id = "rm-reset-title";
  const yes = button("Delete it", () => {
    dialog.close();
    if (save(empty())) announce("Your progress was deleted from this browser.");
  });
  const no = button("Keep it", () => dialog.close());
  const row = document.createElement("p");
  row.className = "rm-actions";
  row.append(no, yes);
  dialog.append(question, row);

  place.replaceChildren(
    button("Export as a file", () => {
      download(`ml-roadmap-progress-${today()}.json`, "application/json", format(load()));
      announce("Your progress was exported.");
    }),
    button("Import a file", () => input.click()),
    button("Delete my progress", () => {
      const state = load();
      question.textContent = size(state)
        ? `Delete all of your progress (${size(state)} entries) from this browser? Export it first if you may want it back.`
        : "There is no progress in this browser. Delete its empty store all the same?";
      dialog.showModal();
      no.focus();
    }),
    button("Print this page", () => print()),
    input,
    dialog,
  );
}

const list = document.querySelector("[data-progress-list]");
if (list) {
  watch((state) => {
    const recent = Object.entries(state.done).sort(([, one], [, other]) => other.localeCompare(one));
    const lines = recent.slice(0, 20).map(([id, day]) => element("li", {}, `${day}: ${titles[id] ?? id}`));
    if (!lines.length) lines.push(element("li", {}, "Nothing is ticked in this browser yet."));
    list.replaceChildren(...lines);
  });
}
