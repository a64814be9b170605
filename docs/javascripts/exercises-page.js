// Exercises and tasks that can be done in the page. What a panel takes is loaded when it comes near the window.
import { whenNear } from "./near.js";

// No browser lets a page from the disk start Python.
if (location.protocol !== "file:") {
  const sections = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".rm-turn[data-practice][data-mb]"));
  whenNear(sections, 600, async (section) => (await import("./practice/panel.js")).enhance(section));
}
