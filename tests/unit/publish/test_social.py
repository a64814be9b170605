"""The picture of a shared page."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from mlroadmap.cache import Cache
from mlroadmap.publish.social import SIZE, STAGES, Card, card
from tests.builders import ROOT
from tests.built_site import built_site


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
    assert Card.of(url, "A", "B").name == f"assets/social/{name}.png"


def test_a_card_is_drawn_once_for_the_same_words_and_written_below_the_site(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept")
    for url, title in (("", "A"), ("stage-1/", "A"), ("stage-2/", "B")):
        Card.of(url, title, "Site").write(tmp_path / "site", cache)
    written = {path.name: path.read_bytes() for path in (tmp_path / "site/assets/social").iterdir()}
    assert written["home.png"] == written["stage-1.png"] == card("A", "Site") != written["stage-2.png"]
    assert cache.made == 2


def test_every_page_of_the_built_site_has_its_card_with_its_title() -> None:
    pages = [path for path in built_site().rglob("index.html") if 'property="og:image"' in path.read_text("utf-8")]
    assert len(pages) > 100
    for path in pages:
        url = "" if path.parent == built_site() else f"{path.parent.relative_to(built_site()).as_posix()}/"
        assert (built_site() / Card.of(url, "", "").name).is_file(), path
    title = re.search(r"<h1[^>]*>([^<]*)", (built_site() / "about/index.html").read_text("utf-8"))
    assert title
    png = (built_site() / "assets/social/about.png").read_bytes()
    assert png == card(title[1].strip(), "Machine Learning Roadmap")


def test_pages_keep_their_titles_when_their_text_is_let_go() -> None:
    for path in built_site().rglob("index.html"):
        assert not re.search(r'(?:Previous|Next): None"|<title>None\b', path.read_text("utf-8")), path
