// What the theme's search field lacks.
import { element } from "./dom.js";
import { pageAddress } from "./pages.js";

const field = document.querySelector("input.md-search__input");
const list = document.querySelector(".md-search-result__list");

// The theme looks at keys alone: what is pasted, dictated or chosen from a keyboard's suggestions would not be looked for.
field?.addEventListener("input", () => field.dispatchEvent(new Event("keyup")));

// An entry below a heading comes as `?at=heading`, since the theme shows no text below an address with a fragment.
/** @param {HTMLAnchorElement} link */
function lead(link) {
  const url = new URL(link.href);
  const at = url.searchParams.get("at");
  if (at === null) return;
  url.searchParams.delete("at");
  url.hash = at;
  link.href = url.href;
}
if (list) {
  new MutationObserver(() => {
    for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll('a[href*="at="]'))) lead(link);
  }).observe(list, { childList: true });
}

// A whole question is better put to the page that quotes: it is offered above what was found, and carried over.
const found = document.querySelector(".md-search__scrollwrap");
if (field instanceof HTMLInputElement && found) {
  const link = element("a", { class: "rm-ask-link", href: pageAddress("ask/") }, "A whole question? Ask the roadmap");
  found.prepend(link);
  link.addEventListener("click", () => {
    const url = new URL(pageAddress("ask/"));
    if (field.value.trim()) url.searchParams.set("question", field.value.trim());
    link.setAttribute("href", url.href);
  });
}
