// The planner: what is left, step by step, spread over weeks. The page lists the hours without it.
import { announce } from "./announce.js";
import { sections, titles } from "./catalogue.js";
import { inWords, today } from "./days.js";
import { button, element } from "./dom.js";
import { download } from "./download.js";
import { calendar } from "./ics.js";
import { known } from "./journey.js";
import lessons from "./lessons.js";
import { pageAddress } from "./pages.js";
import { duration, FIRST_DAY, LAST_DAY, LEAST_HOURS, MOST_HOURS, planAround, readWishes, spans } from "./plan.js";
import { doneSteps, isComplete, stepsOf } from "./steps.js";
import { load, watch } from "./store.js";

/** @typedef {import("./plan.js").Wishes} Wishes */
/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {import("./steps.js").Step} Step */

// The plan of this browser: what was put into the form, and what was done by then
const KEY = "mlroadmap.plan";
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-planner]"));

/** @returns {Wishes} */
function defaults() {
  const stages = [...new Set(sections.map((section) => section.stage))];
  const id = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id, hoursAWeek: 6, start: today(), days: [1, 3, 6], stages, known: [], projects: true, leftOut: null, inCalendar: {} };
}

/** @returns {Wishes} */
function remembered() {
  try {
    return readWishes(JSON.parse(localStorage.getItem(KEY) ?? "null"), defaults());
  } catch {
    // storage is blocked or holds something else
    return defaults();
  }
}

/** @param {Wishes} wishes */
function remember(wishes) {
  try {
    localStorage.setItem(KEY, JSON.stringify(wishes));
  } catch {
    // the form is as it was the next time
  }
}

/**
 * The steps to plan for and those of them that are done.
 * @param {Wishes} wishes
 * @param {Record<string, string>} done
 */
function stepsFor(wishes, done) {
  const chosen = sections.filter((section) => wishes.stages.includes(section.stage) && !wishes.known.includes(section.id));
  const ids = known(done, lessons);
  const all = chosen.flatMap((section) => stepsOf(section, titles, done)).filter((step) => wishes.projects || step.label !== "Project");
  const finished = doneSteps(all, chosen, ids, done);
  const leftOut = new Set(wishes.leftOut ?? finished);
  // what was proved as a whole is not listed step by step
  const whole = new Set(chosen.filter((section) => isComplete(section, ids, done)).map((section) => section.id));
  const steps = all.filter((step) => !(leftOut.has(step.id) && finished.has(step.id)));
  return { steps, finished, whole };
}

/** @param {string} name @param {string} value @param {string} text @param {boolean} checked */
function choice(name, value, text, checked) {
  const input = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", name, value, autocomplete: "off" }));
  input.checked = checked;
  return element("label", { class: "rm-choice" }, input, ` ${text}`);
}

/** @param {Wishes} wishes */
function form(wishes) {
  const stages = [...new Map(sections.map((section) => [section.stage, section.stageTitle]))];
  const start = { type: "date", name: "start", min: FIRST_DAY, max: LAST_DAY, value: wishes.start, required: "", autocomplete: "off" };
  const hours = { type: "number", name: "hours", min: String(LEAST_HOURS), max: String(MOST_HOURS), step: "0.5", value: String(wishes.hoursAWeek), required: "", autocomplete: "off" };
  return /** @type {HTMLFormElement} */ (
    element(
      "form",
      { class: "rm-planner", novalidate: "" },
      element("p", {}, element("label", {}, "Hours a week ", element("input", hours))),
      element("p", {}, element("label", {}, "First day ", element("input", start))),
      element("fieldset", {}, element("legend", {}, "Days on which you study"), ...DAYS.map((day, n) => choice("day", String(n + 1), day, wishes.days.includes(n + 1)))),
      element("fieldset", {}, element("legend", {}, "Stages"), ...stages.map(([id, title], n) => choice("stage", id, `${n + 1} ${title}`, wishes.stages.includes(id)))),
      element(
        "details",
        {},
        element("summary", {}, "Sections that you know already"),
        element("fieldset", {}, element("legend", {}, "Leave these out"), ...sections.map((one) => choice("known", one.id, `${one.id} ${one.title}`, wishes.known.includes(one.id)))),
      ),
      element("p", {}, choice("projects", "yes", "with all projects", wishes.projects)),
    )
  );
}

/** @param {HTMLFormElement} from @param {string} id @returns {Wishes} */
function wishesOf(from, id) {
  const data = new FormData(from);
  const all = (/** @type {string} */ name) => data.getAll(name).map(String);
  return {
    id,
    hoursAWeek: Number(data.get("hours")),
    start: String(data.get("start")),
    days: all("day").map(Number),
    stages: all("stage"),
    known: all("known"),
    projects: data.has("projects"),
    leftOut: null,
    inCalendar: {},
  };
}

/** A step in words, as a link to its page. @param {Step} step */
function linked(step) {
  const link = element("a", { href: pageAddress(step.page) }, step.title);
  const planned = step.written ? [] : [" ", element("span", { class: "rm-pill" }, "planned, not written yet")];
  return [`${step.section} ${step.label}: `, link, ...planned];
}

/** Entries of weeks that are shown at once, from this week on; what was before and what comes later is folded. */
const NEAR = 4;

/** @typedef {{ first: number, last: number, to: string, stage: string, item: HTMLElement }} Row Weeks that are one entry, from 0 */

/**
 * Weeks as entries; neighbours that hold nothing but the same step are one entry. Where a step ends it has a checkbox.
 * @param {Plan} made
 * @param {Map<string, Step>} steps
 * @param {Set<string>} finished
 * @returns {Row[]}
 */
function rowsOf(made, steps, finished) {
  const ends = new Map(made.weeks.flatMap((week, n) => week.parts.map((part) => [part.id, n])));
  const key = (/** @type {import("./plan.js").Week} */ week) => (week.parts.length === 1 ? `${week.parts[0].id} ${week.minutes}` : null);
  /** @type {Row[]} */
  const rows = [];
  for (let first = 0, next; first < made.weeks.length; first = next) {
    next = first + 1;
    while (next < made.weeks.length && key(made.weeks[first]) && key(made.weeks[next]) === key(made.weeks[first])) next += 1;
    const week = made.weeks[first];
    const several = next - first > 1;
    const last = next - 1;
    const name = several ? `Weeks ${first + 1} to ${next}` : `Week ${first + 1}`;
    const when = `from ${inWords(week.from)}, ${duration(week.minutes)}${several ? " each" : ""}`;
    const parts = week.parts.map((part) => {
      const step = /** @type {Step} */ (steps.get(part.id));
      const time = several ? "" : ` (${duration(part.minutes)})`;
      if (ends.get(part.id) !== last) return element("li", {}, ...linked(step), `${time}, to be continued`);
      const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", "data-tick": step.id, autocomplete: "off", "aria-label": `Done: ${step.section} ${step.label}: ${step.title}` }));
      box.checked = finished.has(step.id);
      return element("li", finished.has(step.id) ? { class: "rm-plan-done" } : {}, box, " ", ...linked(step), time);
    });
    const item = element("li", {}, element("strong", {}, name), " ", element("span", { class: "rm-meta" }, when), element("ul", {}, ...parts));
    const stage = steps.get(week.parts[0]?.id)?.stage ?? rows.at(-1)?.stage ?? "";
    rows.push({ first, last, to: made.weeks[last].to, stage, item });
  }
  return rows;
}

/**
 * The plan: the weeks from today on, and folds for those that are over and for the later ones of each stage.
 * @param {Row[]} rows
 * @param {Map<string, string>} stages their titles
 * @param {Set<string>} opened the folds that the reader has opened
 */
function folded(rows, stages, opened) {
  const now = Math.max(0, rows.findIndex((row) => row.to >= today()));
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const [n, row] of rows.entries()) {
    const group = n < now ? "gone" : n < now + NEAR ? "near" : row.stage;
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  const shown = [...groups].map(([group, found]) => {
    const weeks = element("ol", { class: "rm-weeks" }, ...found.map((row) => row.item));
    if (group === "near") return weeks;
    const [from, to] = [found[0].first + 1, found[found.length - 1].last + 1];
    const name = from === to ? `Week ${from}` : `Weeks ${from} to ${to}`;
    const about = group === "gone" ? "before today" : `stage ${group.replace("stage-", "")}, ${stages.get(group)}`;
    const fold = /** @type {HTMLDetailsElement} */ (element("details", { class: "rm-more", "data-fold": group }, element("summary", {}, `${name}: ${about}`), weeks));
    fold.open = opened.has(group);
    return fold;
  });
  return element("div", { class: "rm-plan" }, ...shown);
}

/** By which day each stage ends. @param {Plan} made @param {Map<string, Step>} steps */
function stageEnds(made, steps) {
  /** @type {Map<string, [string, string]>} */
  const ends = new Map();
  for (const { day, parts } of made.sessions) {
    for (const { id } of parts) {
      const step = /** @type {Step} */ (steps.get(id));
      ends.set(step.stage, [step.stageTitle, day]);
    }
  }
  const rows = [...ends].map(([stage, [title, day]]) =>
    element("li", {}, element("a", { href: pageAddress(`${stage}/`) }, `Stage ${stage.replace("stage-", "")}: ${title}`), ` until ${inWords(day)}`),
  );
  return element("ul", { class: "rm-plan-stages" }, ...rows);
}

if (place) {
  const begun = remembered();
  let { id, leftOut, inCalendar } = begun;
  let fields = form(begun);
  const result = element("div", { class: "rm-plan-result" });
  const summary = element("p", { role: "status", class: "rm-plan-summary" });
  place.replaceChildren(fields, summary, result);
  /** @type {Set<string>} */
  const opened = new Set();
  result.addEventListener("toggle", ({ target }) => {
    if (target instanceof HTMLDetailsElement && target.dataset.fold) opened[target.open ? "add" : "delete"](target.dataset.fold);
  }, { capture: true });

  const wanted = () => ({ ...wishesOf(fields, id), leftOut, inCalendar });

  /** The plan is made anew: what is done now is left out of it. Nothing is kept before it has proved usable. */
  const remake = () => {
    leftOut = null;
    const shown = show();
    if (!shown) return;
    leftOut = [...shown.finished];
    remember(wanted());
  };
  const move = () => {
    /** @type {HTMLInputElement} */ (fields.elements.namedItem("start")).value = today();
    remake();
    announce("The plan begins today, with what is still open.");
  };
  /** @param {Wishes} wishes */
  const take = (wishes) => {
    ({ id, leftOut, inCalendar } = wishes);
    const before = fields;
    fields = form(wishes);
    before.replaceWith(fields);
    listen();
  };
  const anew = () => {
    take(defaults());
    remake();
    announce("A new plan was begun. Entries of the old one stay in your calendar under its own name.");
  };

  const show = () => {
    const wishes = wanted();
    const { steps, finished, whole } = stepsFor(wishes, load().done);
    const byId = new Map(steps.map((step) => [step.id, step]));
    result.replaceChildren();
    let made;
    try {
      const left = steps.filter((step) => !(whole.has(step.section) && finished.has(step.id)));
      made = planAround(left.map((step) => ({ ...step, title: `${step.section} ${step.label}: ${step.title}${step.written ? "" : " (planned)"}` })), finished, wishes, today());
    } catch (problem) {
      if (!(problem instanceof RangeError)) throw problem;
      summary.textContent = problem.message;
      return null;
    }
    if (!made.finish) {
      summary.textContent = "Nothing is left to plan: everything chosen is ticked, or no stage is chosen.";
      return { finished };
    }
    const plan = made;
    summary.textContent = `${duration(plan.minutes)} in ${plan.weeks.length} weeks: you finish on ${inWords(made.finish)}.`;
    const late = [...spans(plan)].filter(([step, { last }]) => last < today() && !finished.has(step)).length;
    if (late) {
      const text = `${late === 1 ? "One step" : `${late} steps`} of the days before today ${late === 1 ? "is" : "are"} open. `;
      result.append(element("p", { class: "rm-plan-late" }, text, button("I fell behind: move the plan to today", move)));
    }
    const save = button("Download for your calendar (.ics)", () => {
      leftOut ??= [...finished];
      const name = `Machine learning, ${wishes.hoursAWeek} h a week from ${inWords(wishes.start)}`;
      const addresses = Object.fromEntries(steps.map((step) => [step.id, pageAddress(step.page)]));
      const made = calendar(plan, { id, name, now: new Date().toISOString(), addresses, before: inCalendar });
      inCalendar = made.entries;
      remember(wanted());
      download(`ml-roadmap-plan-${wishes.start}.ics`, "text/calendar", made.text);
      announce(`A calendar file with ${plan.sessions.length} study days was made.`);
    });
    result.append(
      element("p", { class: "rm-actions" }, save, button("Print the plan", () => print()), button("Begin another plan", anew)),
      stageEnds(plan, byId),
      folded(rowsOf(plan, byId, finished), new Map(sections.map((one) => [one.stage, one.stageTitle])), opened),
    );
    return { finished };
  };
  const listen = () => {
    fields.addEventListener("input", remake);
    fields.addEventListener("submit", (event) => event.preventDefault());
  };
  listen();
  addEventListener("storage", ({ key }) => {
    if (key !== KEY) return;
    // another tab has changed the plan: there is one
    take(remembered());
    show();
  });
  result.addEventListener("change", () => {
    // a tick in the plan makes it one that is kept
    leftOut ??= [...stepsFor(wanted(), load().done).finished];
    remember(wanted());
  }, { capture: true });
  watch(() => {
    const focused = document.activeElement?.getAttribute("data-tick");
    show();
    if (focused) /** @type {HTMLElement | null} */ (result.querySelector(`[data-tick="${focused}"]`))?.focus();
  });
}
