// Python in the page, for everything that runs it: the cells of a lesson, exercises, tasks. A page has one worker, made
// with the first run; what is asked while another run goes on waits for its turn.
//
//     const python = pythonOf(document);            // null where this build offers none
//     const end = await python.run(
//       [{ code: "x = 3", name: "cell 1" }, { code: "print(x)", name: "your line" }],
//       { packages: ["numpy"], space: "exercise-2", fresh: true, output: (cell, output) => …, progress: (at) => … },
//     );
//     // { state: "done" } | { state: "failed", cell } | { state: "stopped" } | { state: "broken", text }, a sentence
//     python.stop();                                // ends the worker; the next run starts another
//
// `packages` are names of the lock file that are fetched side by side before the first cell; what else the code imports
// is fetched when it is used. A `space` is a namespace with a name, kept from run to run until `fresh` empties it, and
// gone with the worker: `python.age` grows with each worker, so that a caller can tell. Outputs come in the order in
// which they arise: `text` and `warning` in parts, `table` as HTML, `figure` as SVG, `error` as JSON of a Failure.

/** @typedef {{ code: string, name: string, own?: boolean }} Cell `name` stands in tracebacks: File "cell 3", line 2; `own` is the learner's code, whose imports are made at once */
/** @typedef {{ type: "text" | "warning" | "table" | "figure" | "error", content: string }} Output */
/** @typedef {{ name: string, message: string, traceback: string, help: { text: string, link: string, label: string } | null }} Failure */
/** @typedef {{ state: "done" } | { state: "failed", cell: number } | { state: "stopped" } | { state: "broken", text: string }} End */
/** What a run is at: fetching (so many bytes by this worker so far) or running its cell. @typedef {{ stage: "fetching" | "running", bytes: number, cell: number }} Progress */
/**
 * @typedef {object} Options
 * @property {string[]} [packages]
 * @property {string} [space]
 * @property {boolean} [fresh]
 * @property {(cell: number, output: Output) => void} [output]
 * @property {(at: Progress) => void} [progress]
 */
/** @typedef {{ kind: "start", base: string, helpers: string, again: boolean } | { kind: "run", id: number, cells: Cell[], packages: string[], space: string, fresh: boolean }} Asked */
/**
 * @typedef {{ kind: "fetched", bytes: number } | { kind: "stage", stage: Progress["stage"] } | { kind: "ready" }
 *   | { kind: "cell", id: number, cell: number } | ({ kind: "output", id: number, cell: number } & Output)
 *   | { kind: "done", id: number, failed: number | null } | { kind: "broken", text: string }} Told
 */

const FULL = '{"name": "MemoryError"'; // how such a Failure begins

export class Python {
  /** Counts the workers so far. */
  age = 0;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {{ id: number, options: Options, at: Progress, end: (end: End) => void } | null} */
  #current = null;
  /** @type {Promise<unknown>} */
  #queue = Promise.resolve();
  #next = 0;
  #full = false;
  /** Whether the last worker could not be filled: what it fetched may be damaged. */
  #again = false;
  /** Grows when everything is stopped, so that what was waiting does not run. */
  #stops = 0;

  /** @param {URL} base the folder of the runtime @param {URL} root the root of the site */
  constructor(base, root) {
    this.base = base;
    this.root = root;
  }

  get running() {
    return this.#current !== null;
  }

  /** Whether Python was fetched and started. */
  get started() {
    return this.#worker !== null;
  }

  /**
   * Run cells one after the other, up to the first that fails.
   * @param {Cell[]} cells
   * @param {Options} [options]
   * @returns {Promise<End>}
   */
  run(cells, options = {}) {
    const stops = this.#stops;
    const turn = this.#queue.then(() => (stops === this.#stops ? this.#run(cells, options) : /** @type {End} */ ({ state: "stopped" })));
    this.#queue = turn;
    return turn;
  }

  /** End the worker, what it runs, and what waits. */
  stop() {
    this.#stops += 1;
    this.#close({ state: "stopped" });
  }

  /** @param {Cell[]} cells @param {Options} options @returns {Promise<End>} */
  #run(cells, options) {
    return new Promise((end) => {
      const id = (this.#next += 1);
      this.#current = { id, options, end, at: { stage: this.#worker ? "running" : "fetching", bytes: 0, cell: -1 } };
      options.progress?.(this.#current.at);
      const worker = (this.#worker ??= this.#open());
      const { packages = [], space = "page", fresh = false } = options;
      this.#ask(worker, { kind: "run", id, cells, packages, space, fresh });
    });
  }

  #open() {
    this.age += 1;
    const worker = new Worker(new URL("javascripts/practice/worker.js", this.root), { type: "module", name: "python" });
    worker.addEventListener("message", (event) => this.#hear(event.data));
    worker.addEventListener("error", (event) => this.#break(event.message || "the worker could not be started"));
    this.#ask(worker, { kind: "start", base: this.base.href, helpers: new URL("assets/lessons/", this.root).href, again: this.#again });
    return worker;
  }

  /** @param {Worker} worker @param {Asked} message */
  #ask(worker, message) {
    worker.postMessage(message);
  }

  /** @param {Told} told */
  #hear(told) {
    const run = this.#current;
    if (told.kind === "broken") return this.#break(told.text);
    if (!run) return;
    if (told.kind === "output") {
      this.#full ||= told.type === "error" && told.content.startsWith(FULL);
      return run.options.output?.(told.cell, { type: told.type, content: told.content });
    }
    if (told.kind === "done") {
      // Whatever filled the memory still holds it.
      if (this.#full) return this.#close({ state: "failed", cell: told.failed ?? 0 });
      this.#current = null;
      return run.end(told.failed === null ? { state: "done" } : { state: "failed", cell: told.failed });
    }
    if (told.kind === "fetched") run.at.bytes = told.bytes;
    if (told.kind === "stage") run.at.stage = told.stage;
    if (told.kind === "ready") {
      run.at.stage = "running";
      this.#again = false;
    }
    if (told.kind === "cell") Object.assign(run.at, { stage: "running", cell: told.cell });
    run.options.progress?.(run.at);
  }

  /** @param {string} why */
  #break(why) {
    this.#again = this.#current?.at.stage === "fetching";
    const short = why.split("\n")[0].slice(0, 160);
    const text = this.#again
      ? `Python could not be fetched whole: are you online? Press once more to try again. (${short})`
      : `Python came to an end (${short}). The next run starts afresh.`;
    this.#close({ state: "broken", text });
  }

  /** @param {End} end */
  #close(end) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#full = false;
    const run = this.#current;
    this.#current = null;
    run?.end(end);
  }
}

/** @type {Python | null} */
let shared = null;

/**
 * The Python of this page, or null: `<meta name="rm-python" content="…">` names the folder of the runtime.
 * @param {Document} page
 */
export function pythonOf(page) {
  const named = page.querySelector('meta[name="rm-python"]')?.getAttribute("content");
  if (!named) return null;
  const base = new URL(named, page.baseURI);
  return (shared ??= new Python(base, new URL("../../../", base)));
}
