"""What a cell needs when it is run in the page."""

import pytest

from mlroadmap.lessons.needs import files_used, modules_used


@pytest.mark.parametrize(
    ("cells", "used"),
    [
        (["import numpy as np", "np.arange(3)"], [set(), {"numpy"}]),
        (["import matplotlib.pyplot as plt", "x = 1", "plt.plot([x])"], [set(), set(), {"matplotlib"}]),
        (["from sklearn.svm import SVC", "x = 1", "SVC()"], [set(), set(), {"sklearn"}]),
        (["from math import *"], [{"math"}]),
        (["def f():\n    from sklearn import svm", "f()"], [set(), {"sklearn"}]),
        (["try:\n    import pandas as pd\nexcept ImportError:\n    pd = None", "x = 1"], [{"pandas"}, set()]),
        (["import numpy as np\ndef f():\n    return np.pi", "x = 1", "f()"], [set(), set(), {"numpy"}]),
        (["import numpy\nprint(numpy.pi)"], [{"numpy"}]),
        (["import numpy as np\nclass A:\n    x = np.pi"], [{"numpy"}]),
        (["x = [1]"], [set()]),
    ],
)
def test_a_module_is_needed_where_something_of_it_is_used(cells: list[str], used: list[set[str]]) -> None:
    assert modules_used(cells) == used


def test_a_cell_needs_the_data_files_that_it_names() -> None:
    cells = ['read(lessons.data("a.csv"))', 'print("b.csv is not data")', 'x = "c.csv"']
    assert files_used(cells, ["a.csv", "b.csv"]) == [{"a.csv"}, set(), set()]
