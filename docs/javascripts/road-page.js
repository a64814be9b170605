// The road wherever it is drawn: a dot fills when its lesson is ticked, the next one is marked, “go on” leads to it.
import { watchWhenBegun } from "./store.js";

const roads = document.querySelectorAll("[data-road]");
const isOpen = (/** @type {Element} */ dot) => !dot.matches(".rm-on, .rm-planned");

/** The dots of a road, and the card of each where the road leads through a page. @param {Element} road @param {Element | undefined} next */
function mark(road, next) {
  for (const dot of road.querySelectorAll("[data-dot]")) {
    dot.classList.toggle("rm-next", dot === next);
    if (!road.matches("[data-leads]")) continue;
    const card = document.getElementById((dot.getAttribute("data-dot") ?? "").replace(":", "-"));
    card?.classList.toggle("rm-on", dot.matches(".rm-on"));
    card?.classList.toggle("rm-next", dot === next);
  }
}

for (const road of roads) if (road.matches("[data-leads]")) mark(road, [...road.querySelectorAll("[data-dot]")].find(isOpen));

const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-go-on]"));
const first = [...links].map((link) => ({ link, text: link.textContent, href: link.href }));

if (roads.length) watchWhenBegun(() => Promise.all([import("./journey.js"), import("./lessons.js")]), (state, [{ goOn, known }, { default: lessons }]) => {
  const ids = known(state.done, lessons);
  const { lesson, begun } = goOn(state, lessons);
  for (const road of roads) {
    const dots = [...road.querySelectorAll("[data-dot]")];
    for (const dot of dots) dot.classList.toggle("rm-on", ids.has(dot.getAttribute("data-dot") ?? ""));
    const next = dots.find((dot) => dot.getAttribute("data-dot") === lesson?.id) ?? (road.matches("[data-leads]") ? dots.find(isOpen) : undefined);
    mark(road, next);
    if (!road.matches("[data-leads]")) continue;
    const following = lessons.find((one) => one.id === next?.getAttribute("data-dot"));
    for (const { link, text, href } of first) {
      link.textContent = begun && following ? `Go on: ${following.title}` : text;
      link.href = begun && next ? next.getAttribute("href") ?? href : href;
    }
  }
});
