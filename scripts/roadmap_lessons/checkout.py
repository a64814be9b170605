"""Where things are in a clone of the repository."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Checkout:
    """A clone, and the folders in it that lessons are made from."""

    root: Path

    @property
    def docs(self) -> Path:
        """The pages and lesson sources."""
        return self.root / "docs"

    @property
    def helpers(self) -> Path:
        """The folder of the modules that lessons share."""
        return self.docs / "assets/lessons"

    @property
    def modules(self) -> tuple[Path, ...]:
        """The modules that a lesson cannot run without."""
        return tuple(self.helpers / f"mlroadmap_{name}.py" for name in ("checks", "lessons"))

    @property
    def data(self) -> Path:
        """The data files."""
        return self.docs / "assets/data"

    @property
    def requirements(self) -> Path:
        """The pinned requirements."""
        return self.root / "requirements"

    def name(self, source: Path) -> str:
        """The name of a file in messages."""
        return source.relative_to(self.root).as_posix()
