// Lessons that run in the page: a Run button at the seam between code and output, and Edit beside it. What they do is
// loaded with the first press.
import { element } from "./dom.js";
import { keepsPages } from "./keeping.js";

const KEPT = "mlroadmap-saved-python"; // as in practice/keep.js
const boxes = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".rm-cell"));

const lesson = async () => (await import("./practice/lesson.js")).lesson();

/** @param {HTMLElement} note @param {(lesson: import("./practice/lesson.js").Lesson) => unknown} how */
async function withLesson(note, how) {
  try {
    await how(await lesson());
  } catch {
    note.textContent = "What this takes could not be fetched: are you online?";
  }
}

/** @param {HTMLElement} box @param {number} place */
function equip(box, place) {
  const number = Number(box.dataset.cell);
  const unseen = element("span", { class: "rm-unseen" }, ` cell ${place + 1}`);
  const run = element("button", { type: "button", class: "rm-run" }, "Run", unseen, element("small", {}, ` · ${box.dataset.mb} MB once`));
  const edit = element("button", { type: "button", class: "rm-plain rm-edit" }, "Edit", unseen.cloneNode(true));
  const note = element("span", { role: "status", class: "rm-note" });
  run.addEventListener("click", () => withLesson(note, (made) => made.run(number)));
  edit.addEventListener("click", () => withLesson(note, (made) => made.edit(number)));
  box.querySelector(".rm-seam")?.append(run, edit, note);
}

if (location.protocol === "file:") {
  // No browser lets a page from the disk start Python.
  const seams = [...document.querySelectorAll(".rm-seam")];
  const first = seams.find((seam) => !seam.closest("details")) ?? seams[0]; // the first that is not folded away
  for (const seam of seams) if (seam !== first) seam.remove();
  first?.append("This code runs in the page when the folder is served: ", element("code", {}, "python3 -m http.server --bind 127.0.0.1"));
} else {
  boxes.forEach(equip);
  // What is kept need not be fetched.
  keepsPages().then(async (can) => {
    if (can && (await caches.has(KEPT))) for (const small of document.querySelectorAll(".rm-run small")) small.remove();
  });
}
