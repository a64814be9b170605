"""The learner's notebook: whole, without answers or outputs, with links to the site that serves it."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from mlroadmap.data.model import Roadmap
from mlroadmap.lessons.executed import read_notebook
from mlroadmap.lessons.source import notebook_cells, read, read_lesson
from mlroadmap.publish.learner_notebook import (
    CALLS,
    PAGE_ONLY,
    WHERE_IMPORTED,
    Origin,
    colab,
    learner_notebook,
    names_of,
    origin_of,
    without_alt,
)
from mlroadmap.publish.versions import todays
from mlroadmap.site import Site, lesson_sources
from tests.builders import DOCS, replaced, roadmap_of, tiny_site

CLIMBING = roadmap_of(
    replaced("            minutes: 30\n", "            minutes: 30\n            introduces: [names and values]\n")
)
SITE = "https://roadmap.example.org/ml/"
LESSON = """\
---
title: First steps
---
# First steps

<!-- roadmap:lesson first-steps -->

```python tags=["setup"]
import mlroadmap_lessons as lessons
```

Read [this](../glossary.md#mean).

```python
# alt: A bar of height 2 for gulls
#      and one for wrens.
birds = lessons.data("tiny.csv")
```

```python tags=["asserts"]
assert birds == 3
```

## Check yourself

<!-- roadmap:questions first-steps -->

### Exercise 1: count

??? tip "Hint 1"
    Use `len`.

```python tags=["starter"]
answer_1 = ...
```

```python tags=["check"]
lessons.check(answer_1, lambda answer: secret)
```

```python tags=["solution"]
answer_1 = 42
```

<!-- roadmap:something new -->

## Where next

<!-- roadmap:next first-steps free-book -->
"""


def made(text: str = LESSON, roadmap: Roadmap | None = None) -> Any:
    origin = Origin(SITE, "stage-1/first-steps.md", {"lessons/mlroadmap_notebook.py": "a" * 64}, {"pandas": "3.0.2"})
    site = tiny_site()
    questions = site.questions["first-steps"]
    text = learner_notebook(read(text), "first-steps", origin, roadmap=roadmap or site.roadmap, questions=questions)
    return nbformat.reads(text, as_version=4)


def prose(notebook: Any) -> str:
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


def codes(notebook: Any, tag: str) -> list[str]:
    return [cell.source for cell in notebook.cells if tag in cell.metadata.get("tags", [])]


def test_it_is_a_valid_notebook_and_the_same_each_time() -> None:
    nbformat.validate(made())
    assert made() == made()


def test_checks_solutions_and_claims_are_calls() -> None:
    notebook = made()
    assert codes(notebook, "check") == ["lesson.check(1)"]
    assert codes(notebook, "solution") == ["lesson.solution(1)  # shows a solution and runs it, once you have tried"]
    assert codes(notebook, "asserts") == ["lesson.compare(1)  # are the numbers of the text yours too?"]
    assert codes(notebook, "starter") == ["answer_1 = ..."]


def test_the_first_code_cell_fetches_by_hash_and_is_folded() -> None:
    first = next(cell for cell in made().cells if cell.cell_type == "code")
    assert first.metadata == {"tags": ["start"], "jupyter": {"source_hidden": True}, "cellView": "form"}
    assert first.source.startswith("# @title ")
    assert f'site="{SITE}"' in first.source
    assert '"lessons/mlroadmap_notebook.py": "' + "a" * 64 in first.source


def test_what_figures_show_is_not_told_beforehand() -> None:
    assert "A bar of height" not in json.dumps(made())
    assert without_alt("# alt: a\n#      b\n# alt: c\nx = 1\n# alt: y") == "x = 1\n# alt: y"


def test_the_code_of_a_drawing_is_folded_as_on_the_page_and_runs_in_its_place() -> None:
    [before], [after] = (
        [cell for cell in made(LESSON, one).cells if "tiny.csv" in cell.source and not cell.metadata.get("tags")]
        for one in (None, CLIMBING)
    )
    assert before.metadata == {}
    assert after.metadata == {"jupyter": {"source_hidden": True}, "cellView": "form"}
    assert before.source == after.source


def test_the_markers_stand_for_the_lesson_its_questions_and_what_comes_next() -> None:
    text = prose(made())
    assert "After this lesson you can " in text
    assert f"[the page of the lesson]({SITE}stage-1/first-steps/)" in text
    question = tiny_site().questions["first-steps"].questions[0]
    assert question.text in text and question.options[0].because in text
    assert (
        text.index(question.options[0].text)
        < text.index("<summary>Answer</summary>")
        < text.index(question.options[0].because)
    )
    book = next(one for one in tiny_site().roadmap.resources() if one.id == "free-book")
    assert f"- [{book.title}]({book.url}): {book.why}" in text


def test_a_marker_of_another_kind_leads_to_the_page() -> None:
    assert f"There is more to do here on [the page of this lesson]({SITE}stage-1/first-steps/)" in prose(made())


def test_a_lesson_without_code_needs_no_first_cell() -> None:
    assert [cell.cell_type for cell in made("# First steps\n\nText.\n").cells] == ["markdown"]


def test_it_fetches_the_helpers_and_the_data_that_its_code_names() -> None:
    served = {"lessons/a.py": "1", PAGE_ONLY: "2", "data/tiny.csv": "3", "data/large.csv": "4"}
    origin = origin_of(read(LESSON), {"pandas": "3.0.2"}, page="stage-1/x.md", site="https://x.org", served=served)
    assert (origin.site, origin.page, origin.packages) == ("https://x.org/", "stage-1/x.md", {"pandas": "3.0.2"})
    assert origin.files == {"lessons/a.py": "1", "data/tiny.csv": "3"}


@pytest.mark.parametrize(
    ("imports", "files"), [("", []), ("from pretrained_weights import weights\n", [*WHERE_IMPORTED])]
)
def test_where_weights_are_is_fetched_by_those_that_ask(imports: str, files: list[str]) -> None:
    source = read(LESSON.replace("```python\n", "```python\n" + imports, 1))
    served = dict.fromkeys(WHERE_IMPORTED, "1")
    assert [*origin_of(source, {}, page="stage-1/x.md", site="https://x.org", served=served).files] == files


def test_colab_opens_the_copy_on_the_branch_and_nothing_without_a_repository() -> None:
    assert (
        colab("o/r", "stage-1", "a") == "https://colab.research.google.com/github/o/r/blob/notebooks/stage-1/a/a.ipynb"
    )
    assert colab("", "stage-1", "a") == ""


@pytest.mark.parametrize(
    ("claim", "there"),
    [
        ("assert birds", True),
        ("assert mine", False),
        ("assert f()", False),
        ("later = mine", False),
        ("assert (", True),
    ],
)
def test_a_claim_about_what_only_a_solution_makes_is_left_out(claim: str, there: bool) -> None:
    solution = "mine = 1\ndef f():\n    return birds\n```"
    text = LESSON.replace("answer_1 = 42\n```", f'{solution}\n\n```python tags=["asserts"]\n{claim}\n```')
    assert len(codes(made(text), "asserts")) == 1 + there


def test_a_name_of_a_solution_that_the_lesson_makes_too_does_not_count() -> None:
    again = "\n\n```python\nmine = 2\n```" + '\n\n```python tags=["asserts"]\nassert mine\n```'
    assert len(codes(made(LESSON.replace("answer_1 = 42\n```", f"mine = 1\n```{again}")), "asserts")) == 2


# Committed lessons ----------------------------------------------------------------------------------------------------


@pytest.fixture(params=lesson_sources(DOCS), ids=lambda path: path.stem)
def committed(request: pytest.FixtureRequest, committed_site: Site) -> tuple[list[dict[str, Any]], Any]:
    """The source's cells and the learner's notebook of a lesson."""
    path: Path = request.param
    source = read_lesson(path, name=path.name)
    run = read_notebook(path.with_suffix(".ipynb"), name=path.name)
    origin = origin_of(
        source, run.stamp.packages, page=path.relative_to(DOCS).as_posix(), site=SITE, served=todays(DOCS)
    )
    questions = committed_site.questions[path.stem]
    text = learner_notebook(source, path.stem, origin, roadmap=committed_site.roadmap, questions=questions)
    cells = notebook_cells(source)
    return cells, nbformat.reads(text, as_version=4)


def test_no_answer_output_or_foreign_mark_is_in_a_learners_notebook(committed: tuple[list[Any], Any]) -> None:
    cells, notebook = committed
    nbformat.validate(notebook)
    shown = "\n".join(cell.source for cell in notebook.cells)
    assert not any(cell.get("outputs") for cell in notebook.cells)
    open_code = "\n".join(c["source"] for c in cells if not {*CALLS} & {*c["metadata"].get("tags", [])})
    for cell in cells:
        if {*CALLS} & {*cell["metadata"].get("tags", [])}:
            lines = [line.strip() for line in cell["source"].splitlines() if len(line.strip()) > 25]
            assert [line for line in lines if line in shown and line not in open_code] == []
    text = re.sub(r"```.*?```|`[^`\n]*`", "", prose(notebook), flags=re.S)
    for mark in ("<!--", "???", "!!! ", "](../", "](#", "\0"):
        assert mark not in text, mark
    assert re.findall(r"\]\((?!https?://|mailto:)[^)]*\)", text) == []


def test_the_code_of_a_learners_notebook_is_python_and_leaves_our_name_alone(committed: tuple[list[Any], Any]) -> None:
    _, notebook = committed
    codes = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    for code in codes[1:]:
        assert "lesson" not in names_of(code)[0]
        ast.parse(code)
    compile(codes[0], "start", "exec")


def test_a_learners_notebook_is_small(committed: tuple[list[Any], Any]) -> None:
    assert len(nbformat.writes(committed[1]).encode()) < 80_000
