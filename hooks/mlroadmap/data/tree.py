"""From YAML text to plain rows, each with the file and the lines that it was read from.

What is told here needs no model: keys given twice, keys and rows left empty, text that a comment eats, characters that
nobody sees, and what YAML offers beyond rows of text, numbers and dates.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from mlroadmap.data.model import ORIGIN, Origin
from mlroadmap.data.yaml_errors import explain
from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.files import conflicts, unseen

Place = tuple[str | int, ...]
"""The way to a value from the top of a file: keys, and numbers of rows from 0 on."""

_TAGS = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)
_COMMENT = re.compile(r"[ \t]+#(?P<said>.*)")
_SWALLOWED = re.compile(r"\n\s*(?:- |[a-z_]+:(?: |$))", re.MULTILINE)
"""A row or a key inside what YAML takes for one text over several lines."""


@dataclass(frozen=True)
class Eaten:
    """A comment behind a value without quotes: whether it is a text that was cut is for the model to say."""

    place: Place
    line: int
    comment: str


class Rows(list[Any]):
    """A list that knows the line of each of its entries."""

    def __init__(self, values: list[Any], lines: list[int]) -> None:
        super().__init__(values)
        self.lines = lines


@dataclass
class Tree:
    """What a file holds, and what was found on the way: problems without a row's name, since a row is read top down."""

    data: Any = None
    found: list[tuple[Place, int, str, str]] = field(default_factory=list)
    """Place, line, code and text of each problem."""
    eaten: list[Eaten] = field(default_factory=list)


def read_tree(text: str, *, name: str) -> Tree:
    """Read YAML `text`; `name` is the file's name in messages.

    Raises ProblemsFound when nothing can be read of it: it is no YAML, or a merge was not finished.
    """
    if marks := conflicts(text, name=name):
        raise ProblemsFound(marks)
    reader = _Reader(text, name)
    try:
        node = reader.yaml.compose(text)
        if node is not None:
            reader.tree.data = reader.value(node, ())
    except YAMLError as error:
        line, what = explain(error, text)
        raise ProblemsFound([Problem(name, line, "RM101", f"not valid YAML: {what}")]) from None
    except RecursionError:
        raise ProblemsFound([Problem(name, 1, "RM101", "not valid YAML: it is nested too deeply")]) from None
    if reader.tree.data is None:
        reader.tree.data = {ORIGIN: Origin(name, {"": 1})}
    return reader.tree


class _Reader:
    """Walks the nodes of one file."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lines = text.split("\n")
        self.tree = Tree()
        self.yaml = YAML(typ="safe", pure=True)

    def tell(self, place: Place, node: Node, code: str, text: str) -> None:
        self.tree.found.append((place, node.start_mark.line + 1, code, text))

    def value(self, node: Node, place: Place) -> Any:
        if node.anchor is not None:
            self.tell(
                place,
                node,
                "RM101",
                "not valid YAML here: & names a value for later use; write each value where it belongs",
            )
            return None
        if node.tag not in _TAGS:
            self.tell(place, node, "RM101", "not valid YAML here: a text cannot begin with !: put it in quotes")
            return None
        if isinstance(node, MappingNode):
            return self.mapping(node, place)
        if isinstance(node, SequenceNode):
            return self.sequence(node, place)
        assert isinstance(node, ScalarNode)
        return self.scalar(node, place)

    def scalar(self, node: ScalarNode, place: Place) -> Any:
        self.look_behind(node, place)
        for _, character in unseen(node.value):
            self.tell(place, node, "RM106", f"holds the character {character}, which is not seen: delete it")
        if node.start_mark.line < node.end_mark.line and node.style not in ("|", ">"):
            self.look_inside(node, place)
        try:
            value = self.yaml.constructor.construct_object(node)
        except ValueError:  # a date such as 2026-02-31: the model says what is wrong with it
            return node.value
        return value

    def look_behind(self, node: ScalarNode, place: Place) -> None:
        if not node.style and (match := _COMMENT.match(self.lines[node.end_mark.line], node.end_mark.column)):
            self.tree.eaten.append(Eaten(place, node.start_mark.line + 1, match["said"]))

    def look_inside(self, node: ScalarNode, place: Place) -> None:
        first, last = node.start_mark, node.end_mark
        typed = "\n".join([*self.lines[first.line : last.line], self.lines[last.line][: last.column]])
        if _SWALLOWED.search(typed):
            what = (
                "a quote that opens in this line is not closed" if node.style else "this text goes on in the rows below"
            )
            self.tell(
                place, node, "RM101", f"not valid YAML: {what}: close it, and begin rows and keys where others do"
            )

    def sequence(self, node: SequenceNode, place: Place) -> Rows:
        lines, values = [], []
        for number, child in enumerate(node.value):
            value = self.value(child, (*place, number))
            if _is_empty(child):
                self.tell(
                    (*place, number), child, "RM106", "is empty: write what belongs behind its dash, or delete the line"
                )
            values.append(value)
            lines.append(child.start_mark.line + 1)
        return Rows(values, lines)

    def mapping(self, node: MappingNode, place: Place) -> dict[Any, Any]:
        lines = {"": node.start_mark.line + 1}
        data: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if isinstance(key_node, SequenceNode):
                self.tell(place, key_node, "RM101", "not valid YAML here: a key is one word before a colon")
                continue
            key = key_node.value if isinstance(key_node, ScalarNode) else "{…}"  # the braces of a template
            if key in data:
                text = f"key '{key}' was given in line {lines[key]} already: keep one of the two"
                self.tell((*place, key), key_node, "RM102", text)
                continue
            data[key] = self.value(value_node, (*place, key))
            lines[key] = line
            if _is_empty(value_node) and isinstance(key_node, ScalarNode):
                lost = _COMMENT.match(self.lines[line - 1], key_node.end_mark.column + 1)
                mend = (
                    "what begins with # is a comment: put it in quotes"
                    if lost
                    else "write its value, or delete the line"
                )
                self.tell((*place, key), key_node, "RM106", f"is empty: {mend}")
        data[ORIGIN] = Origin(self.name, lines)
        return data


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and str(node.tag).endswith(":null") and node.anchor is None
