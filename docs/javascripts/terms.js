// What says what a term means is loaded when a link to the glossary is first pointed at, or reached by keys.
for (const type of /** @type {const} */ (["pointerover", "focusin"])) {
  document.addEventListener(type, function first(event) {
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
    if (isTouch || !(event.target instanceof Element && event.target.closest("article a[href*='glossary/#']"))) return;
    document.removeEventListener(type, first);
    import("./term-bubble.js").catch(() => {}); // without a network the link leads to the glossary all the same
  });
}
