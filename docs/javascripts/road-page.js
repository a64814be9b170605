// The road wherever it is drawn: a dot fills when its lesson is ticked, the next one is marked, “go on” leads to it.
import { watch } from "./store.js";

const roads = document.querySelectorAll("[data-road]");

// Only pages with a road load what stands on it.
if (roads.length) Promise.all([import("./journey.js"), import("./lessons.js")]).then(([{ goOn, known }, { default: lessons }]) => {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-go-on]"));
  const first = [...links].map((link) => ({ link, text: link.textContent, href: link.href }));
  watch((state) => {
    const ids = known(state.done, lessons);
    const { lesson, begun } = goOn(state, lessons);
    for (const road of roads) {
      const dots = [...road.querySelectorAll("[data-dot]")];
      const isOn = (/** @type {Element} */ dot) => ids.has(dot.getAttribute("data-dot") ?? "");
      const isNext = (/** @type {Element} */ dot) => dot.getAttribute("data-dot") === lesson?.id;
      const isOpen = (/** @type {Element} */ dot) => !isOn(dot) && !dot.classList.contains("rm-planned");
      const next = dots.find(isNext) ?? (road.matches("[data-leads]") ? dots.find(isOpen) : undefined);
      for (const dot of dots) {
        dot.classList.toggle("rm-on", isOn(dot));
        dot.classList.toggle("rm-next", dot === next);
      }
      if (!road.matches("[data-leads]")) continue;
      for (const dot of dots) {
        const card = document.getElementById((dot.getAttribute("data-dot") ?? "").replace(":", "-"));
        card?.classList.toggle("rm-on", isOn(dot));
        card?.classList.toggle("rm-next", dot === next);
      }
      const following = lessons.find((one) => one.id === next?.getAttribute("data-dot"));
      for (const { link, text, href } of first) {
        link.textContent = begun && following ? `Go on: ${following.title}` : text;
        link.href = begun && next ? next.getAttribute("href") ?? href : href;
      }
    }
  });
});
