// A placement test: counts the right answers of each section and says which milestones may be ticked.
import { titles } from "./catalogue.js";
import { element } from "./dom.js";
import { today } from "./days.js";
import { isRight } from "./questions.js";
import { announce } from "./announce.js";
import { change, watch } from "./store.js";

const ENOUGH = 0.8; // of the questions of a section

/** @param {string[]} milestones @param {string} section */
function ticking(milestones, section) {
  const button = element("button", { type: "button", class: "md-button" }, `Tick what ${section} covers`);
  button.addEventListener("click", () => {
    const kept = change((state) => {
      for (const id of milestones) state.done[`milestone:${id}`] ??= today();
    });
    if (kept) announce(`${milestones.length} milestones of ${section} are ticked.`);
  });
  watch((state) => {
    button.hidden = milestones.every((id) => `milestone:${id}` in state.done);
  });
  return button;
}

for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-placement]"))) {
  const section = part.dataset.placement ?? "";
  const milestones = (part.dataset.milestones ?? "").split(" ").filter(Boolean);
  const questions = /** @type {HTMLFieldSetElement[]} */ ([...part.querySelectorAll("fieldset")]);
  const button = element("button", { type: "button", class: "md-button" }, `Result for ${section}`);
  const result = element("div", { class: "rm-placement-result", role: "status" });
  button.addEventListener("click", () => {
    const right = questions.filter(isRight).length;
    const open = questions.filter((question) => !question.querySelector("input:checked")).length;
    const line = `${right} of ${questions.length} right${open ? `, ${open} not answered` : ""}.`;
    if (right < ENOUGH * questions.length) {
      result.replaceChildren(element("p", {}, `${line} Work through section ${section} before you tick its milestones.`));
      return;
    }
    const list = element("ul", {}, ...milestones.map((id) => element("li", {}, titles[`milestone:${id}`] ?? id)));
    result.replaceChildren(element("p", {}, `${line} You may tick these, if you can really do them:`), list, ticking(milestones, section));
  });
  part.append(element("p", { class: "rm-actions" }, button), result);
}
