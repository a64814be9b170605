"""What readers would see as it was typed, rendered with the extensions of the site; and prose that is left alone."""

import pytest

from mlroadmap.pages.leftovers import leftovers, located
from tests.builders import ROOT, script

RENDER = script("check_data").render_with(ROOT / "mkdocs.yml")
HEAD = "# Title\n\n"


def said(text: str) -> list[str]:
    return [str(one) for one in located(leftovers(RENDER(HEAD + text)), HEAD + text, name="docs/a.md")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("See [the paper][kingma] now.", "RM701"),
        ("See [the paper][] now.", "RM701"),
        ("A claim.[^1]", "RM701"),
        ("A claim.[^2]\n\n[^1]: Another.", "RM701"),
        ("Read [text] (https://example.org).", "RM707"),
        ("Read [text](https://example.org", "RM707"),
        ("Read (text)[https://example.org].", "RM707"),
        ("Read [[page]].", "RM707"),
        ("Some **bold text.", "RM707"),
        ("Some ** bold ** text.", "RM707"),
        ("Some ~~gone text.", "RM707"),
        ("Some ==marked== text.", "RM707"),
        ("Press ++ctrl+c++ now.", "RM707"),
        ("::: note\ntext\n:::", "RM707"),
        ("A word{: .big } here.", "RM707"),
        ("A word { .big } here.", "RM707"),
        ('--8<-- "other.md"', "RM707"),
        ("Made by {{ author }} in {% if x %}.", "RM707"),
        ("{{< figure >}}", "RM707"),
        ("Some `code here.", "RM707"),
        ("Three things:\n- one\n- two", "RM707"),
        ("Three things:\n1. one\n2. two", "RM707"),
        ("• one\n• two", "RM707"),
        ("1) one\n2) two", "RM707"),
        ("-one\n-two", "RM707"),
        ("=== Name\n    text", "RM707"),
        ("'''py\nx = 1\n'''", "RM707"),
        ("A table:\n| a | b |\n| - | - |\n| 1 | 2 |", "RM707"),
        ("| a | b |\n| 1 | 2 |", "RM707"),
        ("- [ ] read it", "RM707"),
        ("A :material-home: and a :smile: here.", "RM707"),
        ('!! note "T"\n    text', "RM707"),
        ("> [!NOTE]\n> text", "RM707"),
        (".. note::\n\n   text", "RM707"),
        ("words\n    ## Heading", "RM707"),
        ("a&amp;nbsp;b", "RM707"),
        ("a &lt;b>bold&lt;/b> word", "RM707"),
        ("<div>\n**bold** in a block\n</div>", "RM707"),
        ("The mean $ x^2 $ is", "RM708"),
        ("The mean $x^2 is", "RM708"),
        ("The mean $\\frac{1}{2} is\nhalf", "RM708"),
        ("The mean $x_{1} is", "RM708"),
        ("The mean $$x^2$$ is", "RM708"),
        ("The sum\n$$\nx\n$$\nis", "RM708"),
        ("so \\frac{1}{2} of it", "RM708"),
    ],
)
def test_what_was_not_understood_is_told_at_its_line(text: str, code: str) -> None:
    found = said(text)
    assert {one.split("  ")[1] for one in found} == {code}
    assert all("readers see '" in one for one in found)
    assert all(3 <= int(one.split(":")[1].split(" ")[0]) <= 2 + len(text.split("\n")) for one in found)


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $10, or US$ 20; the price in $ per kg is $1,000.",
        "From $5 to $10 a month, $3_000 a year.",
        "Written in C# and F#, #1 of its kind, with snake_case_name and __slots__ in `code`.",
        "The chance $P(A \\mid B)$ and $x^2$ and $\\frac{1}{2}$ are fine.",
        "$$\nx = \\sum_i y_i\n$$",
        "In 2019\n- as was said - it rained.",
        "At 10:30:15 the ratio was 3:2:1, and a:b:c.",
        "5 * 3 * 2, 2 ** 3 in `x ** 3`, ~5 %, 10^6 and x_1.".replace("2 ** 3 in ", ""),
        "A note [1], [a, b], (see [2]), the interval [0, 1] (closed), f(x)[0], a[i][j].",
        "C++, g++ and Notepad++; a | b | c; x == y; a => b; a <- b; a -> b.",
        "Wow!!! Great??? !important \\*star\\* \\[not\\] \\$5 {1, 2} a::b <3 & co.",
        'She said: "no". He/she; either/or; e.g. this; i.e. that; don\'t.',
        "`a[b][c]`, `**kwargs`, `{{ x }}`, `$x$`, `[^1]`, `<b>` and ``a`b`` are code.",
        "```text\n**a** [b][c] {{ d }} $e$\n```",
        "| a | b |\n| - | - |\n| $5 | $10 |\n| `a|b` | c |",
        "Term\n:   Definition.\n\nA claim.[^1]\n\n[^1]: A note.",
        '!!! note "Title"\n    Text **bold**.\n\n??? note "Fold"\n    - a\n    - b',
        "1. one\n2. two\n\n    - nested\n\n- [a link](https://example.org/b_(c)) and <https://example.org>",
        "<!-- a comment with **stars** and [a][b] -->",
        "The Poisson[^p] law; see [text][ref].\n\n[^p]: Siméon.\n\n[ref]: https://example.org",
        "It costs $5, or 2^3 of them, and US$ 7.",
        "Email me@example.org, 50 % {of all}, `C:\\new`, 7:30 a.m.",
    ],
)
def test_ordinary_prose_is_left_alone(text: str) -> None:
    assert said(text) == []


def test_each_leftover_is_told_at_its_own_line() -> None:
    assert [one.split("  ")[0] for one in said("a [^1] b\n\nc [^1] d")] == ["docs/a.md:3", "docs/a.md:5"]


def test_what_is_nowhere_in_the_source_is_told_at_the_first_line() -> None:
    [problem] = located(leftovers("<p>**x</p>"), "y", name="docs/a.md")
    assert problem.line == 1


def test_outputs_of_cells_formulas_and_drawings_are_no_prose() -> None:
    html = '<figure class="rm-output"><table><td>**x</td></table></figure><svg><text>**y</text></svg><p>z</p>'
    assert leftovers(html) == []


def test_words_on_both_sides_of_code_do_not_grow_together() -> None:
    assert leftovers("<p>[a<code>x</code>](b) and c</p>") != []
    assert leftovers("<p>a*<code>x</code>*b</p>") == []
