"""Pictures inside figures become lighter and stay the same, pixel by pixel."""

import base64
import io
import re

from PIL import Image

from roadmap_lessons.svg_images import with_webp


def svg_of(picture: Image.Image) -> str:
    target = io.BytesIO()
    picture.save(target, "PNG")
    encoded = base64.b64encode(target.getvalue()).decode()
    return f'<svg><image xlink:href="data:image/png;base64,\n{encoded}" width="9"/></svg>'


def picture_in(svg: str) -> Image.Image:
    [encoded] = re.findall(r"base64,\s*([^\"]+)", svg)
    return Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGBA")


def scatter() -> Image.Image:
    picture = Image.new("RGBA", (200, 120), (0, 0, 0, 0))
    for step in range(150):
        x, y = (step * 37) % 190, (step * 53) % 110
        picture.paste((24, 120, 180, 255), (x, y, x + 5, y + 5))
    return picture


def test_a_picture_becomes_webp_with_the_same_pixels_in_fewer_bytes() -> None:
    before = svg_of(scatter())
    after = with_webp(before)
    assert "image/webp" in after and "image/png" not in after
    assert len(after) < len(before)
    assert picture_in(after).tobytes() == picture_in(before).tobytes()
    assert with_webp(before) == after, "the same bytes each time"
    assert with_webp(after) == after


def test_what_would_become_larger_stays_as_it_is() -> None:
    before = svg_of(Image.effect_noise((4, 4), 90).convert("RGB"))
    assert len(with_webp(before)) <= len(before)


def test_a_figure_without_a_picture_stays_as_it_is() -> None:
    assert with_webp('<svg><path d="M 0 0"/></svg>') == '<svg><path d="M 0 0"/></svg>'
