"""From bytes to the square that the network takes."""

import io
import zipfile
from typing import Any

import numpy as np
import pytest
from PIL import Image

from appkit.files import locate
from images.pictures import MOST_PIXELS, NoPictureError, read
from images.places import HERE
from images.smoke import png
from pictures_for_tests import HOSTILE, encoded, plain

CORNERS = Image.fromarray(
    np.array([[[250, 0, 0], [0, 250, 0]], [[0, 0, 250], [250, 250, 250]]], np.uint8).repeat(40, 0).repeat(40, 1)
)
TURNS = {
    1: (),
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_90,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_270,),
}
"""What a camera does to a picture before it notes the orientation with which it is to be shown."""


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_lies_on_its_side_is_set_upright(orientation: int, kind: str) -> None:
    picture = CORNERS
    for turn in TURNS[orientation]:
        picture = picture.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    found = read(encoded(picture, kind, exif=exif))
    assert found.shape == (224, 224, 3) and found.dtype == np.uint8
    for row, column, colour in ((20, 20, (250, 0, 0)), (20, 200, (0, 250, 0)), (200, 20, (0, 0, 250))):
        assert np.abs(found[row, column].astype(int) - colour).max() < 20


@pytest.mark.parametrize(
    ("picture", "colour"),
    [
        (plain(100, "L"), (100, 100, 100)),
        (plain(1, "1"), (255, 255, 255)),
        (plain((200, 10, 10, 255), "RGBA"), (200, 10, 10)),
        (plain((200, 10, 10, 0), "RGBA"), (255, 255, 255)),
        (plain((0, 128), "LA"), (127, 127, 127)),
        (plain(100 * 257, "I;16"), (100, 100, 100)),
        (plain((200, 10, 10)).quantize(4), (200, 10, 10)),
    ],
    ids=["grey", "black and white", "opaque", "clear", "half clear", "16 bits", "a palette"],
)
def test_every_kind_of_colour_becomes_three(picture: Image.Image, colour: tuple[int, ...]) -> None:
    found = read(encoded(picture))
    assert np.abs(found.astype(int) - colour).max() <= 2


def test_a_palette_with_a_clear_colour_and_a_jpeg_for_printing_are_read() -> None:
    clear = plain((200, 10, 10)).quantize(4)
    assert np.abs(read(encoded(clear, transparency=clear.getpixel((0, 0)))).astype(int) - 255).max() <= 2
    printed = read(encoded(plain((0, 255, 255, 0), "CMYK"), "JPEG"))
    assert np.abs(printed.astype(int) - (255, 0, 0)).max() < 10


def test_the_square_in_the_middle_is_taken() -> None:
    wide = Image.new("RGB", (300, 100), "blue")
    wide.paste("red", (100, 0, 200, 100))
    assert np.abs(read(encoded(wide)).astype(int) - (255, 0, 0)).max() == 0


def test_a_large_jpeg_gives_what_its_small_copy_gives() -> None:
    rng = np.random.default_rng(0)
    rough = Image.fromarray(rng.integers(0, 255, (6, 8, 3), np.uint8))
    large = rough.resize((3200, 2400), Image.Resampling.BICUBIC)
    one = read(encoded(large, "JPEG", quality=95)).astype(int)
    other = read(encoded(large.resize((800, 600)), "PNG")).astype(int)
    assert np.abs(one - other).mean() < 1.5


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_picture_is_refused_with_a_short_reason(content: bytes) -> None:
    with pytest.raises(NoPictureError) as told:
        read(content)
    assert 10 < len(str(told.value)) < 100 and "/" not in str(told.value)


def test_the_limit_of_pixels_holds_at_the_limit() -> None:
    assert MOST_PIXELS == 4_000**2
    assert read(png(4_000, 4_000, bytes(4_000))).max() == 0
    with pytest.raises(NoPictureError, match="16 million"):
        read(png(4_001, 4_000, bytes(4_001)))


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    def unpacked(*_: Any) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(Image.Image, "load", unpacked)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", unpacked)
    with pytest.raises(NoPictureError, match="16 million"):
        read(HOSTILE["a bomb of 25 million pixels"])


def test_the_samples_are_pictures() -> None:
    with zipfile.ZipFile(io.BytesIO(locate(HERE, "sample-pictures.zip").read_bytes())) as archive:
        assert len([read(archive.read(name)) for name in archive.namelist()]) == 7
