"""The slice of a lesson that an exercise or task needs: the cells that must have run before it.

Found from what each cell reads, binds and changes, without running anything. A slice may hold a cell too many, never
one too few: `tests/lessons/test_slices.py` runs each with its solution and with wrong answers.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from mlroadmap.lessons.effects import EVERYTHING, GLOBAL_STATE, Effects

ALWAYS = (GLOBAL_STATE,)
"""What any code may depend on without reading a name."""


def needed(
    cells: Sequence[Effects], goals: Iterable[int], *, among: Collection[int], names: Iterable[str] = ()
) -> list[int]:
    """Return the numbers of the cells `among` which must run, in order, before those of `goals`; without the goals.

    `names` are further names that must be there, such as those that a task speaks of.
    """
    goal = sorted(goals)
    start, end = goal[0], goal[-1]
    found: set[int] = set()
    done: set[tuple[int, str]] = set()
    queue = [(start, name) for name in (*names, *ALWAYS)]
    queue += [want for place in goal for want in _wants(cells, place, end)]
    while queue:
        place, name = queue.pop()
        if (place, name) in done:
            continue
        done.add((place, name))
        for number in range(place - 1, -1, -1):
            touches = cells[number].touches
            if number in among and (name in touches or EVERYTHING in touches or name == EVERYTHING):
                if number not in found:
                    found.add(number)
                    queue += _wants(cells, number, end)
                if name in cells[number].settles:
                    break
    return sorted(found - set(goal))


def _wants(cells: Sequence[Effects], place: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield what a cell reads: each name, with a place before which it must be made.

    What a function reads is looked up when it is called, so cells between the function and the end count as well.
    """
    for name in cells[place].uses:
        yield place, name
    for name in cells[place].later:
        yield from ((number + 1, name) for number in range(place, end) if name in cells[number].touches)
        if name not in cells[place].settles:
            yield place, name
