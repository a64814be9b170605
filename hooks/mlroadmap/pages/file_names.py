"""Files that nobody reads as what they are, because of their names; nothing else complains of them."""

import re
from pathlib import Path

from mlroadmap.errors import Problem
from mlroadmap.files import visible

_PAGE = re.compile(r"\.(?:md|markdown|mdown|mkdn|mkd)", re.IGNORECASE)
_GOOD = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")


def misnamed(docs: Path) -> list[Problem]:
    """Return a problem for each page, and each file of data, whose name is not read or makes a bad address."""
    found = []
    for path in visible(docs, "**/*"):
        place = path.relative_to(docs)
        if not path.is_file() or place.parts[0] == "assets":
            continue
        name, said = f"{docs.name}/{place.as_posix()}", ""
        if _PAGE.fullmatch(path.suffix) and not (path.suffix == ".md" and _GOOD.fullmatch(path.stem)):
            said = f"the address of a page is its name: call it {_plain(path.stem)}.md"
        elif place.parts[0] == "_data" and path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yml":
            said = f"files of data end with .yml, and this one is read by nobody: call it {path.stem}.yml"
        if said:
            found.append(Problem(name, 1, "RM715", said))
    return found


def _plain(stem: str) -> str:
    """Return a name in lower case with hyphens between its words."""
    return "-".join(re.findall(r"[a-z0-9]+", stem.lower())) or "page"
