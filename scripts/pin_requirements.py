#!/usr/bin/env python
"""Pin requirements/*.in to exact versions with hashes, for all platforms, without naming a package index.

    python scripts/pin_requirements.py

Needs `uv` on the PATH. The files are pinned in the order in which they constrain each other.
"""

import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "requirements"
OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-emit-index-url"]


def main() -> None:
    """Run uv once per file."""
    if not shutil.which("uv"):
        sys.exit("uv is needed to pin the requirements: install it, for example with `pipx install uv`")
    for name in ("site", "notebooks", "dev"):
        source, target = FOLDER / f"{name}.in", FOLDER / f"{name}.txt"
        subprocess.run(["uv", "pip", "compile", "--quiet", *OPTIONS, str(source), "-o", str(target)], check=True)
        print(f"wrote requirements/{target.name}")


if __name__ == "__main__":
    main()
