"""Python for the browser: the lock file, the folder, the bytes."""

import gzip
import json
from pathlib import Path

import pytest

from mlroadmap.lessons.runtime import FOLDER, LOCK, PACKED, PLAIN, WASM, Lock, load_runtime

ROWS = {
    "numpy": {"file_name": "numpy.whl", "sha256": "0", "depends": [], "imports": ["numpy"]},
    "pandas": {"file_name": "pandas.whl", "sha256": "1", "depends": ["numpy", "six"], "imports": ["pandas"]},
    "six": {"file_name": "six.whl", "sha256": "2", "depends": [], "imports": ["six"]},
}
TEXT = json.dumps({"packages": ROWS})


def filled(root: Path) -> Path:
    """A checkout whose runtime holds files of known sizes."""
    (root / "package.json").write_text(json.dumps({"devDependencies": {"pyodide": "1.2.3"}}))
    folder = root / FOLDER / "1.2.3"
    folder.mkdir(parents=True)
    for name in (*PLAIN, WASM + PACKED):
        (folder / name).write_bytes(b"x" * 1000)
    for place, row in enumerate(ROWS.values()):
        (folder / str(row["file_name"])).write_bytes(b"x" * 10**place)
    (folder / LOCK).write_text(TEXT)
    return folder


def test_a_package_comes_with_all_that_it_needs() -> None:
    lock = Lock.read(TEXT)
    assert [package.name for package in lock.whole(["pandas"])] == ["numpy", "pandas", "six"]
    assert lock.of_modules(["pandas", "os"]) == {"pandas"}


def test_a_package_may_be_needed_under_another_spelling_of_its_name() -> None:
    rows = {"a-core": ROWS["six"], "a": {**ROWS["six"], "depends": ["A_core"]}}
    assert [package.name for package in Lock.read(json.dumps({"packages": rows})).whole(["a"])] == ["a", "a-core"]


@pytest.mark.parametrize("text", ["{}", '{"packages": {"numpy": {}}}', "nothing"])
def test_what_is_no_lock_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Lock.read(text)


def test_bytes_are_those_of_the_core_and_of_each_package_once(tmp_path: Path) -> None:
    filled(tmp_path)
    runtime = load_runtime(tmp_path)
    assert runtime is not None
    assert runtime.address == "assets/pyodide/1.2.3/"
    core = runtime.bytes_of([])
    assert runtime.bytes_of(["pandas"]) - core == 1 + 10 + 100
    assert runtime.bytes_of(["pandas", "six"]) == runtime.bytes_of(["pandas"])
    assert runtime.sizes["pyodide.mjs"] == len(gzip.compress(b"x" * 1000, mtime=0)), "servers compress scripts"
    assert runtime.sizes["python_stdlib.zip"] == 1000


@pytest.mark.parametrize("missing", [LOCK, "pandas.whl", WASM + PACKED])
def test_a_folder_that_is_not_whole_is_no_runtime(tmp_path: Path, missing: str) -> None:
    (filled(tmp_path) / missing).unlink()
    assert load_runtime(tmp_path) is None


def test_a_checkout_without_the_folder_has_no_runtime(tmp_path: Path) -> None:
    assert load_runtime(tmp_path) is None
