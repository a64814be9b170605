// Parts of a page that are loaded when they come near the window. Before a reader moves, only those in the window are:
// who looks at the first screen fetches nothing for the second.

/** @param {Iterable<HTMLElement>} parts @param {number} pixels from the window @param {(part: HTMLElement) => unknown} load */
export function whenNear(parts, pixels, load) {
  const left = new Set(parts);
  /** @param {number} margin */
  const watch = (margin) => {
    const observer = new IntersectionObserver(
      (seen) => {
        for (const { isIntersecting, target } of seen) {
          const part = /** @type {HTMLElement} */ (target);
          if (isIntersecting && left.delete(part)) load(part);
          if (!left.has(part)) observer.unobserve(part);
        }
      },
      { rootMargin: `${margin}px` },
    );
    for (const part of left) observer.observe(part);
  };
  watch(0);
  addEventListener("scroll", () => watch(pixels), { once: true, passive: true });
}
