"""Interview questions as Markdown: a page of a topic shows each with its answer folded below it."""

from collections.abc import Callable

from markupsafe import escape

from mlroadmap.data.interview import Interview, InterviewQuestion
from mlroadmap.data.model import Lesson


def markdown_of(rows: Interview, link: Callable[[str], tuple[Lesson, str]]) -> str:
    """Return the Markdown of a topic's questions; `link` gives a lesson and its address by id."""
    return "\n\n".join(_question(number, one, link) for number, one in enumerate(rows.questions, start=1))


def _question(number: int, one: InterviewQuestion, link: Callable[[str], tuple[Lesson, str]]) -> str:
    # HTML, as the addresses are those of pages: MkDocs takes a Markdown link for one to a source file
    taught = ", ".join(f'<a href="{address}">{escape(lesson.title)}</a>' for lesson, address in map(link, one.lessons))
    parts = [
        f'<section class="rm-recall" id="question-{one.id}" markdown="1">',
        f"## {number}. {one.text} {{#{one.id}}}",
        f"*{one.level.capitalize()}*" + (f" · taught in {taught}" if taught else ""),
        f"```py\n{one.code.rstrip()}\n```" if one.code.strip() else "",
        '<details class="rm-answer" markdown="1">',
        "<summary>Answer</summary>",
        one.answer,
        "</details>",
        "</section>",
    ]
    return "\n\n".join(part for part in parts if part)
