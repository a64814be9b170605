// One line at the foot of the window that says what happened, to eyes and to screen readers.
const SECONDS = 8;

/** @type {HTMLElement | null} */
let place = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * @param {string} text
 * @param {"done" | "problem"} [kind] a problem stays until it is closed
 */
export function announce(text, kind = "done") {
  if (!place) {
    place = document.createElement("div");
    place.className = "rm-say";
    place.setAttribute("role", "status");
    document.body.append(place);
  }
  clearTimeout(timer);
  place.replaceChildren();
  place.dataset.kind = kind;
  const line = document.createElement("p");
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => place?.replaceChildren());
  line.textContent = text;
  // a live region tells of what is put into it once it is there
  requestAnimationFrame(() => place?.replaceChildren(line, close));
  if (kind === "done") timer = setTimeout(() => place?.replaceChildren(), SECONDS * 1000);
}
