"""What a kept file is, and the plain ways to make and to compare one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
Arrays = Mapping[str, Array]
Names = Mapping[str, Any]
"""What the cells of a lesson bound."""


@dataclass(frozen=True)
class Kept:
    """A file that a lesson reads, and how its cells make it."""

    lesson: str
    """The path of its source below `docs`."""
    arrays: Callable[[Names], Arrays]
    """Returns the arrays, by name; a file that ends with `.npy` has one."""
    off: Callable[[Names, Arrays, Arrays], float] = lambda *_: 0
    """Returns how far two sets of arrays of the same shapes are apart. Unless given, shapes are all that is compared:
    the lesson itself checks that the kept network is as good as its own."""
    most: float = 0
    """How far apart they may be and count as the same."""
    cells: tuple[str, ...] = ()
    """How the cells begin that are needed besides the first, if not all are."""


def bound(names: Names) -> Arrays:
    """Return the arrays that a cell calls `kept`."""
    return names["kept"]  # type: ignore[no-any-return]


def by_number(_names: Names, one: Arrays, other: Arrays) -> float:
    """Return the largest difference between two numbers."""
    return max(float(np.abs(one[name].astype(float) - other[name].astype(float)).max()) for name in one)
