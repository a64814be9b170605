"""From the bytes that somebody sent to a square of 224 by 224, or to a refusal.

The bytes may be anything. So only three formats are tried, the size is read before the picture is decoded, and few are
decoded at a time: whatever comes, the memory that it takes has a bound.
"""

import io
import threading
import warnings
from typing import Any

import numpy as np
from PIL import Image, ImageOps

SIDE = 224
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS, LEAST_SIDE = 16_000_000, 16
AT_ONCE = threading.BoundedSemaphore(2)
"""How many pictures are decoded at a time: a PNG of the largest size takes some 200 MB while it is."""
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.simplefilter("error", Image.DecompressionBombWarning)

Array = np.ndarray[Any, Any]


class NoPictureError(ValueError):
    """What was sent is no picture that this service reads; the message says why, in words for who sent it."""


class Budget:
    """How many pixels a request has left. A PNG of 16 kB can have 16 million: what unpacking takes has a bound too."""

    def __init__(self, pixels: int = MOST_PIXELS) -> None:
        self.pixels = pixels

    def spend(self, size: tuple[int, int]) -> None:
        """Take the pixels of a picture. Raises NoPictureError when there are not so many left, or too few in it."""
        if min(size) < LEAST_SIDE:
            raise NoPictureError(f"a picture has at least {LEAST_SIDE} pixels a side")
        if size[0] * size[1] > self.pixels:
            raise _too_large()
        self.pixels -= size[0] * size[1]


def read(content: bytes, budget: Budget | None = None) -> Array:
    """Return a picture as the network takes it, (224, 224, 3) in bytes. Raises NoPictureError."""
    try:
        with AT_ONCE, Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            (budget or Budget()).spend(picture.size)
            # A large JPEG is decoded at a half, a quarter or an eighth of its size, which takes less of all.
            picture.draft("RGB", (2 * SIDE, 2 * SIDE))
            return np.asarray(square(coloured(ImageOps.exif_transpose(picture))))
    except NoPictureError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except Exception as error:  # a decoder that is given nonsense may raise anything
        raise NoPictureError("this is no JPEG, PNG or WebP, or it is damaged") from error


def _too_large() -> NoPictureError:
    most = f"{MOST_PIXELS // 1_000_000} million pixels"
    return NoPictureError(f"a picture has at most {most}, and so have all of one request")


def coloured(picture: Image.Image) -> Image.Image:
    """Return a picture with three colours: grey is repeated, what shows through becomes white."""
    if picture.mode.startswith("I"):  # grey in 16 bits
        grey = np.clip(np.asarray(picture) // 257, 0, 255).astype(np.uint8)
        return Image.fromarray(grey).convert("RGB")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    return picture.convert("RGB")


def square(picture: Image.Image) -> Image.Image:
    """Return the square in the middle, 224 by 224."""
    side = min(picture.size)
    left, top = ((length - side) // 2 for length in picture.size)
    middle = picture.crop((left, top, left + side, top + side))
    return middle.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
