// Gives each question of a lesson a button that says whether the chosen answers are right, and why. Nothing is stored.
// Without this file the choices can still be marked, and the answers stand in the <details> below them.

const LETTERS = "ABCDEF";

/** @param {string} tag @param {Partial<HTMLElement>} properties */
function make(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

/**
 * What is to be said about a choice.
 * @param {boolean[]} chosen @param {boolean[]} right - one for each option
 */
function verdict(chosen, right) {
  const count = right.filter(Boolean).length;
  const hits = chosen.filter((one, place) => one && right[place]).length;
  const misses = chosen.filter((one, place) => one && !right[place]).length;
  if (!hits && !misses) return "Choose an answer first.";
  if (hits === count && !misses) return "Right.";
  if (count === 1 || !hits) return "Not right.";
  return misses ? "Partly right." : "Right so far, and not yet all.";
}

/** @param {HTMLFieldSetElement} question */
function equip(question) {
  const inputs = [...question.querySelectorAll("input")];
  const reasons = [...question.querySelectorAll("li")];
  const button = make("button", { type: "button", className: "md-button", textContent: "Check" });
  const said = make("div", { className: "rm-said" });
  said.setAttribute("role", "status"); // announced by screen readers when it changes
  button.setAttribute("aria-label", `Check question ${parseInt(question.querySelector("legend").textContent)}`);

  const clear = () => {
    said.replaceChildren();
    for (const input of inputs) input.parentElement.className = "";
  };
  const check = () => {
    clear();
    const chosen = inputs.map((input) => input.checked);
    const right = reasons.map((reason) => reason.classList.contains("rm-right"));
    said.append(make("p", { textContent: verdict(chosen, right) }));
    const list = make("ul", {});
    reasons.forEach((reason, place) => {
      if (!chosen[place]) return;
      const item = make("li", { className: reason.className, innerHTML: reason.innerHTML });
      item.prepend(`${LETTERS[place]}: `);
      list.append(item);
      inputs[place].parentElement.className = right[place] ? "rm-is-right" : "rm-is-wrong";
    });
    if (list.childElementCount) said.append(list);
  };
  button.addEventListener("click", check);
  question.addEventListener("change", clear);
  question.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) check();
  });
  question.querySelector("details").before(button, said);
}

document.querySelectorAll(".rm-questions fieldset").forEach(equip);
