"""Questions of interviews as Markdown."""

import re

from mlroadmap.pages.markers import expand
from tests.builders import tiny_site

TEXT = expand("<!-- roadmap:interview python -->", tiny_site(), page="interview-questions/python.md", name="page.md")


def test_a_question_has_its_anchor_level_lessons_code_and_folded_answer() -> None:
    first = TEXT.split("</section>")[0]
    assert '<section class="rm-recall" id="question-iv-two-names" markdown="1">' in first
    assert "## 1. What does `b` hold? {#iv-two-names}" in first
    assert re.search(r"\*Basic\* · taught in <a href=\"\.\./\.\./stage-1/first-steps/\">.+</a>", first)
    assert "```py\na = [1]\nb = a\na.append(2)\n```" in first
    answer = first.partition("<summary>Answer</summary>")[2]
    assert "```py\nprint(b)\n# → [1, 2]\n```" in answer


def test_what_a_question_does_not_have_is_not_said() -> None:
    second = TEXT.split("</section>")[1]
    assert "*Advanced*\n" in second
    assert "taught in" not in second
    assert "```" not in second
