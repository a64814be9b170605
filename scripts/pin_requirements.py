#!/usr/bin/env python
"""Pin requirements/*.in to exact versions with hashes, for all platforms, without naming a package index.

    python scripts/pin_requirements.py               pin what is new in the .in files, and keep every other pin
    python scripts/pin_requirements.py --upgrade     pin the newest releases that are at least a week old

The files are pinned in the order in which they constrain each other. PyTorch stays out of deep.txt (torch.txt says
why), and with it what only its build for CUDA needs. Extras are kept: an old pip takes `coverage[toml]` for another
package than `coverage`, and would look for its newest release.
"""

import argparse
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "requirements"
GROUPS = (
    *("site", "notebooks", "boosting", "deep", "tensorflow", "dev"),
    *("serving", "operations", "kubeflow", "series", "control", "audit"),
)
"""In the order in which they are pinned."""
OPTIONS = [
    "--universal",
    "--no-strip-extras",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
]
WAIT = timedelta(days=7)
LEFT_OUT = re.compile(r"(torch|triton|nvidia-.*|cuda-.*)==")
"""Those pins of deep.txt that `without_torch` removes."""


def without_torch(pinned: str) -> str:
    """Return the text of a requirements file without PyTorch and what comes with it."""
    blocks = re.split(r"^(?=[^\s#])", pinned, flags=re.MULTILINE)
    return "".join(block for block in blocks if not LEFT_OUT.match(block))


def pins(text: str) -> dict[str, Requirement]:
    """Return what a file of pins names, by name."""
    lines = re.findall(r"^([A-Za-z0-9][^\\#\n]*)", text, flags=re.MULTILINE)
    found = [Requirement(line.strip()) for line in lines]
    return {canonicalize_name(one.name): one for one in found}


def unpinned(pinned: Mapping[str, Requirement], asked: Mapping[str, Iterable[str]]) -> list[str]:
    """Return a sentence for each package or extra that a pinned package asks for and no pin carries.

    `asked` has the requirements of the packages that are known, by name, as their metadata states them. What markers
    leave out, on this system and this Python, is asked for by nobody.
    """
    missing: dict[str, None] = {}
    for name, pin in pinned.items():
        if pin.marker and not pin.marker.evaluate():
            continue
        for need in map(Requirement, asked.get(name, ())):
            if LEFT_OUT.match(f"{need.name}=="):
                continue
            if need.marker and not any(need.marker.evaluate({"extra": extra}) for extra in ("", *pin.extras)):
                continue
            there = pinned.get(canonicalize_name(need.name))
            if there is None or not need.extras <= there.extras:
                extras = f"[{','.join(sorted(need.extras))}]" if need.extras else ""
                missing[f"{name} asks for {need.name}{extras}, which no pin carries"] = None
    return list(missing)


def options(*, upgrade: bool, today: date) -> list[str]:
    """Return the options for uv. A release waits before it is taken: by then a bad one is known."""
    return [*OPTIONS, "--upgrade", "--exclude-newer", f"{today - WAIT}"] if upgrade else OPTIONS


def main() -> None:
    """Run uv once per file."""
    parser = argparse.ArgumentParser(description="Pin the requirements with hashes.")
    parser.add_argument("--upgrade", action="store_true", help="take newer releases, at least a week old")
    chosen = options(upgrade=parser.parse_args().upgrade, today=date.today())
    applications = sorted(ROOT.glob("apps/*/requirements*.in"), key=lambda path: (path.parent, len(path.name)))
    for source in [*(FOLDER / f"{name}.in" for name in GROUPS), *applications]:
        target = source.with_suffix(".txt")
        command = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", *chosen, str(source), "-o", str(target)]
        subprocess.run(command, check=True)
        if source.stem == "deep":
            target.write_text(without_torch(target.read_text("utf-8")), "utf-8")
        print(f"wrote {target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
