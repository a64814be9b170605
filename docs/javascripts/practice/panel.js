// One panel for an exercise or a task: editor, check, hints in steps, a solution. It runs exactly the cells that the
// exercise needs, then the learner's code, then the check. What was typed is kept in this browser.
import { today } from "../days.js";
import { element } from "../dom.js";
import { dueOn, nextReview } from "../schedule.js";
import { change, load } from "../store.js";
import { editor } from "./editor.js";
import { withGaps } from "./gaps.js";
import { pieces } from "./highlight.js";
import { lesson } from "./lesson.js";
import { Outputs } from "./outputs.js";
import { asksForAll, codeOf } from "./slice.js";
import { nameLost, verdictOf } from "./verdict.js";

/** @typedef {import("./verdict.js").Verdict} Verdict */

const KEEP_MS = 600; // after the last key
/** Each attempt begins with the names that were there before the first. */
const REMEMBER = "__start__ = dict(globals());";
const BEGIN = "(lambda space, start: (space.clear(), space.update(start), space.update(__start__=start)))(globals(), __start__);";
const WORDS = { right: "right", "not yet": "not yet", "not attempted": "not attempted", stopped: "stopped" };

class Panel {
  #age = -1;
  #running = false;
  #whole = false; // whether the cells before it ran whole
  /** @type {Outputs | null} */
  #outputs = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLElement} section */
  constructor(section) {
    this.section = section;
    this.id = section.dataset.practice ?? "";
    this.kind = section.dataset.kind ?? "exercise";
    this.key = `${this.kind}:${this.id}`;
    const heading = section.querySelector("h3");
    this.title = (heading?.firstChild?.textContent ?? "").trim();
    const place = /** @type {HTMLElement} */ (section.querySelector(".rm-starter"));
    this.starter = place.querySelector("code")?.textContent ?? "";
    const { work, answers } = load();
    const before = work[this.key];
    const again = this.key in answers && dueOn(answers[this.key]) <= today();
    this.editor = editor({
      code: again ? this.starter : (before?.text ?? this.starter),
      label: `Your code: ${this.title}`,
      change: () => this.#typed(),
      submit: () => this.check(),
    });
    this.state = element("span", { class: "rm-state" });
    this.button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "md-button rm-check" }));
    this.bar = /** @type {HTMLProgressElement} */ (element("progress", { max: section.dataset.mb ?? "1", value: "0", hidden: "", "aria-label": "Fetching Python" }));
    this.note = element("span", { class: "rm-note" });
    this.reset = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "rm-plain" }, "reset"));
    this.said = element("div", { class: "rm-verdict", role: "status" });
    this.out = element("div", { class: "rm-here" });
    this.button.addEventListener("click", () => this.check());
    this.reset.addEventListener("click", () => this.#reset());
    heading?.before(element("p", { class: "rm-kind" }, this.kind === "task" ? "Task" : "Exercise", this.state));
    place.replaceChildren(this.editor.element, element("div", { class: "rm-row" }, this.button, this.bar, this.note, this.reset), this.said, this.out);
    this.#hints(before !== undefined);
    this.#ready(false);
    this.#mark(before?.right ? "right" : before ? "not yet" : "not attempted");
    if (again) this.#again(before?.text ?? this.starter);
  }

  /** It was right some time ago, and is to be done again. @param {string} text what was written then */
  #again(text) {
    this.#mark("not attempted");
    this.state.textContent = "to do again";
    const back = element("button", { type: "button", class: "rm-plain" }, "show what I wrote");
    back.addEventListener("click", () => {
      this.editor.value = text;
      this.#ready(false);
      back.remove();
      this.editor.focus();
    });
    this.reset.after(back);
  }

  /** Hints open one after the other, then the solution with gaps; it says whether it comes before a try. @param {boolean} tried */
  #hints(tried) {
    this.solution = this.section.querySelector("details.rm-fold");
    const gaps = this.#gaps();
    this.section.querySelector(".rm-starter")?.before(...gaps);
    const hints = /** @type {HTMLDetailsElement[]} */ ([...this.section.querySelectorAll("details.tip")]);
    hints.forEach((hint, place) => {
      if (!place) return;
      hint.hidden = true;
      hints[place - 1].addEventListener("toggle", () => (hint.hidden = false), { once: true });
    });
    this.#offer(tried);
  }

  /** The solution without its last steps: three, then one. */
  #gaps() {
    const code = this.solution?.querySelector("code")?.textContent ?? "";
    return [3, 1].flatMap((count) => {
      const left = withGaps(code, count);
      if (left === null) return [];
      const shown = pieces(left).map(({ kind, text }) => (kind ? element("span", { class: kind }, text) : text));
      const name = count === 1 ? "A solution without its last step" : `A solution without its last ${count} steps`;
      return element("details", { class: "tip" }, element("summary", {}, name), element("div", { class: "highlight" }, element("pre", {}, element("code", {}, ...shown))));
    });
  }

  /** @param {boolean} tried */
  #offer(tried) {
    const summary = this.solution?.querySelector("summary");
    if (summary) summary.textContent = tried ? "A solution" : "Show a solution without trying";
  }

  #typed() {
    this.reset.hidden = this.editor.value === this.starter;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(load().work[this.key]?.right ?? null), KEEP_MS);
  }

  /** @param {boolean | null} right */
  #keep(right) {
    clearTimeout(this.#timer);
    change((state) => {
      state.work[this.key] = { on: today(), text: this.editor.value, right };
      if (!right) return;
      state.done[this.key] ??= today();
      state.answers[this.key] = nextReview(state.answers[this.key], true, today());
    });
  }

  #reset() {
    this.editor.value = this.starter;
    clearTimeout(this.#timer);
    change((state) => {
      delete state.work[this.key];
    });
    this.said.replaceChildren();
    this.#outputs?.clear();
    this.reset.hidden = true;
    this.#mark("not attempted");
    this.editor.focus();
  }

  /** @param {boolean} running */
  #ready(running) {
    this.#running = running;
    const unseen = element("span", { class: "rm-unseen" }, ` ${this.title}`);
    const cost = running || this.#age >= 0 || !this.section.dataset.mb ? [] : [element("small", {}, ` · ${this.section.dataset.mb} MB once`)];
    this.button.replaceChildren(running ? "Stop" : "Check", unseen, ...cost);
    this.bar.hidden = true;
    this.reset.hidden = this.editor.value === this.starter;
  }

  /** @param {Verdict["kind"]} kind */
  #mark(kind) {
    this.section.dataset.state = kind;
    this.state.textContent = kind === "right" ? "✓ right" : WORDS[kind];
  }

  /** @param {Verdict} verdict */
  #say({ kind, text, lines }) {
    const head = kind === "right" ? "✓ Right." : kind === "not yet" ? "Not yet: " : "";
    const body = kind === "right" ? [] : text.split("`").map((part, place) => (place % 2 ? element("code", {}, part) : part));
    const inside = [element("p", {}, ...(head ? [element("strong", {}, head)] : []), ...body)];
    if (lines) inside.push(element("pre", { class: "rm-text", tabindex: "0" }, element("code", {}, lines)));
    this.said.dataset.kind = kind;
    this.said.replaceChildren(...inside);
    this.#mark(kind);
    if (kind !== "not attempted") this.#offer(true);
  }

  /** Run the cells that are needed, the learner's code, the check. */
  async check() {
    let made;
    try {
      made = await lesson();
    } catch {
      return this.#say({ kind: "stopped", text: "What this takes could not be fetched: are you online?", lines: "" });
    }
    const { python, practice } = made;
    if (this.#running) return python.stop();
    const own = practice.exercises[this.id];
    const whole = asksForAll(own, this.editor.value);
    const fresh = this.#age !== python.age || !python.started || (whole && !this.#whole);
    if (fresh) this.#whole = whole;
    const code = (/** @type {number[]} */ cells) => cells.map((at) => practice.cells[at].code).join("\n\n");
    const before = fresh ? own.needs.map((at) => ({ code: codeOf(own, at, practice.cells[at].code, whole), name: `cell ${at + 1}` })) : [];
    const cells = [...before, { code: fresh ? REMEMBER : BEGIN, name: "the start" }, { code: this.editor.value, name: "your code", own: true }, { code: code(own.check), name: "the check" }];
    const mine = cells.length - 2;
    this.#ready(true);
    this.said.replaceChildren();
    this.#outputs?.clear();
    const outputs = (this.#outputs = new Outputs(this.out, { alts: [], edited: true, dark: practice.dark, root: python.root }));
    let printed = "";
    /** @type {Verdict | null} */
    let lost = null;
    const end = await python.run(cells, {
      packages: own.packages,
      space: this.key,
      fresh,
      progress: ({ stage, bytes }) => {
        this.bar.hidden = stage !== "fetching";
        this.bar.value = bytes / 1e6;
        this.note.textContent = stage === "fetching" ? "Fetching Python" : "Running";
      },
      output: (at, output) => {
        if (at === mine + 1 && output.type === "text") printed += output.content;
        else if (at === mine + 1 && output.type === "error") lost = nameLost(JSON.parse(output.content).traceback, this.starter);
        if (at === mine || (output.type === "error" && !lost)) outputs.add(output);
      },
    });
    this.note.textContent = "";
    this.#age = end.state === "done" || (end.state === "failed" && end.cell >= mine) ? python.age : -1;
    this.#ready(false);
    this.#say(lost ?? verdictAfter(end, printed, mine, cells[mine].code));
    const kind = this.section.dataset.state;
    if (kind !== "stopped" && this.editor.value !== this.starter) this.#keep(kind === "right");
  }
}

/**
 * @param {import("./python.js").End} end @param {string} printed what the check printed @param {number} mine the place of the learner's code @param {string} code that code
 * @returns {Verdict}
 */
function verdictAfter(end, printed, mine, code) {
  if (end.state === "done") return verdictOf(printed, code);
  const stopped = (/** @type {string} */ text) => /** @type {Verdict} */ ({ kind: "stopped", text, lines: "" });
  if (end.state === "stopped") return stopped("Stopped. The next check starts afresh.");
  if (end.state === "broken") return stopped(end.text);
  if (end.cell < mine) return stopped("A cell of the lesson that this needs has failed.");
  if (end.cell === mine) return { kind: "not yet", text: "your code stops with an error. Its last line says which.", lines: "" };
  return { kind: "not yet", text: "the check could not go on. Is the name from the start still there?", lines: "" };
}

/** @param {HTMLElement} section */
export function enhance(section) {
  return new Panel(section);
}
