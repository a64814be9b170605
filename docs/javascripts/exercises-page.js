// Exercises and tasks that can be done in the page. What a panel takes is loaded when it comes nearby the window.
const nearby = new IntersectionObserver(
  async (seen) => {
    const there = seen.filter((one) => one.isIntersecting).map((one) => /** @type {HTMLElement} */ (one.target));
    if (!there.length) return;
    for (const section of there) nearby.unobserve(section);
    const { enhance } = await import("./practice/panel.js");
    there.forEach(enhance);
  },
  { rootMargin: "600px" },
);

// No browser lets a page from the disk start Python.
if (location.protocol !== "file:") for (const section of document.querySelectorAll(".rm-turn[data-practice][data-mb]")) nearby.observe(section);
