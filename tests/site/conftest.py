"""A copy of the site's sources, to be broken."""

import shutil
from pathlib import Path

import pytest

from tests.built_site import ROOT


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of everything that a build reads."""
    for name in ("docs", "hooks", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    return tmp_path
