import os
from pathlib import Path

import pytest

from mlroadmap.errors import ProblemsFound
from mlroadmap.files import conflicts, read_json, read_text, unseen, visible


def said(path: Path) -> str:
    with pytest.raises(ProblemsFound) as caught:
        read_text(path, name="docs/a.md")
    [problem] = caught.value.problems
    return str(problem)


def test_a_text_comes_without_byte_order_mark_and_with_one_kind_of_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")
    assert read_text(path, name="a.md") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a\ncaf\xe9\n", "docs/a.md:2  RM107  cannot be read: not UTF-8 text: save it as UTF-8"),
        ("a\n".encode("utf-16"), "docs/a.md:1  RM107  cannot be read: it is saved as UTF-16: save it as UTF-8"),
        (
            b"a\nb\0c",
            "docs/a.md:2  RM107  cannot be read: there is a zero byte, so it is no text: save it as UTF-8",
        ),
    ],
)
def test_what_is_no_utf_8_is_told_with_its_line(tmp_path: Path, content: bytes, expected: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(content)
    assert said(path) == expected


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert said(tmp_path / "a.md") == "docs/a.md:1  RM107  cannot be read: No such file or directory"


def test_a_folder_where_a_file_is_meant_is_told(tmp_path: Path) -> None:
    assert said(tmp_path) == "docs/a.md:1  RM107  cannot be read: it is a folder where a file is meant"


def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert said(tmp_path / "a.md") == "docs/a.md:1  RM107  cannot be read: no file"


@pytest.mark.parametrize("target", ["nowhere.md", "a.md"], ids=["dangling", "looping"])
def test_a_link_that_leads_to_no_file_is_told_with_where_it_leads(tmp_path: Path, target: str) -> None:
    path = tmp_path / "a.md"
    path.symlink_to(target)
    assert said(path).endswith(f"RM107  cannot be read: it is a link to {target}, which leads to no file")


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.touch()

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)  # whoever runs the tests as root may read everything
    assert said(path).endswith("cannot be read: Permission denied")


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", 1, "it is empty"),
        ("{\n<<<<<<< HEAD\n}", 2, "it is not JSON from column 1 on"),
        ('{"a": 1', 1, "it is not JSON from column 8 on"),
        ("[" * 100_000, 1, "it is nested too deeply, or holds a number that is too long"),
        ("1" * 5_000, 1, "it is nested too deeply, or holds a number that is too long"),
    ],
)
def test_damaged_json_is_told_with_its_line_and_a_mend(tmp_path: Path, content: str, line: int, reason: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        read_json(path, name="a.json", code="RM501", mend="run `make notebooks`")
    [problem] = caught.value.problems
    assert str(problem) == f"a.json:{line}  RM501  cannot be read: {reason}: run `make notebooks`"


@pytest.mark.parametrize("name", [".#a.md", "._a.md", "a.md~", "#a.md#", ".a.md.swp", "a.md.orig", ".hidden/a.md"])
def test_hidden_files_locks_and_backups_are_passed_over(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.touch()
    (tmp_path / "b.md").touch()
    assert [one.name for one in visible(tmp_path, "**/*")] == ["b.md"]


CONFLICT = "a\n<<<<<<< HEAD\nb\n||||||| base\n=======\nc\n>>>>>>> main\n"


def test_a_merge_conflict_is_one_problem_at_its_first_line() -> None:
    [problem] = conflicts(CONFLICT, name="a.yml")
    assert str(problem).startswith("a.yml:2  RM108  a merge conflict that was not resolved: keep what is right")
    assert [problem.line for problem in conflicts(CONFLICT * 2, name="a.yml")] == [2, 9]


def test_the_end_of_a_conflict_is_found_when_its_beginning_was_deleted() -> None:
    assert [problem.line for problem in conflicts("a\n>>>>>>> main\n", name="a.yml")] == [2]


@pytest.mark.parametrize("info", ["", "text", "console", "diff"])
def test_a_page_may_show_a_conflict_in_a_fence_of_plain_text(info: str) -> None:
    assert conflicts(f"```{info}\n{CONFLICT}```\n", name="a.md", markdown=True) == []


def test_a_conflict_in_code_that_is_run_is_one() -> None:
    assert conflicts(f"```python\n{CONFLICT}```\n", name="a.md", markdown=True)


def test_seven_equals_signs_alone_are_a_heading() -> None:
    assert conflicts("Welcome\n=======\n", name="a.md", markdown=True) == []


@pytest.mark.parametrize(
    ("character", "called"),
    [
        ("\u202e", "U+202E (right-to-left override)"),
        ("\u2066", "U+2066 (left-to-right isolate)"),
        ("\u200b", "U+200B (zero width space)"),
        ("\u00ad", "U+00AD (soft hyphen)"),
        ("\ufeff", "U+FEFF (byte order mark)"),
        ("\x07", "U+0007 (a control character)"),
        ("\x85", "U+0085 (a control character)"),
        ("\u2028", "U+2028 (line separator)"),
        ("\ue000", "U+E000 (a control character)"),
        ("\ufffd", "U+FFFD (replacement character)"),
    ],
)
def test_a_character_that_nobody_sees_is_named_with_its_line(character: str, called: str) -> None:
    assert list(unseen(f"a\nb{character}c")) == [(2, called)]


@pytest.mark.parametrize("text", ["Zoë – “quoted” …", "5\u00a0km", "👩\u200d💻 and ❤️", "naïve\tcafé\n", "数学"])
def test_ordinary_text_has_no_such_character(text: str) -> None:
    assert list(unseen(text)) == []
