"""From YAML text to a checked model: every problem of a file in one run, each with its line."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from mlroadmap.data.messages import follows, is_text, problem_of, titled, where
from mlroadmap.data.model import ORIGIN, DatasetsFile, GlossaryFile, Roadmap, RoadmapFile, Row
from mlroadmap.data.salvage import salvage
from mlroadmap.data.tree import Tree, read_tree
from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.files import read_text, visible

Model = TypeVar("Model", bound=Row)

FOLDER = "_data"
FILES: Mapping[str, type[Row]] = {
    "roadmap.yml": RoadmapFile,
    "glossary.yml": GlossaryFile,
    "datasets.yml": DatasetsFile,
}
"""The files that together are the roadmap, below `docs/_data`."""


def load_roadmap(docs: Path) -> Roadmap:
    """Read the data files under the `docs` folder.

    Raises ProblemsFound with every problem of all of them, and with what is right in them as its `rest`.
    """
    rows: dict[Any, Any] = {}
    problems: list[Problem] = []
    complete = True
    for file, model in FILES.items():
        name = f"{docs.name}/{FOLDER}/{file}"
        try:
            tree = read_tree(read_text(docs / FOLDER / file, name=name), name=name)
        except ProblemsFound as error:
            problems += error.problems
            complete = False
            continue
        problems += _problems(tree, model, name, _elsewhere(docs, file))
        if isinstance(tree.data, dict):
            rows = {**tree.data, **rows}
    if not problems:
        return Roadmap.model_validate(rows)
    rest, whole = salvage({key: [] for key in ("glossary", "datasets")} | rows, Roadmap)
    raise ProblemsFound(problems, rest=rest if ORIGIN in rows else None, whole=whole and complete)


def _elsewhere(docs: Path, file: str) -> dict[str, str]:
    """Return, for each key of the other files, the file in which it belongs."""
    return {
        key: f"{docs.name}/{FOLDER}/{other}"
        for other, model in FILES.items()
        if other != file
        for key in model.model_fields
    }


def load(path: Path, model: type[Model], *, name: str) -> Model:
    """Read a YAML file into `model`. Raises ProblemsFound with every problem of the file."""
    return parse(read_text(path, name=name), model, name=name)


def load_folder(
    folder: Path, model: type[Model], examine: Callable[[Model, str, str], Iterable[Problem]], *, name: str
) -> dict[str, Model]:
    """Read every YAML file of `folder` into `model`, by the stem of its name. `name` is the folder's in messages.

    `examine` says what else is wrong with a file, given its rows, its stem and its name in messages. Raises
    ProblemsFound with the problems of all files, and with what is right as its `rest`.
    """
    found: dict[str, Model] = {}
    problems: list[Problem] = []
    for path in visible(folder, "*.yml"):
        file = f"{name}/{path.name}"
        try:
            rows = load(path, model, name=file)
        except ProblemsFound as error:
            problems += error.problems
            if not isinstance(error.rest, model):
                continue
            rows = error.rest
        found[path.stem] = rows
        told = {problem.line for problem in problems if problem.file == file}
        problems += [one for one in examine(rows, path.stem, file) if one.line not in told]
    if problems:
        raise ProblemsFound(problems, rest=found, whole=True)
    return found


def parse(text: str, model: type[Model], *, name: str) -> Model:
    """Turn YAML `text` into `model`. Raises ProblemsFound with every problem of the text, and with what is right."""
    tree = read_tree(text, name=name)
    if problems := _problems(tree, model, name, {}):
        rest, whole = salvage(tree.data, model)
        raise ProblemsFound(problems, rest=rest, whole=whole)
    return model.model_validate(tree.data)


def _problems(tree: Tree, model: type[Row], name: str, elsewhere: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with the rows of one file."""
    problems = []
    for place, line, code, text in tree.found:
        row, _ = where(tree.data, place)
        what = f"{titled(row)}'{place[-1]}' " if place and isinstance(place[-1], str) else f"{titled(row)}the entry "
        problems.append(
            Problem(name, line, code, f"{titled(row)}{text}" if code in {"RM101", "RM102"} else f"{what}{text}")
        )
    for eaten in tree.eaten:
        if is_text(model, eaten.place) or (not eaten.comment.startswith((" ", "!", "#")) and eaten.comment):
            row, _ = where(tree.data, eaten.place)
            key = f"'{eaten.place[-1]}'" if isinstance(eaten.place[-1], str) else "the text"
            text = f"{key} ends before ` #`, and what follows is lost: put the whole text in quotes"
            problems.append(Problem(name, eaten.line, "RM110", f"{titled(row)}{text}"))
    try:
        model.model_validate(tree.data)
    except ValidationError as error:
        told = [problem_of(one, tree.data, model, name, elsewhere) for one in error.errors() if not follows(one)]
        # should an error that only follows stand alone, it is told all the same
        if not problems and not told:
            told = [problem_of(one, tree.data, model, name, elsewhere) for one in error.errors()]
        problems += told
    return problems
