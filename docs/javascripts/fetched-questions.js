// Questions that stand on other pages, asked here: a copy of each, with its addresses made whole.
import questionPages from "./question-pages.js";
import { element } from "./dom.js";
import { enhance } from "./questions.js";
import { enhanceRecall } from "./recall.js";

const root = new URL("../", import.meta.url);
/** @type {Map<string, Promise<Document>>} */
const pages = new Map();

/** @param {string} path */
function page(path) {
  const known = pages.get(path);
  if (known) return known;
  const wanted = fetch(new URL(path, root)).then(async (answer) => {
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  });
  pages.set(path, wanted);
  wanted.catch(() => pages.delete(path)); // it is asked for again the next time
  return wanted;
}

/** @param {string} id such as `km-income-age` */
export const isAsked = (id) => id in questionPages;

/**
 * @param {string} id
 * @param {number} number that the question gets here
 * @returns {Promise<HTMLElement | null>} null when its page has it no longer
 */
async function question(id, number) {
  const address = new URL(questionPages[id], root);
  const there = await page(questionPages[id]);
  const found = there.getElementById(`question-${id}`);
  if (!found) return null;
  const copy = /** @type {HTMLElement} */ (document.importNode(found, true));
  for (const mark of copy.querySelectorAll(".headerlink")) mark.remove();
  for (const link of copy.querySelectorAll("a[href]")) link.setAttribute("href", new URL(link.getAttribute("href") ?? "", address).href);
  const title = copy.querySelector("legend, h2");
  if (title) title.innerHTML = title.innerHTML.replace(/^(\d+\.|Predict:)/, `${number}.`);
  copy.append(element("p", { class: "rm-meta" }, "From ", element("a", { href: address.href }, there.querySelector("h1")?.firstChild?.textContent ?? "its lesson")));
  if (copy instanceof HTMLFieldSetElement) enhance(copy);
  else enhanceRecall(copy);
  return copy;
}

/**
 * @param {string[]} ids
 * @returns {Promise<{ found: HTMLElement[], failed: boolean }>} the questions that are there, and whether a page could not be loaded
 */
export async function askHere(ids) {
  const results = await Promise.allSettled(ids.map((id, n) => question(id, n + 1)));
  const found = results.flatMap((result) => (result.status === "fulfilled" && result.value ? [result.value] : []));
  return { found, failed: results.some((result) => result.status === "rejected") };
}
