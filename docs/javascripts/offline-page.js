// The page "Read offline": saves a stage or everything in the browser's cache, and says the size beforehand.
import { element } from "./dom.js";
import { announce } from "./announce.js";

const place = document.querySelector("[data-offline]");
const root = new URL("../", import.meta.url);
const AT_ONCE = 6;

/** @typedef {{ id: string, title: string, bytes: number, files: string[] }} Part */

/** @param {number} bytes */
const size = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const nameOf = (/** @type {Part} */ part) => `mlroadmap-saved-${part.id}`;

/** @param {Part} part @param {(done: number) => void} progress */
async function save(part, progress) {
  const cache = await caches.open(nameOf(part));
  const queue = [...part.files];
  let done = 0;
  const work = async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const answer = await fetch(new URL(file, root), { cache: "no-cache" });
      if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
      await cache.put(new URL(file, root), answer);
      progress((done += 1));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (problem) {
    queue.length = 0;
    await caches.delete(nameOf(part));
    throw problem;
  }
}

/** @param {Part} part */
function row(part) {
  const bar = /** @type {HTMLProgressElement} */ (element("progress", { max: String(part.files.length), value: "0", "aria-label": `Saving ${part.title}`, hidden: "" }));
  const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "md-button" }));
  const show = async () => {
    const has = await caches.has(nameOf(part));
    button.textContent = has ? "Delete" : `Save ${size(part.bytes)}`;
    button.setAttribute("aria-label", has ? `Delete ${part.title} from this browser` : `Save ${part.title}, ${size(part.bytes)}`);
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if (await caches.has(nameOf(part))) {
        await caches.delete(nameOf(part));
        announce(`${part.title} was deleted from this browser.`);
      } else {
        bar.hidden = false;
        await save(part, (done) => (bar.value = done));
        announce(`${part.title} is saved: ${part.files.length} files, ${size(part.bytes)}. It opens without a network now.`);
      }
    } catch {
      announce(`${part.title} could not be saved: the network failed or there is no room. Nothing was kept of it.`, "problem");
    }
    bar.hidden = true;
    button.disabled = false;
    await show();
    button.focus();
  });
  show();
  return element("li", {}, element("strong", {}, part.title), " ", button, bar);
}

if (place && "caches" in window) {
  fetch(new URL("offline.json", root))
    .then((answer) => answer.json())
    .then((/** @type {Part[]} */ parts) => place.replaceChildren(element("ul", { class: "rm-offline" }, ...parts.map(row))))
    .catch(() => (place.textContent = "The list of what can be saved could not be loaded: are you online?"));
} else if (place) {
  place.textContent = "This browser cannot save pages for reading offline; the zip file below works everywhere.";
}
