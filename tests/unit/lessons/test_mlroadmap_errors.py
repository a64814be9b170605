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
    ("return 3", "`return` works only inside a function"),
    ("pricee", "`pricee`"),
    ("'a' + 1", "joins two texts or adds two numbers"),
    ("1 + 'a'", "joins two texts or adds two numbers"),
    ("None + 1", "`None`"),
    ("'3' < 4", "cannot be compared"),
    ("x = 5\nx(1)", "type int"),
    ("for i in 3: pass", "`range(n)`"),
    ("len[3]", "round brackets"),
    ("'abc'[0] = 'x'", "never changed in place"),
    ("(1, 2).append(3)", "`append`"),
    ("def f(a): pass\nf()", "too few values"),
    ("def f(a): pass\nf(1, 2)", "more values"),
    ("def f(a): pass\nf(b=1)", "`b`"),
    ("{[1]: 2}", "use a tuple"),
    ("{'a': 1}['b']", "'b' is not there"),
    ("pd.DataFrame({'a': [1]})['b']", "'b' is not there"),
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
    ('x = """a', "three quotation marks"),
    ("while x = 3:\n    pass", "`==`"),
    ("f(a + 1=2)", "`==`"),
    ("def f(a=1, b): pass", "a value of their own"),
    ("x = 2nd", "A digit is followed by letters"),
    ("x = 07", "does not begin with 0"),
    ("try:\n    x = 1", "`except` or `finally`"),
    ("break", "only inside a loop"),
    ("x = [1, 2", "never closed"),
    ("print(1))", "no opening bracket"),
    ("def f():\n    x = x + 1\nf()", "before it gets a value there"),
    ("math.sqrt(2)", "is imported"),
    ("'a' + None", "`None`"),
    ("'a' + [1]", "of type list"),
    ("[1] + 1", "numbers.append(x)"),
    ("'3' - 1", "still a text"),
    ("'3' ** 2", "`**` does not work"),
    ("'a' * 1.5", "repeats it"),
    ("-'3'", "works on numbers"),
    ("len(3)", "no length"),
    ("1 in 3", "on its right is of type int"),
    ("1 in 'abc'", "only a text can be looked for"),
    ("a, b = 3", "shared out"),
    ("a, b = None", "`None`"),
    ("range('3')", "A whole number is wanted"),
    ("int([1])", "`int(…)` makes a number of one"),
    ("', '.join([1])", "`join` takes texts alone"),
    ("'7' % 2", "remainder of a division"),
    ("{1, 2}[0]", "has no places by number"),
    ("{'a': 1}.keys()[0]", "has no places by number"),
    ("np.mean[1]", "round brackets"),
    ("x = 5\nx[0] = 1", "in a value of type int"),
    ("print(1, sepp='')", "`sepp`"),
    ("def f(a): pass\nf(1, a=1)", "given twice"),
    ("len()", "another number of values"),
    ("{1: 2}['1']", "1 is not `'1'`"),
    ("pd.DataFrame({'a': [1]}).drop(columns='b')", "is not in the table"),
    ("pd.DataFrame({'a': [1]}).set_index('b')", "is not in the table"),
    ("pd.DataFrame({'a': [1]}).loc[5]", "column or row"),
    ("[][0]", "Is the list empty"),
    ("np.zeros((0, 2))[0]", "nothing in it along axis 0"),
    ("np.arange(3)['a']", "whole numbers, slices"),
    ("np.arange(3)[[True, False]]", "not as long as"),
    ("np.arange(3)[0][0]", "single number"),
    ("[1].sort().append(2)", "is `None`"),
    ("pd.Series([1]).foo", "The column"),
    ("model.coef_", "was `fit` called"),
    ("np.ones((2, 3)) @ np.ones(2)", "as many columns"),
    ("np.dot(np.ones((2, 3)), np.ones((2, 3)))", "as many columns"),
    ("a = np.ones(3)\na[:2] = np.ones(3)", "the shape of the place"),
    ("np.vstack([np.ones(2), np.ones(3)])", "in every direction but the one"),
    ("np.linalg.inv(np.ones((2, 3)))", "as many rows as columns"),
    ("model.fit([['a']], [1])", "text where a number is wanted"),
    ("pd.to_datetime(pd.Series(['x']))", "not a date"),
    ("model.fit(np.zeros((0, 1)), [])", "The table is empty"),
    ("int('')", "'' is not a whole number"),
    ("1 % 0", "divided by zero"),
    ("1.0 // 0", "divided by zero"),
    ("import math\nmath.sqrt(-1)", "not defined for this number"),
    ("b'\\xff'.decode('utf-8')", "not written in the way"),
    ("open('/')", "This is a folder"),
    ("d = {'a': 1}\nfor k in d:\n    d[k + 'b'] = 1", "Loop over a copy"),
    ("assert 1 == 2", "is not true here"),
]
WORDINGS = [  # of Python 3.11 to 3.14, NumPy and pandas, which say the same in other words
    (TypeError("argument of type 'int' is not a container or iterable"), "on its right is of type int"),
    (TypeError("cannot use 'list' as a dict key (unhashable type: 'list')"), "use a tuple"),
    (TypeError("print() got an unexpected keyword argument 'sepp'"), "`sepp`"),
    (TypeError("'sepp' is an invalid keyword argument for print()"), "`sepp`"),
    (TypeError("A.f() got an unexpected keyword argument 'b'. Did you mean 'a'?"), "`b`"),
    (TypeError("string indices must be integers, not 'str'"), "picked by its place"),
    (TypeError("string indices must be integers"), "picked by its place"),
    (TypeError("unsupported operand type(s) for ** or pow(): 'str' and 'int'"), "`**`"),
    (TypeError("'<' not supported between instances of 'NoneType' and 'int'"), "`None`"),
    (ValueError("too many values to unpack (expected 2, got 3)"), "differ"),
    (ValueError("expected a nonnegative input, got -1.0"), "not defined for this number"),
    (ValueError("max() iterable argument is empty"), "nothing in it"),
    (ValueError("invalid literal for int() with base 10: 'x'"), "'x' is not a whole number"),
    (SyntaxError("parameter without a default follows parameter with a default"), "a value of their own"),
    (SyntaxError("unterminated f-string literal (detected at line 1)"), "quotation mark"),
    (SyntaxError("f-string: expecting '}'"), "curly brackets"),
    (SyntaxError("'return' outside function"), "only inside a function"),
    (SyntaxError("invalid syntax. Maybe you meant '==' or ':=' instead of '='?"), "`==`"),
    (SyntaxError("closing parenthesis ')' does not match opening parenthesis '[' on line 1"), "own kind"),
    (IndentationError("expected an indented block after 'if' statement on line 1"), "indented by four spaces"),
    (IndentationError("expected an indented block"), "indented by four spaces"),
    (NameError("cannot access free variable 'x' where it is not associated with a value in enclosing scope"), "`x`"),
    (UnboundLocalError("cannot access local variable 'x' where it is not associated with a value"), "`x`"),
    (NameError("name 'pricee' is not defined. Did you mean: 'price'?"), "makes a guess"),
    (ZeroDivisionError("zero to a negative power"), "power"),
    (ZeroDivisionError("float floor division by zero"), "divided by zero"),
    (KeyError("None of [Index(['b'], dtype='object')] are in the [columns]"), "is not in the table"),
    (KeyError("['b'] not in index"), "is not in the table"),
    (FileNotFoundError(44, "No such file or directory", "a.csv"), "no file"),
    (ModuleNotFoundError("No module named 'sklear'"), "sklear"),
    (AttributeError("'NoneType' object has no attribute 'append'"), "is `None`"),
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


@pytest.mark.parametrize(("error", "said"), WORDINGS, ids=[str(error)[:40] for error, _ in WORDINGS])
def test_the_same_error_is_explained_in_the_words_of_each_version(error: Exception, said: str) -> None:
    advice = errors.explain(error)
    assert advice is not None
    assert said in advice.text
    assert "{" not in advice.text.replace("`{`", "").replace("`{{`", "")


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
