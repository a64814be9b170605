"""The rules for exercises and tasks: their parts, their ids, what they may count on, what their checks print."""

import re
from collections.abc import Iterator, Mapping, Sequence

from mlroadmap.lessons.effects import effects
from mlroadmap.lessons.executed import Output, joined
from mlroadmap.lessons.exercises import CHECK, SOLUTION, STARTER, Kind, Practice, practices, slices
from mlroadmap.lessons.names import hidden_names
from mlroadmap.lessons.source import Cell, LessonText

TASK_LINES = 3
"""The most lines that a learner has to write for a task: those of the solution that are not given in the starter, but
for the check."""
_HINT = re.compile(r'^\?\?\?\+? tip "Hint([^"\n]*)', re.MULTILINE)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

Found = Iterator[tuple[int, str, str]]
"""Line, code and text of each problem."""


def exercise_rules(text: LessonText, *, ladder: bool = False) -> Found:
    """Yield what is wrong with the exercises and tasks of a lesson; one on the `ladder` has more of them."""
    found = practices(text)
    count = sum(one.kind is Kind.exercise for one in found)
    least, most, said = (3, 5, "three to five") if ladder else (2, 4, "two to four")
    if not least <= count <= most:
        line = next((one.line for one, _ in text.parts(2) if one.text.startswith("Exercises")), 1)
        yield line, "RM609", f"{count} exercises: a lesson has {said}, each under '### Exercise 1: …'"
    for one in found:
        yield from _parts(one, text)
    yield from _ids(found)
    yield from _needs(found, text)


def _parts(one: Practice, text: LessonText) -> Found:
    line, what = one.heading.line, one.kind
    numbers = _HINT.findall(one.text)
    hints = len(numbers)
    if one.kind is Kind.exercise and hints != 2:
        yield line, "RM609", f'this exercise has {hints} hints: give exactly two, ??? tip "Hint 1" and 2'
    elif one.kind is Kind.task and not 1 <= hints <= 2:
        many = f"{hints} hints: give one or two" if hints else 'no hint: add ??? tip "Hint 1"'
        yield line, "RM609", f"this task has {many}"
    elif [number.strip() for number in numbers] != [str(number) for number in range(1, hints + 1)]:
        yield line, "RM609", 'the hints are not numbered in their order: ??? tip "Hint 1", then 2'
    for tag, cells in ((STARTER, one.starter), (CHECK, one.check), (SOLUTION, one.solution)):
        if not cells:
            yield line, "RM609", f'this {what} has no {tag}: add a cell ```python tags=["{tag}"]'
    if one.kind is Kind.task and one.solution:
        code = text.cells[one.solution[0]].code.split("\n")
        given = {step for number in one.starter for step in text.cells[number].code.split("\n")}
        steps = [step for step in code if step.strip() and step not in given]
        lines = [step for step in steps if not step.startswith(("#", "lessons.check", "def "))]
        if len(lines) > TASK_LINES:
            said = f"the solution of this task has {len(lines)} lines: a task takes one to {TASK_LINES}, else it is an "
            yield text.cells[one.solution[0]].line, "RM609", f"{said}exercise"


def _ids(found: Sequence[Practice]) -> Found:
    seen: set[str] = set()
    for one in found:
        if not one.id or not _ID.fullmatch(one.id):
            what = f"{one.id!r} is no id" if one.id else f"this {one.kind} has no id"
            said = f'{what}: write the starter as ```python tags=["starter"] name="my-lesson-count"'
            yield one.heading.line, "RM612", said
        elif one.id in seen:
            yield one.heading.line, "RM612", f"the id '{one.id}' is given twice in this lesson: choose another"
        seen.add(one.id)


def _needs(found: Sequence[Practice], text: LessonText) -> Found:
    if text.problems:  # a cell that is no Python is reported already
        return
    try:
        needs = slices(text)
    except SyntaxError as problem:
        cell = next(cell for cell in text.cells if not _can_be_taken_apart(cell))
        line = cell.line + (problem.lineno or 1) - 1
        yield line, "RM614", f"the cells that exercises need cannot be found: {problem.msg}"
        return
    told = {one.name for one in hidden_names(text.cells)}  # RM615 says more about these
    for one in found:
        for name in sorted(needs[one.id].missing - told):
            said = f"this {one.kind} needs `{name}`, which no cell binds that a learner has run"
            yield one.heading.line, "RM613", f"{said}: bind it in a cell of the page, or in the starter"


def _can_be_taken_apart(cell: Cell) -> bool:
    try:
        effects([cell.code])
    except SyntaxError:
        return False
    return True


def printed_rules(text: LessonText, outputs: Mapping[Cell, Sequence[Output]]) -> Found:
    """Yield the checks that, in the run, did not say what they must to the starter and the solution."""
    for one in practices(text):
        for numbers, expected in ((one.check, "not attempted"), (one.solution, "right")):
            cells = [text.cells[number] for number in numbers]
            printed = [line for cell in cells for output in outputs[cell] for line in _lines(output)]
            if cells and expected not in printed:
                said = f"lessons.check prints {' '.join(printed).strip() or 'nothing'} here instead of '{expected}'"
                who = "the untouched starter" if expected == "not attempted" else "the solution"
                yield cells[0].line, "RM610", f"{said}, for {who}"


def _lines(output: Output) -> list[str]:
    return joined(output.get("text", "")).split("\n")
