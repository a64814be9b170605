"""What readers fetch of a script or a style sheet: all but comments, a sixth of it.

Both are published as they are written, without a build step; comments are for those who open the repository.
"""

import re

_COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
"""A comment from the beginning of a line to its end. `/*!`, with which a licence begins, is none of them."""


def without_comments(script: str) -> str:
    """Return `script`, a JavaScript file, without comments on lines of their own."""
    return _COMMENT.sub("", script)


def without_css_comments(style: str) -> str:
    """Return `style`, a style sheet in which no text holds `/*`, without comments, empty lines and indents."""
    lines = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).split("\n")
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())
