// Folds that the address or the printer needs open. Browsers open a fold for a search in the page, not all of them for an
// address, and none for paper. Answers stay shut: a hand-out without them is of more use.

/** Open every fold around the place that the address names. */
function reveal() {
  let target = null;
  try {
    target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  } catch {
    // an address that is no text names nothing
  }
  const folds = [];
  for (let fold = target?.closest("details"); fold; fold = fold.parentElement?.closest("details")) folds.push(fold);
  if (!folds.some((fold) => !fold.open)) return;
  for (const fold of folds) fold.open = true;
  target?.scrollIntoView();
}

/** @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener("beforeprint", () => {
  opened = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.rm-more:not([open])"))];
  for (const fold of opened) fold.open = true;
});
addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});
addEventListener("hashchange", reveal);
reveal();
