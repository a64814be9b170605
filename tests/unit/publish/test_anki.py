"""Questions as cards for Anki."""

import csv

from mlroadmap.data.questions import load_questions
from mlroadmap.publish.anki import HEADER, cards
from tests.builders import TINY

QUESTIONS = load_questions(TINY / "_data/questions", name="questions")


def test_every_question_is_a_card_with_its_options_in_front_and_the_right_ones_behind() -> None:
    text = cards(QUESTIONS)
    assert text.startswith(HEADER)
    rows = list(csv.reader(text.removeprefix(HEADER).splitlines()))
    [questions] = QUESTIONS.values()
    assert len(rows) == len(questions.questions)
    for (front, back, tag), question in zip(rows, questions.questions, strict=True):
        assert tag == questions.lesson
        assert front.count("<li>") == len(question.options)
        assert back.count("<li>") == sum(option.right for option in question.options)


def test_text_is_escaped_and_backticks_become_code() -> None:
    [questions] = QUESTIONS.values()
    [first, *_] = questions.questions
    tricky = first.model_copy(update={"text": "Is `a < b` & c?"})
    text = cards({questions.lesson: questions.model_copy(update={"questions": (tricky,)})})
    assert "Is <code>a &lt; b</code> &amp; c?" in text
