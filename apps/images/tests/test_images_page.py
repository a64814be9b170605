"""The page, on a phone in a real browser, with the real service and a small network behind it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from appkit.testing import PHONE, browser, running, visited
from images.smoke import main as smoke
from pictures_for_tests import HOSTILE, NAMES, encoded, plain, small_network

DROP = """([bytes, name]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  const target = document.getElementById("drop");
  const how = { dataTransfer: data, bubbles: true, cancelable: true };
  for (const kind of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(kind, how));
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        path: Path = tmp_path_factory.mktemp("network") / "small.onnx"
        patch.setenv("IMAGES_MODEL", str(small_network(path)))
        with running("images.service:build") as address:
            yield address


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """What the browser itself tells of a refusal is no fault."""
    with visited(chromium, address, ["#drop:not([hidden])"], ["status of 4"]) as page:
        yield page


def png(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "image/png", "buffer": content}


def wait_for(page: Any, words: str) -> None:
    page.wait_for_function("words => document.querySelector('main').innerText.includes(words)", arg=words)


RED = encoded(plain("red", size=(60, 40)))


@pytest.mark.parametrize("way", ["#choose", "#take"])
def test_a_picture_is_named_with_its_probability(page: Any, way: str) -> None:
    page.set_input_files(way, [png("red.png", RED)])
    wait_for(page, "One picture answered")
    assert page.locator("#answers h2").inner_text() == NAMES[0]
    assert (
        page.locator("#answers tr").count() == 5 and page.locator("#answers td").first.inner_text().strip() == "100 %"
    )
    assert page.locator("#answers canvas").get_attribute("aria-label") == "your picture red.png"


def test_on_a_phone_a_second_way_opens_the_camera(page: Any) -> None:
    assert page.locator("#take").get_attribute("capture") == "environment"
    for way in page.locator(".way").all():
        assert way.bounding_box()["height"] >= 44


def test_a_picture_is_dropped(page: Any) -> None:
    page.evaluate(DROP, [list(RED), "dropped.png"])
    wait_for(page, NAMES[0])


def test_what_it_does_not_know_it_says(page: Any) -> None:
    page.set_input_files("#choose", [png("white.png", encoded(plain("white")))])
    wait_for(page, "I am not sure")
    assert "none of the things" in page.locator("#answers .why").inner_text()


def test_several_are_answered_each_in_its_card_and_a_bad_one_too(page: Any) -> None:
    files = [png("red.png", RED), png("bad.png", HOSTILE["an SVG"]), png("blue.png", encoded(plain("blue")))]
    page.set_input_files("#choose", files)
    wait_for(page, "3 pictures answered")
    assert page.locator("#answers h2").all_inner_texts() == [NAMES[0], "Refused", NAMES[2]]
    assert "bad.png: this is no JPEG" in page.locator("#answers").inner_text()


def test_a_large_photograph_is_made_small_before_it_is_sent(page: Any) -> None:
    rough = Image.fromarray(np.random.default_rng(0).integers(0, 255, (1700, 2300, 3), np.uint8))
    content = encoded(rough, "JPEG", quality=98)
    sizes: list[int] = []
    page.on("request", lambda request: sizes.append(int(request.all_headers().get("content-length", 0))))
    assert len(content) > 5_000_000
    page.set_input_files("#choose", [png("large.jpg", content)])
    wait_for(page, "One picture answered")
    assert 10_000 < max(sizes) < 1_500_000


def test_too_many_and_a_service_that_refuses_are_told_in_words(page: Any) -> None:
    page.set_input_files("#choose", [png(f"{n}.png", RED) for n in range(17)])
    wait_for(page, "At most 16 pictures")
    page.route("**/classify/batch", lambda route: route.fulfill(status=429, headers={"retry-after": "7"}, body="{}"))
    page.set_input_files("#choose", [png("red.png", RED)])
    wait_for(page, "wait 7 seconds")


def test_it_is_used_by_keyboard(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "choose"
    assert page.evaluate("getComputedStyle(document.activeElement.parentElement).outlineStyle") == "solid"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_wider_than_the_phone_and_axe_finds_nothing(page: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is in the site's own set-up")
    page.emulate_media(color_scheme=scheme)
    files = [png("red.png", RED), png("bad.png", b"no"), png("white.png", encoded(plain("white")))]
    page.set_input_files("#choose", files)
    wait_for(page, "3 pictures answered")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    found = axe.Axe().run(page).response["violations"]
    assert [one["id"] for one in found] == []


def test_without_scripts_a_form_is_there(chromium: Any, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.set_input_files("#plain", [png("red.png", RED)])
    page.click("button")
    assert NAMES[0] in page.content()
    context.close()


def test_the_smoke_test_passes_on_an_application_that_runs(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    smoke(address)
    assert capsys.readouterr().out == f"{address} works\n"
