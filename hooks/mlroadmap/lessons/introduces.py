"""What a lesson introduces, and whether its readers meet anything else that is new.

Looked for in every piece of code that a reader reads or writes. A lesson without `introduces:` is asked for nothing.
Where one that is needed says nothing, what it introduces is not known, and only that is refused which another lesson
introduces.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from textwrap import dedent

from mlroadmap.data.index import Index
from mlroadmap.data.model import Lesson
from mlroadmap.errors import Problem, did_you_mean
from mlroadmap.lessons.constructs import Construct, comments, constructs, library_names
from mlroadmap.lessons.drawings import alt_lines, is_drawing
from mlroadmap.lessons.exercises import CHECK, SOLUTION, SPAN, STARTER, practices
from mlroadmap.lessons.source import LessonText
from mlroadmap.lessons.syntax import imports_of
from mlroadmap.lessons.vocabulary import TOGETHER, UNSEEN, WORDS

MOST = 5
"""The most that one lesson introduces."""
WRITTEN = frozenset({STARTER, SOLUTION})
"""Tags of the cells whose code a learner writes: there library calls count too."""
_FENCE = re.compile(r"^ *```py\n(.*?)^ *```$", re.M | re.S)
_CODE = re.compile(r"[(\[=]|\b(?:for|if|in|lambda|not|and|or|return|while|with)\b")
"""What tells code in a hint from the name of a file or a column."""
_CALL = re.compile(r"\.?[A-Za-z_]\w*(?:\.\w+)*")
_ALIASES = {"np": "numpy", "pd": "pandas", "plt": "matplotlib.pyplot", "sns": "seaborn"}


@dataclass
class Met:
    """What stands on the page of a lesson."""

    read: list[tuple[int, Construct]] = field(default_factory=list)
    """What readers read or write, each with the line in the lesson's source."""
    written: list[tuple[int, str, str]] = field(default_factory=list)
    """Library names that learners write: line, as typed, whole."""
    spoken: set[str] = field(default_factory=set)
    """Library names, as typed, that the words of an exercise or task name."""
    words: set[str] = field(default_factory=set)
    """All words for which there is a construct on the page, set-up and drawings included."""
    names: set[str] = field(default_factory=set)
    """All names reached with a dot or an import, as typed, whole, and by their last part."""


def introduced_rules(text: LessonText, lesson: Lesson, index: Index, *, name: str) -> Iterator[Problem]:
    """Yield what is wrong with what a lesson introduces; `name` is the file name of its source in messages."""
    if not lesson.introduces or text.problems:
        return
    met, road = met_in(text), _Road(lesson, index)
    for said in _entries(lesson, road.needed, met):
        yield Problem(lesson.origin.file, lesson.line("introduces"), "RM619", said)
    for line, said in sorted([*_constructs(road, met), *_calls(road, met)]):
        yield Problem(name, line, "RM620", said)


def _constructs(road: "_Road", met: Met) -> Iterator[tuple[int, str]]:
    """Yield each construct that is new to readers: line and text, once for each word."""
    known = {word for one in road.lessons for word in words_of(one.introduces)}
    seen: set[tuple[str, ...]] = set()
    for line, one in sorted(met.read, key=lambda pair: pair[0]):
        if not one.words:
            yield line, f"{one.shown} is not in the vocabulary of lessons: write it without"
        elif one.words not in seen and not known.intersection(one.words):
            said = road.mend(_introduces(one.words))
            if said:
                seen.add(one.words)
                yield line, f"{one.shown} is '{one.words[0]}', {said}"


def _calls(road: "_Road", met: Met) -> Iterator[tuple[int, str]]:
    """Yield each library call that learners have to write and have not been shown: line and text, once for each."""
    known = [entry for one in road.lessons for entry in one.introduces if entry not in WORDS]
    seen: set[str] = set()
    for line, typed, whole in sorted(met.written):
        if typed in seen | met.spoken or any(_is(entry, typed, whole) for entry in known):
            continue
        said = road.mend(partial(_is, typed=typed, whole=whole))
        if said:
            seen.add(typed)
            yield line, f"learners have to write `{typed}`, {said}"


def _introduces(words: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether an entry introduces one of these words."""
    wanted = frozenset(words)
    return lambda entry: not wanted.isdisjoint(words_of([entry]))


class _Road:
    """The lessons that readers of one lesson have done, with that lesson itself."""

    def __init__(self, lesson: Lesson, index: Index) -> None:
        self.needed = needed_by(lesson, index)
        self.lessons = [lesson, *self.needed]
        order = list(index.lessons.values())
        self.before, self.after = order[: order.index(lesson)], order[order.index(lesson) :]

    def mend(self, introduces: Callable[[str], bool]) -> str:
        """Return how to mend what nobody on the road introduces. Empty when it is not known what all of them do, and it
        may well have been introduced."""
        maker = next((one for one in [*self.before, *self.after] if any(map(introduces, one.introduces))), None)
        if all(one.introduces for one in self.lessons) or (maker is not None and maker in self.after):
            if maker:
                return f"which {maker.id} introduces: name it in needs, introduce it here, or write it without"
            return "which no lesson introduces that this one needs: introduce it here or there, or write it without"
        return ""


def _entries(lesson: Lesson, needed: Iterable[Lesson], met: Met) -> Iterator[str]:
    """Yield what is wrong with the entries of `introduces:`."""
    if len(lesson.introduces) > MOST:
        yield f"{lesson.id} introduces {len(lesson.introduces)} things, more than {MOST}: make two lessons of it"
    before = {entry: one.id for one in needed for entry in one.introduces}
    earlier = {word: id_ for entry, id_ in before.items() for word in words_of([entry])}
    for entry in lesson.introduces:
        words = words_of([entry])
        again = next((earlier[word] for word in words if word in earlier), "")
        if lesson.introduces.count(entry) > 1:
            yield f"{lesson.id} introduces '{entry}' twice: once is enough"
        elif again:
            yield f"'{entry}' is introduced by {again} already, which this lesson needs: leave it out here or there"
        elif entry in WORDS or entry in TOGETHER:
            if unused := [word for word in words if word not in met.words | UNSEEN]:
                yield f"'{unused[0]}' is introduced and never used on the page of {lesson.id}: use it, or leave it out"
        elif not _CALL.fullmatch(entry) or entry not in met.names:
            meant = did_you_mean(entry, [*WORDS, *TOGETHER, *sorted(met.names)])
            yield f"'{entry}' is no word of the vocabulary and no call on the page of {lesson.id}{meant}"


def needed_by(lesson: Lesson, index: Index) -> list[Lesson]:
    """Return the lessons that one needs, directly or through others."""
    found: dict[str, Lesson] = {}
    queue = list(lesson.needs)
    while queue:
        one = index.lessons.get(queue.pop())
        if one is not None and one.id not in found and one.id != lesson.id:
            found[one.id] = one
            queue += one.needs
    return list(found.values())


def words_of(entries: Iterable[str]) -> list[str]:
    """Return entries with each pair taken apart."""
    return [word for entry in entries for word in TOGETHER.get(entry, (entry,))]


def _is(entry: str, typed: str, whole: str) -> bool:
    """Tell whether an entry of `introduces:` introduces a library name: itself, or the class that it belongs to."""
    if entry in WORDS:
        return False
    first, _, rest = entry.removeprefix(".").partition(".")
    full = f"{_ALIASES.get(first, first)}.{rest}" if rest else first
    if entry == typed or whole == full or whole.endswith(f".{full}"):
        return True
    last = full.rpartition(".")[2]
    return last[:1].isupper() and (typed.startswith(f"{entry}.") or f".{full}." in f".{whole}")


# What is met ---------------------------------------------------------------------------------------------------------


def met_in(text: LessonText) -> Met:
    """Return what stands on the page of a lesson."""
    met, imported = Met(), dict[str, str]()
    for cell in text.cells:
        if cell.tree is None or cell.tags & {"asserts", CHECK}:
            continue
        imported |= imports_of(cell.tree)
        found = list(constructs(cell.tree, imported))
        if STARTER not in cell.tags:
            found += [one for one in comments(cell.code) if one.line > alt_lines(cell.code)]
        met.words |= {word for one in found for word in one.words}
        met.names |= _names(cell.tree, imported)
        if "setup" not in cell.tags and not is_drawing(cell):
            met.read += [(cell.line + one.line - 1, one) for one in found]
        if cell.tags & WRITTEN:
            found_names = library_names(cell.tree, imported)
            met.written += [(cell.line + line - 1, typed, whole) for line, typed, whole in found_names]
    met.spoken = {name for one in practices(text) for span in SPAN.findall(one.text) for name in _CALL.findall(span)}
    for line, tree in _hints(text):
        found = list(constructs(tree, imported))
        met.words |= {word for one in found for word in one.words}
        met.read += [(line, one) for one in found]
    return met


def _names(tree: ast.Module, imported: Mapping[str, str]) -> set[str]:
    found: set[str] = set()
    for _, typed, whole in library_names(tree, imported):
        found |= {typed, whole, *_prefixes(typed)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found |= {node.attr, f".{node.attr}"}
            if isinstance(node.value, ast.Name):
                found.add(f"{node.value.id}.{node.attr}")
    return found


def _prefixes(typed: str) -> Iterator[str]:
    parts = typed.split(".")
    return (".".join(parts[:count]) for count in range(1, len(parts)) if count > 1 or parts[0][:1].isupper())


def _hints(text: LessonText) -> Iterator[tuple[int, ast.Module]]:
    """Yield the code in the words of exercises and tasks: what stands in backticks or a fence, and can be read."""
    lines = text.source.split("\n")
    for one in practices(text):
        whole = "\n".join(lines[one.heading.line - 1 : one.end - 1])
        for match in [*SPAN.finditer(one.text), *_FENCE.finditer(whole)]:
            code = dedent(match[1]).replace("…", "...")
            if not _CODE.search(code):
                continue
            code = f"x{code}" if code.startswith(".") else code
            for form in (code, f"{code} pass", f"{code}: pass"):
                try:
                    yield one.heading.line + match.string.count("\n", 0, match.start()), ast.parse(form)
                    break
                except SyntaxError:
                    continue
