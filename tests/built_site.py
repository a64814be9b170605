"""One real build of the site per test run, shared by the tests that look at it."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

ROOT = Path(__file__).parents[1]


def run_mkdocs(*arguments: str, folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as `make build` does and return its output. Copies of the site share what builds of it have kept."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "BUILD_CACHE": str(ROOT / ".cache/site")} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@cache
def built_site() -> Path:
    """Build the committed site once and return its folder."""
    target = Path(mkdtemp(prefix="mlroadmap-site-"))
    done = run_mkdocs("build", "--strict", "--site-dir", str(target))
    assert done.returncode == 0, done.stderr
    return target
