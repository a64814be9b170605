// The page "Your progress": take it with you, bring it back, begin again, and what could not be read.
import { announce } from "./announce.js";
import { copies, remove } from "./aside.js";
import { titles } from "./catalogue.js";
import { today } from "./days.js";
import { button, element } from "./dom.js";
import { download } from "./download.js";
import { noteCopy } from "./keeping.js";
import moved from "./moved.js";
import practicePages from "./practice-pages.js";
import { empty, format, merge, MOST, NotProgress, parse, rename, size, tooLarge } from "./progress.js";
import { dueOn } from "./schedule.js";
import { load, save, watch } from "./store.js";

// Of a file to import: about what the storage of a browser holds
const MOST_BYTES = 5_000_000;
// Characters of a copy that could not be read
const SHOWN = 2000;
const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-progress-tools]"));

const entries = (/** @type {number} */ count) => (count === 1 ? "1 entry" : `${count} entries`);

/**
 * Add what a text holds to what is kept. Everything is proved usable before anything is kept.
 * @param {string} text
 * @param {string} name what the text is called
 * @returns {boolean} whether all of it is kept now
 */
function bring(text, name) {
  const { state, damaged, redated } = parse(text);
  if (!size(state) && damaged.length) throw new NotProgress(`none of its entries can be read: ${damaged[0]}`);
  const before = load();
  const both = merge(before, rename(state, moved));
  const part = tooLarge(both);
  if (part) throw new NotProgress(`with it the part “${part}” would have more than ${MOST} entries`);
  if (!save(both)) return false;
  const said = [`${name} was read: ${entries(size(both) - size(before))} added; where both had a day, the earlier one was kept.`];
  if (damaged.length) said.push(`${entries(damaged.length)} could not be read: ${damaged.slice(0, 3).join("; ")}.`);
  if (redated.length) said.push(`${entries(redated.length)} had a day in the future: today was taken instead.`);
  announce(said.join(" "), damaged.length ? "problem" : "done");
  return !damaged.length;
}

/** @param {string} name @param {() => boolean | Promise<boolean>} reading */
async function attempt(name, reading) {
  try {
    return await reading();
  } catch (problem) {
    if (!(problem instanceof NotProgress)) throw problem;
    announce(`${name} was not read: ${problem.message}. Nothing was changed.`, "problem");
    return false;
  }
}

/** @param {File} file */
const importFile = (file) =>
  attempt(file.name, async () => {
    if (file.size > MOST_BYTES) throw new NotProgress("it is far larger than any progress file");
    return bring(await file.text(), file.name);
  });

/** The copies that were set aside, each to be looked at, put back, taken along or deleted. */
function setAside() {
  const list = element("div", { "data-copies": "" });
  const show = () => {
    const found = copies();
    list.replaceChildren();
    if (!found.length) return;
    list.append(element("h2", {}, "Set aside"), element("p", {}, "Stored progress that could not be read, or not whole. It is never overwritten; delete it when you need it no more."));
    found.forEach(({ name, text }, n) => {
      const title = `Copy ${n + 1}`;
      const cut = text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text;
      const actions = element(
        "p",
        { class: "rm-actions" },
        button(`Put back ${title.toLowerCase()}`, async () => {
          if (await attempt(title, () => bring(text, title))) remove(name);
          show();
        }),
        button(`Export ${title.toLowerCase()}`, () => download(`ml-roadmap-set-aside-${n + 1}.json`, "application/json", text)),
        button(`Delete ${title.toLowerCase()}`, () => {
          remove(name);
          announce(`${title} was deleted from this browser.`);
          show();
        }),
      );
      list.append(element("details", {}, element("summary", {}, `${title}: ${text.length} characters`), element("pre", { tabindex: "0" }, cut)), actions);
    });
  };
  show();
  return list;
}

if (place) {
  const input = /** @type {HTMLInputElement} */ (element("input", { type: "file", accept: ".json,application/json", hidden: "" }));
  input.addEventListener("change", async () => {
    const [file] = input.files ?? [];
    if (file) await importFile(file);
    input.value = "";
  });

  const question = element("p", { id: "rm-reset-title" });
  const yes = button("Delete it", () => {
    dialog.close();
    if (save(empty())) announce("Your progress was deleted from this browser.");
  });
  const no = button("Keep it", () => dialog.close());
  const dialog = /** @type {HTMLDialogElement} */ (
    element("dialog", { class: "rm-dialog", "aria-labelledby": "rm-reset-title" }, question, element("p", { class: "rm-actions" }, no, yes))
  );

  place.replaceChildren(
    button("Export as a file", () => {
      const state = load();
      download(`ml-roadmap-progress-${today()}.json`, "application/json", format(state));
      noteCopy(Object.keys(state.done).length);
      announce("Your progress was exported.");
    }),
    button("Import a file", () => input.click()),
    button("Delete my progress", () => {
      const state = load();
      question.textContent = size(state)
        ? `Delete all of your progress (${entries(size(state))}) from this browser? Export it first if you may want it back.`
        : "There is no progress in this browser. Delete its empty store all the same?";
      dialog.showModal();
      no.focus();
    }),
    button("Print this page", () => print()),
    input,
    dialog,
  );
  place.after(setAside());
}

/** @param {string} id */
function titleOf(id) {
  const [kind, name] = id.split(":");
  if (id in practicePages) return practicePages[id].title;
  if (kind === "exercises") return `Exercises: ${titles[`lesson:${name}`] ?? name}`;
  if (kind === "study") return `Study in ${name.split(".").slice(0, 2).join(".")}`;
  return titles[id] ?? id;
}

const list = document.querySelector("[data-progress-list]");
if (list) {
  watch((state) => {
    const recent = Object.entries(state.done).sort(([, one], [, other]) => other.localeCompare(one));
    const lines = recent.slice(0, 20).map(([id, day]) => element("li", {}, `${day}: ${titleOf(id)}`));
    if (!lines.length) lines.push(element("li", {}, "Nothing is ticked in this browser yet."));
    list.replaceChildren(...lines);
  });
}

/** What an exercise stands at, in words. @param {import("./progress.js").State} state @param {string} id */
function standing(state, id) {
  const answer = state.answers[id];
  const back = answer ? `; ${dueOn(answer) <= today() ? "to do again" : `comes back on ${dueOn(answer)}`}` : "";
  if (id in state.done) return `right on ${state.done[id]}${back}`;
  return state.work[id].right === false ? "tried, not right yet" : "begun";
}

const practised = document.querySelector("[data-practice-list]");
if (practised) {
  const root = new URL("../", import.meta.url);
  watch((state) => {
    const ids = [...new Set([...Object.keys(state.work), ...Object.keys(state.done)])].filter((id) => /^(exercise|task):/.test(id));
    const day = (/** @type {string} */ id) => state.work[id]?.on ?? state.done[id];
    ids.sort((one, other) => day(other).localeCompare(day(one)) || one.localeCompare(other));
    const lines = ids.map((id) => {
      // of one that is gone from the site the id is shown: its work is kept
      const row = practicePages[id];
      const name = row ? element("a", { href: new URL(row.page, root).href }, row.title) : element("code", {}, id);
      return element("li", {}, name, row ? ` (${row.lesson}): ` : ": ", standing(state, id));
    });
    if (!lines.length) lines.push(element("li", {}, "No exercise or task was begun in this browser yet."));
    practised.replaceChildren(...lines);
  });
}
