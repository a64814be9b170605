// What a term means, beside a link to the glossary: on hover and on focus, until Escape or until one goes elsewhere. The
// definitions are loaded when the first is wanted, as is this module; without scripts the link leads to them.
import { element } from "./dom.js";

const HOVER_MS = 250;
const TERM = "article a[href*='glossary/#']";

/** @type {Promise<Record<string, string>> | undefined} */
let loaded;
const terms = () => (loaded ??= fetch(new URL("../data/glossary.json", import.meta.url)).then((answer) => answer.json(), () => ({})));

/** @type {HTMLElement | null} */
let bubble = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

function hide() {
  clearTimeout(timer);
  bubble?.remove();
  bubble = null;
  document.querySelector("[aria-describedby=rm-term]")?.removeAttribute("aria-describedby");
}

/** @param {HTMLAnchorElement} link */
async function show(link) {
  const definition = (await terms())[decodeURIComponent(link.hash.slice(1))];
  if (!definition || !(link.matches(":hover") || link === document.activeElement)) return;
  hide();
  bubble = element("div", { id: "rm-term", role: "tooltip", class: "rm-term" }, definition);
  document.body.append(bubble);
  link.setAttribute("aria-describedby", "rm-term");
  const at = link.getClientRects()[0];
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const above = at.top > height + 60;
  bubble.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8)) + scrollX}px`;
  bubble.style.top = `${(above ? at.top - height : at.bottom) + scrollY}px`;
  bubble.addEventListener("pointerleave", hide); // it may be pointed at, to be read in peace
}

/** @param {Event} event @returns {HTMLAnchorElement | null} */
const term = (event) => (event.target instanceof Element ? event.target.closest(TERM) : null);

document.addEventListener("pointerover", (event) => {
  const link = term(event);
  if (!link || event.pointerType === "touch") return;
  clearTimeout(timer);
  timer = setTimeout(() => show(link), HOVER_MS);
});
document.addEventListener("pointerout", (event) => {
  if (!term(event) || (event.relatedTarget instanceof Element && event.relatedTarget.closest("#rm-term"))) return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    if (!bubble?.matches(":hover")) hide();
  }, HOVER_MS);
});
document.addEventListener("focusin", (event) => {
  const link = term(event);
  if (link?.matches(":focus-visible")) show(link);
  else hide();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});

// That which let this module be loaded is over when it runs.
const wanted = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`${TERM}:is(:hover, :focus-visible)`));
if (wanted) show(wanted);
