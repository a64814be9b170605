"""A small picture for each lesson: drawn for the written ones, made from its id for one that has none yet.

A drawn picture is `pictures/<lesson>.svg`, 120 by 64 units, of lines and dots without colours of their own: parts.css
colours them by the stage and by their classes (`d` and `p` dots of two kinds, `n` open ones; `i` and `s` a dark and a
pale line, `w` a line that walks, `f` an area).
"""

import functools
import hashlib
import re
from importlib.resources import files

from markupsafe import Markup

_SVG = re.compile(r"\A<svg [^>]*>(.*)</svg>\s*\Z", re.DOTALL)
_OPEN = '<svg class="rm-pic{more}" viewBox="0 0 120 64" aria-hidden="true">'


@functools.cache
def picture(lesson: str) -> Markup:
    """Return the picture of the lesson with this id, as SVG for a page. It says nothing that the title does not."""
    file = files("mlroadmap.pages").joinpath(f"pictures/{lesson}.svg")
    if file.is_file() and (drawn := _SVG.match(file.read_text("utf-8"))):
        return Markup(_OPEN.format(more="") + drawn[1] + "</svg>")
    return Markup(_OPEN.format(more=" rm-pic--made") + _made(lesson) + "</svg>")


def _made(lesson: str) -> str:
    """A broken line through five places that the id decides: a road that is still to be built."""
    bytes_ = hashlib.sha256(lesson.encode()).digest()
    places = [(14 + 23 * step, 14 + bytes_[step] * 36 // 255) for step in range(5)]
    bends = " ".join(f"S{x - 10} {y} {x} {y}" for x, y in places[1:])
    dots = "".join(f'<circle cx="{x}" cy="{y}" r="4"/>' for x, y in places)
    return f'<path d="M{places[0][0]} {places[0][1]}{bends}"/><g class="n">{dots}</g>'
