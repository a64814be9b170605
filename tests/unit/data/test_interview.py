"""Questions of interviews: how they are read, and that all code in them does what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mlroadmap.data.interview import Difficulty, InterviewQuestion, InterviewTopic, check_interviews, load_interviews
from mlroadmap.errors import ProblemsFound
from tests.builders import DOCS, TINY, tiny_site

PYTHON = (TINY / "_data/interview/python.yml").read_text("utf-8")
ALL = load_interviews(DOCS / "_data/interview", name="interview")
LEAST = 90
"""Questions that the site promises."""
FENCE = re.compile(r"^```py\n(.*?)^```", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^\s*# → ?(.*)$", re.MULTILINE)


def said(folder: Path, **files: str) -> list[str]:
    for topic, text in files.items():
        (folder / f"{topic}.yml").write_text(text, encoding="utf-8")
    try:
        load_interviews(folder, name="interview")
    except ProblemsFound as error:
        return [str(problem) for problem in error.problems]
    return []


def test_they_are_read_by_topic() -> None:
    found = load_interviews(TINY / "_data/interview", name="interview")
    assert list(found) == ["python"]
    assert [(one.id, one.level) for one in found["python"].questions] == [
        ("iv-two-names", Difficulty.basic),
        ("iv-why-so-slow", Difficulty.advanced),
    ]


def test_a_site_without_them_has_none(tmp_path: Path) -> None:
    assert load_interviews(tmp_path / "none", name="interview") == {}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("topic: python", "topic: mlops", "RM302  topic: is 'mlops', but the file is named python.yml"),
        ("iv-why-so-slow", "iv-two-names", "RM201  question 'iv-two-names' exists already in interview/python.yml"),
        ("level: advanced", "level: hard", "'hard'"),
        ("topic: python", "topic: pyton", "did you mean 'python'?"),
        ("id: iv-two", "id: two", "id"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, old: str, new: str, expected: str) -> None:
    assert old in PYTHON
    [problem] = said(tmp_path, python=PYTHON.replace(old, new, 1))
    assert problem.startswith("interview/python.yml:")
    assert expected in problem


def test_rm202_a_lesson_that_is_not_there(tmp_path: Path) -> None:
    text = PYTHON.replace("lessons: [first-steps]", "lessons: [first-step]")
    (tmp_path / "python.yml").write_text(text, encoding="utf-8")
    rows = load_interviews(tmp_path, name="interview")
    [problem] = check_interviews(rows, tiny_site().roadmap, name="interview")
    line = text[: text.index("lessons:")].count("\n") + 1
    expected = "question 'iv-two-names' names no lesson 'first-step': did you mean 'first-steps'?"
    assert str(problem) == f"interview/python.yml:{line}  RM202  {expected}"


# What is on the site -------------------------------------------------------------------------------------------------


def test_there_are_enough_on_every_topic_and_of_every_level() -> None:
    assert list(ALL) == list(InterviewTopic)
    assert sum(len(rows.questions) for rows in ALL.values()) >= LEAST
    assert [topic for topic, rows in ALL.items() if {one.level for one in rows.questions} != set(Difficulty)] == []


def test_each_topic_has_its_page() -> None:
    pages = {path.stem for path in (DOCS / "interview-questions").glob("*.md")}
    assert pages == set(ALL)


def code_of(one: InterviewQuestion) -> str:
    """The Python of a question: its code, then that of its answer."""
    return "\n".join([one.code, *FENCE.findall(f"{one.answer}\n")])


@pytest.mark.parametrize(
    "topic", [topic for topic, rows in ALL.items() if any(code_of(q).strip() for q in rows.questions)]
)
def test_code_prints_what_its_comments_say(topic: str, tmp_path: Path) -> None:
    wrong = {}
    for one in ALL[topic].questions:
        code = code_of(one)
        if not code.strip():
            continue
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )
        printed = [line.rstrip() for line in done.stdout.splitlines()]
        promised = [line.rstrip() for line in SHOWN.findall(code)]
        if printed != promised:
            wrong[one.id] = (promised, printed, done.stderr[-500:])
    assert wrong == {}
