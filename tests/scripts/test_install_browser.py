"""A browser is found where systems keep it, and one that does not start says what to install."""

import stat
import sys
from pathlib import Path

import pytest

from scripts import install_browser
from scripts.install_browser import BUNDLES, complaint, find


@pytest.fixture
def nothing_on_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.delenv("CHROMIUM", raising=False)


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.mark.parametrize("name", BUNDLES)
def test_a_browser_in_an_application_bundle_is_found(name: str, tmp_path: Path, nothing_on_path: None) -> None:
    there = program(tmp_path / f"Applications/{name}.app/Contents/MacOS/{name}", "")
    assert find([tmp_path / "none", tmp_path / "Applications"]) == str(there)


def test_a_browser_on_the_path_comes_before_a_bundle(
    tmp_path: Path, nothing_on_path: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "Chromium.app/Contents/MacOS/Chromium", "")
    there = program(tmp_path / "bin/chromium", "")
    monkeypatch.setenv("PATH", str(there.parent))
    assert find([tmp_path]) == str(there)


def test_the_browser_that_the_environment_names_wins(
    tmp_path: Path, nothing_on_path: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHROMIUM", "/opt/mine")
    assert find([tmp_path]) == "/opt/mine"


def test_without_a_browser_none_is_found(tmp_path: Path, nothing_on_path: None) -> None:
    assert find([tmp_path]) is None


def test_a_browser_that_starts_gives_no_complaint(tmp_path: Path) -> None:
    assert complaint(str(program(tmp_path / "chromium", "echo Chromium 140"))) is None


def test_a_browser_without_its_libraries_says_which_and_what_to_install(tmp_path: Path) -> None:
    said = complaint(str(program(tmp_path / "chromium", "echo 'libnss3.so: cannot open' >&2; exit 127"))) or ""
    assert "libnss3.so: cannot open" in said
    for words in ("apt-get install chromium", "dnf install chromium", "pacman -S chromium", "macOS", sys.executable):
        assert words in said


def test_a_browser_that_is_not_there_is_no_traceback() -> None:
    assert "does not start" in (complaint("/nowhere/chromium") or "")


def test_an_installation_that_fails_ends_with_a_sentence() -> None:
    with pytest.raises(SystemExit, match="name one with CHROMIUM="):
        install_browser.run([sys.executable, "-c", "raise SystemExit(3)"])
