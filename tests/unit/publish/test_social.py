"""The picture of a shared page."""

import io

import pytest
from PIL import Image

from mlroadmap.publish.social import SIZE, card, name_of


def test_a_card_is_a_png_of_the_size_that_readers_expect_and_light() -> None:
    image = Image.open(io.BytesIO(card("Linear regression", "Machine Learning Roadmap")))
    assert (image.format, image.size) == ("PNG", SIZE)
    assert len(card("Linear regression", "Machine Learning Roadmap")) < 30_000


def test_the_same_title_gives_the_same_bytes_and_another_one_others() -> None:
    card.cache_clear()
    first = card("Trees", "A")
    card.cache_clear()
    assert card("Trees", "A") == first != card("Forests", "A")


def test_a_long_title_ends_in_dots_and_stays_above_the_path() -> None:
    image = Image.open(io.BytesIO(card("word " * 60, "A"))).convert("L")
    assert image.crop((0, 450, 1200, 500)).getextrema()[1] < 200  # no white letter reaches down to the path


@pytest.mark.parametrize(
    ("url", "name"), [("", "home"), ("stage-2/", "stage-2"), ("stage-2/k-means/", "stage-2-k-means")]
)
def test_each_page_has_a_card_of_its_own(url: str, name: str) -> None:
    assert name_of(url) == f"assets/social/{name}.png"
