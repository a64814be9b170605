"""What the explorables compute, computed again by NumPy and scikit-learn: the numbers of a page are held to these.

By explorable: an exported function, its arguments, and what it must return (of a dict, at least these keys).
"""

from typing import Any

import numpy as np

Case = tuple[str, list[Any], Any]


def _descent(rate: float, start: float) -> Case:
    return "walk", [rate, start], [start * (1 - 2 * rate) ** step for step in range(11)]


def _squares(points: list[list[float]]) -> Case:
    x, y = np.array(points).T
    slope, intercept = np.polyfit(x, y, 1)
    area = float(((y - intercept - slope * x) ** 2).sum())
    return "fit", [points], {"slope": float(slope), "intercept": float(intercept), "area": area}


NUMBERS: dict[str, list[Case]] = {
    "descent": [_descent(0.1, 3), _descent(0.5, 3), _descent(1.0, -2.5), _descent(1.2, 3), _descent(0.35, 0)],
    "squares": [
        _squares([[1.5, 1.5], [3.5, 4], [6, 3], [8.5, 6]]),
        _squares([[0.5, 6.5], [9.5, 0.5], [5, 5], [2, 3.5]]),
        _squares([[1, 1], [2, 2], [3, 3], [4, 4]]),
    ],
}
