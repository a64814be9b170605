import re

import markdown
import pytest
from selectolax.lexbor import LexborHTMLParser

from mlroadmap.pages.mathml import FormulasWrong, to_mathml


def rendered(text: str) -> str:
    """Return Markdown as the site renders it, formulas included."""
    extensions = ["pymdownx.arithmatex", "md_in_html"]
    page = markdown.markdown(text, extensions=extensions, extension_configs={extensions[0]: {"generic": True}})
    return to_mathml(page)


def test_an_inline_formula_becomes_mathml_in_its_sentence() -> None:
    page = rendered("The error $e_i$ is small.")
    assert "arithmatex" not in page
    assert page.startswith("<p>The error <math")
    assert page.endswith("</math> is small.</p>")
    assert "display=" not in page


def test_a_display_formula_becomes_a_block_that_can_be_scrolled_with_the_keyboard() -> None:
    tree = LexborHTMLParser(rendered("Before\n\n$$\n\\sum_i x_i^2\n$$\n\nAfter"))
    [block] = tree.css("div.rm-math")
    assert block.attributes["tabindex"] == "0"
    assert (block.attributes["role"], block.attributes["aria-label"]) == ("group", "Formula")
    assert [node.attributes["display"] for node in block.css("math")] == ["block"]
    assert not tree.css(".arithmatex")


def test_signs_that_html_escapes_are_read_as_they_were_written() -> None:
    page = rendered("$a < b$ and $a \\& b$")
    assert page.count("<math") == 2
    assert "&lt;" in page or "&#x0003C;" in page
    assert "amp;lt;" not in page


def test_several_formulas_of_a_line_are_kept_apart() -> None:
    assert [node.text() for node in LexborHTMLParser(rendered("$a$ then $b$")).css("math")] == ["a", "b"]


def test_a_page_without_formulas_stays_as_it_is() -> None:
    page = '<p>It costs $5 or \\(5\\), <span class="other">\\(x\\)</span>.</p>'
    assert to_mathml(page) == page


def test_aligned_equations_are_shown_as_a_table() -> None:
    page = rendered("$$\n\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}\n$$")
    assert len(LexborHTMLParser(page).css("math mtr")) == 2


@pytest.mark.parametrize("formula", ["\\undefined", "\\foo x", "a & b"])
def test_a_formula_that_would_be_shown_wrongly_is_refused_by_its_text(formula: str) -> None:
    with pytest.raises(FormulasWrong, match=f"the formula {re.escape(formula)} uses a command that cannot be shown"):
        rendered(f"A formula: ${formula}$.")


def test_a_formula_that_cannot_be_read_is_refused_by_its_text() -> None:
    with pytest.raises(FormulasWrong, match=re.escape("the formula \\frac cannot be read")):
        rendered("$\\frac$")


@pytest.mark.parametrize("formula", ["\\frac{1}{2", "x_{1", "a}b", "}{", "\\text{a", "\\frac{1}", "\\{x}"])
def test_a_brace_or_a_part_that_is_missing_is_refused(formula: str) -> None:
    with pytest.raises(FormulasWrong, match=re.escape(f"the formula {formula} cannot be read")):
        to_mathml(f'<span class="arithmatex">\\({formula}\\)</span>')


@pytest.mark.parametrize("formula", ["\\{1, 2\\}", "\\frac12", "\\sqrt[3]{x}", "x_i^2", "\\hat{y}"])
def test_braces_that_are_shown_and_short_forms_are_read(formula: str) -> None:
    assert "<math" in to_mathml(f'<span class="arithmatex">\\({formula}\\)</span>')


def test_all_formulas_of_a_page_that_are_wrong_are_told_together_in_plain_words() -> None:
    with pytest.raises(FormulasWrong) as caught:
        rendered("$\\frac$ and $x$ and $\\sqrt{$ and\n\n$$\n\\nonsense\n$$\n")
    sources = [error.source for error in caught.value.errors]
    assert set(sources) == {"\\frac", "\\sqrt{", "\\nonsense"}
    assert "Error" not in str(caught.value)


SPACE = "\N{THIN SPACE}"
"""What stands for a thin space in the texts below."""


def as_read(formula: str) -> str:
    """Return a formula as it is read from left to right, with its thin spaces."""
    parts = LexborHTMLParser(rendered(f"${formula}$").replace('<mspace width="0.167em" />', SPACE)).css("math")
    return "".join(part.text() for part in parts)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"\log x", "log x"),
        (r"\log \text{price} = \log c + a \log \text{carat}", "log price=log c+a log carat"),
        (r"\ln 8.14", "ln 8.14"),
        (r"\log\frac{a}{b}", "log ab"),
        (r"\log_2 p", "log2 p"),
        (r"\sin^2 x", "sin2 x"),
        (r"\cos \varphi_1 \cos \varphi_2", "cos φ1 cos φ2"),
        (r"\max_i x_i", "maxi xi"),
        (r"\lim_{n\to\infty} x", "limn→∞ x"),
        (r"\det A", "det A"),
        (r"\operatorname{tr} A", "tr A"),
        (r"\mathrm{Var} X", "Var X"),
        (r"\frac{\log x}{2\log y}", "log x2 log y"),
        (r"x^{\log y}", "xlog y"),
    ],
)
def test_the_name_of_a_function_stands_apart_from_its_argument(formula: str, expected: str) -> None:
    assert as_read(formula) == expected.replace(" ", SPACE)


@pytest.mark.parametrize("formula", [r"\log(x)", r"-\log(x)", r"2+\max(a, b)", r"\exp\left(x\right)"])
def test_no_space_goes_before_a_bracket_or_beside_an_operator(formula: str) -> None:
    assert SPACE not in as_read(formula)


def test_a_name_is_no_operator_which_would_get_wide_spaces_on_both_sides() -> None:
    assert not re.findall(r"<mo[^>]*>[a-z]+</mo>", rendered(r"$\max(a, b) + \min_i x_i$"))


def test_two_letters_beside_each_other_are_a_product_and_stay_together() -> None:
    assert as_read("a b c") == "abc"


def test_a_long_inline_formula_may_be_broken_before_its_relation_signs() -> None:
    page = rendered("It is $(a + b) + (c + d) + (e + f) = a + b + c + d < 9$ here.")
    assert page.count("<math>") == 3
    assert page.count("<wbr>") == 2
    assert page.count('<math><mo form="infix">') == 2
    assert "&lt;</mo><mn>9</mn></math>" in page


SUM = "a + b + c + d + e + f + g + h + i + j + k + l + m"


@pytest.mark.parametrize("formula", ["y = 2x + 1", SUM, rf"\frac{{a = b}}{{{SUM}}}"])
def test_a_short_formula_and_one_without_a_relation_outside_its_parts_stay_whole(formula: str) -> None:
    assert rendered(f"It is ${formula}$ here.").count("<math>") == 1
