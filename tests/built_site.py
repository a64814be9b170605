"""One real build of the site per test run, shared by the tests that look at it."""

import fcntl
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHARED = "MLROADMAP_TEST_RUN"
"""The environment variable that names the folder of this test run, which goes when the run ends."""


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
    """Build the committed site once and return its folder. All processes of a test run share it (`conftest.py`)."""
    folder = Path(os.environ[SHARED])
    target, whole = folder / "site", folder / "whole"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            done = run_mkdocs("build", "--strict", "--site-dir", str(target))
            assert done.returncode == 0, done.stderr
            whole.touch()
    return target
