"""Calls that give something else in every run, and calls that do not."""

import pytest

from mlroadmap.lessons.chance import chance
from mlroadmap.lessons.source import read

IMPORTS = """\
import datetime, os, random, secrets, time, uuid
import numpy as np
import numpy.random as npr
import pandas as pd
import torch
from datetime import date, datetime as dt
from numpy.random import default_rng
from random import shuffle as mix
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestClassifier as Forest
from sklearn.model_selection import KFold, ShuffleSplit, train_test_split
import sklearn.datasets as made
from timeit import timeit
"""
SETUP = "import mlroadmap_lessons as lessons\nlessons.setup()"


def found(code: str, before: str = "", tags: str = "") -> list[tuple[int, str]]:
    """Return what is found in a cell, by its lines from 1 on."""
    cells = f"```python\n{IMPORTS}\n{before}\n```\n\n```python{tags}\n{code}\n```\n"
    text = read(f"---\ntitle: T\ndescription: D.\n---\n{cells}")
    assert not text.problems
    return [(line - text.cells[1].line + 1, rule) for line, rule, _ in chance(text.cells)]


@pytest.mark.parametrize(
    "call",
    [
        "np.random.default_rng()",
        "np.random.default_rng(None)",
        "np.random.default_rng(seed=None)",
        "npr.default_rng()",
        "default_rng()",
        "np.random.RandomState()",
        "np.random.normal(size=3)",
        "npr.rand(3)",
        "np.random.shuffle(x)",
        "random.random()",
        "random.choice([1, 2])",
        "mix(x)",
        "random.Random()",
        "random.SystemRandom()",
        "torch.rand(3)",
        "os.urandom(4)",
        "uuid.uuid4()",
        "secrets.token_hex()",
        "train_test_split(x, y)",
        "train_test_split(x, y, random_state=None)",
        "KMeans(3)",
        "KMeans(3, init='random')",
        "Forest(n_estimators=10)",
        "[Forest() for seed in range(3)]",
        "KFold(5, shuffle=True)",
        "ShuffleSplit(5)",
        "made.make_blobs(100)",
        "pd.DataFrame(x).sample(3)",
        "table.sample(frac=1)",
        "table.sample(n=3)",
    ],
)
def test_rm616_a_draw_without_a_seed_is_found(call: str) -> None:
    assert found(f"x = 1\ny = {call}") == [(2, "RM616")]


@pytest.mark.parametrize(
    "call",
    [
        "np.random.default_rng(0)",
        "np.random.default_rng(seed=1)",
        "default_rng(seed)",
        "np.random.Generator(np.random.PCG64(1))",
        "random.Random(0).random()",
        "random.Random(0).sample(x, 3)",
        "rng.normal(size=3)",
        "rng.choice(x)",
        "train_test_split(x, y, random_state=0)",
        "train_test_split(x, y, random_state=seed)",
        "train_test_split(x, y, shuffle=False)",
        "KMeans(3, random_state=0)",
        "KMeans(3, init=start, n_init=1)",
        "KFold(5)",
        "KFold(5, shuffle=False)",
        "KFold(**settings)",
        "Forest(*settings)",
        "table.sample(3, random_state=0)",
        "table.sample(x, 3)",
        "table.sample()",
        "KMeans",
        "mine.KMeans(3)",
        "shuffle(x)",
    ],
)
def test_a_draw_with_a_seed_or_of_another_kind_is_in_order(call: str) -> None:
    assert found(f"x = 1\ny = {call}") == []


@pytest.mark.parametrize(
    ("seed", "call"),
    [
        ("np.random.seed(0)", "np.random.rand(3)"),
        (SETUP, "np.random.rand(3)"),
        ("random.seed(0)", "random.random()"),
        ("torch.manual_seed(0)", "torch.rand(3)"),
    ],
)
def test_a_global_generator_may_be_seeded_once(seed: str, call: str) -> None:
    assert found(call, seed) == []


@pytest.mark.parametrize(
    ("seed", "call"), [("random.seed()", "random.random()"), (SETUP, "random.random()"), (SETUP, "torch.rand(3)")]
)
def test_a_seed_of_another_generator_or_of_the_clock_is_none(seed: str, call: str) -> None:
    assert [rule for _, rule in found(call, seed)] == ["RM616"]


@pytest.mark.parametrize(
    "code",
    [
        "datetime.datetime.now()",
        "dt.now()",
        "date.today()",
        "pd.Timestamp.now()",
        "print(time.ctime())",
        "print(time.time())",
        "print(f'{time.perf_counter():.1f} s')",
        "start = time.perf_counter()\nprint(time.perf_counter() - start)",
        "a = time.time()\nb = a + 1\nprint(b)",
        "a, b = timeit('x'), 1\nprint('seconds:', a)",
        "a = timeit('x')\na",
        "def seconds():\n    return time.time()\nprint(seconds())",
    ],
)
def test_rm617_a_time_or_date_that_is_shown_is_found(code: str) -> None:
    assert [rule for _, rule in found(code)] == ["RM617"]


@pytest.mark.parametrize(
    "code",
    [
        "dt(2026, 1, 31)",
        "date.fromisoformat('2026-01-31')",
        "pd.Timestamp('2026-01-31')",
        "start = time.perf_counter()",
        "start = time.perf_counter()\nprint('done')",
        "a, b = timeit('x'), timeit('y')\nprint('over 10 times as fast:', a > 10 * b)",
        "a = timeit('x')\na = 3\nprint(a)",
    ],
)
def test_a_clock_that_nobody_sees_is_in_order(code: str) -> None:
    assert found(code) == []


def test_cells_that_check_the_prose_are_left_alone() -> None:
    assert found("assert KMeans(3).fit(x)", tags=' tags=["asserts"]') == []
