"""Links of a notebook: what stands in its Markdown cells, with the line of the file at which each address stands."""

import json
from collections.abc import Iterator
from typing import Any

from ..model import Source
from .from_markdown import markdown_links


class NotANotebook(ValueError):
    """The file can't be read; the message starts with `line:`."""


def notebook_links(text: str, file: str) -> Iterator[tuple[str, Source]]:
    """Every link of the Markdown cells. Raises NotANotebook."""
    try:
        data = json.loads(text) if text.strip() else {"cells": []}
    except (ValueError, RecursionError) as error:
        raise NotANotebook(
            f"{getattr(error, 'lineno', 1)}: no notebook: {error}: save it from Jupyter again"
        ) from error
    at = 0
    for cell in _cells(data):
        if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
            continue
        source = cell.get("source", "")
        lines = source if isinstance(source, list) else str(source).splitlines(keepends=True)
        for url, found in markdown_links("".join(map(str, lines)), file):
            line = lines[found.line - 1] if 0 < found.line <= len(lines) else ""
            place, at = _place(text, str(line), url, at)
            yield url, Source(file, place, bare=found.bare)


def _cells(data: Any) -> list[Any]:
    """The cells of a notebook of any version (before 4 they stood in worksheets). Raises NotANotebook."""
    sheets = data.get("worksheets", [data]) if isinstance(data, dict) else []
    cells = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)] if isinstance(sheets, list) else []
    lists = [one for one in cells if isinstance(one, list)]
    if lists:
        return [cell for one in lists for cell in one]
    raise NotANotebook("1: no notebook: it has no list of cells")


def _place(text: str, line: str, url: str, at: int) -> tuple[int, int]:
    """The line of the file at which a line of a cell stands, looked for from `at` on; and where to go on from."""
    for wanted in (line, url):
        for spelt in (json.dumps(wanted, ensure_ascii=False)[1:-1], json.dumps(wanted)[1:-1]):
            found = text.find(spelt, at) if spelt else -1
            if found >= 0:
                return text.count("\n", 0, found) + 1, found
    return text.count("\n", 0, at) + 1, at
