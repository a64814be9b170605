"""What is kept between builds, and when it is not taken."""

import os
import time
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from mlroadmap.cache import HOUSE, KEPT_FOR, NOTHING, Cache, Templates, house, package_files


class Maker:
    """Counts how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_the_same_is_made_once(tmp_path: Path) -> None:
    make = Maker()
    assert [Cache(tmp_path / "kept").get("page", ["a", b"b"], make) for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("kind", "parts", "of"),
    [
        ("other", ["a", "b"], "house"),
        ("page", ["a", "c"], "house"),
        ("page", ["b", "a"], "house"),
        ("page", ["ab", ""], "house"),
        ("page", ["a"], "house"),
        ("page", ["a", "b"], "another house"),
    ],
)
def test_with_another_ingredient_it_is_made_anew(tmp_path: Path, kind: str, parts: list[str], of: str) -> None:
    make = Maker()
    Cache(tmp_path, house="house").get("page", ["a", "b"], make)
    assert Cache(tmp_path, house=of).get(kind, parts, make) == 2


def package(folder: Path) -> list[str]:
    """Write a package with hooks beside it. Returns the folders in which distributions are looked for."""
    for name, text in {"rooms/a.py": "1", "rooms/templates/b.html": "2", "site_pages.py": "3", "c.py": "4"}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "site/markdown-3.9.dist-info").mkdir(parents=True)
    return [str(folder / "site")]


@pytest.mark.parametrize("name", ["rooms/a.py", "rooms/templates/b.html", "site_pages.py", "rooms/new.py"])
def test_code_templates_and_hooks_belong_to_the_house(tmp_path: Path, name: str) -> None:
    folders = package(tmp_path)
    before = house(tmp_path / "rooms", folders)
    (tmp_path / name).write_text("5", "utf-8")
    assert house(tmp_path / "rooms", folders) != before


def test_the_versions_of_what_is_installed_belong_to_the_house(tmp_path: Path) -> None:
    folders = package(tmp_path)
    before = house(tmp_path / "rooms", folders)
    (tmp_path / "site/markdown-3.9.dist-info").rename(tmp_path / "site/markdown-3.10.dist-info")
    assert house(tmp_path / "rooms", folders) != before


def test_nothing_else_belongs_to_the_house(tmp_path: Path) -> None:
    folders = package(tmp_path)
    before = house(tmp_path / "rooms", folders)
    (tmp_path / "c.py").write_text("5", "utf-8")
    (tmp_path / "rooms/__pycache__").mkdir()
    (tmp_path / "rooms/__pycache__/a.pyc").write_bytes(b"6")
    assert house(tmp_path / "rooms", folders) == before
    assert len(HOUSE) == 64


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    make = Maker()
    Cache(tmp_path).get("page", [], make)
    (entry,) = tmp_path.iterdir()
    content = entry.read_bytes()
    entry.write_bytes(content[:-1] + b"!" if damage is None else damage)
    assert [Cache(tmp_path).get("page", [], make) for _ in range(2)] == [2, 2]


def test_what_raises_is_not_kept(tmp_path: Path) -> None:
    def fail() -> int:
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):
            Cache(tmp_path).get("page", [], fail)
    assert list(tmp_path.iterdir()) == []


def test_none_is_a_value_like_any_other(tmp_path: Path) -> None:
    Cache(tmp_path).get("page", [], lambda: None)
    assert Cache(tmp_path).get("page", [], Maker()) is None


def test_where_nothing_can_be_written_everything_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    make = Maker()
    assert [Cache(tmp_path / "file").get("page", [], make) for _ in range(2)] == [1, 2]
    assert [NOTHING.get("page", [], make) for _ in range(2)] == [3, 4]
    NOTHING.forget_old()


def test_a_full_disk_leaves_no_half_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as file:
            file.write(content[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert Cache(tmp_path).get("page", [], Maker()) == 1
    assert list(tmp_path.iterdir()) == []


def test_what_no_build_used_for_a_month_goes(tmp_path: Path) -> None:
    cache, month = Cache(tmp_path), time.time() - KEPT_FOR
    for name, age in (("old", -60), ("young", 60), ("used", -60)):
        before = set(tmp_path.iterdir())
        cache.get(name, [], Maker())
        (entry,) = set(tmp_path.iterdir()) - before
        os.utime(entry, (month + age, month + age))
    cache.get("used", [], Maker())
    cache.forget_old()
    assert sorted(path.name.partition("-")[0] for path in tmp_path.iterdir()) == ["used", "young"]
    assert KEPT_FOR == 30 * 24 * 3600


def test_templates_are_translated_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(text: str) -> str:
        loader = DictLoader({"page.html": text})
        return Environment(loader=loader, bytecode_cache=Templates(Cache(tmp_path))).get_template("page.html").render()

    assert said("one {{ 1 + 1 }}") == "one 2"
    monkeypatch.setattr(Environment, "_compile", lambda *_: pytest.fail("translated again"))
    assert said("one {{ 1 + 1 }}") == "one 2"
    with pytest.raises(pytest.fail.Exception):
        said("another")


def test_a_damaged_translation_is_made_anew(tmp_path: Path) -> None:
    def said(cache: Cache) -> str:
        loader = DictLoader({"page.html": "{{ 1 + 1 }}"})
        return Environment(loader=loader, bytecode_cache=Templates(cache)).get_template("page.html").render()

    assert said(Cache(tmp_path)) == "2"
    [file] = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-3])
    assert said(Cache(tmp_path)) == "2"
    assert said(NOTHING) == "2"


def test_templates_and_drawings_of_the_package_are_read_again_while_a_site_is_served() -> None:
    names = list(package_files())[::2]
    assert {"pages/templates/road.html.j2", "pages/explorables/descent.svg"} <= set(names)
    assert not any(str(name).endswith((".py", ".pyc")) for name in names)
