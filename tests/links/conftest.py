"""Servers for all tests of the link checker, started once per worker."""

import socket
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
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str | None]]:
    """Names for servers on the loopback: the addresses that the look-ups find in turn (None: no such name).

    The last one stays. A name that is not in the dictionary does not exist, so that no test asks the world.
    """
    known: dict[str, list[str | None]] = {}
    real = socket.getaddrinfo

    def look_up(host: str, *arguments: Any, **more: Any) -> Any:
        turns = known.get(host, [host if host[:1].isdigit() or ":" in host else None])
        ip = turns.pop(0) if len(turns) > 1 else turns[0]
        if ip is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return real(ip, *arguments, **more)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    monkeypatch.delenv("GITHUB_TOKEN", raising=False)
    return Check(tmp_path)
