"""Links of YAML of any shape: every `url:` value, with its line and the nearest `id` above it.

Works on the node tree, not on a model: so a file that breaks our model is still checked, and so is any other YAML.
"""

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..model import Source

_NULL = "tag:yaml.org,2002:null"


class NotYaml(ValueError):
    """The file can't be read; the message starts with `line:`."""


def yaml_links(text: str, file: str) -> Iterator[tuple[str, Source]]:
    """Every `url:` value that is not null. Raises NotYaml."""
    lines = text.splitlines()
    try:
        for document in YAML(pure=True).compose_all(text):
            if document is not None:
                yield from _walk(document, None, file, lines, set())
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise NotYaml(f"{mark.line + 1 if mark else 1}: {problem}") from error
    except (ValueError, RecursionError) as error:
        raise NotYaml(f"1: {error}") from error


def _walk(node: Node, owner: str | None, file: str, lines: list[str], above: set[int]) -> Iterator[tuple[str, Source]]:
    if id(node) in above:  # an alias inside its own anchor
        return
    above = above | {id(node)}
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _walk(item, owner, file, lines, above)
    elif isinstance(node, MappingNode):
        pairs = [(key.value, value) for key, value in node.value if isinstance(key, ScalarNode)]
        owner = next((v.value for k, v in pairs if k == "id" and isinstance(v, ScalarNode)), owner)
        for key, value in node.value:
            if isinstance(key, ScalarNode) and key.value == "url":
                for scalar in value.value if isinstance(value, SequenceNode) else [value]:
                    if isinstance(scalar, ScalarNode) and scalar.tag != _NULL:
                        yield scalar.value, _place(scalar, owner, file, lines)
            yield from _walk(value, owner, file, lines, above)


def _place(node: ScalarNode, owner: str | None, file: str, lines: list[str]) -> Source:
    line, column = node.start_mark.line, node.start_mark.column
    text = lines[line] if line < len(lines) else ""
    column = text.find(node.value, column) if node.value else -1
    return Source(file, line + 1, owner, column, node.value if column >= 0 else "")
