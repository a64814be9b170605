"""What can be saved for reading without a network: the files of each stage and of everything, with size and version."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from mlroadmap.data.model import Roadmap
from mlroadmap.publish.versions import is_versioned

MANIFEST = "offline.json"
"""The file that is made here. Each part holds it too, so that what was saved can be deleted without a network."""
SHARED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/", "javascripts/", "stylesheets/", "search/")
"""Folders whose files every page may need."""
LEFT_OUT = ("assets/social/", "sitemap", "404.html", "sw.js", MANIFEST, ".map", "assets/javascripts/lunr/")
"""Parts of names of files that no reader needs on a page."""
PRACTICE = ("javascripts/practice/", "assets/lessons/", "assets/data/")
"""What running code takes besides Python itself."""
PYTHON = "assets/pyodide/"
"""The folder of Python for the browser: a part of its own, for it is larger than everything else."""
PAGES = ("index.html", "glossary/", "how-to-use/", "map/", "plan/", "progress/", "resources/", "review/", "offline/")
"""Pages that come with every part."""


class BuiltFile(NamedTuple):
    """A file of the built site: its size in bytes, and what changes when it does."""

    size: int
    sha256: str


def read_built(site: Path) -> dict[str, BuiltFile]:
    """Return the files of the built site by path below the root."""
    found = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        content = path.read_bytes()
        found[path.relative_to(site).as_posix()] = BuiltFile(len(content), hashlib.sha256(content).hexdigest())
    return found


def bundles(roadmap: Roadmap, built: Mapping[str, BuiltFile]) -> str:
    """Return the list of parts as JSON, given the files of the built site."""
    wanted = {name: file for name, file in built.items() if not any(part in name for part in LEFT_OUT)}
    wanted = {name: file for name, file in wanted.items() if not is_versioned(name)}
    rows = []
    for stage in roadmap.stages:
        files = [
            name for name in wanted if name.startswith((*SHARED, *PAGES, f"{stage.id}/", f"placement/{stage.id}/"))
        ]
        files = [name for name in files if not name.endswith(".ipynb")]
        rows.append(_part(stage.id, f"Stage {stage.number}: {stage.title}", files, wanted))
    everything = [name for name in wanted if not name.startswith(PYTHON)]
    rows.append(_part("everything", "Everything, with notebooks and data", everything, wanted))
    if runtime := [name for name in wanted if name.startswith(PYTHON)]:
        needed = [name for name in wanted if name.startswith(PRACTICE) or name.endswith("practice.json")]
        rows.append(_part("python", "Python, for the Run buttons of all lessons", [*runtime, *needed], wanted))
    return json.dumps(rows, ensure_ascii=False) + "\n"


def _part(id_: str, title: str, files: Iterable[str], built: Mapping[str, BuiltFile]) -> dict[str, object]:
    names = sorted(files)
    version = hashlib.sha256("\n".join(f"{name} {built[name].sha256}" for name in names).encode()).hexdigest()[:12]
    addresses = [name.removesuffix("index.html") for name in names]
    return {"id": id_, "title": title, "version": version, "bytes": sum(built[name].size for name in names)} | {
        "files": [*addresses, MANIFEST]
    }
