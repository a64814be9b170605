"""When and with what a lesson was run, and the hash that tells whether its outputs are stale."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Stamp:
    """When and with what a lesson was run."""

    ran_on: str
    """The day, as YYYY-MM-DD."""
    python: str
    packages: Mapping[str, str]
    """Versions of the packages that the lesson imports, by name."""
    seconds: float
    """By the clock, which other work on the machine makes longer."""
    fingerprint: str
    """Hash of the code cells, data, helpers and pinned versions that the outputs were made from."""
    megabytes: int = 0
    """The most memory that the run took; 0 where the system does not tell."""
    cpu_seconds: float = 0.0
    """What processors worked for it: what the guide bounds. 0 where the system does not tell, or nobody asked yet."""

    def metadata(self) -> dict[str, Any]:
        """Return what a notebook keeps: all but the processor seconds of a run that did not tell them."""
        return {key: value for key, value in vars(self).items() if value or key != "cpu_seconds"}


def stamp_of(notebook: Mapping[str, Any]) -> Stamp:
    """Return the stamp of an executed notebook. Raises KeyError when it was not run by this project."""
    return Stamp(**notebook["metadata"]["mlroadmap"])


def fingerprint(code: Iterable[str], *, versions: str, files: Mapping[str, bytes]) -> str:
    """Return the hash that tells whether outputs are stale.

    `versions` is the text of the pinned requirements; `files` are the helpers and data that lessons read, by name.
    """
    digest = hashlib.sha256()
    for part in code:
        digest.update(part.encode() + b"\0")
    digest.update(versions.encode())
    for file in sorted(files):
        digest.update(file.encode() + b"\0" + hashlib.sha256(files[file]).digest())
    return digest.hexdigest()
