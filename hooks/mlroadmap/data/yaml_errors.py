"""What a YAML parser complains of, in the words of somebody who writes rows: where it begins, and how to mend it."""

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
    ScalarToken,
    Token,
)

_KINDS: tuple[tuple[str, str], ...] = (
    ("mapping values are not allowed", "the indentation does not match that of the line before"),
    ("sequence entries are not allowed", "a list begins on a line of its own, below its key"),
    (r"found character '\\t'|found character '\t'", "a tab stands where a line begins: use spaces"),
    ("found character '(?P<it>.)' that cannot start", "a text cannot begin with {it}: put it in quotes"),
    ("undefined alias '(?P<it>[^']*)'|expected alphabetic or numeric character", "a text cannot begin with * or &: "
     "put it in quotes"),
    ("unknown escape character", "in double quotes a backslash begins an escape: use single quotes, or none"),
    ("expected the node content, but found '(?P<it>.)'", "a text cannot begin with {it}: put it in quotes"),
    ("expected a comment or a line break|expected chomping", "the text begins on the line below > or |, indented"),
    ("but found another document|expected a single document", "a line of --- or ... ends the file here: delete it"),
    ("could not find expected ':'", "this line is neither `key: value` nor part of a list: add the colon and the space "
     "behind it, or indent it as the text that it belongs to"),
    (r"expected <block end>, but found '\?'", "a space is missing behind the dash or the key"),
    ("expected <block end>", "the indentation does not match that of the rows around: use as many spaces as they do"),
)  # fmt: skip
"""What a parser says, and what is meant by it."""


def explain(error: Any, text: str) -> tuple[int, str]:
    """Return the line of `text` that is wrong, and what is wrong with it. `error` is a YAMLError of ruamel.yaml."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = str(getattr(error, "problem", None) or "")
    if mark is None:
        return _forbidden(error, text)
    for look in (_open_quote, _quote_inside, _bracket_first, _dash_alone, _colon_inside, _open_bracket, _lost_comment):
        if found := look(error, what, text):
            return found
    line = error.context_mark.line + 1 if "scanning a simple key" in str(error.context) else mark.line + 1
    for pattern, meant in _KINDS:
        if match := re.search(pattern, what):
            return line, meant.format(it=match.groupdict().get("it"))
    return line, what or "a parser stops here"


def _forbidden(error: YAMLError, text: str) -> tuple[int, str]:
    place = getattr(error, "position", None) or 0
    character = getattr(error, "character", "")
    number = ord(character) if isinstance(character, str) and character else character or 0
    return text.count("\n", 0, place) + 1, f"the character U+{number:04X} cannot stand in a file of text: delete it"


def _open_quote(error: Any, what: str, text: str) -> tuple[int, str] | None:
    """A quote without its partner: YAML reads on to the next one, many lines below."""
    said = "the quote that opens in this line is not closed: close it at the end of the text"
    if "quoted scalar" in str(error.context) and ("end of stream" in what or "document separator" in what):
        return error.context_mark.line + 1, said
    quoted = [
        token
        for token in _tokens(text)
        if isinstance(token, ScalarToken) and token.style in ("'", '"') and token.end_mark.line > token.start_mark.line
    ]
    last = quoted[-1] if quoted else None
    if last and error.problem_mark and last.end_mark.line <= error.problem_mark.line <= last.end_mark.line + 1:
        return last.start_mark.line + 1, said
    return None


def _tokens(text: str) -> list[Token]:
    found = []
    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            found.append(token)
    except YAMLError:
        pass  # the error that is being explained
    return found


def _quote_inside(error: Any, what: str, text: str) -> tuple[int, str] | None:
    mark = error.problem_mark
    before = text.split("\n")[mark.line][: mark.column].rstrip() if mark else ""
    if "found '<scalar>'" in what and before.endswith(("'", '"')):
        return mark.line + 1, "a quote inside the text ends it: use the other kind of quotes around it, or none"
    return None


def _bracket_first(error: Any, what: str, text: str) -> tuple[int, str] | None:
    """A text such as `[Free] A book`, of which YAML takes the beginning for a list."""
    mark = error.problem_mark
    before = text.split("\n")[mark.line][: mark.column].rstrip() if mark else ""
    if "found '<scalar>'" in what and (match := re.search(r":\s+([\[{])[^\[\]{}]*[\]}]$", before)):
        return mark.line + 1, f"a text cannot begin with {match[1]}: put it in quotes"
    return None


def _dash_alone(error: Any, what: str, text: str) -> tuple[int, str] | None:
    """A row that begins with `-id:`, which YAML takes for a key of that name."""
    last = error.problem_mark.line if error.problem_mark else 0
    for number in range(last, max(last - 3, -1), -1):
        if "mapping values" in what and re.match(r"\s*-[^\W\d_]\w*:(?:\s|$)", text.split("\n")[number]):
            return number + 1, "a space is missing behind the dash"
    return None


def _colon_inside(error: Any, what: str, text: str) -> tuple[int, str] | None:
    line = text.split("\n")[error.problem_mark.line] if "mapping values" in what else ""
    if re.match(r"[\s-]*[^\s:]+:\s.*:(?:\s|$)", line):
        return error.problem_mark.line + 1, "a colon and a space stand inside the text: put the text in quotes"
    return None


def _open_bracket(error: Any, what: str, text: str) -> tuple[int, str] | None:
    if match := re.search(r"expected ',' or '([\]}])'", what):
        line = error.context_mark.line + 1
        if _eaten(text, error.context_mark.line):
            return line, "what follows ` #` is a comment and lost, the closing bracket too: put the text in quotes"
        return line, f"the bracket that opens in this line is not closed: add {match[1]}, and quotes around each text"
    if "expected the node content" in what and (left := _left_open(text)):
        return left
    return None


def _left_open(text: str) -> tuple[int, str] | None:
    """The first bracket that has no partner, if there is nothing in it or a row begins behind it."""
    opened: list[tuple[int, str]] = []
    for token in _tokens(text):
        if isinstance(token, FlowSequenceStartToken | FlowMappingStartToken):
            opened.append((token.start_mark.line + 1, "]" if isinstance(token, FlowSequenceStartToken) else "}"))
        elif isinstance(token, FlowSequenceEndToken | FlowMappingEndToken) and opened:
            opened.pop()
    if not opened:
        return None
    line, partner = opened[0]
    return line, f"the bracket that opens in this line is not closed: add {partner}, and quotes around each text"


def _lost_comment(error: Any, what: str, text: str) -> tuple[int, str] | None:
    """A text over several lines ends at the first ` #`, and what follows has no place."""
    line = error.problem_mark.line - 1 if error.problem_mark else -1
    if (
        line >= 0
        and ("expected <block end>, but found '<scalar>'" in what or "expected ':'" in what)
        and _eaten(text, line)
    ):
        return line + 1, "what follows ` #` is a comment and lost: put the text in quotes"
    return None


def _eaten(text: str, line: int) -> bool:
    return bool(re.search(r":\s+[^\s\"'|>#][^\"']*\s#", text.split("\n")[line]))
