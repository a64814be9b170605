"""How key pages look on their first screen: small pictures that show a broken layout, and not another font."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser

PAGES = {
    "home": "",
    "stage": "stage-2/",
    "lesson": "stage-1/arrays/",
    "lesson-with-figures": "stage-2/decision-trees/",
    "map": "map/",
    "plan": "plan/",
    "progress": "progress/",
    "resources": "resources/",
    "placement": "placement/stage-1/",
    "contributing": "contributing/",
}
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
SCHEMES = ("light", "dark")
SHRUNK = 10
"""So many pixels of a screen become one: a line of text is then a grey bar, whichever font it has."""
TILE = 5
"""Pixels of a shrunk picture along a side of the tiles that are compared."""
OFF = 10.0
"""How far the mean colour of a tile may be off, of 255, before it counts as another one."""
MOST = 0.12
"""The share of tiles that may be others: a serif font for all text makes 0.04, a page without style sheets 0.45."""
NOW = "2027-03-01T08:00:00Z"
"""What the clock says while a page is looked at: the plan shows dates."""


@dataclass(frozen=True)
class Look:
    """A page at a size in a colour scheme."""

    name: str
    size: str
    scheme: str

    @property
    def file(self) -> str:
        """Where its picture is kept."""
        return f"{self.name}-{self.size}-{self.scheme}.png"


def all_looks() -> Iterator[Look]:
    """Give every page at every size in both schemes."""
    for name in PAGES:
        for size in SIZES:
            for scheme in SCHEMES:
                yield Look(name, size, scheme)


def picture(browser: Browser, address: str, look: Look, *, style: str | None = "") -> Image.Image:
    """Return the first screen of a page, shrunk; with rules of style added, or without any style sheet for None."""
    width, height = SIZES[look.size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if look.scheme == "dark" else "light",
        reduced_motion="reduce",
        service_workers="block",
    )
    page = context.new_page()
    page.clock.set_fixed_time(NOW)
    if style is None:
        page.route("**/*.css", lambda route: route.abort())
    page.goto(address + PAGES[look.name], wait_until="networkidle")
    if style:
        page.add_style_tag(content=style)
    content, before = b"", None
    while content != before:  # what scripts add has come when nothing changes any more
        before, content = content, page.screenshot(animations="disabled", caret="hide")
        page.wait_for_timeout(200)
    context.close()
    whole = Image.open(BytesIO(content)).convert("RGB")
    return whole.resize((width // SHRUNK, height // SHRUNK), Image.Resampling.BOX).quantize(32).convert("RGB")


def tiles(image: Image.Image) -> NDArray[np.float64]:
    """Return the mean colours of an image's tiles, shape (rows, columns, 3), from 0 to 255."""
    pixels = np.asarray(image, dtype=float)
    rows, columns = pixels.shape[0] // TILE, pixels.shape[1] // TILE
    cut = pixels[: rows * TILE, : columns * TILE]
    means: NDArray[np.float64] = cut.reshape(rows, TILE, columns, TILE, 3).mean(axis=(1, 3))
    return means


def distance(one: Image.Image, other: Image.Image) -> float:
    """Return the share of tiles that are others, from 0 to 1; 1 for pictures of other sizes."""
    if one.size != other.size:
        return 1.0
    return float((np.abs(tiles(one) - tiles(other)).mean(axis=2) > OFF).mean())
