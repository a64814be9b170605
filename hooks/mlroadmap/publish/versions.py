"""Files that saved notebooks fetch: each is on the site under a name that holds its hash, and stays there.

Today's files are `docs/assets/lessons/*.py` and `docs/assets/data/*`. `docs/_data/served-files.txt` lists what was
promised since the first deployment (`make generate` adds to it); a listed version that is no longer today's is kept in
`docs/assets/kept/`.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from mlroadmap.files import read_text

FOLDERS = ("lessons", "data")
LISTED = "_data/served-files.txt"
KEPT = "assets/kept"
HEADER = "# What saved notebooks may fetch: SHA-256 and path. Lines are added by `make generate` and never removed.\n"
SHOWN = 10
"""Characters of the hash that stand in a name; the notebook compares all 64."""


def versioned(name: str, sha256: str) -> str:
    """Return the name under which a version is served: `data/birds.csv.gz` as `data/birds.1a2b3c4d5e.csv.gz`."""
    path = PurePosixPath(name)
    stem, dot, kind = path.name.partition(".")
    return str(path.with_name(f"{stem}.{sha256[:SHOWN]}{dot}{kind}"))


def is_versioned(path: str) -> bool:
    """Tell whether a path on the site is that of a version, which notebooks fetch and no page links to."""
    return bool(re.match(rf"assets/({'|'.join(FOLDERS)})/[^/]*\.[0-9a-f]{{{SHOWN}}}(\.|$)", path))


def todays(docs: Path) -> dict[str, str]:
    """Return the SHA-256 of each file that notebooks fetch, by path below `docs/assets`."""
    paths = [*sorted((docs / "assets/lessons").glob("*.py")), *sorted((docs / "assets/data").glob("*"))]
    files = [path for path in paths if path.is_file() and not path.name.startswith(".")]
    return {path.relative_to(docs / "assets").as_posix(): _sha256(path) for path in files}


def served(docs: Path) -> dict[str, Path]:
    """Return every version that the site offers: its path on the site, and the file that is served."""
    now = {f"assets/{versioned(name, sha)}": docs / "assets" / name for name, sha in todays(docs).items()}
    kept = {
        f"assets/{path.relative_to(docs / KEPT).as_posix()}": path
        for path in sorted((docs / KEPT).rglob("*"))
        if path.is_file()
    }
    return kept | now


def listed(text: str) -> list[tuple[str, str]]:
    """Return what the list promises: SHA-256 and path below `docs/assets`."""
    rows = [line.split(maxsplit=1) for line in text.splitlines() if line and not line.startswith("#")]
    return [(row[0], row[1]) for row in rows]


def promised(before: str, now: Mapping[str, str]) -> str:
    """Return the text of the list with today's versions added to those of `before`."""
    rows = {*listed(before), *((sha, name) for name, sha in now.items())}
    return HEADER + "".join(f"{sha}  {name}\n" for sha, name in sorted(rows, key=lambda row: (row[1], row[0])))


def lost(docs: Path) -> list[tuple[str, str]]:
    """Return the promised versions that the site would no longer offer: SHA-256 and path below `docs/assets`."""
    path = docs / LISTED
    rows = listed(read_text(path, name=f"{docs.name}/{LISTED}")) if path.exists() else []
    return [row for row in rows if not _is_there(docs, *row)]


def _is_there(docs: Path, sha256: str, name: str) -> bool:
    places: Iterable[Path] = (docs / "assets" / name, docs / KEPT / versioned(name, sha256))
    return any(path.is_file() and _sha256(path) == sha256 for path in places)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
