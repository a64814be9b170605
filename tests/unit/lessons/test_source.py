"""What is prose in a lesson, and on which line things stand."""

import pytest

from mlroadmap.lessons.source import read

LESSON = """\
---
title: Fifty 50
---
# A title of 51

<!-- given: 52 no prose -->

Prose with `code 53`, a formula $54 x$, [a link of 55](https://a.example/56) and "a quotation of 57".

$$
58
$$

| table | 59 |
|---|---|

60. item 61

??? tip "Hint 62"
    Inside 63.

```python tags=["setup", "asserts"]
x = 64
```

```text
65
```

    ```python
    y = 66
    ```
"""


def numbers(text: str) -> list[int]:
    return [int(word) for word in text.replace(".", " ").split() if word.isdigit()]


def test_everything_but_prose_is_blank_and_nothing_moves() -> None:
    text = read(LESSON)
    assert numbers(text.prose_with_numbers) == [61, 63]
    for view in (text.body, text.prose, text.plain, text.prose_with_numbers):
        assert len(view) == len(LESSON)
        assert view.count("\n") == LESSON.count("\n")


def test_the_text_of_a_link_is_prose_and_a_quotation_is_not_our_own() -> None:
    text = read(LESSON)
    assert "a link of 55" in text.prose
    assert "a.example" not in text.prose
    assert "quotation" in text.prose
    assert "quotation" not in text.plain


def test_only_fences_that_open_with_python_at_the_margin_are_cells() -> None:
    [cell] = read(LESSON).cells
    assert (cell.code, cell.tags) == ("x = 64", {"setup", "asserts"})
    assert LESSON.split("\n")[cell.line - 1] == "x = 64"


def test_a_part_ends_where_the_next_heading_of_its_level_or_above_begins() -> None:
    text = read("# A\n\n## B\n\n### C\n\n## D\n\n```py\n## E\n```\n")
    assert [(one.text, one.line, end) for one, end in text.parts(2)] == [("B", 3, 7), ("D", 7, 13)]
    assert [(one.text, end) for one, end in text.parts(3)] == [("C", 7)]


def headings_of(source: str) -> set[str]:
    return {one.text for one in read(source).headings}


def test_headings_of_every_level_are_found_without_the_signs_around_them() -> None:
    assert headings_of("# One\n\ntext # no\n\n###### Six  \n####### seven\n") == {"One", "Six"}


@pytest.mark.parametrize(
    "fence",
    [
        "```python\n# comment\n```",
        "~~~\n# comment\n~~~",
        "````text\n```\n# comment\n```\n````",
        "```text\n# a\n~~~\n# b\n```",
    ],
)
def test_a_line_in_a_code_fence_is_no_heading(fence: str) -> None:
    assert headings_of(f"# Title\n\n{fence}\n\n## After\n") == {"Title", "After"}
