// The road wherever it is drawn: a dot fills when its lesson is ticked, the next one is marked, “go on” leads to it.
import { watch } from "./store.js";

const roads = document.querySelectorAll("[data-road]");

if (roads.length) {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-go-on]"));
  const first = [...links].map((link) => ({ link, text: link.textContent, href: link.href }));
  watch((state) => {
    for (const road of roads) {
      const dots = [...road.querySelectorAll("[data-dot]")];
      const isOn = (/** @type {Element} */ dot) => (dot.getAttribute("data-dot") ?? "") in state.done;
      const next = dots.find((dot) => !isOn(dot) && !dot.classList.contains("rm-planned"));
      for (const dot of dots) {
        dot.classList.toggle("rm-on", isOn(dot));
        dot.classList.toggle("rm-next", dot === next);
      }
      if (!road.matches("[data-leads]")) continue;
      const begun = dots.some(isOn);
      for (const { link, text, href } of first) {
        link.textContent = begun && next ? `Go on: ${next.querySelector("title")?.textContent}` : text;
        link.href = begun && next ? next.getAttribute("href") ?? href : href;
      }
    }
  });
}
