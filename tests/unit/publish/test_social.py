"""The picture of a shared page."""

import io
import re

import pytest
from PIL import Image

from mlroadmap.publish.social import SIZE, STAGES, card, name_of
from tests.builders import ROOT


def test_a_card_is_a_png_of_the_size_that_readers_expect_and_light() -> None:
    image = Image.open(io.BytesIO(card("Linear regression", "Machine Learning Roadmap")))
    assert (image.format, image.size) == ("PNG", SIZE)
    assert len(card("Linear regression", "Machine Learning Roadmap")) < 30_000


def test_the_same_title_gives_the_same_bytes_and_another_one_others() -> None:
    card.cache_clear()
    first = card("Trees", "A")
    card.cache_clear()
    assert card("Trees", "A") == first != card("Forests", "A")


def test_a_long_title_ends_in_dots_and_stays_above_the_road() -> None:
    image = Image.open(io.BytesIO(card("word " * 60, "A"))).convert("L")
    assert image.crop((0, 430, 900, 510)).getextrema()[0] > 200  # no dark letter reaches down to the road


def test_the_road_has_the_colours_of_the_stages_that_the_style_sheets_have() -> None:
    tokens = (ROOT / "docs/stylesheets/tokens.css").read_text("utf-8")
    assert tuple(re.findall(r"--rm-[1-6]: (#[0-9a-f]{6});", tokens)[:6]) == STAGES


@pytest.mark.parametrize(
    ("url", "name"), [("", "home"), ("stage-2/", "stage-2"), ("stage-2/k-means/", "stage-2-k-means")]
)
def test_each_page_has_a_card_of_its_own(url: str, name: str) -> None:
    assert name_of(url) == f"assets/social/{name}.png"
