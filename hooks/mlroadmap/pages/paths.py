"""Addresses inside the site, relative to the page that links, so that it works under any host and folder."""

import posixpath


def page_url(source: str) -> str:
    """Return the address of a page from its source path: `stage-2/k-means.md` gives `stage-2/k-means/`."""
    stem = source.removesuffix(".md").removesuffix(".ipynb")
    if posixpath.basename(stem) == "index":
        stem = posixpath.dirname(stem)
    return f"{stem}/" if stem else ""


def href(page: str, target: str, anchor: str = "") -> str:
    """Return the relative address of `target` (a source path) as written in a link on `page` (a source path).

    A target that is no page, such as `assets/data/x.csv`, keeps its name.
    """
    to = page_url(target) if target.endswith((".md", ".ipynb")) else target
    relative = posixpath.relpath(to or ".", page_url(page) or ".")
    if to.endswith("/") or not to:
        relative += "/"
    if page_url(page) == to:
        relative = "" if anchor else "./"
    return f"{relative}#{anchor}" if anchor else relative
