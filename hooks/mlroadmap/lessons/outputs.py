"""What a run left behind a cell: what is too long, cannot be shown, or is not the same in the next run."""

import re
from collections.abc import Iterator

from mlroadmap.lessons.executed import ExecutedCell, Output, joined
from mlroadmap.lessons.source import Cell

OUTPUT_LINES = 40
OUTPUT_WIDTH = 200
"""Characters of one line."""
OUTPUT_CHARACTERS = 4_000
"""Characters of all that a cell prints."""
FIGURE_BYTES = 60_000
AXES = "unlabelled_axes"
"""The key under which a run notes with a figure which of its axes have numbers and no label."""

Found = Iterator[tuple[int, str, str]]
"""Line, code and text of each problem."""

_SHOWN_OBJECT = re.compile(r"<(?P<what>[\w.]+) object>")
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ACTIVE = re.compile(
    r"<\s*(?:script|iframe|object|embed|form|input|button|textarea|select|img|svg|video|audio|link|meta|base)\b"
    r"|<[^<>]*(?:\son\w+\s*=|(?:javascript|data|vbscript)\s*:)",
    re.I,
)
"""What a table may not hold: a page runs no code that came with data, and fetches nothing."""
_TAG = re.compile(r"<[^>]*>")


def outputs_of(cell: Cell, executed: ExecutedCell) -> Found:
    """Yield what is wrong with the outputs of a cell."""
    lines, characters, widest = 0, 0, 0
    for output in executed.outputs:
        if "image/svg+xml" in output.get("data", {}):
            yield from _figure(cell, output)
            continue
        text, rows = _text(output), _rows(output)
        lines += rows
        characters += len(text)
        widest = max(widest, *(len(line) for line in text.split("\n")))
        yield from _unfit(cell, output, text)
    if lines > OUTPUT_LINES:
        yield cell.line, "RM603", f"this cell prints {lines} lines, more than {OUTPUT_LINES}: show a part, or sum up"
    elif widest > OUTPUT_WIDTH:
        said = f"this cell prints a line of {widest:,} characters, more than {OUTPUT_WIDTH}"
        yield cell.line, "RM603", f"{said}: show a part, or print it on several lines"
    elif characters > OUTPUT_CHARACTERS:
        said = f"this cell prints {characters:,} characters, more than {OUTPUT_CHARACTERS:,}"
        yield cell.line, "RM603", f"{said}: show a part, or sum up"


def _markup(output: Output) -> str:
    """The table of an output; empty where there is none."""
    html = joined(output.get("data", {}).get("text/html", ""))
    return html[html.index("<table") :] if "<table" in html else ""


def _text(output: Output) -> str:
    """What readers see of an output that is no figure."""
    if table := _markup(output):
        return _TAG.sub("", table)
    return joined(output.get("text", output.get("data", {}).get("text/plain", "")))


def _rows(output: Output) -> int:
    if table := _markup(output):
        return table.count("<tr")
    return _text(output).rstrip("\n").count("\n") + 1


def _unfit(cell: Cell, output: Output, text: str) -> Found:
    if match := _ACTIVE.search(_markup(output)):
        said = f"a cell of this table holds markup that does something, '{match[0][:60]}'"
        yield cell.line, "RM504", f"{said}: show the text, as pandas does without escape=False"
    if match := _SHOWN_OBJECT.search(text):
        said = f"readers would see the name of an object here, {match[0]}, and not what it holds"
        yield cell.line, "RM504", f"{said}: print it, or write it as prose"
    if match := _ADDRESS.search(text):
        said = f"this cell shows an address in memory, '{match[0]}', which differs in every run"
        yield (
            cell.line,
            "RM617",
            f"{said}: show what the object holds, or end the cell with `plt.show()`",
        )
    if match := _CONTROL.search(text):
        what = "colour codes of a terminal" if match[0] == "\x1b" else f"the control character {match[0]!r}"
        yield cell.line, "RM504", f"this cell prints {what}, which a page cannot show: print plain text"
    if output.get("name") == "stderr":
        said = f"this cell shows a warning: {text.strip()[:120]}"
        yield cell.line, "RM503", f"{said}: mend what it warns of"


def _figure(cell: Cell, output: Output) -> Found:
    for axis in output.get("metadata", {}).get("image/svg+xml", {}).get(AXES, ()):
        yield cell.line, "RM604", f"the {axis} has no label: name the quantity and its unit, or turn the axis off"
    if (size := len(joined(output["data"]["image/svg+xml"]).encode())) > FIGURE_BYTES:
        said = f"this figure has {size / 1000:.0f} kB, more than {FIGURE_BYTES // 1000}"
        yield cell.line, "RM605", f"{said}: draw less, or set rasterized=True"
