// Loads what can be moved on a page when it comes near the window.
const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      const section = /** @type {HTMLElement} */ (target);
      Promise.all([import("./explorables/mount.js"), import(`./explorables/${section.dataset.explorable}.js`)]).then(([{ mount }, module]) =>
        mount(section, module.default),
      );
    }
  },
  { rootMargin: "400px" },
);
for (const section of document.querySelectorAll("[data-explorable]")) near.observe(section);
