"""The questions as cards for spaced repetition elsewhere: a CSV file that Anki imports."""

import csv
import html
import io
import re
from collections.abc import Mapping

from mlroadmap.data.questions import Question, Questions

HEADER = "#separator:comma\n#html:true\n#columns:Front,Back,Tags\n#tags column:3\n"
"""What Anki reads before the rows: https://docs.ankiweb.net/importing/text-files.html."""


def cards(questions: Mapping[str, Questions]) -> str:
    """Return a card for each question: itself and its options, the right ones with reasons, the lesson as a tag."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    for lesson, those in questions.items():
        for question in those.questions:
            rows.writerow([_front(question), _back(question), lesson])
    return HEADER + text.getvalue()


def _front(question: Question) -> str:
    options = "".join(f"<li>{_html(option.text)}</li>" for option in question.options)
    return f"{_html(question.text)}<ol>{options}</ol>"


def _back(question: Question) -> str:
    right = [
        f"<li>{_html(option.text)} <i>{_html(option.because)}</i></li>" for option in question.options if option.right
    ]
    return f"<ul>{''.join(right)}</ul>"


def _html(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))
