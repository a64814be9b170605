"""What can be saved for reading without a network: the files of each stage and of everything, with their sizes."""

import json
from collections.abc import Iterable, Mapping

from mlroadmap.data.model import Roadmap
from mlroadmap.publish.versions import is_versioned

MANIFEST = "offline.json"
"""The file that is made here. Each part holds it too, so that what was saved can be deleted without a network."""
SHARED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "javascripts/", "stylesheets/", "search/")
"""Folders whose files every page may need."""
LEFT_OUT = ("assets/social/", "sitemap", "404.html", "sw.js", MANIFEST, ".map", "assets/javascripts/lunr/")
"""Parts of names of files that no reader needs on a page."""
PAGES = ("index.html", "glossary/", "how-to-use/", "map/", "plan/", "progress/", "resources/", "review/", "offline/")
"""Pages that come with every part."""


def bundles(roadmap: Roadmap, sizes: Mapping[str, int]) -> str:
    """Return the list of parts as JSON; `sizes` are those of the built files, in bytes, by path below the root."""
    wanted = {name: size for name, size in sizes.items() if not any(part in name for part in LEFT_OUT)}
    wanted = {name: size for name, size in wanted.items() if not is_versioned(name)}
    rows = []
    for stage in roadmap.stages:
        files = [
            name for name in wanted if name.startswith((*SHARED, *PAGES, f"{stage.id}/", f"placement/{stage.id}/"))
        ]
        files = [name for name in files if not name.endswith(".ipynb")]
        rows.append(_part(stage.id, f"Stage {stage.number}: {stage.title}", files, wanted))
    rows.append(_part("everything", "Everything, with notebooks and data", wanted, wanted))
    return json.dumps(rows, ensure_ascii=False) + "\n"


def _part(id_: str, title: str, files: Iterable[str], sizes: Mapping[str, int]) -> dict[str, object]:
    names = sorted(files)
    addresses = [name.removesuffix("index.html") for name in names]
    return {"id": id_, "title": title, "bytes": sum(sizes[name] for name in names), "files": [*addresses, MANIFEST]}
