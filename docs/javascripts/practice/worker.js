// The worker in which Python runs, so that an endless loop holds up no page and Stop can end it. `python.js` is its only
// caller and says what the messages mean. Everything is fetched from the folders that the first message names.

/** @typedef {import("./python.js").Asked} Asked */
/** @typedef {import("./python.js").Told} Told */

const PAGE_BYTES = 65_536; // of WebAssembly memory
/** The most memory that Python gets: above the most that a lesson takes, below what makes a phone close the tab. */
const MOST_MEMORY = 1_200_000_000;
const CORE = "pyodide.asm.wasm";
/** How the core lies on the server: packed by us, so that its size is the same whether a server compresses or not. */
const PACKED = ".packed";

/** @param {Told} message */
const tell = (message) => self.postMessage(message);

// Beyond the limit Python raises MemoryError, as on a machine whose memory is full.
const grow = WebAssembly.Memory.prototype.grow;
WebAssembly.Memory.prototype.grow = /** @this {WebAssembly.Memory} @param {number} pages */ function (pages) {
  if (this.buffer.byteLength + pages * PAGE_BYTES > MOST_MEMORY) throw new RangeError("no more memory for Python");
  return grow.call(this, pages);
};

let fetched = 0;
/** @param {Uint8Array} part @param {TransformStreamDefaultController<Uint8Array>} on */
const count = (part, on) => {
  tell({ kind: "fetched", bytes: (fetched += part.byteLength) });
  on.enqueue(part);
};
/** Ends what waits for a file. Pyodide itself would wait forever when its core or library does not arrive whole. */
let fail = (/** @type {unknown} */ _problem) => {};
/** What comes first: the work, or the news that something of it did not arrive. @template T @param {() => Promise<T>} work */
const orFail = (work) => Promise.race([/** @type {Promise<T>} */ (new Promise((_, reject) => (fail = reject))), work()]);

const streaming = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = async (/** @type {Response | PromiseLike<Response>} */ source, /** @type {WebAssembly.Imports | undefined} */ imports) => {
  try {
    return await streaming.call(WebAssembly, source, imports);
  } catch (problem) {
    fail(problem);
    throw problem;
  }
};

/** Refuses what is no whole zip file: its table stands at its end. @param {Response} answer */
async function readable(answer) {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const isThere = (/** @type {number} */ at, /** @type {number[]} */ mark) => mark.every((byte, n) => bytes[at + n] === byte);
  if (!isThere(0, [0x50, 0x4b, 3, 4]) || !isThere(bytes.length - 22, [0x50, 0x4b, 5, 6])) throw new Error("the library of Python is damaged");
}

const plainFetch = self.fetch;
/** Whether what was fetched before is perhaps damaged, so that the browser's own copies will not do. */
let again = false;
self.fetch = async (input, options) => {
  const url = String(input instanceof Request ? input.url : input);
  const core = url.endsWith(CORE);
  const wanted = core ? url + PACKED : input;
  let answer;
  try {
    answer = again ? await plainFetch(wanted, { ...options, cache: "reload" }).catch(() => plainFetch(wanted, options)) : await plainFetch(wanted, options);
    if (!answer.ok || !answer.body) throw new Error(`${url.split("/").at(-1)}: ${answer.status}`);
    if (url.endsWith(".zip")) await readable(answer.clone());
  } catch (problem) {
    fail(problem);
    throw problem;
  }
  const counted = answer.body.pipeThrough(new TransformStream({ transform: count }));
  if (!core) return new Response(counted, { headers: answer.headers });
  return new Response(counted.pipeThrough(/** @type {any} */ (new DecompressionStream("gzip"))), { headers: { "Content-Type": "application/wasm" } });
};

/** @type {any} */
let pyodide = null;
/** @type {any} */
let page = null; // a Session of the Python module mlroadmap_page

/** @param {string} base @param {string} helpers the folder with the modules that lessons share */
async function start(base, helpers) {
  const { loadPyodide } = await import(`${base}pyodide.mjs`);
  const modules = ["mlroadmap_checks", "mlroadmap_lessons", "mlroadmap_errors", "mlroadmap_page"];
  const texts = modules.map(async (name) => {
    const answer = await plainFetch(`${helpers}${name}.py`);
    if (!answer.ok) throw new Error(`${name}.py: ${answer.status}`);
    return answer.text();
  });
  pyodide = await orFail(() => loadPyodide({ indexURL: base, packageBaseUrl: base, env: { HOME: "/home/learner" }, args: ["-B"] }));
  pyodide.FS.mkdirTree("/lessons");
  (await Promise.all(texts)).forEach((text, place) => pyodide.FS.writeFile(`/lessons/${modules[place]}.py`, text));
  pyodide.runPython("import sys; sys.path.insert(0, '/lessons')");
  const module = pyodide.pyimport("mlroadmap_page");
  page = module.Session(module.Fetcher(base, helpers));
}

/** Run cells in order until one fails. @param {Extract<Asked, { kind: "run" }>} asked */
async function run({ id, cells, packages, space, fresh }) {
  // Pyodide notes a package by the name that its maker writes, as in Pillow, and its lock file has small letters.
  const lacks = (/** @type {string} */ name) => !Object.keys(pyodide.loadedPackages).some((there) => there.toLowerCase() === name);
  const missing = packages.filter(lacks);
  if (missing.length) {
    tell({ kind: "stage", stage: "fetching" });
    await orFail(() => pyodide.loadPackage(missing, { messageCallback: () => {}, errorCallback: (/** @type {string} */ text) => fail(new Error(text)) }));
    const lacking = missing.find(lacks);
    if (lacking) throw new Error(`${lacking} did not arrive`);
  }
  page.arrived();
  if (fresh) page.forget(space);
  for (const [place, cell] of cells.entries()) {
    tell({ kind: "cell", id, cell: place });
    /** @param {string} type @param {string} content */
    const emit = (type, content) => tell({ kind: "output", id, cell: place, type: /** @type {any} */ (type), content });
    if (!page.run(cell.code, cell.name, space, emit, cell.own ?? false)) return tell({ kind: "done", id, failed: place });
  }
  tell({ kind: "done", id, failed: null });
}

// One message after the other: what is asked while Python loads waits for it.
let before = Promise.resolve();
self.addEventListener("message", (/** @type {MessageEvent<Asked>} */ event) => {
  const asked = event.data;
  before = before.then(async () => {
    try {
      if (asked.kind === "start") {
        again = asked.again;
        await start(asked.base, asked.helpers);
        tell({ kind: "ready" });
      } else await run(asked);
    } catch (problem) {
      tell({ kind: "broken", text: String(/** @type {any} */ (problem)?.message ?? problem) });
    }
  });
});
