"""What readers fetch of a script: all but the comments that stand on lines of their own, a sixth of it.

Scripts are published as they are written, without a build step; their comments are for those who open the repository.
"""

import re

_COMMENT = re.compile(r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
"""A comment from the beginning of a line to its end. `/*!`, with which a licence begins, is none of them."""


def without_comments(script: str) -> str:
    """Return `script`, a JavaScript file, without comments on lines of their own."""
    return _COMMENT.sub("", script)
