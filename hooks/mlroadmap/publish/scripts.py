"""What readers fetch of a script or a style sheet: all but comments and indents, a quarter of it.

Both are published as they are written, without a build step; comments are for those who open the repository.
"""

import re

_COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
"""A comment from the beginning of a line to its end. `/*!`, with which a licence begins, is none of them."""

_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_CSS_BREAK = re.compile(r"(?<=[{};,])\n")


def without_comments(script: str) -> str:
    """Return `script`, a JavaScript file, without comments on lines of their own."""
    return _COMMENT.sub("", script)


def without_indents(script: str) -> str:
    """Return `script` without indents, unless a text may go over several of its lines: there they are part of it."""
    return script if any(line.count("`") % 2 for line in script.split("\n")) else _INDENT.sub("", script)


def without_css_comments(style: str) -> str:
    """Return `style`, a style sheet in which no text holds `/*`, without comments, indents and most ends of lines."""
    lines = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).split("\n")
    return _CSS_BREAK.sub("", "".join(f"{line.strip()}\n" for line in lines if line.strip()))
