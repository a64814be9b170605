// What the theme's search field lacks.
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
