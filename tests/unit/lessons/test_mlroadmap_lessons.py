"""The module that lessons share: where it finds data, and what it says about an answer to an exercise."""

import io
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from tests.builders import DOCS, lesson_helpers, served

HELPERS = DOCS / "assets/lessons/mlroadmap_lessons.py"


@pytest.fixture
def far_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The helpers as a reader has them in Colab: alone in a folder, with nothing of the site around them."""
    folder = tmp_path / "content/work"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("MLROADMAP_SITE", raising=False)
    for proxy in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(proxy, raising=False)
    shutil.copy(HELPERS.parent / "mlroadmap_checks.py", folder)
    return lesson_helpers(Path(shutil.copy(HELPERS, folder)))


def test_in_a_clone_of_the_site_data_is_read_from_the_clone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MLROADMAP_SITE", "http://127.0.0.1:9")
    found = lesson_helpers().data("penguins-raw.csv")
    assert isinstance(found, Path)
    assert found.samefile(DOCS / "assets/data/penguins-raw.csv")


def test_elsewhere_data_is_read_from_the_working_folder(far_away: ModuleType) -> None:
    Path("birds.csv").write_text("bird\ngull\n", "utf-8")
    assert Path(far_away.data("birds.csv")).read_text("utf-8") == "bird\ngull\n"


def test_data_that_is_not_there_comes_once_from_the_site_that_the_environment_names(
    far_away: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(DOCS) as address:
        monkeypatch.setenv("MLROADMAP_SITE", address)
        found = far_away.data("penguins-raw.csv")
    assert far_away.data("penguins-raw.csv") == found  # the server is gone, the file is there
    assert found == Path.cwd() / "penguins-raw.csv"
    assert found.read_bytes() == (DOCS / "assets/data/penguins-raw.csv").read_bytes()


@pytest.mark.parametrize("site", ["https://roadmap.example", "https://roadmap.example/"])
def test_the_address_of_the_site_may_end_with_a_slash(
    far_away: ModuleType, monkeypatch: pytest.MonkeyPatch, site: str
) -> None:
    asked: list[str] = []
    monkeypatch.setenv("MLROADMAP_SITE", site)
    monkeypatch.setattr("urllib.request.urlopen", lambda url: asked.append(url) or io.BytesIO())
    far_away.data("birds.csv")
    assert asked == ["https://roadmap.example/assets/data/birds.csv"]


def test_data_that_is_nowhere_is_said_to_be_missing(far_away: ModuleType) -> None:
    with pytest.raises(FileNotFoundError, match=r"birds\.csv is not beside this notebook: download it from the page"):
        far_away.data("birds.csv")


def test_pandas_reads_what_comes_from_the_site(far_away: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    import pandas as pd

    with served(DOCS) as address:
        monkeypatch.setenv("MLROADMAP_SITE", address)
        frame = pd.read_csv(far_away.data("penguins-raw.csv"))
    assert frame.shape == (344, 17)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (..., "not attempted"),
        (None, "not attempted"),
        (4, "right"),
        (5, "wrong: it is odd"),
        (
            "4",
            "wrong: the check cannot go on with the text '4': TypeError: not all arguments converted during string "
            "formatting",
        ),
    ],
)
def test_an_answer_is_not_attempted_wrong_or_right(
    answer: object, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def test(value: int) -> None:
        if value % 2:
            raise AssertionError("it is odd")  # pytest would add to the text of an assert

    lesson_helpers().check(answer, test)
    assert capsys.readouterr().out == f"{said}\n"


def test_a_function_that_was_left_empty_is_not_attempted(capsys: pytest.CaptureFixture[str]) -> None:
    def answer() -> None:
        raise NotImplementedError

    lesson_helpers().check(answer, lambda function: function())
    assert capsys.readouterr().out == "not attempted\n"
