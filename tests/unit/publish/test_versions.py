"""Files under names that hold their hash, and old versions that stay."""

import hashlib
from pathlib import Path

import pytest

from mlroadmap.publish.versions import LISTED, is_versioned, listed, lost, promised, served, todays, versioned

SPRING, SUMMER = b"x = 1\n", b"x = 2\n"
SHA = hashlib.sha256(SPRING).hexdigest()


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name, content in (("lessons/help.py", SPRING), ("data/birds.csv.gz", b"gz"), ("data/.hidden", b"")):
        path = tmp_path / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


def test_a_version_is_named_before_the_first_dot() -> None:
    assert versioned("data/birds.csv.gz", "0123456789abcdef") == "data/birds.0123456789.csv.gz"
    assert versioned("data/LICENCE", "0123456789abcdef") == "data/LICENCE.0123456789"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("assets/data/birds.0123456789.csv.gz", True),
        ("assets/lessons/help.0123456789.py", True),
        ("assets/data/birds.csv.gz", False),
        ("assets/data/birds.012345678.csv", False),
        ("assets/data/birds.01234567890.csv", False),
        ("assets/javascripts/bundle.0123456789.js", False),
    ],
)
def test_a_version_is_told_from_other_files(path: str, expected: bool) -> None:
    assert is_versioned(path) is expected


def test_todays_helpers_and_data_are_served(docs: Path) -> None:
    assert todays(docs)["lessons/help.py"] == SHA
    assert sorted(served(docs)) == [
        f"assets/data/birds.{hashlib.sha256(b'gz').hexdigest()[:10]}.csv.gz",
        f"assets/lessons/help.{SHA[:10]}.py",
    ]


def test_a_version_that_was_promised_and_has_changed_is_lost_until_it_is_kept(docs: Path) -> None:
    (docs / "_data").mkdir()
    (docs / LISTED).write_text(promised("", todays(docs)), "utf-8")
    assert lost(docs) == []
    (docs / "assets/lessons/help.py").write_bytes(SUMMER)
    assert lost(docs) == [(SHA, "lessons/help.py")]
    kept = docs / f"assets/kept/lessons/help.{SHA[:10]}.py"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"something else")
    assert lost(docs) == [(SHA, "lessons/help.py")]
    kept.write_bytes(SPRING)
    assert lost(docs) == []
    offered = {name: path.read_bytes() for name, path in served(docs).items() if "help" in name}
    assert offered == {
        f"assets/lessons/help.{SHA[:10]}.py": SPRING,
        f"assets/lessons/help.{hashlib.sha256(SUMMER).hexdigest()[:10]}.py": SUMMER,
    }


def test_before_the_first_deployment_nothing_can_be_lost(docs: Path) -> None:
    (docs / "assets/lessons/help.py").unlink()
    assert lost(docs) == []


def test_the_list_only_grows_and_does_not_change_by_being_written_again(docs: Path) -> None:
    old = promised("", {"lessons/help.py": "a" * 64})
    new = promised(old, todays(docs))
    assert {*listed(old)} < {*listed(new)}
    assert promised(new, todays(docs)) == new
