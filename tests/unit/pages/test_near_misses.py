"""Signs that are nearly Markdown are told with their line; what only looks like one is left alone."""

import pytest

from mlroadmap.pages.slips import slips


def said(text: str) -> list[str]:
    return [f"{one.line} {one.code} {one.text}" for one in slips(text, name="docs/a.md")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a\n\n== "Windows"\n\n    text', '3 RM707 == "Windows": the name of a tab begins with three signs'),
        ('==== "Windows"\n\n    text', '1 RM707 ==== "Windows": the name of a tab begins with three signs'),
        ("a\n\n``python\nx = 1\n``", "3 RM707 ``python: a code fence has three signs or more"),
        ("~~text\na", "1 RM707 ~~text: a code fence has three signs or more"),
        ("a\n\n*[HTML] HyperText", "3 RM707 *[HTML] HyperText: a colon belongs behind the brackets"),
        ("5&nbps;kg", "1 RM707 &nbps; is no character: did you mean 'nbsp'?"),
        ("a &whatever; b", "1 RM707 &whatever; is no character: write the character itself"),
        ("so \\[x^2 is", "1 RM708 the formula that opens here with \\[ is not closed"),
        ("![a](b.png) {width=300}", "1 RM707 {width=300}: attributes stand directly behind"),
        ("[a](b.md) {: .md-button }", "1 RM707 {: .md-button }: attributes stand directly behind"),
        ("# One\n\ntext\n\n# Two", "5 RM716 this page has its title in line 1: begin a heading with ## or more"),
        ("## One {#a}\n\ntext\n\n### Two {.b #a}", "5 RM716 the id a stands in line 1 already"),
        ("", "1 RM717 this page has no text"),
        ("---\ntitle: A\n---\n\n", "1 RM717 this page has no text"),
        ("a\n\n```pyhton\nx\n```", "3 RM718 no language is called 'pyhton': did you mean 'python'?"),
        ("```{.consle}\nx\n```", "1 RM718 no language is called 'consle': did you mean 'console'?"),
        ("```klingon\nx\n```", "1 RM718 no language is called 'klingon': write text where it is none"),
    ],
)
def test_a_near_miss_is_told_at_its_line_with_its_mend(text: str, expected: str) -> None:
    found = said(text)
    assert len(found) == 1
    assert found[0].startswith(expected)


@pytest.mark.parametrize(
    "text",
    [
        '=== "A"\n\n    text\n',
        "``a `tick` inside`` and ``x``\n",
        "text ``\nover two lines`` goes on\n",
        "~~struck out~~ and a ~ b\n",
        "a == b and c ==== d\n",
        "*[HTML]: HyperText Markup Language\n",
        "*[all lessons](map.md) at once*\n",
        "R&D; AT&T, a&b; 5&nbsp;kg &amp; &#39; &Eacute; `&nbps;`\n",
        "an array \\[1, 2\\] and \\[x^2\\]\n",
        "![a](b.png){width=300} and a set (1) {1, 2}\n",
        "| [a](b.md) {.c} |\n| - |\n| d |\n",
        "## A heading (one) {#one}\n\n## Another (two) {#two}\n",
        "# One\n\n```python\n# Two\n```\n\n#hashtag\n",
        "<!-- roadmap:paces -->\n",
        "```text\nonly code\n```\n",
        "```\nx\n```\n\n~~~ yaml\nx\n~~~\n\n```c++\nx\n```\n\n```Python\nx\n```\n",
        "````markdown\n```pyhton\n```\n````\n",
        '```python tags="hide" name="a"\nx = 1\n```\n',
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert said(text) == []
