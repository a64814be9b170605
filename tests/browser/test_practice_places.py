"""Practice in the page from any address, without scripts, without a network, and when what it fetches is damaged."""

import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from mlroadmap.lessons.runtime import load_runtime
from roadmap_lessons.serve import serving
from tests.built_site import ROOT, built_site

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(load_runtime(ROOT) is None, reason="`make runtime` has not run; `make test` runs it"),
]

LESSON, EXERCISE = "stage-2/k-means/", "km-two-moves"
NUMPY_LESSON, NUMPY_EXERCISE = "stage-1/vectors-matrices/", "la-any-arrow"
BARE_LESSON, BARE_EXERCISE = "stage-1/python-basics/", "pb-long-words"
"""It needs Python alone."""
LOADING_MS = 180_000
JUDGED = "Not attempted"
"""What a check says of the untouched start: Python, its packages and the cells before are there then."""


def panel_of(page: Page, exercise: str) -> Locator:
    panel = page.locator(f"[data-practice={exercise}]")
    panel.scroll_into_view_if_needed()
    expect(panel.get_by_role("textbox")).to_be_visible()
    return panel


def check(panel: Locator) -> Locator:
    """Press Check. Returns where the verdict comes."""
    panel.get_by_role("button", name="Check").click()
    return panel.locator(".rm-verdict")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab without the service worker, whose requests a test could not damage."""
    context = browser.new_context(service_workers="block")
    yield context.new_page()
    context.close()


# Weight --------------------------------------------------------------------------------------------------------------


def test_who_looks_at_the_first_screen_fetches_nothing_for_the_next(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}stage-2/decision-trees/")
    page.wait_for_load_state("networkidle")
    assert not any(one.startswith(("javascripts/practice/", "javascripts/explorables/")) for one in asked)
    assert len(asked) <= 16
    page.mouse.wheel(0, 300)
    expect(page.locator("[data-practice]").first.get_by_role("textbox")).to_be_attached()
    assert "javascripts/practice/panel.js" in asked


# Without scripts -----------------------------------------------------------------------------------------------------


def test_without_javascript_there_is_no_button_and_no_editor_and_the_page_is_whole(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + NUMPY_LESSON)
    assert page.locator(".rm-run, .rm-edit, .rm-check, .rm-editor, textarea").count() == 0
    panel = page.locator(f"[data-practice={NUMPY_EXERCISE}]")
    expect(panel.locator(".rm-starter .highlight")).to_be_visible()
    for fold in panel.locator("details").all():  # hints and the solution
        expect(fold).to_be_visible()
        fold.locator("summary").first.click()
        expect(fold.locator("p, .highlight").first).to_be_visible()
    context.close()


# Other places --------------------------------------------------------------------------------------------------------


def test_from_a_folder_of_another_site_an_exercise_is_judged(page: Page, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/below").symlink_to(built_site())
    with serving(tmp_path) as address:
        outside: list[str] = []
        page.on("request", lambda request: outside.append(request.url))
        page.goto(f"{address}deep/below/{LESSON}")
        expect(check(panel_of(page, EXERCISE))).to_contain_text(JUDGED, timeout=LOADING_MS)
        assert [url for url in outside if not url.startswith((f"{address}deep/below/", "data:", "blob:"))] == []


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The zip file, made from the built site and unpacked."""
    folder = tmp_path_factory.mktemp("zip")
    command = [sys.executable, "scripts/make_zip.py", str(folder / "site.zip"), "--site", str(built_site())]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(folder / "site.zip") as archive:
        archive.extractall(folder)
    [root] = [path for path in folder.iterdir() if path.is_dir()]
    return root


def test_from_the_unpacked_zip_file_on_a_server_an_exercise_is_judged(page: Page, unpacked: Path) -> None:
    with serving(unpacked) as address:
        page.goto(f"{address}{LESSON}index.html")
        expect(check(panel_of(page, EXERCISE))).to_contain_text(JUDGED, timeout=LOADING_MS)


def test_from_a_disk_the_first_cell_says_how_to_serve_the_folder_and_nothing_else_is_offered(
    page: Page, unpacked: Path
) -> None:
    page.goto((unpacked / LESSON / "index.html").as_uri())
    expect(page.get_by_text("python3 -m http.server")).to_be_visible()
    assert page.locator(".rm-run, .rm-check, .rm-editor").count() == 0


# Without a network ---------------------------------------------------------------------------------------------------


def test_python_that_was_kept_judges_an_exercise_without_a_network(browser: Browser, address: str) -> None:
    lesson, context = "stage-1/python-basics/", browser.new_context()
    page = context.new_page()
    page.goto(address + lesson)
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.reload()  # so that the worker keeps the page and what it loads
    cell = page.locator(".rm-cell").nth(1)
    cell.locator(".rm-run").click()
    keep = cell.get_by_role("button", name="keep Python for offline use")
    expect(keep).to_be_visible(timeout=LOADING_MS)
    keep.click()
    expect(cell.get_by_text("Kept: this lesson runs without a network")).to_be_visible(timeout=LOADING_MS)
    check(panel_of(page, "pb-long-words"))
    context.set_offline(True)
    page.reload()
    expect(check(panel_of(page, "pb-long-words"))).to_contain_text(JUDGED, timeout=LOADING_MS)
    context.close()


REFUSE_ROOM = """() => {
  const whole = Cache.prototype.addAll;
  Cache.prototype.addAll = async function () {
    Cache.prototype.addAll = whole;
    throw new DOMException("Quota exceeded", "QuotaExceededError");
  };
}"""
REFUSE_NETWORK = REFUSE_ROOM.replace(
    'new DOMException("Quota exceeded", "QuotaExceededError")', "new TypeError('Failed')"
)


@pytest.mark.parametrize(
    ("refuse", "said"),
    [
        pytest.param(REFUSE_ROOM, "no room to keep it. Nothing was kept", id="a full disk"),
        pytest.param(REFUSE_NETWORK, "could not be fetched whole", id="a network that is gone"),
    ],
)
def test_what_cannot_be_kept_is_said_with_its_reason_and_the_second_try_works(
    page: Page, address: str, refuse: str, said: str
) -> None:
    page.goto(address + "stage-1/python-basics/")
    page.evaluate(refuse)
    cell = page.locator(".rm-cell").nth(1)
    cell.locator(".rm-run").click()
    keep = cell.get_by_role("button", name="keep Python for offline use")
    keep.click(timeout=LOADING_MS)
    expect(cell.get_by_text(said)).to_be_visible()
    assert (
        page.evaluate("caches.open('mlroadmap-saved-python').then((cache) => cache.keys()).then((keys) => keys.length)")
        == 0
    )
    keep.click()
    expect(cell.get_by_text("Kept: this lesson runs without a network")).to_be_visible(timeout=LOADING_MS)


# Damage --------------------------------------------------------------------------------------------------------------


def cut_off(route: Route) -> None:
    """Give the first half alone."""
    whole = route.fetch()
    route.fulfill(status=200, body=whole.body()[: len(whole.body()) // 2])


def other_bytes(route: Route) -> None:
    route.fulfill(status=200, body=b"this is something else" * 100)


def interrupted(route: Route) -> None:
    route.abort()


def missing(route: Route) -> None:
    route.fulfill(status=404, body="not here")


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        pytest.param("**/pyodide.asm.wasm.packed", cut_off, id="the core, cut off"),
        pytest.param("**/pyodide.asm.wasm.packed", interrupted, id="the core, interrupted"),
        pytest.param("**/python_stdlib.zip", other_bytes, id="the library, damaged"),
        pytest.param("**/pyodide-lock.json", missing, id="the lock file, missing"),
        pytest.param("**/numpy-*.whl", cut_off, id="a package, cut off"),
        pytest.param("**/numpy-*.whl", other_bytes, id="a package, damaged"),
        pytest.param("**/mlroadmap_page.py", missing, id="a helper, missing"),
        pytest.param("**/practice.json", interrupted, id="the cells, interrupted"),
        pytest.param("**/practice.json", other_bytes, id="the cells, damaged"),
        pytest.param("**/worker.js", missing, id="the worker, missing"),
    ],
)
def test_what_arrives_damaged_ends_in_a_sentence_and_the_second_try_works(
    page: Page, address: str, file: str, damage: Callable[[Route], None]
) -> None:
    lesson, exercise = (NUMPY_LESSON, NUMPY_EXERCISE) if "numpy" in file else (BARE_LESSON, BARE_EXERCISE)
    page.goto(address + lesson)
    panel = panel_of(page, exercise)
    page.route(file, damage)
    expect(check(panel)).to_contain_text("could not be fetched", timeout=LOADING_MS)
    expect(panel.locator(".rm-verdict")).not_to_contain_text("Traceback")
    page.unroute(file)
    expect(check(panel)).to_contain_text(JUDGED, timeout=LOADING_MS)


# What is seen --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_exercise_begun_wrong_stopped_and_solved(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    page.goto(address + BARE_LESSON)
    panel = panel_of(page, BARE_EXERCISE)

    def faults() -> list[tuple[str, str]]:
        found = Axe().run(page, context="[data-practice=pb-long-words]").response["violations"]
        return [(one["id"], one["nodes"][0]["target"]) for one in found]

    assert faults() == []
    for code in ("answer_1 = 3", "answer_1 = len(wordss)", "answer_1 = sum(len(word) > 10 for word in speech.split())"):
        panel.get_by_role("textbox").fill(code)
        expect(check(panel)).to_contain_text("ot yet" if "sum" not in code else "Right.", timeout=LOADING_MS)
        assert faults() == []
    for fold in panel.locator("details:visible").all():
        with suppress(Exception):
            fold.locator("summary").first.click()
    assert faults() == []
