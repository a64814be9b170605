"""Runs of a lesson as on other processors: what is set for them, and what differs from the outputs that readers see.

OpenBLAS, with which NumPy and SciPy compute, has a kernel for each kind of processor. They add numbers in different
orders, so the last digits differ, and what hangs on a last digit differs altogether.
"""

import base64
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from PIL import Image, ImageChops, ImageStat

from mlroadmap.lessons.executed import ExecutedCell, joined

KERNELS = ("Haswell", "SkylakeX", "Zen", "Prescott")
THREADS = (1, 2)
SAME_POINTS = 0.5
"""Points (1/72 inch) by which two drawings may differ and look the same."""
SAME_SHADE = 4.0
"""Mean difference of two pictures, on a scale from 0 to 255, that nobody sees."""
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_UNSEEN = re.compile(r' id="[^"]*"|#[\w-]+(?=[")])|\s*[zZ](?=[\s"])')
"""Names that Matplotlib makes of the content, and whether a line is closed whose ends meet."""
_IMAGE = re.compile(r"data:image/\w+;base64,\s*([A-Za-z0-9+/=\s]+)")


def environment(kernel: str, threads: int) -> dict[str, str]:
    """Return what is set for a run with a kernel and so many threads. It has more time, since some are slow."""
    return {"OPENBLAS_CORETYPE": kernel, "MLROADMAP_THREADS": str(threads), "MLROADMAP_PATIENCE": "3"}


def flags_needed(kernel: str) -> frozenset[str]:
    """Return the abilities that a processor must have to run a kernel, as Linux names them."""
    return frozenset({"SkylakeX": {"avx512f"}, "Haswell": {"avx2"}, "Zen": {"avx2"}}.get(kernel, set()))


def sample_of(lessons: Sequence[str], size: int, week: int) -> list[str]:
    """Return the lessons whose turn it is: so many each week, until all were there, and then again."""
    ordered = sorted(lessons)
    rounds = [ordered[at : at + size] for at in range(0, len(ordered), size)]
    return rounds[week % len(rounds)] if rounds else []


def differences(before: Sequence[ExecutedCell], after: Sequence[ExecutedCell]) -> Iterator[tuple[int, str]]:
    """Yield the number of each cell whose outputs differ, from 0, and how."""
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if len(old.outputs) != len(new.outputs):
            yield number, f"{len(new.outputs)} outputs instead of {len(old.outputs)}"
        else:
            for one, other in zip(old.outputs, new.outputs, strict=True):
                if said := _difference(one, other):
                    yield number, said


def _difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    drawn = [joined(one.get("data", {}).get("image/svg+xml", "")) for one in (old, new)]
    if all(drawn):
        return different_figure(*drawn)
    lines = [_text(one).splitlines() for one in (old, new)]
    found = next(((one, other) for one, other in zip_longest(*lines, fillvalue="") if one != other), None)
    return f"`{found[1].strip()}` instead of `{found[0].strip()}`" if found else ""


def _text(output: Mapping[str, Any]) -> str:
    return joined(output.get("text", output.get("data", {}).get("text/plain", "")))


def different_figure(old: str, new: str) -> str:
    """Say how two drawings differ that a reader could tell apart; empty when none could."""
    pictures = [_IMAGE.findall(svg) for svg in (old, new)]
    shapes = [_UNSEEN.sub("", _IMAGE.sub("", svg)) for svg in (old, new)]
    if len(pictures[0]) != len(pictures[1]) or _NUMBER.sub("#", shapes[0]) != _NUMBER.sub("#", shapes[1]):
        return "the figure has other parts"
    places = [[float(number) for number in _NUMBER.findall(svg)] for svg in shapes]
    furthest = max((abs(one - other) for one, other in zip(*places, strict=True)), default=0.0)
    if furthest > SAME_POINTS:
        return f"a part of the figure is {furthest:.2g} points away"
    if any(different_picture(one, other) for one, other in zip(*pictures, strict=True)):
        return "the picture in the figure is another one"
    return ""


def different_picture(old: str, new: str) -> bool:
    """Tell whether two pictures, as base64, look different."""
    one, other = (Image.open(io.BytesIO(base64.b64decode(text))).convert("RGBA") for text in (old, new))
    if one.size != other.size:
        return True
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean) > SAME_SHADE
