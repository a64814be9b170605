"""One lesson without a fault, and one fault at a time."""

from typing import Any

import pytest

from mlroadmap.data.model import Roadmap
from mlroadmap.lessons.executed import Executed, cells_of
from mlroadmap.lessons.lint import lint
from mlroadmap.lessons.outputs import AXES, FIGURE_BYTES
from mlroadmap.lessons.source import notebook_cells, read
from mlroadmap.lessons.stamp import Stamp
from tests.builders import line_of, replaced, roadmap_of

EXERCISE = """\
### Exercise {n}: count

Count them.

??? tip "Hint 1"
    Use `len`.

??? tip "Hint 2"
    It takes the list.

```python tags=["starter"] name="fs-count-{n}"
import mlroadmap_lessons as lessons
test_{n} = print
answer_{n} = ...
```

```python tags=["check"]
lessons.check(answer_{n}, test_{n})
```

```python tags=["solution"]
lessons.check(3, test_{n})
```
"""
LESSON = f"""\
---
title: First steps
description: Counting birds.
---
# First steps

<!-- roadmap:lesson first-steps -->

## The question

How many birds are there? The [sum](../glossary.md#sum) says.

```python
print(17)
```

```python
# alt: A bar.
draw = print
draw()
```

## Intuition

Count to 17.

## From scratch

Loop.

## Does it work?

It does.

## Where it breaks: a bird that flies

Not at all.

## Check yourself

<!-- roadmap:questions first-steps -->

## Exercises

{EXERCISE.format(n=1)}
{EXERCISE.format(n=2)}
## Where next

<!-- roadmap:next first-steps free-book -->
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1pt" height="1pt"><path d="M 0 0"/></svg>'
STAMP = Stamp("2026-01-31", "3.11.7", {}, 1.5, "")
PRINTED = {"check": "not attempted\n", "solution": "right\n"}


def notebook_of(source: str) -> dict[str, Any]:
    cells = notebook_cells(read(source))
    for cell in cells:
        if cell["cell_type"] == "code":
            [tag] = cell["metadata"].get("tags", [""])
            text = PRINTED.get(tag, "17\n")
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]
            if "draw()" in cell["source"]:
                cell["outputs"] = [{"output_type": "display_data", "data": {"image/svg+xml": SVG}}]
    return {"cells": [cell for cell in cells if cell["cell_type"] == "code"]}


NO_PROJECT = roadmap_of(
    replaced("            lesson: first-steps\n            article_name: Count", "            article_name: Count")
)
"""The tiny roadmap, in which the lesson is an ordinary one."""


CLIMBING = roadmap_of(
    replaced(
        "            minutes: 30\n            status: written\n",
        "            minutes: 30\n            introduces: [names and values, calling a function]\n"
        "            status: written\n",
        replaced("            lesson: first-steps\n            article_name: Count", "            article_name: Count"),
    )
)
"""The same, in which the lesson says what it introduces."""
CLIMBING_BY_LAMBDA = roadmap_of(
    replaced(
        "            minutes: 30\n", "            minutes: 30\n            introduces: [names and values, lambda]\n"
    )
)
"""The same, in which it says so of something that is not on its page."""
LADDER = replaced("## Where next\n", f"{EXERCISE.format(n=3)}\n## You can now\n\nCount.\n\n## Where next\n", LESSON)
"""The lesson with the sections that it then needs."""


def said(source: str = LESSON, notebook: dict[str, Any] | None = None, roadmap: Roadmap = NO_PROJECT) -> list[str]:
    executed = Executed(cells_of(notebook or notebook_of(source)), STAMP)
    text = read(source, name="first-steps.md")
    problems = lint(text, executed, lesson="first-steps", name="first-steps.md", roadmap=roadmap)
    return [str(problem).removeprefix("first-steps.md:") for problem in problems]


def test_a_lesson_without_a_fault() -> None:
    assert said() == []


def test_a_lesson_on_the_ladder_without_a_fault() -> None:
    assert said(LADDER, roadmap=CLIMBING) == []


@pytest.mark.parametrize(("count", "fits"), [(2, False), (3, True), (4, True), (5, True), (6, False)])
def test_rm609_a_lesson_on_the_ladder_has_three_to_five_exercises(count: int, fits: bool) -> None:
    more = "".join(f"{EXERCISE.format(n=number)}\n" for number in range(3, count + 1))
    source = replaced(f"{EXERCISE.format(n=3)}\n", more, LADDER)
    found = said(source, roadmap=CLIMBING)
    assert found == [] if fits else f"RM609  {count} exercises: a lesson has three to five" in found[0]


USES_A_DRAWING = replaced("## Intuition\n", "```python\nprint(draw)\n```\n\n## Intuition\n", LADDER)


def test_rm618_a_cell_that_uses_what_a_folded_drawing_binds_is_told_where_it_was_bound() -> None:
    [problem] = said(USES_A_DRAWING, roadmap=CLIMBING)
    where, line = line_of("print(draw)", USES_A_DRAWING), line_of("# alt: A bar", USES_A_DRAWING)
    assert problem == (
        f"{where}  RM618  'draw' is here what the drawing of line {line} made of it, whose code is folded: "
        "compute it in a cell of its own before the drawing"
    )


def test_where_a_lesson_says_nothing_of_what_it_introduces_its_drawings_are_open_and_may_be_used() -> None:
    assert said(USES_A_DRAWING) == []


Q = "How many birds are there?"


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        (
            replaced(Q, "Of 3,141 birds?", LESSON),
            "Of 3,141",
            "RM601  nothing holds 3,141 to account",
        ),
        (
            replaced("print(17)", "print(17)\n" + "x = 1\n" * 25 + "y = 2", LESSON),
            "print(17)",
            "RM602  this cell has 27 lines, more than 25",
        ),
        (
            replaced("[sum](../glossary.md#sum)", "sum", LESSON),
            "The sum",
            "RM606  the glossary says that this lesson teaches 'Sum': write [sum](../glossary.md#sum) here",
        ),
        (replaced("The [sum](../glossary.md#sum) says.", "It says.", LESSON), 1, "RM606  the glossary says that this"),
        (
            replaced(Q, "The *averages*.", LESSON),
            "The *av",
            "RM606  the term 'average' is in the glossary",
        ),
        (replaced(Q, "Just count.", LESSON), "Just", "RM607  'Just' makes readers feel slow"),
        (replaced(Q, "It is easily done.", LESSON), "easily", "RM607  'easily' makes readers feel slow"),
        (
            replaced("## Intuition\n", "", LESSON),
            "## From",
            "RM608  the section '## Intuition' is missing",
        ),
        (
            replaced("## The question\n", "## Intuition\n\n## The question\n", replaced("## Intuition\n", "", LESSON)),
            "## Intuition",
            "RM608  the section 'Intuition' stands too early",
        ),
        (replaced("## Where next\n", "", LESSON), 1, "RM608  the section '## Where next' is missing"),
        (replaced(EXERCISE.format(n=2), "", LESSON), "## Exercises", "RM609  1 exercises: a lesson has two to four"),
        (
            LESSON.replace('"Hint 2"', '"Hint 1"', 1),
            "### Exercise 1",
            "RM609  the hints are not numbered in their order",
        ),
        (LESSON.replace('"Hint 2"', '"Help"', 1), "### Exercise 1", "RM609  this exercise has 1 hints"),
        (
            replaced(Q, f"{Q}\n\n<!-- given: 99 for no reason -->", LESSON),
            "<!-- given",
            "RM611  the prose has no number",
        ),
        (
            replaced(Q, "Of 3,141?\n\n<!-- given: 3,141 -->", LESSON),
            "<!-- given",
            "RM611  an exception is written",
        ),
    ],
)
def test_a_fault_of_the_source_is_named_on_its_line(source: str, line: str | int, expected: str) -> None:
    number = line if isinstance(line, int) else line_of(line, source)
    [problem] = said(source)
    assert problem.startswith(f"{number}  {expected}")


TASK = """\
### Task: one more

Add one to 17.

??? tip "Hint 1"
    Use `+`.

```python tags=["starter"] name="fs-one-more"
more = ...
```

```python tags=["check"]
def test_more(answer):
    assert answer == 18


lessons.check(more, test_more)
```

```python tags=["solution"]
solution_more = 17 + 1
lessons.check(solution_more, test_more)
```

"""
SET_UP = "```python\nimport mlroadmap_lessons as lessons\n```\n\n"
WITH_TASK = replaced("## From scratch\n", f"{SET_UP}{TASK}## From scratch\n", LESSON)


def test_a_task_within_the_lesson_is_no_fault() -> None:
    assert said(WITH_TASK) == []


@pytest.mark.parametrize(
    ("source", "line", "expected"),
    [
        (
            replaced('tags=["solution"]\nsolution_more', 'tags=["asserts"]\nsolution_more', WITH_TASK),
            "### Task",
            'RM609  this task has no solution: add a cell ```python tags=["solution"]',
        ),
        (
            replaced("    Use `+`.\n", '    a\n\n??? tip "Hint 2"\n    b\n\n??? tip "Hint 3"\n    c\n', WITH_TASK),
            "### Task",
            "RM609  this task has 3 hints: give one or two",
        ),
        (replaced('??? tip "Hint 1"\n    Use `+`.\n', "", WITH_TASK), "### Task", "RM609  this task has no hint"),
        (
            replaced("solution_more = 17 + 1", "a = 1\nb = 2\nc = 3\nsolution_more = 17 + 1", WITH_TASK),
            "a = 1",
            "RM609  the solution of this task has 4 lines: a task takes one to 3, else it is an exercise",
        ),
        (
            replaced(' name="fs-one-more"', "", WITH_TASK),
            "### Task",
            "RM612  this task has no id: write the starter as",
        ),
        (replaced("fs-one-more", "One more", WITH_TASK), "### Task", "RM612  'One more' is no id"),
        (
            replaced("fs-count-2", "fs-count-1", WITH_TASK),
            "### Exercise 2",
            "RM612  the id 'fs-count-1' is given twice",
        ),
        (
            replaced("solution_more = 17 + 1", "solution_more = nowhere + 1", WITH_TASK),
            "### Task",
            "RM613  this task needs `nowhere`, which no cell binds that a learner has run",
        ),
        (
            replaced("print(17)", "print(17)\nfrom math import *", WITH_TASK),
            "from math",
            "RM614  the cells that exercises need cannot be found: `import *` hides which names a cell binds",
        ),
    ],
)
def test_a_fault_of_an_exercise_or_task_is_named_on_its_line(source: str, line: str, expected: str) -> None:
    [problem] = said(source)
    assert problem.startswith(f"{line_of(line, source)}  {expected}")


@pytest.mark.parametrize("lines", [1, 3])
def test_a_task_takes_up_to_three_lines(lines: int) -> None:
    code = "".join(f"step_{number} = {number}\n" for number in range(lines - 1))
    assert said(replaced("solution_more = 17", f"{code}solution_more = 17", WITH_TASK)) == []


def test_lines_that_the_starter_of_a_task_gives_are_not_counted() -> None:
    three = "one = 1\ntwo = 2\nsolution_more = one + two + 15"
    given = replaced(
        'more = ...\n```\n\n```python tags=["check"]',
        'zero = 0\nmore = ...\n```\n\n```python tags=["check"]',
        WITH_TASK,
    )
    assert said(replaced("solution_more = 17 + 1", f"zero = 0\n{three}", given)) == []
    [problem] = said(replaced("solution_more = 17 + 1", f"zero = 1\n{three}", given))
    assert "the solution of this task has 4 lines" in problem


@pytest.mark.parametrize(
    "prose",
    [
        'He said "that is easy".',
        "The folder is `easy-ham`, and easy-ham too.",
        "It adjusts the justice of an uneasy course.",
        "17 of them, twice 17.",
        "A *gull* is no term, and *this* is stress.",
    ],
)
def test_what_is_no_fault(prose: str) -> None:
    assert said(replaced(Q, prose, LESSON)) == []


def shown(number: int, output: dict[str, Any]) -> dict[str, Any]:
    """The notebook with another output for its code cell of that number."""
    notebook = notebook_of(LESSON)
    [cell for cell in notebook["cells"] if cell["cell_type"] == "code"][number]["outputs"] = [output]
    return notebook


def printed(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text}


def figure(svg: str) -> dict[str, Any]:
    return {"output_type": "display_data", "data": {"image/svg+xml": svg}}


BARE = figure(SVG) | {"metadata": {"image/svg+xml": {AXES: ["x axis"]}}}
"""A figure as a run leaves it whose x axis has no label."""
TABLE = {"output_type": "execute_result", "data": {"text/html": "<table>" + "<tr></tr>" * 41 + "</table>"}}


@pytest.mark.parametrize(
    ("number", "output", "line", "expected"),
    [
        (0, printed("x\n" * 41), "print(17)", "RM603  this cell prints 41 lines, more than 40"),
        (0, TABLE, "print(17)", "RM603  this cell prints 41 lines, more than 40"),
        (1, BARE, "# alt: A bar", "RM604  the x axis has no label"),
        (
            1,
            figure(SVG.replace("M 0 0", "M" * FIGURE_BYTES)),
            "# alt: A bar",
            "RM605  this figure has 60 kB",
        ),
        (3, printed("right\n"), "lessons.check(answer_1", "RM610  lessons.check prints right here"),
        (
            7,
            printed("wrong: no\n"),
            "lessons.check(3, test_2)",
            "RM610  lessons.check prints wrong: no here",
        ),
    ],
)
def test_a_fault_of_the_outputs_is_named_on_the_line_of_its_cell(
    number: int, output: dict[str, Any], line: str, expected: str
) -> None:
    [problem] = said(notebook=shown(number, output))
    assert problem.startswith(f"{line_of(line, LESSON)}  {expected}")


def test_rm501_outputs_of_other_code_are_reported_and_not_judged() -> None:
    notebook = shown(0, printed("x\n" * 41))
    [problem] = said(replaced("print(17)", "print(18 - 1, 17)", LESSON), notebook)
    assert problem == "1  RM501  the code has changed since the notebook was run: run `make notebooks`"


def test_a_project_names_its_middle_sections_itself() -> None:
    source = LESSON
    for name in ("Intuition", "Does it work?", "Where it breaks: a bird that flies"):
        source = replaced(f"## {name}\n", "## The data\n", source)
    source = replaced("## The question", "## The brief", source)
    problems = lint(read(source), None, lesson="first-steps", name="x", roadmap=roadmap_of())
    assert problems == []


def test_all_faults_are_reported_together_and_sorted() -> None:
    source = replaced(Q, "Just 3,141.", replaced("## Intuition\n", "", LESSON))
    assert [problem.split("  ")[1] for problem in said(source)] == ["RM601", "RM607", "RM608"]
