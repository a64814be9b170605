// The page "Read offline": saves a stage or everything in the browser's cache, says the size beforehand and the age afterwards.
import { announce } from "./announce.js";
import { inWords, today } from "./days.js";
import { button, element } from "./dom.js";
import { keepsPages } from "./keeping.js";

const place = document.querySelector("[data-offline]");
const root = new URL("../", import.meta.url);
const AT_ONCE = 6;
// Stands in a cache until all of its part is there: a page may be closed in between
const BEGUN = new URL("begun", root);

/** @typedef {{ id: string, title: string, version: string, bytes: number, files: string[] }} Part */
/** @typedef {{ name: string, version: string, day: string, isWhole: boolean }} Saved */

/** @param {number} bytes */
const size = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** What is saved of a part: the name of its cache tells version and day. @param {Part} part @returns {Promise<Saved[]>} */
async function savedOf(part) {
  const names = await caches.keys();
  const prefix = `mlroadmap-saved-${part.id}`;
  const own = names.filter((name) => name === prefix || name.startsWith(`${prefix}:`));
  return Promise.all(
    own.map(async (name) => {
      const [, version = "", day = ""] = name.split(":");
      return { name, version, day, isWhole: !(await (await caches.open(name)).match(BEGUN)) };
    }),
  );
}

/** @param {Part} part @returns {Promise<Saved | undefined>} */
const wholeOf = async (part) => (await savedOf(part)).find((one) => one.isWhole);

/** Save the whole part, then forget older copies; whatever fails leaves these as they are. @param {Part} part @param {(done: number) => void} progress */
async function save(part, progress) {
  const before = await savedOf(part);
  const name = `mlroadmap-saved-${part.id}:${part.version}:${today()}`;
  const isNew = !before.some((one) => one.name === name && one.isWhole);
  const cache = await caches.open(name);
  if (isNew) await cache.put(BEGUN, new Response());
  const queue = [...part.files];
  let done = 0;
  const work = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      // the worker keeps out of these
      const answer = await fetch(new URL(file, root), { cache: "reload" });
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      await cache.put(new URL(file, root), answer);
      progress((done += 1));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    await cache.delete(BEGUN);
  } catch (problem) {
    queue.length = 0;
    if (isNew) await caches.delete(name);
    throw problem;
  }
  for (const old of before) if (old.name !== name) await caches.delete(old.name);
}

/** @param {Part} part */
function row(part) {
  const bar = /** @type {HTMLProgressElement} */ (element("progress", { max: String(part.files.length), value: "0", "aria-label": `Saving ${part.title}`, hidden: "" }));
  const age = element("span", { class: "rm-meta" });
  const line = element("li", {}, element("strong", {}, part.title), " ");

  /** @param {string} text @param {string} name @param {() => Promise<void>} action */
  const working = (text, name, action) => {
    const work = async () => {
      for (const other of line.querySelectorAll("button")) other.disabled = true;
      await action();
      bar.hidden = true;
      await show();
      line.querySelector("button")?.focus();
    };
    return button(text, work, name);
  };
  const download = async (/** @type {string} */ said) => {
    bar.hidden = false;
    try {
      await save(part, (done) => (bar.value = done));
      announce(`${part.title} is ${said}: ${part.files.length} files, ${size(part.bytes)}. It opens without a network now.`);
    } catch {
      const left = (await wholeOf(part)) ? "The copy from before is still there." : "Nothing was kept of it.";
      announce(`${part.title} could not be saved: the network failed or there is no room. ${left}`, "problem");
    }
  };
  const show = async () => {
    const saved = await wholeOf(part);
    const isOld = saved && saved.version !== part.version;
    age.textContent = saved ? ` saved${saved.day ? ` on ${inWords(saved.day)}` : ""}${isOld ? ", a newer one exists" : ""} ` : "";
    const buttons = saved ? [] : [working(`Save ${size(part.bytes)}`, `Save ${part.title}, ${size(part.bytes)}`, () => download("saved"))];
    if (isOld) buttons.push(working("Update", `Update ${part.title}, ${size(part.bytes)}`, () => download("up to date")));
    if (saved) {
      buttons.push(
        working("Delete", `Delete ${part.title} from this browser`, async () => {
          for (const { name } of await savedOf(part)) await caches.delete(name);
          announce(`${part.title} was deleted from this browser.`);
        }),
      );
    }
    line.replaceChildren(element("strong", {}, part.title), age, " ", ...buttons.flatMap((one) => [one, " "]), bar);
  };
  show();
  return line;
}

/** @param {Element} place */
async function fill(place) {
  if (!(await keepsPages())) {
    place.textContent = "This browser cannot save pages for reading offline; the zip file below works everywhere.";
    return;
  }
  fetch(new URL("offline.json", root), { cache: "no-cache" })
    .then((answer) => answer.json())
    .then((/** @type {Part[]} */ parts) => place.replaceChildren(element("ul", { class: "rm-offline" }, ...parts.map(row))))
    .catch(() => (place.textContent = "The list of what can be saved could not be loaded: are you online?"));
}

if (place) fill(place);
