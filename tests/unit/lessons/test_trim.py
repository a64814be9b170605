"""What an exercise does without: no statement that it may depend on, and every one that would fetch for nothing."""

from collections.abc import Sequence

import pytest

from mlroadmap.lessons.effects import effects
from mlroadmap.lessons.runtime import load_runtime
from mlroadmap.lessons.slices import needed
from mlroadmap.lessons.trim import BROUGHT, Statements, Trim, without_lines
from tests.built_site import ROOT


def trim(*cells: str, names: tuple[str, ...] = ()) -> Trim:
    """Return what the last cell does without."""
    last = len(cells) - 1
    slice_ = needed(effects(cells), [last], among=range(last), names=names)
    return Statements(cells).trim(slice_, [last], names=names)


DRAWS = "x = [1, 2]\nfig, ax = plt.subplots()\nax.plot(x)\nplt.show()"
IMPORTS = "import matplotlib.pyplot as plt\nimport pandas as pd\nimport lessons"


@pytest.mark.parametrize(
    ("cells", "without"),
    [
        pytest.param([IMPORTS, DRAWS, "sum(x)"], {1: ((2, 4),)}, id="a drawing, for a sum"),
        pytest.param([IMPORTS, DRAWS, "fig.axes"], {}, id="not one that the exercise looks at"),
        pytest.param([IMPORTS, "a = pd.Series([1])\nb = 2", "b"], {1: ((1, 1),)}, id="a table that nobody asks for"),
        pytest.param([IMPORTS, "a = pd.Series([1])\nb = a.sum()", "b"], {}, id="not one that something was made from"),
        pytest.param([IMPORTS, "a = 1\nb = 2", "b"], {}, id="nothing that costs nothing: an answer may use it"),
        pytest.param(
            [IMPORTS, 'a = open(lessons.data("a.csv")).read()\nb = 2', "b"],
            {1: ((1, 1),)},
            id="a file not read",
        ),
        pytest.param(
            [IMPORTS, "a = pd.Series([1])\nc = pd.Series([2])\nb = a.sum()", "b"],
            {},
            id="nothing fetched anyway",
        ),
        pytest.param([IMPORTS, "a = pd.Series([1]); b = 2\nc = 3", "b"], {}, id="two on one line are one"),
        pytest.param(
            [IMPORTS, "for i in (1, 2):\n    a = pd.Series([i])\nb = 2", "b"], {1: ((1, 2),)}, id="both lines of a loop"
        ),
        pytest.param(
            [IMPORTS, "def f():\n    return pd.Series([1])\na = f()\nb = 2", "b"],
            {1: ((3, 3),)},
            id="the call alone",
        ),
    ],
)
def test_a_slice_does_without(cells: Sequence[str], without: dict[int, tuple[tuple[int, int], ...]]) -> None:
    assert trim(*cells).without == without


def test_an_answer_that_names_what_is_left_out_gets_the_cells_whole() -> None:
    assert trim(IMPORTS, DRAWS, "sum(x)").names == {"fig", "ax"}


def test_what_the_text_speaks_of_stays() -> None:
    assert trim(IMPORTS, "a = pd.Series([1])\nb = 2", "b", names=("a",)).without == {}


def test_other_lines_keep_their_numbers() -> None:
    assert without_lines("a\nb\nc\nd", [(2, 3)]) == "a\n\n\nd"


@pytest.mark.skipif(load_runtime(ROOT) is None, reason="needs Python for the browser: make runtime")
def test_what_comes_with_a_module_is_what_the_lock_file_says() -> None:
    runtime = load_runtime(ROOT)
    assert runtime
    for module, brought in BROUGHT.items():
        package = runtime.lock.of_module[module]
        modules = {one for needs in runtime.lock.whole([package]) for one in needs.modules}
        assert brought <= modules, module
