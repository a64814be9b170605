// A placement test: counts the right answers of each section, and ticks what they show to be known.
import { announce } from "./announce.js";
import { titles } from "./catalogue.js";
import { today } from "./days.js";
import { button, element } from "./dom.js";
import { goOn } from "./journey.js";
import lessons from "./lessons.js";
import { pageAddress } from "./pages.js";
import { isEnough } from "./placement.js";
import keys from "./progress-keys.js";
import { isRight } from "./questions.js";
import { change, watch } from "./store.js";

const link = (/** @type {string} */ page, /** @type {string} */ text) => element("a", { href: pageAddress(page) }, text);

/** The button that ticks a section, and what comes after it. @param {string} section */
function ticking(section) {
  const ids = keys[section];
  const tick = button(`Tick what ${section} covers`, () => {
    const kept = change((state) => {
      for (const id of ids) state.done[id] ??= today();
    });
    if (kept) announce(`The lessons, topics and milestones of ${section} are ticked.`);
  });
  const after = element("p");
  watch((state) => {
    tick.hidden = ids.every((id) => id in state.done);
    after.hidden = !tick.hidden;
    const { lesson } = goOn(state, lessons);
    const next = lesson ? [" Go on with ", link(lesson.page, lesson.title), ", or see what is left on"] : [" See them on"];
    after.replaceChildren(`${section} is ticked.`, ...next, " ", link("map/", "the map"), " and in ", link("plan/", "your plan"), ".");
  });
  return element("div", {}, element("p", { class: "rm-actions" }, tick), after);
}

for (const part of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-placement]"))) {
  const section = part.dataset.placement ?? "";
  const milestones = (part.dataset.milestones ?? "").split(" ").filter(Boolean);
  const questions = /** @type {HTMLFieldSetElement[]} */ ([...part.querySelectorAll("fieldset")]);
  const result = element("div", { class: "rm-placement-result", role: "status" });
  const judge = () => {
    const right = questions.filter(isRight).length;
    const open = questions.filter((question) => !question.querySelector("input:checked")).length;
    const line = `${right} of ${questions.length} right${open ? `, ${open} not answered` : ""}.`;
    if (!isEnough(right, questions.length)) {
      result.replaceChildren(element("p", {}, `${line} Work through section ${section} before you tick it.`));
      return;
    }
    const list = element("ul", {}, ...milestones.map((id) => element("li", {}, titles[`milestone:${id}`] ?? id)));
    const text = milestones.length
      ? `${line} You may tick ${section}, with its lessons and topics, if you can really do this:`
      : `${line} You may tick ${section}, with its lessons and topics.`;
    result.replaceChildren(element("p", {}, text), list, ticking(section));
  };
  part.append(element("p", { class: "rm-actions" }, button(`Result for ${section}`, judge)), result);
}
