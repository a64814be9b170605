"""Which cells an exercise needs: each way in which a cell can depend on another, and what it may leave out."""

import pytest

from mlroadmap.lessons.effects import effects, unbound
from mlroadmap.lessons.slices import needed


def slice_of(*cells: str, names: tuple[str, ...] = ()) -> list[int]:
    """Return which cells the last one needs."""
    last = len(cells) - 1
    return needed(effects(cells), [last], among=range(last), names=names)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(["a = 1", "b = 2", "b"], [1], id="the cell that binds a name that is read"),
        pytest.param(["a = 1", "b = a", "b"], [0, 1], id="what that cell needs in turn"),
        pytest.param(["a = 1", "a = 2", "a"], [1], id="not the cell whose value was replaced"),
        pytest.param(["a = 1", "a = a + 1", "a"], [0, 1], id="but the one that the new value was made from"),
        pytest.param(["a = 1", "if x:\n    a = 2", "x = 0", "a"], [0, 1], id="both, where the second may not bind"),
        pytest.param(["a = 1", "for a in []:\n    pass", "a"], [0, 1], id="both, where a loop may have no turn"),
        pytest.param(["a = 1", "a += 1", "a"], [0, 1], id="an augmented assignment"),
        pytest.param(["a, b = 1, 2", "c = 3", "b"], [0], id="a part of a tuple"),
        pytest.param(["import math", "math.pi"], [0], id="an import"),
        pytest.param(["import os.path as p", "p"], [0], id="an import with another name"),
        pytest.param(["with open('x') as f:\n    t = f.read()", "t"], [0], id="a name bound in a with"),
        pytest.param(["(n := 3)", "n"], [0], id="a walrus"),
        pytest.param(["n = 1", "[n for n in (2, 3)]", "n"], [0], id="not a comprehension, whose variables are its own"),
        pytest.param(["try:\n    a = 1\nexcept E as e:\n    a = 2", "E = 1", "a"], [0], id="a name bound in a try"),
        pytest.param(["match 3:\n    case n:\n        pass", "n"], [0], id="a name bound by a pattern"),
        pytest.param(["a = 1", "del a", "a"], [0, 1], id="a deletion"),
    ],
)
def test_names(cells: list[str], expected: list[int]) -> None:
    assert slice_of(*cells) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(["def f():\n    return a", "a = 1", "f()"], [0, 1], id="what a function reads, bound after it"),
        pytest.param(["a = 1", "def f():\n    return a", "a = 2", "f()"], [0, 1, 2], id="and each later binding of it"),
        pytest.param(["a = 1", "def f(a):\n    return a", "f(2)"], [1], id="not what its parameter hides"),
        pytest.param(["a = 1", "def f():\n    a = 2\n    return a", "f()"], [1], id="not what it binds itself"),
        pytest.param(["a = 1", "def f(x=a):\n    return x", "f()"], [0, 1], id="the default of a parameter"),
        pytest.param(["def f():\n    global a\n    a = 1", "f()", "a"], [0, 1], id="a call that binds a global name"),
        pytest.param(["a = []", "def f():\n    a.append(1)", "f()", "a"], [0, 1, 2], id="a call that changes one"),
        pytest.param(
            ["a = []", "def f():\n    a.append(1)", "def g():\n    f()", "g()", "a"],
            [0, 1, 2, 3],
            id="a call of a call",
        ),
        pytest.param(
            ["a = []", "def f(x):\n    x.append(1)", "f(a)", "a"], [0, 1, 2], id="a call that changes what it gets"
        ),
        pytest.param(
            ["a = []", "def f(x):\n    y = x\n    y.append(1)", "f(a)", "a"], [0, 1, 2], id="under another name"
        ),
        pytest.param(["a = [1]", "def f(x):\n    return sum(x)", "f(a)", "a"], [0], id="not one that only reads"),
        pytest.param(
            ["a = []", "f = lambda x: x.append(1)", "f(a)", "a"], [0, 1, 2], id="a lambda, of which nothing is known"
        ),
        pytest.param(["class A:\n    n = 1", "A().n"], [0], id="a class"),
        pytest.param(
            ["m = 1", "class A:\n    def f(self):\n        return m", "A().f()"], [0, 1], id="what its methods read"
        ),
        pytest.param(["@d\ndef f():\n    pass", "d = 1", "d = 2", "f()"], [0], id="a decorator"),
    ],
)
def test_functions(cells: list[str], expected: list[int]) -> None:
    assert slice_of(*cells) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(["a = {}", "a['x'] = 1", "a"], [0, 1], id="an element"),
        pytest.param(["a = T()", "a.x = 1", "T = 1", "a"], [0, 1], id="an attribute"),
        pytest.param(["a = {}", "del a['x']", "a"], [0, 1], id="a deleted element"),
        pytest.param(["a = []", "a.append(1)", "a"], [0, 1], id="a method that may change its object"),
        pytest.param(["a = 'x'", "a.upper()", "a"], [0], id="not one that is known to leave it alone"),
        pytest.param(["a = [[]]", "b = a[0]", "b.append(1)", "a"], [0, 1, 2], id="a part under another name"),
        pytest.param(["a = []", "b = [a]", "a.append(1)", "b"], [0, 1, 2], id="a list that holds it"),
        pytest.param(["a = [[]]", "for b in a:\n    b.append(1)", "a"], [0, 1], id="the variable of a loop"),
        pytest.param(["a = []", "[a.append(i) for i in range(3)]", "a"], [0, 1], id="within a comprehension"),
        pytest.param(
            ["a = [3, 1]", "import random\nrandom.shuffle(a)", "a"], [0, 1], id="a function that changes its argument"
        ),
        pytest.param(
            ["import numpy as np", "a = np.zeros(3)", "np.add(a, 1, out=a)", "a"], [0, 1, 2], id="an argument out="
        ),
        pytest.param(
            ["import numpy as np", "a = np.zeros(3)", "b = a.reshape(3, 1)\nb[0] = 1", "a"],
            [0, 1, 2],
            id="a view of an array",
        ),
        pytest.param(
            ["import numpy as np", "a = np.zeros(3)", "b = np.sqrt(a)\nb[0] = 1", "a"], [0, 1], id="not a new array"
        ),
        pytest.param(["a = iter([1, 2])", "next(a)", "a"], [0, 1], id="an iterator that is used up"),
        pytest.param(["a = (i for i in 'xy')", "for i in a:\n    pass", "a"], [0, 1], id="or looped over"),
        pytest.param(["rng = R(0)", "x = rng.normal()", "R = 1", "rng"], [0, 1], id="a generator of random numbers"),
        pytest.param(["m = M()", "m.fit(1)", "M = 1", "m"], [0, 1], id="a model that is fitted"),
    ],
)
def test_objects_that_are_changed_in_place(cells: list[str], expected: list[int]) -> None:
    assert slice_of(*cells) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        pytest.param(["open('x', 'w').write('1')", "open('x').read()"], [0], id="a file that is written"),
        pytest.param(
            ["from pathlib import Path", "(Path() / 'x').write_text('1')", "open('x')"], [0, 1], id="by its path"
        ),
        pytest.param(["print(open('x').read())", "open('x').read()"], [], id="not one that was only read"),
        pytest.param(["import subprocess", "subprocess.run('ls')", "open('x').read()"], [0, 1], id="a process"),
        pytest.param(
            ["import subprocess\ndef run(c):\n    subprocess.run(c)", "def t(c):\n    run(c)", "t('ls')", "open('x')"],
            [0, 1, 2],
            id="a process, two calls deep",
        ),
        pytest.param(["import numpy as np", "np.random.seed(1)", "a = 1", "a"], [0, 1, 2], id="the global seed"),
        pytest.param(["import lessons", "lessons.setup()", "1"], [0, 1], id="a set-up"),
        pytest.param(["print(3)", "1"], [], id="not a print"),
        pytest.param(["exec('a = 1')", "a"], [0], id="exec, which may bind anything"),
        pytest.param(["a = 1", "b = 2", "eval('a')"], [0, 1], id="eval, which may read anything"),
    ],
)
def test_what_has_no_name(cells: list[str], expected: list[int]) -> None:
    assert slice_of(*cells) == expected


def test_names_that_the_text_speaks_of_are_there() -> None:
    assert slice_of("a = 1", "b = 2", "1", names=("a",)) == [0]


def test_cells_that_are_not_given_are_left_out() -> None:
    assert needed(effects(["a = 1", "a = 2", "a"]), [2], among=[0]) == [0]


def test_a_star_import_is_refused_with_its_line() -> None:
    with pytest.raises(SyntaxError, match="import them by name") as raised:
        effects(["a = 1\nfrom math import *"])
    assert raised.value.lineno == 2


def test_a_magic_is_refused() -> None:
    with pytest.raises(SyntaxError):
        effects(["%timeit 1"])


def test_names_that_nothing_binds_are_told() -> None:
    cells = effects(["a = len(b)", "def f():\n    return c", "c = f()"])
    assert unbound(dict(enumerate(cells))) == {"b"}
