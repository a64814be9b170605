"""Whatever happened to a file, no check ends in a traceback, and the file is named in what is said.

A table of damages is applied to every kind of file that the checks read.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from mlroadmap.errors import Problem, report
from roadmap_lessons.checkout import Checkout
from tests.builders import ROOT, copy_of_tiny, edit, script

CHECK, LINT = script("check_data"), script("lint_lessons")
WRITE, RUN = script("write_generated"), script("run_notebooks")

DATA = ("_data/roadmap.yml", "_data/glossary.yml", "_data/datasets.yml", "_data/questions/first-steps.yml")
PAGES = ("index.md", "stage-1/index.md", "stage-1/first-steps.md")
JSON = ("stage-1/first-steps.ipynb", "_data/link-status.json", "_data/newest.json", "_data/map-layout.json")
LISTS = ("_data/released-ids.txt",)
KINDS = (*DATA, *PAGES, *JSON, *LISTS)


def _put_before(content: bytes) -> Callable[[Path], None]:
    return lambda path: _write(path, content + path.read_bytes())


def _write(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def _in_the_middle(damage: bytes) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        content = path.read_bytes()
        line = content.find(b"\n", len(content) // 2) + 1
        _write(path, content[:line] + damage + b"\n" + content[line:])

    return apply


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _link_to(target: str) -> Callable[[Path], None]:
    def apply(path: Path) -> None:
        path.unlink()
        path.symlink_to(target)

    return apply


UNREADABLE: dict[str, Callable[[Path], None]] = {
    "latin-1": _in_the_middle("café".encode("latin-1")),
    "utf-16": lambda path: _write(path, path.read_text("utf-8").encode("utf-16")),
    "zero byte": _in_the_middle(b"a\0b"),
    "folder": _folder,
    "dangling link": _link_to("nowhere"),
    "looping link": lambda path: _link_to(path.name)(path),
}
"""Damage that makes any file unreadable."""
DAMAGE: dict[str, Callable[[Path], None]] = {
    "conflict": _put_before(b"<<<<<<< HEAD\n"),
    "conflict inside": _in_the_middle(b"<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main"),
    "empty": lambda path: _write(path, b""),
    "half": lambda path: _write(path, path.read_bytes()[: path.stat().st_size // 2]),
    "brackets": lambda path: _write(path, b"[" * 4_000),
    "a number": lambda path: _write(path, b"1" * 5_000),
    "a list": lambda path: _write(path, b"- a\n- b\n"),
    "an object": lambda path: _write(path, b'{"a": {"b": [1, null, true]}}\n'),
    "alias": lambda path: _write(path, b"a: &a\n  - *a\n  - &b {<<: *a}\n"),
    "tag": _in_the_middle(b"  x: !!python/object/apply:os.system [ls]"),
    "tab": _in_the_middle(b"\tx: y"),
    "quote": _in_the_middle(b'  x: "y'),
    "control": _in_the_middle(b"a\x07b\x1b[0m"),
    "comment": _in_the_middle(b"<!-- "),
    "fence": _in_the_middle(b"```python"),
}
"""Damage that some kinds of file survive."""
HARMLESS: dict[str, Callable[[Path], None]] = {
    "byte order mark": _put_before(b"\xef\xbb\xbf"),
    "carriage returns": lambda path: _write(path, path.read_bytes().replace(b"\n", b"\r\n")),
}


@pytest.fixture(scope="module")
def undamaged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny docs folder with every kind of file in it, generated ones too. Made once; each test takes a copy."""
    docs = copy_of_tiny(tmp_path_factory.mktemp("undamaged"))
    (docs / "_data/link-status.json").write_text('{"checked": "2026-11-20", "resources": {}}\n', "utf-8")
    (docs / "_data/newest.json").write_text('{"lessons": {}}\n', "utf-8")
    assert CliRunner().invoke(WRITE.main, ["--docs", str(docs)]).exit_code == 0
    return docs


@pytest.fixture
def whole(undamaged: Path, tmp_path: Path) -> Path:
    """A copy of the whole folder, to be damaged."""
    shutil.copytree(undamaged.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / undamaged.name


def outputs(docs: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Run every check on `docs` and return what each says; an error that is not said is raised."""
    root = docs.parent
    shutil.copytree(ROOT / "requirements", root / "requirements", dirs_exist_ok=True)
    shutil.copytree(ROOT / "docs/assets/lessons", docs / "assets/lessons", dirs_exist_ok=True)
    monkeypatch.setattr(RUN, "CHECKOUT", Checkout(root))
    calls = {
        "check_data": (CHECK.main, ["--docs", str(docs)]),
        "lint_lessons": (LINT.main, ["--docs", str(docs)]),
        "write_generated": (WRITE.main, ["--check", "--docs", str(docs)]),
        "run_notebooks": (RUN.main, ["--check"]),
    }
    said = {}
    for name, (command, words) in calls.items():
        done = CliRunner().invoke(command, words)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        said[name] = done.output
        assert done.exit_code in (0, 1)
    return said


@pytest.mark.parametrize("damage", UNREADABLE)
@pytest.mark.parametrize("file", KINDS)
def test_a_file_that_cannot_be_read_is_named_by_check_data(whole: Path, file: str, damage: str) -> None:
    UNREADABLE[damage](whole / file)
    said = report(CHECK.examine(whole)[0])
    assert f"docs/{file}:" in said or f"docs/{Path(file).with_suffix('.md')}:" in said
    assert "cannot be read: " in said


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("file", KINDS)
def test_no_damage_ends_in_a_traceback_of_check_data(whole: Path, file: str, damage: str) -> None:
    DAMAGE[damage](whole / file)
    said = report(CHECK.examine(whole)[0])
    if damage.startswith("conflict") and file in (*DATA, *PAGES):
        assert f"docs/{file}:" in said
        assert "RM108  a merge conflict that was not resolved" in said


@pytest.mark.parametrize("damage", HARMLESS)
@pytest.mark.parametrize("file", KINDS)
def test_what_editors_of_other_systems_do_is_harmless(whole: Path, file: str, damage: str) -> None:
    HARMLESS[damage](whole / file)
    assert [str(problem) for problem in CHECK.examine(whole)[0]] == []


@pytest.mark.parametrize("damage", ["latin-1", "folder", "conflict", "half", "a list"])
@pytest.mark.parametrize("file", ["_data/roadmap.yml", *JSON[:1], *PAGES[2:], *LISTS, "_data/published.schemas.json"])
def test_no_damage_ends_in_a_traceback_of_any_check(
    whole: Path, file: str, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (UNREADABLE | DAMAGE)[damage](whole / file)
    outputs(whole, monkeypatch)


@pytest.mark.parametrize(
    "name", [".#index.md", "._index.md", "index.md~", "stage-1/.#first-steps.md", "stage-1/first-steps.ipynb~",
             "stage-1/._first-steps.ipynb", "_data/questions/.#first-steps.yml", "_data/questions/._first-steps.yml",
             "stage-1/.ipynb_checkpoints/first-steps-checkpoint.ipynb", "assets/data/.~lock.tiny.csv#"],
)  # fmt: skip
def test_locks_backups_and_hidden_files_are_passed_over(whole: Path, name: str) -> None:
    (whole / name).parent.mkdir(exist_ok=True)
    (whole / name).symlink_to("somebody@somewhere.1234:5678")
    assert [str(problem) for problem in CHECK.examine(whole)[0]] == []


def test_problems_of_all_layers_and_files_are_told_in_one_run(whole: Path) -> None:
    edit(whole / "_data/roadmap.yml", "kind: video", "kind: film")
    edit(whole / "_data/glossary.yml", "- id: average", "- id: sum")
    edit(whole / "_data/questions/first-steps.yml", "lesson: first-steps", "lesson: second-steps")
    edit(whole / "index.md", "<!-- roadmap:stages -->\n\n", "<!-- roadmap:stage -->\n\n**Bold and $\\frac{1}{$\n\n")
    (whole / "stage-1/notes.md").write_text("---\ntitle: Notes: mine\n---\n# Notes\n", "utf-8")
    problems: list[Problem] = CHECK.examine(whole)[0]
    codes = {(problem.file.removeprefix("docs/"), problem.code) for problem in problems}
    assert {
        ("_data/roadmap.yml", "RM104"),
        ("_data/glossary.yml", "RM201"),
        ("_data/questions/first-steps.yml", "RM302"),
        ("index.md", "RM401"),
        ("index.md", "RM707"),
        ("index.md", "RM708"),
        ("stage-1/notes.md", "RM211"),
        ("stage-1/notes.md", "RM101"),
    } <= codes


def test_names_of_markers_are_checked_when_nothing_of_the_data_can_be_read(whole: Path) -> None:
    (whole / "_data/roadmap.yml").write_text("a: [", "utf-8")
    edit(whole / "index.md", "<!-- roadmap:stages -->\n\n", "<!-- roadmap:stage -->\n\n")
    assert {problem.code for problem in CHECK.examine(whole)[0]} == {"RM101", "RM401"}
