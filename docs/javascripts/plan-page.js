// The planner: what is left, spread over weeks. The page lists the hours without it.
import { calendar } from "./ics.js";
import { sections } from "./catalogue.js";
import { element } from "./dom.js";
import { download } from "./download.js";
import { plan, duration } from "./plan.js";
import { inWords, today } from "./days.js";
import { announce } from "./announce.js";
import { load, watch } from "./store.js";

const KEY = "mlroadmap.plan"; // what was put into the form last
const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-planner]"));

/** @typedef {{ hoursAWeek: number, start: string, days: number[], stages: string[], known: string[], projects: boolean }} Wishes */

/** @returns {Wishes} */
function defaults() {
  const stages = [...new Set(sections.map((section) => section.stage))];
  return { hoursAWeek: 6, start: today(), days: [1, 3, 6], stages, known: [], projects: true };
}

/** @returns {Wishes} */
function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    const base = defaults();
    if (kept === null || typeof kept !== "object") return base;
    const list = (/** @type {unknown} */ value, /** @type {any[]} */ other) => (Array.isArray(value) ? value : other);
    return {
      hoursAWeek: Number(kept.hoursAWeek) > 0 ? Number(kept.hoursAWeek) : base.hoursAWeek,
      start: kept.start >= base.start ? String(kept.start) : base.start,
      days: list(kept.days, base.days),
      stages: list(kept.stages, base.stages),
      known: list(kept.known, base.known),
      projects: kept.projects !== false,
    };
  } catch {
    return defaults(); // storage is blocked or holds something else
  }
}

/**
 * What is left to do, in the order of the roadmap.
 * @param {Wishes} wishes
 * @param {Record<string, string>} done
 */
function tasks(wishes, done) {
  const left = [];
  for (const section of sections) {
    if (!wishes.stages.includes(section.stage) || wishes.known.includes(section.id)) continue;
    const name = `${section.id} ${section.title}`;
    left.push({ id: section.id, title: `${name}: study`, minutes: section.study });
    for (const one of [...section.lessons, ...section.projects, ...section.milestones]) {
      const kind = one.id.split(":")[0];
      if (one.id in done || (kind === "project" && !wishes.projects)) continue;
      left.push({ id: one.id, title: `${section.id} ${kind}: ${one.title}`, minutes: one.minutes });
    }
  }
  return left;
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
  return /** @type {HTMLFormElement} */ (
    element(
      "form",
      { class: "rm-planner", novalidate: "" },
      element("p", {}, element("label", {}, "Hours a week ", element("input", { type: "number", name: "hours", min: "0.5", max: "100", step: "0.5", value: String(wishes.hoursAWeek), required: "" }))),
      element("p", {}, element("label", {}, "First day ", element("input", { type: "date", name: "start", value: wishes.start, required: "" }))),
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

/** @param {HTMLFormElement} from @returns {Wishes} */
function wishesOf(from) {
  const data = new FormData(from);
  const all = (/** @type {string} */ name) => data.getAll(name).map(String);
  return {
    hoursAWeek: Number(data.get("hours")),
    start: String(data.get("start")),
    days: all("day").map(Number),
    stages: all("stage"),
    known: all("known"),
    projects: data.has("projects"),
  };
}

/**
 * Weeks as a list; neighbours that hold nothing but the same task are one entry.
 * @param {import("./plan.js").Plan} made
 */
function list(made) {
  const key = (/** @type {import("./plan.js").Week} */ week) => (week.parts.length === 1 ? `${week.parts[0].title} ${week.minutes}` : null);
  const rows = [];
  for (let first = 0, next; first < made.weeks.length; first = next) {
    next = first + 1;
    while (next < made.weeks.length && key(made.weeks[first]) && key(made.weeks[next]) === key(made.weeks[first])) next += 1;
    const week = made.weeks[first];
    const several = next - first > 1;
    const name = several ? `Weeks ${first + 1} to ${next}` : `Week ${first + 1}`;
    const when = `from ${inWords(week.from)}, ${duration(week.minutes)}${several ? " each" : ""}`;
    const parts = week.parts.map((part) => element("li", {}, several ? part.title : `${part.title} (${duration(part.minutes)})`));
    rows.push(element("li", {}, element("strong", {}, name), " ", element("span", { class: "rm-meta" }, when), element("ul", {}, ...parts)));
  }
  return element("ol", { class: "rm-plan" }, ...rows);
}

if (place) {
  const wishes = form(remembered());
  const result = element("div", { class: "rm-plan-result" });
  const summary = element("p", { role: "status", class: "rm-plan-summary" });
  place.replaceChildren(wishes, summary, result);

  const show = () => {
    const wanted = wishesOf(wishes);
    try {
      localStorage.setItem(KEY, JSON.stringify(wanted));
    } catch {
      // the form is as it was the next time
    }
    let made;
    try {
      made = plan(tasks(wanted, load().done), wanted);
    } catch (problem) {
      if (!(problem instanceof RangeError)) throw problem;
      summary.textContent = problem.message;
      result.replaceChildren();
      return;
    }
    if (!made.finish) {
      summary.textContent = "Nothing is left to plan: everything chosen is ticked, or no stage is chosen.";
      result.replaceChildren();
      return;
    }
    summary.textContent = `${duration(made.minutes)} in ${made.weeks.length} weeks: you finish on ${inWords(made.finish)}.`;
    const save = element("button", { type: "button", class: "md-button" }, "Download for your calendar (.ics)");
    save.addEventListener("click", () => {
      download("ml-roadmap-plan.ics", "text/calendar", calendar(made, { now: new Date().toISOString(), address: location.href.split(/[?#]/)[0] }));
      announce(`A calendar file with ${made.sessions.length} study days was made.`);
    });
    const printed = element("button", { type: "button", class: "md-button" }, "Print the plan");
    printed.addEventListener("click", () => print());
    result.replaceChildren(element("p", { class: "rm-actions" }, save, printed), list(made));
  };
  wishes.addEventListener("input", show);
  wishes.addEventListener("submit", (event) => event.preventDefault());
  watch(show);
}
