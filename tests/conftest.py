"""Settings and fixtures of all tests."""

import os
import shutil
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings

from mlroadmap.data.model import Roadmap
from mlroadmap.site import Site, examine_data
from tests.builders import DOCS, committed, copy_of_tiny
from tests.built_site import SHARED

# The same examples in every run: a red run can be repeated, and no data base of examples is left behind.
settings.register_profile("repeatable", max_examples=50, deadline=None, derandomize=True, database=None)
settings.load_profile("repeatable")


def pytest_configure(config: pytest.Config) -> None:
    """Make a folder for what all processes of this run share."""
    if not hasattr(config, "workerinput"):
        os.environ[SHARED] = mkdtemp(prefix="mlroadmap-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove that folder; the first process does, when the others have ended."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(SHARED), ignore_errors=True)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The docs folder of a tiny site without mistakes, to be changed."""
    return copy_of_tiny(tmp_path)


@pytest.fixture(scope="session")
def committed_roadmap() -> Roadmap:
    """The data file of the repository, not yet checked against the other files."""
    return committed()


@pytest.fixture(scope="session")
def committed_site(committed_roadmap: Roadmap) -> Site:
    """Everything that the pages of the repository show; that it is free of mistakes is for other tests to say."""
    site = examine_data(DOCS, repo_url="https://github.com/ml-roadmap/ml-roadmap").site
    assert site is not None
    return replace(site, roadmap=committed_roadmap)
