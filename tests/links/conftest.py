"""Servers for all tests of the link checker, started once per worker."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from behaviours import Handler
from link_harness import ROOT, Check
from servers import Authority, Loop, Site


@pytest.fixture(scope="session")
def loop() -> Iterator[Loop]:
    made = Loop()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def site(loop: Loop) -> Iterator[Callable[..., Site]]:
    """Starts a server from a dictionary of paths."""
    made: list[Site] = []

    def start(routes: dict[str, Handler] | None = None, **settings: Any) -> Site:
        made.append(Site(loop, routes or {}, **settings))
        return made[-1]

    yield start
    for one in made:
        one.close()


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    return Check(tmp_path)
