// Addresses of the site's pages, for scripts. On a page from a disk a folder has no page of its own: its file is named.

const root = new URL("../", import.meta.url);

/** @param {string} page its address below the root, such as `stage-1/#milestone` */
export function pageAddress(page) {
  const url = new URL(page, root);
  if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
  return url.href;
}
