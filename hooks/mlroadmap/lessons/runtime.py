"""Python for the browser: which packages there are, what a lesson needs of them, and how many bytes that is.

`make runtime` fills a folder, `.runtime/<version>/`, with exactly what is published: the core of Pyodide, the packages
that lessons import, and a lock file that names them. A build without that folder is a site without Run buttons.
"""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from packaging.utils import canonicalize_name

FOLDER = ".runtime"
LOCK = "pyodide-lock.json"
"""Written last, so that a folder which has it is whole."""
PLAIN = ("pyodide.mjs", "pyodide.asm.mjs", "python_stdlib.zip")
"""Files of the core that are published as they come."""
WASM, PACKED = "pyodide.asm.wasm", ".packed"
"""The largest file of the core, published compressed: its size is then the same on every server."""
COMPRESSED_BY_SERVERS = (".mjs", ".json")


@dataclass(frozen=True)
class Package:
    """A package of the lock file."""

    name: str
    file: str
    sha256: str
    needs: tuple[str, ...]
    modules: tuple[str, ...]
    """The names under which it is imported."""


@dataclass(frozen=True)
class Lock:
    """What a lock file names."""

    packages: Mapping[str, Package]

    @classmethod
    def read(cls, text: str) -> "Lock":
        """Read Pyodide's lock file, in which pydantic needs pydantic_core and the package is called pydantic-core.

        Raises ValueError for anything else.
        """
        try:
            rows = json.loads(text)["packages"]
            called = {canonicalize_name(name): name for name in rows}
            return cls(
                {
                    name: Package(
                        name,
                        row["file_name"],
                        row["sha256"],
                        tuple(called.get(canonicalize_name(need), need) for need in row["depends"]),
                        tuple(row.get("imports", ())),
                    )
                    for name, row in rows.items()
                }
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"this is not a lock file of Pyodide: {error} is missing") from None

    @cached_property
    def of_module(self) -> Mapping[str, str]:
        """The package of each module."""
        return {module: package.name for package in self.packages.values() for module in package.modules}

    def whole(self, names: Iterable[str]) -> tuple[Package, ...]:
        """Return packages and all that they need, sorted by name. Raises KeyError for one that is not in the lock."""
        found: dict[str, Package] = {}
        queue = list(names)
        while queue:
            package = self.packages[queue.pop()]
            if package.name not in found:
                found[package.name] = package
                queue += package.needs
        return tuple(found[name] for name in sorted(found))

    def of_modules(self, modules: Iterable[str]) -> frozenset[str]:
        """Return the packages that provide modules; what no package provides is left out."""
        return frozenset(self.of_module[module] for module in modules if module in self.of_module)


@dataclass(frozen=True)
class Runtime:
    """A filled folder: what a build can publish."""

    folder: Path
    lock: Lock
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Bytes that a browser fetches, by file."""

    @property
    def version(self) -> str:
        """The version of Pyodide."""
        return self.folder.name

    @property
    def address(self) -> str:
        """Where it is published, below the root of the site. Another version has another address."""
        return f"assets/pyodide/{self.version}/"

    def bytes_of(self, packages: Iterable[str]) -> int:
        """Return the bytes of the core and of packages, with all that they need."""
        wheels = {package.file for package in self.lock.whole(packages)}
        core = sum(self.sizes[name] for name in (*PLAIN, WASM + PACKED, LOCK))
        return core + sum(self.sizes[name] for name in wheels)


def version_of(root: Path) -> str:
    """Return the version of Pyodide that this checkout names: in package.json, once."""
    version: str = json.loads((root / "package.json").read_text("utf-8"))["devDependencies"]["pyodide"]
    return version


def load_runtime(root: Path) -> Runtime | None:
    """Return the runtime of a checkout, or None where `make runtime` has not filled its folder."""
    if not (root / "package.json").exists():
        return None
    folder = root / FOLDER / version_of(root)
    if not (folder / LOCK).exists():
        return None
    lock = Lock.read((folder / LOCK).read_text("utf-8"))
    files = [*PLAIN, WASM + PACKED, LOCK, *(package.file for package in lock.packages.values())]
    if not all((folder / name).exists() for name in files):
        return None
    return Runtime(folder, lock, {name: _sent(folder / name) for name in files})


def _sent(path: Path) -> int:
    """The bytes that a server sends for a file."""
    if path.suffix in COMPRESSED_BY_SERVERS:
        return len(gzip.compress(path.read_bytes(), mtime=0))
    return path.stat().st_size
