"""Which cells cannot run in the page, since a library is not there."""

import pytest

from mlroadmap.lessons.elsewhere import elsewhere

THERE = {"numpy", "sklearn"}


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        pytest.param(["import numpy as np", "np.arange(3)"], set(), id="all is there"),
        pytest.param(["import math, os.path\nfrom collections import Counter"], set(), id="what Python brings"),
        pytest.param(["import mlroadmap_lessons as lessons", "lessons.setup()"], set(), id="what the site brings"),
        pytest.param(["import xgboost as xgb", "x = 1"], {0}, id="a library that is not"),
        pytest.param(
            ["from torch import nn", "net = nn.Linear(1, 1)", "y = net(1)", "x = 1"], {0, 1, 2}, id="all after"
        ),
        pytest.param(["import sklearn.tree\nimport catboost"], {0}, id="beside one that is there"),
        pytest.param(["def f():\n    import shap\n    return shap", "f()"], {0, 1}, id="in a function"),
        pytest.param(["from xgboost import X", "def fit():\n    return X()", "fit()", "z = 1"], {0, 2}, id="called"),
        pytest.param(["import keras", "def net():\n    return keras.Input\n\n\nnet()"], {0, 1}, id="called at once"),
        pytest.param(["import keras", "def net():\n    return keras.Input\n\n\nx = 1"], {0}, id="not called"),
        pytest.param(["import lightgbm\nx = 1", "x = 2", "x + 1"], {0}, id="bound anew"),
        pytest.param(["import optuna\nscores = {}", "scores['a'] = 1"], {0, 1}, id="what it bound is changed"),
        pytest.param(["scores = {}", "import optuna\nscores['a'] = 1", "scores"], {1}, id="what it changed is read"),
    ],
)
def test_a_cell_runs_elsewhere_when_it_needs_what_is_not_there(cells: list[str], numbers: set[int]) -> None:
    assert elsewhere(cells, THERE) == numbers
