"""Whether two evaluations say the same."""

from collections.abc import Callable, Mapping


def same(one: object, other: object, near: Callable[[float, float], bool]) -> bool:
    """Tell whether two evaluations, as JSON holds them, have the same parts and `near` figures."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key], near) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(a, b, near) for a, b in zip(one, other, strict=True))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return near(one, other)
    return one == other
