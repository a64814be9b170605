"""The picture that others show when a page is shared: its title above the road. Drawn without network or fonts of the
system, so that the same title gives the same bytes on every machine."""

import functools
import io
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

from mlroadmap.cache import Cache

SIZE = (1200, 630)
"""Pixels, as the Open Graph readers expect."""
GROUND, ROAD, INK, SOFT = "#ffffff", "#e4e8ef", "#1f2430", "#535c6b"
STAGES = ("#0a7a5c", "#15699e", "#6a4fbb", "#a3417f", "#b04c08", "#766600")
"""The colours of the stages, as in tokens.css."""
LETTERS = 27
"""How many letters of a title fit on a line."""


@functools.cache
def card(title: str, kicker: str) -> bytes:
    """Return a PNG of 1200 by 630 pixels with `title` in at most three lines and `kicker` small above it."""
    image = _road().copy()
    draw = ImageDraw.Draw(image)
    draw.text((90, 70), kicker, font=ImageFont.load_default(34), fill=SOFT)
    lines = wrap(title, LETTERS, max_lines=3, placeholder=" …")
    draw.multiline_text(
        (90, 140), "\n".join(lines), font=ImageFont.load_default(74), fill=INK, spacing=18, stroke_width=1
    )
    png = io.BytesIO()
    image.quantize(palette=_palette(), dither=Image.Dither.NONE).save(png, "PNG")
    return png.getvalue()


@dataclass(frozen=True)
class Card:
    """The picture of a page: its `name`, a path below the site's root, and what stands on it."""

    name: str
    title: str
    kicker: str

    @classmethod
    def of(cls, url: str, title: str, kicker: str) -> "Card":
        """Return the card of the page at `url`, such as `stage-2/k-means/`."""
        return cls(f"assets/social/{url.strip('/').replace('/', '-') or 'home'}.png", title, kicker)

    def png(self, cache: Cache) -> bytes:
        """Return the picture, drawn once for the same words."""
        return cache.get("card", [self.title, self.kicker], lambda: card(self.title, self.kicker))

    def write(self, site: Path, cache: Cache) -> None:
        """Write the picture into a built site."""
        path = site / self.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.png(cache))


@functools.cache
def _road() -> Image.Image:
    """The road at the foot, with eighteen dots; drawn twice as large and made smaller, which smooths its edges."""
    image = Image.new("RGB", (2 * SIZE[0], 2 * SIZE[1]), GROUND)
    draw = ImageDraw.Draw(image)
    y, x, half = 1090, 2100, 44
    for left, middle in ((150, y), (1900, y - 300)):
        draw.rounded_rectangle((left, middle - half, x + half, middle + half), half, fill=ROAD)
    draw.rectangle((x, y - 300 + half, 2 * SIZE[0], y - half), fill=GROUND)
    draw.arc((x - 150 - half, y - 300 - half, x + 150 + half, y + half), -90, 90, fill=ROAD, width=2 * half)
    for number in range(18):
        at, colour = 210 + 104 * number, STAGES[number // 3]
        box = (at - 24, y - 24, at + 24, y + 24)
        draw.ellipse(box, fill=colour if number < 6 else GROUND, outline=colour, width=9)
    return image.resize(SIZE, Image.Resampling.LANCZOS)


@functools.cache
def _palette() -> Image.Image:
    """The sixty-four colours of all cards: found once, from the road with some letters on it."""
    image = _road().copy()
    draw = ImageDraw.Draw(image)
    for y, colour in ((70, SOFT), (140, INK)):
        draw.text((90, y), "abcdefgORS", font=ImageFont.load_default(34), fill=colour)
    return image.quantize(64, Image.Quantize.MAXCOVERAGE)
