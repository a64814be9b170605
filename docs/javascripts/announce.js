// Lines at the foot of the window that say what happened, to eyes and to screen readers.
import { element } from "./dom.js";

const SECONDS = 8;

/** @typedef {{ href: string, text: string }} Link */

/** @type {HTMLElement | null} */
let place = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
/** What is to be seen now: what has just been done, and a problem that is not settled. @type {Partial<Record<"done" | "problem", (Node | string)[]>>} */
let lines = {};

function show() {
  place?.replaceChildren();
  const shown = [lines.done, lines.problem].filter((line) => line !== undefined);
  if (!place || !shown.length) return;
  place.dataset.kind = lines.problem ? "problem" : "done";
  const close = element("button", { type: "button" }, "Close");
  close.addEventListener("click", () => {
    lines = {};
    show();
  });
  const text = element("p", {}, ...shown.flatMap((line, n) => (n ? [element("br"), ...line] : line)));
  // a live region tells of what is put into it once it is there
  requestAnimationFrame(() => place?.replaceChildren(text, close));
}

/**
 * @param {string} text
 * @param {"done" | "problem"} [kind] what was done is shown for some seconds; a problem stays until it is closed
 * @param {Link} [link] where one can do something about it
 */
export function announce(text, kind = "done", link) {
  if (!place) {
    place = element("div", { class: "rm-say", role: "status" });
    document.body.append(place);
  }
  lines[kind] = link ? [`${text} `, element("a", { href: link.href }, link.text)] : [text];
  show();
  if (kind === "problem") return;
  clearTimeout(timer);
  timer = setTimeout(() => {
    delete lines.done;
    show();
  }, SECONDS * 1000);
}
