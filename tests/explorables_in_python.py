"""What the explorables compute, computed again by NumPy and scikit-learn: the numbers of a page are held to these.

By explorable: an exported function, its arguments, and what it must return (of a dict, at least these keys).
"""

from typing import Any

import numpy as np
from numpy.polynomial import legendre
from sklearn.cluster import KMeans
from sklearn.metrics import confusion_matrix
from sklearn.neighbors import KNeighborsClassifier

Case = tuple[str, list[Any], Any]


def _descent(rate: float, start: float) -> Case:
    return "walk", [rate, start], [start * (1 - 2 * rate) ** step for step in range(11)]


def _squares(points: list[list[float]]) -> Case:
    x, y = np.array(points).T
    slope, intercept = np.polyfit(x, y, 1)
    area = float(((y - intercept - slope * x) ** 2).sum())
    return "fit", [points], {"slope": float(slope), "intercept": float(intercept), "area": area}


class Generator:
    """The generator of drawing.js."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def uniform(self) -> float:
        self.state = self.state * 48271 % 2147483647
        return self.state / 2147483647

    def normal(self) -> float:
        return sum(self.uniform() for _ in range(12)) - 6


K_MEANS = np.array(
    [
        *([1, 1.5], [1.5, 2.5], [2, 1], [2.5, 2], [1.8, 1.8], [2.2, 3]),
        *([7, 1.5], [7.5, 2.5], [8, 1], [8.5, 2], [8.2, 3], [7.2, 2]),
        *([4.5, 5.5], [5, 6.5], [5.5, 5], [4, 6], [5.8, 6], [4.8, 4.8]),
    ]
)


def _k_means(centres: list[list[float]]) -> Case:
    once = KMeans(3, init=np.array(centres), n_init=1, max_iter=1).fit(K_MEANS)
    return "inertia", [once.cluster_centers_.tolist()], float(once.inertia_)


XS = np.linspace(-1, 1, 12)


def _sample(sample: int) -> np.ndarray:
    random = Generator(1000 * sample + 7)
    return np.array([np.sin(2.5 * x) + 0.35 * random.normal() for x in XS])


def _fit(degree: int) -> Case:
    fitted = legendre.legval(XS, legendre.legfit(XS, np.sin(2.5 * XS), degree))
    bias = float(((fitted - np.sin(2.5 * XS)) ** 2).mean())
    return "parts", [degree], {"bias": bias, "variance": 0.35**2 * (degree + 1) / 12}


def _miss(sample: int, degree: int) -> Case:
    values = _sample(sample)
    fitted = legendre.legval(XS, legendre.legfit(XS, values, degree))
    return "trainingError", [sample, degree], float(((fitted - values) ** 2).mean())


def _cloud(seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    random, points, kinds = Generator(seed), [], []
    for n in range(count):
        kind = int(n % 3 > 0)
        x = 5 + (1.2 if kind else -1.4) + 1.5 * random.normal()
        points.append([x, 3.5 + (0.4 if kind else -0.4) + 1.2 * random.normal()])
        kinds.append(kind)
    return np.array(points), np.array(kinds)


def _wrong(k: int) -> Case:
    model = KNeighborsClassifier(k).fit(*_cloud(23, 40))
    points, kinds = _cloud(523, 200)
    return "wrong", ["aside", k], float((model.predict(points) != kinds).mean())


def _table(threshold: float, price: int) -> Case:
    random = Generator(77)
    sick, well = (
        np.array([np.floor(100 / (1 + np.exp(-(middle + 1.2 * random.normal()))) + 0.5) / 100 for _ in range(count)])
        for count, middle in ((60, 1), (240, -1))
    )
    truth = np.r_[np.ones(60), np.zeros(240)]
    [[left, alarms], [missed, caught]] = confusion_matrix(truth, np.r_[sick, well] >= threshold).tolist()
    counts = {"caught": caught, "missed": missed, "alarms": alarms, "left": left}
    return "table", [threshold, price], counts | {"cost": alarms + price * missed}


NUMBERS: dict[str, list[Case]] = {
    "descent": [_descent(0.1, 3), _descent(0.5, 3), _descent(1.0, -2.5), _descent(1.2, 3), _descent(0.35, 0)],
    "k-means": [_k_means([[1, 6], [2, 6.5], [9, 5]]), _k_means([[0, 0], [10, 0], [9.5, 7]])],
    "degree": [*(_fit(degree) for degree in range(10)), _miss(1, 9), _miss(8, 3), _miss(5, 0)],
    "neighbours": [_wrong(k) for k in (1, 3, 13, 27, 29, 39)],
    "threshold": [_table(0.5, 1), _table(0.32, 10), _table(0.02, 20), _table(0.98, 3)],
    "squares": [
        _squares([[1.5, 1.5], [3.5, 4], [6, 3], [8.5, 6]]),
        _squares([[0.5, 6.5], [9.5, 0.5], [5, 5], [2, 3.5]]),
        _squares([[1, 1], [2, 2], [3, 3], [4, 4]]),
    ],
}

GOALS: dict[str, list[str]] = {
    "descent": ["0.5_3", "1_3", "1.05_3"],
    "squares": ["0.5_6.5_3.5_4_6_3_8.5_1", "1_1_2_2_3_3_4_4"],
    "k-means": ["2_2_8_2_5_5.5", "1_1.5_2.5_2.5_6.5_3.5"],
    "degree": ["3_1", "5_1", "9_5"],
    "neighbours": ["1", "13", "29"],
    "threshold": ["0.72_1", "0.32_10", "0.06_1"],
}
"""For each goal of an explorable, in their order, an address from which it is met, with at most three presses."""
