"""What is known of a lesson's functions, and which of its names may hold parts of one object."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Function:
    """What calling a function of the lesson may do."""

    changes_arguments: bool = False
    changes: frozenset[str] = frozenset()
    """Names outside it whose objects it may change."""
    returns: frozenset[str] = frozenset()
    """Names outside it of which it may return a part."""
    returns_arguments: bool = False

    def or_(self, other: "Function") -> "Function":
        """Either of both, as when a name is defined twice."""
        return Function(
            self.changes_arguments or other.changes_arguments,
            self.changes | other.changes,
            self.returns | other.returns,
            self.returns_arguments or other.returns_arguments,
        )


@dataclass
class Lesson:
    """What is known of the lesson as a whole.

    Objects go by keys: `name#3` is what cell 3 bound to a name, `name@…` a variable of a function or comprehension,
    `name#*` a name of the notebook as a function sees it, whatever cell bound it.
    """

    functions: dict[str, Function] = field(default_factory=dict)
    imported: set[str] = field(default_factory=set)
    iterators: set[str] = field(default_factory=set)
    """Keys of what is used up by reading."""
    versions: dict[str, frozenset[int]] = field(default_factory=dict)
    """The number of the cell that bound each name last; of several, where it may be one or the other."""
    follows: dict[str, set[str]] = field(default_factory=dict)
    """For each key those of the objects that change with it, since they share a part or hold it."""

    def keys(self, name: str) -> set[str]:
        """Return the keys of what a name of the notebook may stand for now."""
        return {name} if name.startswith("<") else {f"{name}#{cell}" for cell in self.versions.get(name, [])}

    def share(self, keys: Iterable[str], others: Iterable[str]) -> None:
        """Note that each of `keys` may share a part with each of `others`: when one changes, so does the other."""
        keys, others = set(keys), set(others)
        self.hold(keys, others)
        self.hold(others, keys)

    def hold(self, holders: Iterable[str], held: Iterable[str]) -> None:
        """Note that `holders` may look at `held` again: they change when it does, and it does not change with them."""
        holders = set(holders)
        for key in held:
            self.follows.setdefault(key, set()).update(holders - {key})

    def shared(self, keys: Iterable[str]) -> set[str]:
        """Return all keys whose objects change when those of `keys` do."""
        found = set(keys)
        queue = list(found)
        while queue:
            new = self.follows.get(queue.pop(), set()) - found
            found |= new
            queue += new
        return found

    def now(self, keys: Iterable[str]) -> frozenset[str]:
        """Return the names of the notebook that stand, after the cells so far, for one of these objects."""
        found = set(keys)
        return frozenset(
            {name for name in self.versions if self.keys(name) & found} | {key for key in found if key.startswith("<")}
        )


def seen_by_functions(keys: Iterable[str]) -> frozenset[str]:
    """Return the names of the notebook among the keys that came up in a function."""
    return frozenset(key.removesuffix("#*") for key in keys if key.endswith("#*") or key.startswith("<"))
