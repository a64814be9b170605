// Ask the roadmap: a question, and what the site says about it, word for word and with its place. The texts come when
// the reader asks for the first time. Nothing that is typed leaves the page.
import { Ask } from "./ask.js";
import { element } from "./dom.js";
import { pageAddress } from "./pages.js";

/** @type {Promise<Ask> | undefined} */
let ready;

/** The texts are a script, which a page from a disk may load too. @returns {Promise<Ask>} */
function load() {
  ready ??= new Promise((resolve, reject) => {
    const script = element("script", { src: pageAddress("ask/paragraphs.js") });
    script.addEventListener("load", () => resolve(new Ask(/** @type {any} */ (globalThis).rmParagraphs)));
    script.addEventListener("error", () => {
      ready = undefined; // it is asked for again the next time
      script.remove();
      reject(new Error("the texts did not come"));
    });
    document.head.append(script);
  });
  return ready;
}

/** @param {import("./ask.js").Quote} quote */
function shown({ text, heading, title, address }) {
  const name = heading === title ? title : `${title}: ${heading}`;
  return element("li", {}, element("blockquote", {}, element("p", {}, text)), element("p", {}, element("a", { href: pageAddress(address) }, name)));
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-ask]"));
if (place) {
  const field = /** @type {HTMLInputElement} */ (element("input", { name: "question", maxlength: "300", required: "", autocomplete: "off" }));
  const first = element("small", {}, " The first question loads less than half a megabyte.");
  const form = element("form", { class: "rm-ask", role: "search", "aria-label": "Ask the roadmap" }, element("label", {}, "Your question", field), element("button", { class: "md-button md-button--primary" }, "Ask"), first);
  const said = element("p", { role: "status" });
  const list = element("ol", { class: "rm-quotes" });
  place.replaceChildren(form, said, list);
  field.value = new URLSearchParams(location.search).get("question") ?? "";

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const question = field.value.trim();
    if (!question) return;
    said.textContent = ready ? "Looking …" : "Loading the texts …";
    try {
      const ask = await load();
      first.remove();
      const quotes = ask.answer(question);
      list.replaceChildren(...quotes.map(shown));
      said.textContent = quotes.length
        ? `${quotes.length === 1 ? "One place" : `${quotes.length} places`} in the words of the site, the closest first.`
        : "Nothing here holds enough of these words. Ask with the words of the subject, one thing at a time, or search above.";
    } catch {
      list.replaceChildren();
      said.textContent = "The texts did not come. Are you online? Press Ask again.";
    }
  });
}
