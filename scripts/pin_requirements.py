#!/usr/bin/env python
"""Pin requirements/*.in to exact versions with hashes, for all platforms, without naming a package index.

    python scripts/pin_requirements.py

Needs `uv` on the PATH. The files are pinned in the order in which they constrain each other. PyTorch stays out of
deep.txt (torch.txt says why), and with it what only its build for CUDA needs.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "requirements"
OPTIONS = [
    "--universal",
    "--no-strip-extras",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
]
LEFT_OUT = re.compile(r"(torch|triton|nvidia-.*|cuda-.*)==")


def without_torch(pinned: str) -> str:
    """Return the text of a requirements file without PyTorch and what comes with it."""
    blocks = re.split(r"^(?=[^\s#])", pinned, flags=re.MULTILINE)
    return "".join(block for block in blocks if not LEFT_OUT.match(block))


def main() -> None:
    """Run uv once per file."""
    if not shutil.which("uv"):
        sys.exit("uv is needed to pin the requirements: install it, for example with `pipx install uv`")
    for name in ("site", "notebooks", "deep", "dev"):
        source, target = FOLDER / f"{name}.in", FOLDER / f"{name}.txt"
        subprocess.run(["uv", "pip", "compile", "--quiet", *OPTIONS, str(source), "-o", str(target)], check=True)
        if name == "deep":
            target.write_text(without_torch(target.read_text("utf-8")), "utf-8")
        print(f"wrote requirements/{target.name}")


if __name__ == "__main__":
    main()
