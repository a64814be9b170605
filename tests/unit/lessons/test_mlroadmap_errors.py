"""Common errors of beginners, raised for real, and what is said of them."""

import importlib.util
import re
import sys
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.linear_model import LinearRegression

from tests.built_site import ROOT

PATH = ROOT / "docs/assets/lessons/mlroadmap_errors.py"
SPEC = importlib.util.spec_from_file_location("mlroadmap_errors", PATH)
assert SPEC and SPEC.loader
errors: Any = importlib.util.module_from_spec(SPEC)
sys.modules["mlroadmap_errors"] = errors
SPEC.loader.exec_module(errors)

NAMES = {"np": np, "pd": pd, "model": LinearRegression()}
CASES = [
    ("if True:\nx = 1", "indented by four spaces"),
    ("x = 1\n  y = 2", "indented further"),
    ("if True:\n    x = 1\n  y = 2", "same number of spaces"),
    ("print((1, 2)", "never closed"),
    ("x = [1, 2)", "own kind"),
    ("x = 'a", "quotation mark"),
    ("for i in range(3)\n    print(i)", "colon is missing"),
    ("if x = 3:\n    pass", "`==`"),
    ("print 'a'", "is a function"),
    ("x = “a”", "not part of Python"),
    ("return 3", "`return` works only inside"),
    ("pricee", "`pricee`"),
    ("'a' + 1", "joins two texts or adds two numbers"),
    ("1 + 'a'", "joins two texts or adds two numbers"),
    ("None + 1", "`None`"),
    ("'3' < 4", "cannot be compared"),
    ("x = 5\nx(1)", "type int"),
    ("for i in 3: pass", "`range(n)`"),
    ("len[3]", "round brackets"),
    ("'abc'[0] = 'x'", "cannot be changed in place"),
    ("(1, 2).append(3)", "`append`"),
    ("def f(a): pass\nf()", "too few values"),
    ("def f(a): pass\nf(1, 2)", "more values"),
    ("def f(a): pass\nf(b=1)", "`b`"),
    ("{[1]: 2}", "Use a tuple"),
    ("{'a': 1}['b']", "'b' is not a key"),
    ("pd.DataFrame({'a': [1]})['b']", "'b' is not a key"),
    ("pd.DataFrame({'a': [1]})[['a', 'b']]", "table.columns"),
    ("pd.DataFrame({'a': [1]}).b", "neither a column nor a method"),
    ("[1, 2][5]", "counted from 0"),
    ("np.arange(3)[5]", "The last one is 2"),
    ("None.foo", "is `None`"),
    ("np.foo", "module numpy"),
    ("int('3.4')", "'3.4' is not a whole number"),
    ("float('1,5')", "'1,5' is not a number"),
    ("a, b = 1, 2, 3", "differ"),
    ("np.ones(3) + np.ones(4)", "aligned on the right"),
    ("np.ones((2, 3)) @ np.ones((2, 3))", "as many columns"),
    ("np.arange(6).reshape(4, 2)", "as many elements"),
    ("if pd.Series([1, 2]) > 1: pass", "`.all()`"),
    ("import nothing_of_this_name", "nothing_of_this_name"),
    ("from math import nothing", "`nothing`"),
    ("open('nowhere.csv')", "no file"),
    ("1 / 0", "divided by zero"),
    ("def f(): return f()\nf()", "without an end"),
    ("raise NotImplementedError", "still there"),
    ("model.predict([[1]])", "model.fit"),
    ("model.fit([1, 2], [1, 2])", "reshape(-1, 1)"),
    ("model.fit([[1], [2]], [1])", "different lengths"),
    ("model.fit([[float('nan')]], [1])", "missing values"),
]


def raised(code: str) -> BaseException:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(compile(code, "cell", "exec"), dict(NAMES))
    except BaseException as error:
        return error
    raise AssertionError(f"{code!r} raises nothing")


@pytest.mark.parametrize(("code", "said"), CASES, ids=[code[:30] for code, _ in CASES])
def test_a_common_error_is_explained(code: str, said: str) -> None:
    advice = errors.explain(raised(code))
    assert advice is not None
    assert said in advice.text


def test_nothing_is_said_of_an_error_that_is_not_common() -> None:
    assert errors.explain(TimeoutError("late")) is None


def test_every_link_leads_to_a_term_of_the_glossary_or_to_a_lesson() -> None:
    data = (ROOT / "docs/_data/glossary.yml").read_text("utf-8")
    for _, _, _, (link, label) in errors.KINDS:
        assert label
        if link.startswith("glossary/#"):
            assert re.search(rf"^  - id: {link.partition('#')[2]}$", data, re.MULTILINE), link
        else:
            assert (ROOT / f"docs/{link.rstrip('/')}.md").exists(), link


def test_no_sentence_has_a_gap_that_its_pattern_does_not_fill() -> None:
    for name, pattern, text, _ in errors.KINDS:
        gaps = set(re.findall(r"\{(\w+)\}", text)) - {"key", "last"}
        assert gaps <= set(re.compile(pattern).groupindex), (name, text)
