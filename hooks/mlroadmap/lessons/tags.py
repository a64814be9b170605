"""How a cell opens: the tags that it may bear, and what is wrong with the line of a fence."""

import ast
import re
from collections.abc import Iterator

from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from mlroadmap.errors import did_you_mean, one_of
from mlroadmap.lessons.fences import Fence

TAGS = {
    "setup": "folded: imports and helpers",
    "asserts": "not shown: the numbers quoted in the prose are checked. In a learner's notebook it warns",
    "starter": "the reader's starting point in an exercise",
    "check": "in the notebook only, as `lesson.check(1)`: tells learners whether their answer is right",
    "solution": "folded: a solution that was run",
    "shown": "as without a tag, and open where the code of a drawing would be folded: drawing is the subject",
}
"""The tags of cells, and what each does on the page. A cell has one role, so it bears one of them at most."""
HIDDEN = frozenset({"asserts", "check"})
"""Tags of cells that are in the notebook but not on the page: those that hold the numbers of the prose to account, and
those that judge a learner's answer, which only make sense where they can be run."""
OPEN = "shown"
"""The one tag that gives a cell no role of its own."""
FETCH = "fetch"
"""The tag of the cell that fetches helpers in Colab: it is made, and stands in notebooks only."""
CELL, SHOWN = "python", "py"
"""The word with which a cell opens, and the one for Python that is shown and not run."""

Fault = tuple[str, str]
"""A code and what is wrong."""

_PYTHON = re.compile(r"i?python[\d.]*|py[\d.]+|code-cell|code_cell", re.I)
"""Words that a writer takes for the opening of a cell."""
_ATTRIBUTE = re.compile(r"\s+(?P<key>[\w.-]+)\s*=\s*(?P<value>\[[^\]]*\]|\"[^\"]*\"|'[^']*'|[^\s=]+)(?=\s|$)")
_COMMON = (CELL, SHOWN, "text", "console", "bash", "sql", "json", "yaml", "toml", "html", "css", "javascript", "diff")
"""Languages that a misspelt one may stand for."""
_FORM = f'a cell opens with ```{CELL}, or ```{CELL} tags=["setup"], at the first column'


def is_cell(fence: Fence) -> bool:
    """Tell whether a fence is a cell, which is run."""
    return fence.language == CELL and not fence.before and not fence.in_comment and fence.mark[0] == "`"


def opening(fence: Fence) -> tuple[list[str], str, list[Fault]]:
    """Return the tags and the name of a cell, and what is wrong with the line that it opens with."""
    rest = fence.info.strip().removeprefix(CELL)
    given = [(match["key"], match["value"]) for match in _ATTRIBUTE.finditer(rest)]
    strange = _ATTRIBUTE.sub(" ", rest).split() or [key for key, _ in given if key not in ("tags", "name")]
    if strange:
        word = strange[0].split("=")[0]
        text = f"'{word}' means nothing here{did_you_mean(word, ['tags', 'name'])}; {_FORM}"
        return [], "", [("RM505", f"{text}; code that is shown and not run opens with ```{SHOWN}")]
    keys = [key for key, _ in given]
    if twice := next((key for key in keys if keys.count(key) > 1), ""):
        return [], "", [("RM506", f"{twice} is given twice: write it once")]
    tags, name = (_value(dict(given).get(key, empty)) for key, empty in (("tags", "[]"), ("name", '""')))
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        return [], "", [("RM506", f'{rest.strip()} cannot be read: tags are words in quotes, as in tags=["setup"]')]
    if not isinstance(name, str):
        return (
            tags,
            "",
            [("RM506", f'{rest.strip()} cannot be read: a name is a word in quotes, as in name="km-x"')],
        )
    return tags, name, list(_wrong(tags))


def _value(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return None


def _wrong(tags: list[str]) -> Iterator[Fault]:
    for tag in dict.fromkeys(tags):
        if tag not in TAGS:
            yield "RM506", f"unknown tag '{tag}'{did_you_mean(tag, TAGS)}; known: {one_of(TAGS)}"
        if tags.count(tag) > 1:
            yield "RM506", f"the tag '{tag}' is given {tags.count(tag)} times: once is enough"
    if len(known := [tag for tag in dict.fromkeys(tags) if tag in TAGS]) > 1:
        yield "RM506", f"a cell cannot be {' and '.join(known)} at once: keep one of the tags, or make two cells"


def faults(fence: Fence) -> Iterator[Fault]:
    """Yield what is wrong with a fence, other than the tags of a cell."""
    language = _language(fence)
    if re.search(r"[^\x21-\x7e \t]", re.sub(r"\w", "", fence.before + fence.info)):
        yield "RM505", "there is a no-break space or another character that cannot be seen on this line: type it anew"
    elif _PYTHON.fullmatch(language) and not is_cell(fence):
        yield "RM505", f"{_why_no_cell(fence, language)}: {_FORM}; code that is shown and not run with ```{SHOWN}"
    elif fence.in_comment:
        return
    elif not fence.closed:
        yield "RM505", f"this fence is never closed: end it with a line {fence.mark}"
    elif fence.closed != fence.mark:
        yield "RM505", f"this fence opens with {fence.mark} and is closed with {fence.closed}: use as many for both"
    elif is_cell(fence):
        if not "".join(fence.content).strip():
            yield "RM505", "this cell is empty: write its code, or remove it"
    elif not _is_known(language) and (meant := did_you_mean(language, _COMMON)):
        yield "RM505", f"no language is called '{language}'{meant} What has no language opens with ```text"
    elif re.search(r"\btags\s*=", fence.info):
        yield "RM505", f"tags are for cells, and this fence is shown and not run: {_FORM}"


def _language(fence: Fence) -> str:
    """The language of a fence, also where it is written as {.python} or {code-cell}."""
    if match := re.match(r"\{\s*\.?([\w#+-]+)", fence.info.strip()):
        return match[1]
    return re.split(r"[,:{=\[(]", fence.language)[0].removeprefix(".")


def _why_no_cell(fence: Fence, language: str) -> str:
    if fence.in_comment:
        return "this cell stands in a comment and is not run: delete it, or take it out"
    if fence.before.strip():
        return "a fence in a list or a quotation is not run"
    if fence.before:
        return "a fence that is indented is not run"
    if language != CELL or fence.language != CELL:
        return f"a fence that opens with '{fence.language}' is not run"
    return "a fence of ~~~ is not run"


def _is_known(language: str) -> bool:
    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return False
    return True
