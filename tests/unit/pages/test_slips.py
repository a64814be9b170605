"""What Markdown loses in silence, one slip per test, and what is right and left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlroadmap.pages.slips import INDENT, slips


def said(text: str) -> list[str]:
    return [f"{one.line} {one.code}" for one in slips(text, name="docs/a.md")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n![pic](attachment:image.png)", "2 RM702"),
        ('<img src="attachment:x.png" alt="a">', "1 RM702"),
        ("![a](<attachment:my pic.png>)", "1 RM702"),
        ("![a](file:///home/me/x.png)", "1 RM702"),
        ("![a](blob:https://x/1)", "1 RM702"),
        ("| a | b |\n| - | - |\n| x | {1}, {2, 6, 7} |", "3 RM712"),
        ("| a | b |\n| - | - |\n| {1}, {2, 6, 7} | x |", "3 RM712"),
        ("## Sets {1, 2}", "1 RM712"),
        ("The set\n{1, 2}", "2 RM712"),
        ("The **set**{1, 2} and", "1 RM712"),
        ("| a | b |\n| - | - |\n| $P(A|B)$ | c |", "3 RM703"),
        ("| a | b |\n| - | - |\n| $|x|$ | c |", "3 RM703"),
        ("| a | b |\n| - | - |\n| 1 | 2 | 3 |", "3 RM703"),
        ("a | b\n- | -\n1 | 2 | 3", "3 RM703"),
        ('!!! note "T"\ntext', "1 RM704"),
        ('!!! note "T"\n  text', "1 RM704"),
        ('!!! note "T"\n\ntext', "1 RM704"),
        ('??? note "T"\ntext', "1 RM704"),
        ('???+ note "T"\n\n\ntext', "1 RM704"),
        ('=== "A"\ntext', "1 RM704"),
        ('=== "A"\n=== "B"\n    text', "1 RM704"),
        ("!!! note", "1 RM704"),
        ("- a\n  - b", "2 RM705"),
        ("1. a\n   - b", "2 RM705"),
        ("- a\n\n  - b", "3 RM705"),
        ("- a\n    - b\n      - c", "3 RM705"),
        ("- a\n   1. b", "2 RM705"),
        ("| a | b | c |\n| - | - | - |\n| 1 | 2 |\n| 1 | 2 | 3 |", "3 RM703"),
        ("| a | b |\n| - | - |\n| only one |", "3 RM703"),
        ("a\n---\n\nb", "2 RM707"),
        ("a\nb\n===", "3 RM707"),
        ("\n---\ntitle: a\n---\n# T", "4 RM707"),
        ("a [b]()", "1 RM713"),
        ("a [](map.md)", "1 RM713"),
        ("a\n[b](stage-2/k-means.ipynb)", "2 RM713"),
        ("[b](/map/)", "1 RM713"),
        ("[b](/)", "1 RM713"),
        ("[b](www.example.org)", "1 RM713"),
        ("[b](https:/example.org)", "1 RM713"),
        ("[b](//example.org/a)", "1 RM713"),
        ("[b](stage-2\\k-means.md)", "1 RM713"),
        ("[b](htp://example.org)", "1 RM713"),
        ("[b](htttps://example.org)", "1 RM713"),
        ("[b](https;//example.org)", "1 RM713"),
        ("[b](malto:a@example.org)", "1 RM713"),
        ("[b](mailto;a@example.org)", "1 RM713"),
        ('a <a href="map.md">b</a>', "1 RM713"),
        ('a\n<a href="../stage-2/k-means.md#a">b</a>', "2 RM713"),
        ("[b](https://ml-roadmap.example/map/)", "1 RM713"),
        ("[b](http://127.0.0.1:8000/map/)", "1 RM713"),
        ("```python\na", "1 RM706"),
        ("a\n~~~\nb", "2 RM706"),
        ("a\n<!-- b\nc", "2 RM707"),
        ("so \\(x^2 is", "1 RM708"),
        ("A claim.[^a]\n\n[^a]: One.\n[^b]: Two.\n[^a]: Three.", "5 RM701"),
        ("a\u202eb", "1 RM109"),
        ("a\n\nsoft\u00adware", "3 RM109"),
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main", "2 RM108"),
    ],
)
def test_a_slip_is_told_at_its_line(text: str, expected: str) -> None:
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "---\nhide:\n  - navigation\n---\n# T\n",
        "- a\n    - b\n        - c\n- d\n\n    more\n",
        "  - a\n  - b\n",
        "- a\n\ntext\n\n  - b\n",
        "- a\n- b\n\n1. c\n2. d\n",
        "- a\n  goes on - here\n",
        '!!! note "T"\n\n    text\n',
        '!!! note "T"\n    !!! tip "U"\n        text\n',
        '=== "A"\n    text\n=== "B"\n    text\n',
        "| a | b |\n| :- | -: |\n| 1 | 2 |\n| only one | |\n",
        "a\n\n---\n\nb\n",
        "[b](../map.md#a), [`c`](k-means.md), [d](https://example.org/x.ipynb), [e](mailto:a@example.org), [f](#a)\n",
        "[b](https.md), [c](tel:+4930), [d](http://example.org), [e](HTTPS://example.org), [f](maps/a.md)\n",
        '<a href="../map/">b</a> and <a href="https://example.org/x.md">c</a> and <a href="#a">d</a>\n',
        '[b](map.md "T") and `[b]()` and a list[int](3)\n',
        "| a | b |\n| - | - |\n| $5 | $10 |\n",
        "| a | b |\n| - | - |\n| `x|y` | a \\| b |\n",
        "| a | b |\n| - | - |\n| $P(A \\mid B)$ | c |\n",
        "a | b and c - d | e\n",
        "`attachment:x.png` and ![a](assets/x.png)\n",
        "```text\n- a\n  - b\n![p](attachment:x)\n| a |\n```\n",
        "````text\n```python\n````\n",
        "a <!-- b\nc --> d\n",
        "so \\(x^2\\) is, and (a\\_b)\n",
        "Wow!!! and what???\n",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(("spaces", "wrong"), [(INDENT - 1, True), (INDENT, False), (INDENT + 1, False)])
def test_an_item_of_an_inner_list_is_indented_by_four_spaces_or_more(spaces: int, wrong: bool) -> None:
    assert bool(said(f"- a\n{' ' * spaces}- b")) is wrong


@given(st.text(alphabet="-*`~|$!?= \n<>a1.:[]()\\", max_size=80))
def test_no_text_ends_in_a_traceback_and_every_line_is_one_of_the_page(text: str) -> None:
    assert all(1 <= one.line <= text.count("\n") + 1 for one in slips(text, name="docs/a.md"))
