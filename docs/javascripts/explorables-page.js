// Loads what can be moved on a page when it comes near the window.
import { whenNear } from "./near.js";

const sections = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-explorable]"));
whenNear(sections, 400, async (section) => {
  const [{ mount }, module] = await Promise.all([import("./explorables/mount.js"), import(`./explorables/${section.dataset.explorable}.js`)]);
  mount(section, module.default);
});
