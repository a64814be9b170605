// A lesson's own trained network in its page: a button that names the size, then the weights and what shows them.
import { element } from "./dom.js";

/** @param {string} address of a style sheet, which is there when the promise is kept */
const styled = (address) =>
  new Promise((done, failed) => {
    const link = element("link", { rel: "stylesheet", href: address });
    link.addEventListener("load", done);
    link.addEventListener("error", failed);
    document.head.append(link);
  });

for (const section of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-model]"))) {
  const { model, file, kilobytes, style } = section.dataset;
  const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: "md-button" }, `Load the network: ${kilobytes} kB`));
  const said = element("p", { class: "rm-explore-said", role: "status" });
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const { loadArrays } = await import("./models/npz.js");
      const [{ default: show }, arrays] = await Promise.all([import(`./models/${model}-page.js`), loadArrays(file ?? ""), styled(style ?? "")]);
      button.remove();
      said.remove();
      show(section, arrays);
    } catch (problem) {
      console.warn(problem);
      said.textContent = "The network could not be loaded. Are you connected? Press again to try once more.";
      button.disabled = false;
    }
  });
  section.querySelector("[data-noscript]")?.remove();
  section.append(button, said);
}
