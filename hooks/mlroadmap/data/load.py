"""From YAML text to a checked model: every problem of the file in one run, each with its line."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mlroadmap.data.model import LINES, Roadmap, Row
from mlroadmap.errors import Problem, ProblemsFound, did_you_mean, one_of

Model = TypeVar("Model", bound=Row)
Path_ = tuple[str | int, ...]

FORMS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "an id in kebab-case: lower-case letters, digits and single hyphens",
    r"^https?://[^\s/]+\S*$": "a web address that starts with https://",
    r"^[1-9]\.[1-9]$": "a section number in quotes, such as '2.2'",
    "^[a-z]{2}$": "a two-letter language code, such as en",
    "^[0-9a-f]{64}$": "a SHA-256 of 64 hexadecimal digits",
    "^stage-[1-9]$": "a stage id, such as stage-2",
}


def load_roadmap(path: Path, *, name: str) -> Roadmap:
    """Read the data file at `path`. `name` is the file name used in messages.

    Raises ProblemsFound with every problem of the file.
    """
    return load(path, Roadmap, name=name)


def load(path: Path, model: type[Model], *, name: str) -> Model:
    """Read a YAML file into `model`. Raises ProblemsFound with every problem of the file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise ProblemsFound([Problem(name, 1, "RM107", f"cannot be read: {reason}")]) from None
    return parse(text, model, name=name)


def parse(text: str, model: type[Model], *, name: str) -> Model:
    """Turn YAML `text` into `model`. Raises ProblemsFound with every problem of the text."""
    reader = _Reader(name)
    data = reader.read(text)
    try:
        value = model.model_validate(data)
    except ValidationError as error:
        reader.problems += [_problem(one, data, model, name) for one in error.errors() if not _follows(one)]
    if reader.problems:
        raise ProblemsFound(reader.problems)
    return value


class _Reader:
    """Builds plain data from YAML nodes, keeps the line of every key, and collects duplicate keys."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.yaml = YAML(typ="safe", pure=True)

    def read(self, text: str) -> Any:
        try:
            node = self.yaml.compose(text)
            return self.value(node) if node is not None else {LINES: {"": 1}}
        except YAMLError as error:
            mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
            what = getattr(error, "problem", None) or str(error).splitlines()[0]
            line = mark.line + 1 if mark else text.count("\n", 0, getattr(error, "position", None) or 0) + 1
            raise ProblemsFound([Problem(self.name, line, "RM101", f"not valid YAML: {what}")]) from None

    def value(self, node: Node) -> Any:
        if isinstance(node, MappingNode):
            return self.mapping(node)
        if isinstance(node, SequenceNode):
            return [self.value(child) for child in node.value]
        assert isinstance(node, ScalarNode)
        try:
            return self.yaml.constructor.construct_object(node)
        except ValueError:  # a date such as 2026-02-31: the model says what is wrong with it
            return node.value

    def mapping(self, node: MappingNode) -> dict[Any, Any]:
        lines = {"": node.start_mark.line + 1}
        data: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, ScalarNode) else "{…}"
            line = key_node.start_mark.line + 1
            if key in data:
                text = f"key '{key}' was given in line {lines[key]} already: keep one of the two"
                self.problems.append(Problem(self.name, line, "RM102", text))
                continue
            data[key] = self.value(value_node)
            lines[key] = line
        data[LINES] = lines
        return data


def _follows(error: ErrorDetails) -> bool:
    """A list of enough rows is called too short when some of its rows are wrong: those are reported already."""
    value = error["input"]
    return error["type"] == "too_short" and isinstance(value, list) and len(value) >= error["ctx"]["min_length"]


def _problem(error: ErrorDetails, data: Any, model: type[BaseModel], name: str) -> Problem:
    loc = error["loc"]
    row, line = _row_and_line(data, loc)
    what = f"{_title(row)}'{loc[-1]}'" if loc else "the file"
    value, kind, context = error["input"], error["type"], error.get("ctx", {})
    shown = repr(value) if isinstance(value, str | int | float | bool | None) else type(value).__name__
    if kind == "extra_forbidden":
        known = _keys(model, loc)
        text = f"{_title(row)}unknown key '{loc[-1]}'" + (
            did_you_mean(str(loc[-1]), known) or f"; known: {one_of(known)}"
        )
        return Problem(name, line, "RM103", text)
    if kind == "missing":
        return Problem(name, line, "RM105", f"{_title(row)}key '{loc[-1]}' is missing: add it")
    if kind == "enum":
        known = [word.strip(" '") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        text = f"{what}: {shown} is not one of {one_of(known)}{did_you_mean(str(value), known)}"
        return Problem(name, line, "RM104", text)
    if kind == "string_pattern_mismatch":
        expected = FORMS.get(str(context["pattern"]), f"text that matches {context['pattern']}")
        return Problem(name, line, "RM106", f"{what}: {shown} is not {expected}")
    if kind == "string_type":
        return Problem(name, line, "RM106", f"{what}: {shown} is not text: put it in quotes")
    reason = error["msg"].replace("Input should be", "should be").replace("Tuple", "List").replace("tuple", "list")
    return Problem(name, line, "RM106", f"{what}: {reason} (it is {shown})")


def _row_and_line(data: Any, loc: Iterable[str | int]) -> tuple[Any, int]:
    """Return the innermost mapping on the way to `loc` and the line that `loc` stands in."""
    row, line, here = data, 1, data
    for step in loc:
        if isinstance(here, dict):
            row, line = here, here[LINES].get(step, here[LINES][""])
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
            if isinstance(here, dict):
                row, line = here, here[LINES][""]
        else:
            break
    return row, line


def _title(row: Any) -> str:
    return f"'{row['id']}': " if isinstance(row, dict) and "id" in row else ""


def _keys(model: type[BaseModel], loc: Iterable[str | int]) -> list[str]:
    """Return the keys that the model knows in the row where `loc` ends."""
    for step in list(loc)[:-1]:
        if isinstance(step, str):
            model = _inner(model.model_fields[step].annotation) or model
    return [key for key in model.model_fields if key != "lines"]


def _inner(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as `tuple[Stage, ...]` or `Status | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _inner(part):
            return found
    return None
