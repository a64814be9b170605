"""What a check says to right answers in another style, to mistakes of form, and to code that stops."""

import linecache
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.builders import DOCS, module_of

CHECKS = DOCS / "assets/lessons/mlroadmap_checks.py"


@pytest.fixture
def checks() -> ModuleType:
    return module_of("mlroadmap_checks", CHECKS)


Say = Callable[..., str]


@pytest.fixture
def say(checks: ModuleType, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run an answer's code and a check in cells of their own, and return what was said."""

    def run(answer: str, test: str, **options: Any) -> str:
        space: dict[str, Any] = {"lessons": checks, "np": np}
        for name, code in (("your code", answer), ("the check", test)):
            linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
            exec(compile(code, name, "exec"), space)
        checks.check(space["f"], space["test"], **options)
        return capsys.readouterr().out.rstrip("\n")

    return run


@pytest.mark.parametrize(
    "answer", [3, 3.0, np.int64(3), np.array(3), np.array([3]), [3.0], (3,), pd.Series([3.0]), "3", " 3.0 g", "+3"]
)
def test_a_number_may_come_in_any_form(checks: ModuleType, answer: object) -> None:
    assert checks.number(answer) == 3


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,401 words", 1401),
        ("−2.5", -2.5),
        ("41 %", 41),
        (".5", 0.5),
        ("1e3", 1000),
        ("1E-3", 0.001),
        ("$26.90", 26.9),
        ("-$5", -5),
        ("€ 1,234,567.5", 1234567.5),
        ("112,736 dollars", 112736),
        ("about 3/4", 0.75),
        ("≈ 0.4 (0.2 to 0.6)", 0.4),
        ("±3", 3),
        ("3, I think", 3),
        ("1_000", 1000),
        ("12/2026", 12 / 2026),
    ],
)
def test_a_printed_number_is_read_as_it_stands(checks: ModuleType, text: str, value: float) -> None:
    assert checks.number(text) == value


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("many", "one number is wanted, not the text 'many'"),
        ([1, 2], "one number is wanted, not a list with 2 items"),
        (np.zeros((2, 3)), "one number is wanted, not a ndarray of shape (2, 3)"),
        (pd.Series([1, 2]), "one number is wanted, not a Series of shape (2,)"),
        (True, "one number is wanted, not True"),
        (np.bool_(False), "one number is wanted, not False"),
        (None, "one number is wanted, not None"),
        (len, "one number is wanted, not the function itself: call it"),
        ("0,25", "the text '0,25' has a decimal comma: Python writes it with a point"),
        ("1,5 %", "the text '1,5 %' has a decimal comma"),
        ("1/0", "the text '1/0' divides by 0"),
        ("$", "one number is wanted, not the text '$'"),
        (float("nan"), "NaN came out"),
    ],
)
def test_another_form_is_named_with_the_one_that_is_wanted(checks: ModuleType, answer: object, expected: str) -> None:
    with pytest.raises(AssertionError) as raised:
        checks.number(answer)
    assert str(raised.value).startswith(expected)


@pytest.mark.parametrize(
    "answer",
    [
        [1, 2],
        (1, 2.0),
        np.array([1, 2]),
        np.array([[1], [2]]),
        pd.Series([1, 2]),
        {"a": 1, "b": 2},
        ["1", "2"],
        range(1, 3),
    ],
)
def test_some_numbers_may_come_in_any_form(checks: ModuleType, answer: object) -> None:
    assert checks.numbers(answer, 2) == [1, 2]


@pytest.mark.parametrize("answer", [1, "12", [1], [1, 2, 3], None])
def test_too_few_or_too_many_numbers_are_told(checks: ModuleType, answer: object) -> None:
    with pytest.raises(AssertionError, match="2 numbers are wanted, not"):
        checks.numbers(answer, 2)


def test_a_whole_number_is_one_whatever_its_type(checks: ModuleType) -> None:
    assert checks.whole(7.0) == checks.whole(np.array([7])) == 7
    with pytest.raises(AssertionError, match=r"a whole number is wanted, not 7\.5"):
        checks.whole(7.5)


@pytest.mark.parametrize(
    ("answer", "digits", "percent", "right"),
    [
        (0.4086, 2, False, True),
        (0.41, 2, False, True),
        (0.415, 2, False, False),  # more than half a unit of the second decimal away
        (0.4036, 2, False, True),
        (0.4035, 2, False, False),
        (40.86, 2, False, False),
        (40.86, 2, True, True),
        ("41 %", 2, True, True),
        (42, 2, True, False),
        (0.5, 2, False, False),
    ],
)
def test_an_answer_is_right_to_half_a_unit_of_the_last_decimal(
    checks: ModuleType, answer: object, digits: int, percent: bool, right: bool
) -> None:
    assert checks.close(answer, 0.4086, digits, percent=percent) is right


def test_per_cent_may_be_given_as_a_share(checks: ModuleType) -> None:
    assert checks.close(0.41, 40.86, 0, percent=True)
    assert not checks.close(0.45, 40.86, 0, percent=True)


@pytest.mark.parametrize(("answer", "expected"), [(0.4, 0.4086), (41, 40.86), (0.001, 0.00083)])
def test_right_but_rounded_is_told_so_and_not_called_wrong(checks: ModuleType, answer: float, expected: float) -> None:
    with pytest.raises(AssertionError, match="right as far as it goes: give at least 4 decimals"):
        checks.close(answer, expected, 4)


@pytest.mark.parametrize(
    "answer",
    [
        "BE",
        "b, e",
        "B and E",
        "E; B",
        "B/E.",
        ["B", "E"],
        ("b.", "e."),
        {"B", "E"},
        np.array(["B", "E"]),
        {"A": False, "B": True, "E": 1},
    ],
)
def test_letters_may_come_in_any_form(checks: ModuleType, answer: object) -> None:
    assert checks.letters(answer, "ABCDE") == {"B", "E"}


@pytest.mark.parametrize("answer", ["BF", "", "none", [], 2, {"B": 1, "Z": 2}, True])
def test_what_is_no_letter_of_the_list_is_told(checks: ModuleType, answer: object) -> None:
    with pytest.raises(AssertionError, match="letters from A to E, such as 'AB', are wanted, not "):
        checks.letters(answer, "ABCDE")


@pytest.mark.parametrize(
    "answer",
    [
        "HLLW",
        "h, l, l, w",
        "H, L, L and W",
        "1 H, 2 L, 3 L, 4 W",
        "head, LoRA, LoRA, whole",
        ["H", "L.", "l", "W"],
        ["head", "LoRA", "LoRA", "whole"],
        ("1: H", "2: L", "3: L", "4: W"),
        {1: "H", 2: "L", 3: "L", 4: "W"},
        np.array(["H", "L", "L", "W"]),
    ],
)
def test_one_letter_for_each_may_come_in_any_form(checks: ModuleType, answer: object) -> None:
    assert checks.letter_each(answer, "HLW", 4) == "HLLW"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("HLL", "4 letters are wanted, one for each, not 3"),
        (["H", "L", "L", "W", "W"], "4 letters are wanted, one for each, not 5"),
        ("HLLX", "the letters H, L, W, such as 'HL', are wanted, not the text 'HLLX'"),
        (["head", "LoRA", "none", "whole"], "the letters H, L, W, such as 'HL', are wanted, not a list with 4 items"),
        ({"H", "L", "W", "F"}, "a set has no order: give a list of 4 letters, one for each"),
        (4, "the letters H, L, W, such as 'HL', are wanted, not 4"),
        ("", "the letters H, L, W, such as 'HL', are wanted, not the text ''"),
    ],
)
def test_what_is_no_letter_for_each_is_told(checks: ModuleType, answer: object, said: str) -> None:
    with pytest.raises(AssertionError, match=f"^{re.escape(said)}$"):
        checks.letter_each(answer, "HLW", 4)


FAR = "wrong: right as far as it goes: give at least 2 decimals"
ROUNDED = {
    "assert lessons.close(x, 0.43), 'no'": FAR,
    "assert not lessons.close(x, 0.43), 'a mistake'": "right",
    "assert not (\n        lessons.close(x, 0.78)\n        or lessons.close(x, 0.43)\n    ), 'a mistake'": "right",
    "assert not any(lessons.close(x, one) for one in (0.78, 0.43)), 'a mistake'": "right",
    "near = lambda one: lessons.close(x, one)\n    assert not near(0.43), 'a mistake'": "right",
    "near = lambda one: lessons.close(x, one)\n    assert near(0.43), 'no'": FAR,
    "assert x > 1 or not lessons.close(x, 0.43), 'a mistake'": "right",
    "if lessons.close(x, 0.43):\n        raise AssertionError('a mistake')": "right",
    "if lessons.close(x, 0.43):\n        return": FAR,
    "if not lessons.close(x, 0.43):\n        raise AssertionError('no')": FAR,
    "right = lessons.close(x, 0.43)\n    assert right, 'no'": FAR,
    "assert not lessons.close(x, 0.4), 'a mistake'": "wrong: a mistake",
}


@pytest.mark.parametrize("line", ROUNDED)
def test_a_mistake_that_is_near_when_rounded_is_not_called_right_as_far_as_it_goes(say: Say, line: str) -> None:
    assert say("f = 0.4", f"def test(x):\n    {line}") == ROUNDED[line]


@pytest.mark.parametrize("answer", [0, 1])
def test_a_bare_nought_or_one_is_no_rounded_answer(checks: ModuleType, answer: int) -> None:
    assert not checks.close(answer, 0.0008, 4)


@pytest.mark.parametrize("text", ["bias²", "bias2", "Bias^2", " BIAS² "])
def test_a_text_may_lack_capitals_and_signs_of_no_keyboard(checks: ModuleType, text: str) -> None:
    assert checks.same(text, "bias²")
    assert not checks.same("variance", "bias²")


TEST = """\
def test(function):
    got = lessons.whole(function(3))
    if got != 4:
        raise AssertionError(f"4 is wanted, not {got}")
"""


def test_a_right_function_is_right(say: Say) -> None:
    assert say("def f(n):\n    return n + 1", TEST) == "right"


def test_a_forgotten_return_is_named(say: Say) -> None:
    assert say("def f(n):\n    n + 1", TEST) == "wrong: `f` gives nothing back: is a `return` missing?"


def test_a_function_that_is_to_return_nothing_may_return_nothing(say: Say) -> None:
    assert say("def f(n):\n    pass", "def test(function):\n    function(3)", returns=False) == "right"


def test_an_untouched_starter_is_not_attempted(say: Say) -> None:
    assert say("def f(n):\n    raise NotImplementedError  # your code here", TEST) == "not attempted"
    assert say('def f(n):\n    """Add one."""\n    raise NotImplementedError', TEST) == "not attempted"


@pytest.mark.parametrize(
    "code", ["    raise NotImplementedError\n    return n + 1", "    m = n + 1\n    raise NotImplementedError"]
)
def test_a_left_over_raise_is_named(say: Say, code: str) -> None:
    said = say(f"def f(n):\n{code}", TEST)
    assert said == "wrong: the line `raise NotImplementedError` still stands in `f`: delete it"


def test_a_global_that_is_used_instead_of_the_argument_is_named(say: Say) -> None:
    said = say(
        "words = [1, 2]\ndef f(n):\n    total = 0\n    for w in words:\n        total = total + w\n    return total",
        TEST,
    )
    assert said == "wrong: 4 is wanted, not 3 (`f` never uses its argument `n`, and reads `words` from outside.)"


def test_an_exception_shows_the_lines_of_the_learner_and_none_of_the_check(say: Say) -> None:
    said = say("def g(n):\n    return n / 0\n\ndef f(n):\n    return g(n)", TEST)
    assert said.split("\n") == [
        "wrong: your code stops with ZeroDivisionError: division by zero",
        "  line 5, in f",
        "    return g(n)",
        "  line 2, in g",
        "    return n / 0",
    ]


def test_a_claim_of_the_learner_that_fails_is_the_learners(say: Say) -> None:
    said = say("def f(n):\n    assert n == 4, 'mine'\n    return n", TEST)
    assert said.startswith("wrong: your code stops with AssertionError: mine\n  line 2, in f")


CLASS = "class f:\n    def __init__(self, n):\n        self.n = n\n\n    def half(self):\n"


def test_a_class_that_stops_shows_the_line_of_its_method(say: Say) -> None:
    said = say(f"{CLASS}        return self.n / zero", "def test(made):\n    assert made(4).half() == 2")
    assert said.split("\n") == [
        "wrong: your code stops with NameError: name 'zero' is not defined",
        "  line 6, in half",
        "    return self.n / zero",
    ]


def test_what_a_class_makes_is_named_where_the_check_trips_over_it(say: Say) -> None:
    said = say(f"{CLASS}        return 'two'", "def test(made):\n    made(4).half() + 1")
    assert said.startswith("wrong: the check cannot go on with what `f` makes: TypeError")


def test_a_method_that_needs_nothing_of_its_object_is_not_blamed(say: Say) -> None:
    said = say(f"{CLASS}        return 3", "def test(made):\n    assert made(4).half() == 2, 'half of 4 is 2'")
    assert said == "wrong: half of 4 is 2"


def test_a_class_as_it_was_given_is_not_attempted(say: Say) -> None:
    test = "def test(made):\n    assert made(4).half() == 2"
    assert say(f"{CLASS}        raise NotImplementedError", test) == "not attempted"
    said = say(f"{CLASS}        self.n = 2\n        raise NotImplementedError", test)
    assert said == "wrong: the line `raise NotImplementedError` still stands in `half`: delete it"


def test_a_type_that_the_check_trips_over_is_described(say: Say) -> None:
    said = say("f = [1, 2]", "def test(answer):\n    answer + 1")
    assert said.startswith("wrong: the check cannot go on with a list with 2 items: TypeError: can only concatenate")


@pytest.mark.parametrize("answer", ["f = ...", "f = None", "f = (1, ...)"])
def test_three_dots_are_not_attempted(say: Say, answer: str) -> None:
    assert say(answer, TEST) == "not attempted"
