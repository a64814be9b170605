// The cells of a lesson, run in the page. A run always gives what reading from the top gives: cells go in order up to the
// one that was pressed. What ran before is kept when the new run only goes on from there, and runs again, in an empty
// namespace, when something above was changed or the pressed cell ran already.
import { element } from "../dom.js";
import { editor } from "./editor.js";
import { bytesKept, keep } from "./keep.js";
import { Outputs, textOf } from "./outputs.js";
import { next } from "./order.js";
import { pythonOf } from "./python.js";

/** @typedef {{ code: string, tags: string[], packages: string[] }} Source */
/** @typedef {{ needs: number[], without: Record<string, [number, number][]>, names: string[], check: number[], packages: string[] }} Exercise the cells that it needs, with the lines that are left out, and its check: see slice.js */
/** @typedef {{ cells: Source[], exercises: Record<string, Exercise>, dark: Record<string, string>, keep: { files: string[], bytes: number } }} Practice */

const APART = new Set(["asserts", "check", "solution", "elsewhere"]); // run only when they are asked for, or cannot run here
const SLOW_MS = 10_000; // after that a run says that Stop is there
const SPACE = "lesson";

/** @param {number} bytes */
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;

/** One cell on the page. */
class Cell {
  /** @type {import("./editor.js").Editor | null} */
  editor = null;
  /** @type {Outputs | null} */
  outputs = null;

  /** @param {HTMLElement} box @param {Source} source @param {number} place its number among the cells with a button */
  constructor(box, source, place) {
    this.box = box;
    this.source = source;
    this.name = `cell ${place}`;
    this.block = /** @type {HTMLElement} */ (box.querySelector(".highlight"));
    this.shown = this.block.querySelector("code")?.textContent ?? "";
    this.seam = /** @type {HTMLElement} */ (box.querySelector(".rm-seam"));
    this.button = /** @type {HTMLButtonElement} */ (this.seam.querySelector("button"));
    this.note = /** @type {HTMLElement} */ (this.seam.querySelector("[role=status]"));
    this.fold = /** @type {HTMLDetailsElement | null} */ (box.querySelector(":scope > .rm-drawn")); // around a drawing's code
    this.ours = element("div", { class: "rm-ours" });
    /** Of a cell whose output is to be predicted: what a guess opens. */
    this.outcome = /** @type {HTMLDetailsElement | null} */ (document.querySelector(`[data-predict="${box.dataset.outcome}"] > .rm-outcome`));
    const around = this.outcome ?? box;
    this.ours.append(...around.querySelectorAll(":scope > .rm-output"));
    this.here = element("div", { class: "rm-here", hidden: "" });
    this.bar = /** @type {HTMLProgressElement} */ (element("progress", { max: box.dataset.mb ?? "1", value: "0", hidden: "", "aria-label": "Fetching Python" }));
    this.button.after(this.bar);
    if (this.fold && around === box) this.fold.before(this.ours, this.here);
    else around.append(this.ours, this.here);
  }

  get closed() {
    return this.outcome !== null && !this.outcome.open;
  }

  get edited() {
    return this.editor !== null && this.editor.value !== this.shown;
  }

  /** What runs: the committed code with its comments for figures, or what the learner made of it. */
  get code() {
    return this.edited ? (this.editor?.value ?? "") : this.source.code;
  }

  get alts() {
    return [...this.ours.querySelectorAll(".rm-figure--light")].map((image) => image.getAttribute("alt") ?? "");
  }

  /** @param {string} text @param {string} [kind] */
  say(text, kind = "") {
    if (this.fold && kind === "problem") this.fold.open = true;
    this.note.dataset.kind = kind;
    this.note.textContent = text;
  }

  /** Show our own output again. */
  restore() {
    this.outputs?.clear();
    this.here.hidden = true;
    this.ours.hidden = false;
  }
}

export class Lesson {
  /** @type {Map<number, Cell>} */
  #cells = new Map();
  /** What ran in the present worker, in order. @type {{ number: number, code: string }[]} */
  #ran = [];
  #age = 0;
  /** @type {Cell | null} */
  #active = null;
  #offered = false;

  /** @param {import("./python.js").Python} python @param {Practice} practice @param {NodeListOf<HTMLElement>} boxes */
  constructor(python, practice, boxes) {
    this.python = python;
    this.practice = practice;
    for (const [place, box] of boxes.entries()) {
      const number = Number(box.dataset.cell);
      this.#cells.set(number, new Cell(box, practice.cells[number], place + 1));
    }
  }

  /** Open the editor of a cell. @param {number} number @param {number} [caret] */
  edit(number, caret) {
    const cell = this.#cell(number);
    if (!cell.editor) {
      const reset = element("button", { type: "button", class: "rm-plain" }, "reset");
      const mark = element("span", { class: "rm-edited", hidden: "" }, "edited · ", reset);
      cell.editor = editor({
        code: cell.shown,
        label: `Code of ${cell.name}`,
        change: () => {
          mark.hidden = !cell.edited;
          if (!cell.here.hidden) cell.say("Changed since the last run");
        },
        submit: () => this.run(number),
      });
      reset.addEventListener("click", () => {
        if (cell.editor) cell.editor.value = cell.shown;
        mark.hidden = true;
        cell.restore();
        cell.say("As it was");
        cell.editor?.focus();
      });
      cell.seam.append(mark);
      cell.seam.querySelector(".rm-edit")?.remove();
      cell.block.replaceWith(cell.editor.element);
    }
    cell.editor.focus();
    if (caret !== undefined) cell.editor.field.setSelectionRange(caret, caret);
  }

  /** Run up to a cell, or stop what runs there. @param {number} number */
  async run(number) {
    const cell = this.#cell(number);
    if (this.#active) return this.#active === cell ? this.python.stop() : undefined;
    const order = this.practice.cells.flatMap((source, at) => (at === number || (at < number && !source.tags.some((tag) => APART.has(tag))) ? [at] : []));
    const wanted = order.map((at) => ({ number: at, code: this.#cells.get(at)?.code ?? this.practice.cells[at].code }));
    const { fresh, cells } = next(this.#age === this.python.age && this.python.started ? this.#ran : [], wanted);
    this.#begin(cell);
    if (fresh) this.#ran = [];
    /** @type {Map<number, Outputs>} */
    const shown = new Map();
    for (const { number: at } of cells) {
      const one = this.#cells.get(at);
      if (one && (one === cell || one.edited)) shown.set(at, this.#outputs(one));
    }
    const slow = setInterval(() => cell.bar.hidden && cell.say("Still running. Stop ends it.", "slow"), SLOW_MS);
    const end = await this.python.run(
      cells.map(({ number: at, code }) => ({ code, name: this.#cells.get(at)?.name ?? "the set-up", own: this.#cells.get(at)?.edited })),
      {
        packages: [...new Set(order.flatMap((at) => this.practice.cells[at].packages))],
        space: SPACE,
        fresh,
        progress: (at) => this.#progress(cell, at),
        output: (at, output) => {
          const place = cells[at].number;
          if (output.type === "error" && !shown.has(place)) {
            const one = this.#cells.get(place) ?? cell; // the set-up has no place of its own
            shown.set(place, this.#outputs(one));
          }
          shown.get(place)?.add(output);
        },
      },
    );
    clearInterval(slow);
    const count = end.state === "done" ? cells.length : end.state === "failed" ? end.cell : 0;
    this.#age = this.python.age;
    this.#ran = end.state === "done" || end.state === "failed" ? [...this.#ran, ...cells.slice(0, count)] : [];
    // A failed cell has changed some of the names: what comes next starts afresh.
    if (end.state === "failed") this.#ran.push({ number: cells[end.cell].number, code: "\0" });
    this.#finish(cell, end, end.state === "failed" ? this.#cells.get(cells[end.cell].number) : undefined);
  }

  /** @param {number} number */
  #cell(number) {
    const cell = this.#cells.get(number);
    if (!cell) throw new Error(`no cell ${number}`);
    return cell;
  }

  /** @param {Cell} cell */
  #outputs(cell) {
    cell.outputs?.clear();
    cell.outputs = new Outputs(cell.here, { alts: cell.alts, edited: cell.edited, dark: this.practice.dark, root: this.python.root });
    return cell.outputs;
  }

  /** @param {Cell} cell */
  #begin(cell) {
    this.#active = cell;
    for (const one of this.#cells.values()) one.button.disabled = one !== cell;
    cell.button.replaceChildren("Stop");
    cell.here.hidden = false;
    cell.ours.hidden = true;
    cell.box.dataset.running = "";
    cell.say(this.python.started ? "Running" : "Fetching Python");
  }

  /** @param {Cell} cell @param {import("./python.js").Progress} at */
  #progress(cell, at) {
    cell.bar.hidden = at.stage !== "fetching";
    cell.bar.value = at.bytes / 1e6;
    const text = at.stage === "fetching" ? "Fetching Python" : "Running";
    if (cell.note.textContent !== text && cell.note.dataset.kind === "") cell.say(text);
  }

  /** @param {Cell} cell @param {import("./python.js").End} end @param {Cell | undefined} failed */
  #finish(cell, end, failed) {
    this.#active = null;
    cell.bar.hidden = true;
    delete cell.box.dataset.running;
    for (const one of this.#cells.values()) {
      one.button.disabled = false;
      one.button.replaceChildren("Run", element("span", { class: "rm-unseen" }, ` ${one.name}`));
    }
    for (const one of this.#cells.values()) {
      const has = one.here.childElementCount > 0;
      if (has || one === cell) [one.here.hidden, one.ours.hidden] = [!has && one !== cell, has || one === cell];
    }
    if (end.state === "done") this.#judge(cell);
    else if (end.state === "stopped") this.#undone(cell, "Stopped. The next run starts afresh.");
    else if (end.state === "broken") this.#undone(cell, end.text, "problem");
    else if (failed === cell || !failed) {
      cell.say(failed ? "Stopped at an error" : "The set-up failed", "problem");
      if (cell.outcome) cell.outcome.open = true; // an error is not what was to be predicted
    }
    else {
      cell.restore();
      cell.say("An error in a cell above stopped the run: ", "problem");
      failed.box.id ||= `cell-${failed.name.slice(5)}`;
      cell.note.append(element("a", { href: `#${failed.box.id}` }, failed.name));
      failed.say("Stopped at an error", "problem");
    }
    if (end.state === "done") this.#offerKeeping(cell);
  }

  /** @param {Cell} cell @param {string} text @param {string} [kind] */
  #undone(cell, text, kind) {
    if (!cell.here.childElementCount) cell.restore();
    cell.say(text, kind);
  }

  /** Say whether it came out as in our run. @param {Cell} cell */
  #judge(cell) {
    if (!cell.here.childElementCount && cell.ours.childElementCount) cell.here.hidden = true;
    if (cell.closed) {
      cell.outcome?.addEventListener("toggle", () => this.#judge(cell), { once: true });
      return cell.say("Ran here. Your guess opens what came out.");
    }
    if (cell.edited) return cell.say("Ran here, with your change");
    const same = JSON.stringify(textOf(cell.here)) === JSON.stringify(textOf(cell.ours));
    cell.say(same ? "Ran here: the same as our run" : "Ran here: not quite the same as our run", same ? "right" : "");
  }

  /** Once, after the first run that went well. @param {Cell} cell */
  async #offerKeeping(cell) {
    if (this.#offered || !("caches" in window)) return;
    this.#offered = true;
    const { files, bytes } = this.practice.keep;
    if ((await bytesKept(files, this.python.root)) === files.length) return;
    const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "rm-plain" }, `keep Python for offline use (${megabytes(bytes)})`));
    const said = element("span", { role: "status" });
    button.addEventListener("click", async () => {
      button.disabled = true;
      said.textContent = "Fetching what is not kept yet";
      const problem = await keep(files, this.python.root);
      said.textContent = problem || "Kept: this lesson runs without a network";
      button.disabled = false;
      if (!problem) button.remove();
    });
    cell.seam.append(button, said);
  }
}

/** @type {Promise<Lesson> | null} */
let made = null;

/** The lesson of this page. */
export function lesson() {
  made ??= make().catch((problem) => {
    made = null; // the next press tries again
    throw problem;
  });
  return made;
}

async function make() {
  const python = pythonOf(document);
  if (!python) throw new Error("this build has no Python for the browser");
  const answer = await fetch(new URL("practice.json", document.baseURI));
  if (!answer.ok) throw new Error(`practice.json: ${answer.status}`);
  return new Lesson(python, await answer.json(), document.querySelectorAll(".rm-cell"));
}
