"""The picture that others show when a page is shared: its title on the site's colour. Drawn without network or fonts
of the system, so that the same title gives the same bytes on every machine."""

import functools
import io
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
"""Pixels, as the Open Graph readers expect."""
GROUND, LINE, INK = "#22577a", "#6fd0b5", "#ffffff"
LETTERS = 27
"""How many letters of a title fit on a line."""


@functools.cache
def card(title: str, kicker: str) -> bytes:
    """Return a PNG of 1200 by 630 pixels with `title` in at most three lines and `kicker` small above it."""
    image = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(image)
    draw.text((90, 80), kicker, font=ImageFont.load_default(34), fill=LINE)
    lines = wrap(title, LETTERS, max_lines=3, placeholder=" …")
    draw.multiline_text((90, 150), "\n".join(lines), font=ImageFont.load_default(74), fill=INK, spacing=18)
    _path(draw)
    png = io.BytesIO()
    image.quantize(16).save(png, "PNG")
    return png.getvalue()


def name_of(url: str) -> str:
    """Return the path of the card of the page at `url`, such as `stage-2/k-means/`, below the site's root."""
    return f"assets/social/{url.strip('/').replace('/', '-') or 'home'}.png"


def _path(draw: ImageDraw.ImageDraw) -> None:
    """The way through six stages, at the foot."""
    stops = [(90 + 204 * number, 560 - (number % 2) * 36) for number in range(6)]
    draw.line(stops, fill=LINE, width=6, joint="curve")
    for x, y in stops:
        draw.ellipse((x - 14, y - 14, x + 14, y + 14), fill=GROUND, outline=LINE, width=6)
