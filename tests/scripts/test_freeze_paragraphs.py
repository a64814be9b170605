"""Paragraphs that a lesson quotes are plain prose of its sections, and nothing else."""

import pytest
from freeze_paragraphs import is_prose, paragraphs, plain

LONG = " ".join(["word"] * 35)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A **bold** claim\nof [a study](https://a.org/b).", "A bold claim of a study."),
        ("`n_init=10` asks for _ten_ starts", "n_init=10 asks for ten starts"),
    ],
)
def test_marks_and_addresses_are_left_out(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize("start", ["| ", "!!! note", "- ", "1. ", "<!-- ", "??? tip", "$$", "# "])
def test_tables_lists_boxes_and_headings_are_no_prose(start: str) -> None:
    assert is_prose(LONG)
    assert not is_prose(f"{start}{LONG}")


def test_short_paragraphs_and_those_with_a_formula_are_left_out() -> None:
    assert not is_prose(" ".join(["word"] * 34))
    assert not is_prose(f"{LONG} $x$")


def test_paragraphs_come_with_their_heading_and_not_from_tasks_code_or_exercises() -> None:
    source = f"""---
title: A
---
# A

{LONG} of the head

## The question

{LONG} of the question

## A rung

{LONG} of the rung

```python
{LONG} = 1

{LONG} = 2
```

### Part two

{LONG} of part two

### Task: count

{LONG} of the task

## Exercises

{LONG} of an exercise
"""
    assert [(heading, text.removeprefix(LONG)) for heading, text in paragraphs(source)] == [
        ("A rung", " of the rung"),
        ("Part two", " of part two"),
    ]
