"""The file of weights, the file of ONNX, and what the real network says where that file was made."""

import importlib.util
import io
import pickle
import struct
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from images.export import blocks, network
from images.model import Classifier
from images.pictures import read
from images.places import BUILT
from images.service import SURE, answers
from images.weights import FILE, MAGIC, PACKAGE, PROTOCOL, find_weights, read_weights
from pictures_for_tests import sample, small_network

real = pytest.mark.skipif(
    not BUILT.exists(), reason="the real network was not written here (`make model`): only the small one is asked"
)


class Named:
    """Pickled, it stands for a name of a module, called with arguments, or for numbers of the file."""

    def __init__(self, name: str, *arguments: object) -> None:
        self.name, self.arguments = name, arguments


PythonPickler: Any = pickle._Pickler
"""The pickler that is written in Python: it lets us write names of what is not there."""


class Writer(PythonPickler):  # type: ignore[misc]
    """Writes a file of weights as PyTorch did."""

    def persistent_id(self, value: object) -> object:
        return value.arguments if isinstance(value, Named) and value.name == "numbers" else None

    def save(self, value: object, *how: object, **more: object) -> None:
        if not isinstance(value, Named) or value.name == "numbers":
            super().save(value, *how, **more)
            return
        self.write(pickle.GLOBAL + value.name.replace(" ", "\n").encode() + b"\n")
        if value.arguments:
            self.save(value.arguments)
            self.write(pickle.REDUCE)


def written(parts: Mapping[str, object], numbers: Mapping[str, np.ndarray], protocol: int = PROTOCOL) -> bytes:
    file = io.BytesIO()
    for part in (MAGIC, protocol, {"little_endian": True}, OrderedDict(parts), list(numbers)):
        Writer(file, 2).dump(part)
    for values in numbers.values():
        file.write(struct.pack("<q", values.size) + values.tobytes())
    return file.getvalue()


def tensor(key: str, offset: int, shape: tuple[int, ...], strides: tuple[int, ...]) -> Named:
    storage = Named("numbers", "storage", Named("torch FloatStorage"), key, "cpu", 6, None)
    return Named("torch._utils _rebuild_tensor_v2", storage, offset, shape, strides, False, OrderedDict())


SIX = {"k": np.arange(6, dtype="<f4")}


def test_arrays_come_back_as_they_lie_in_the_file_also_those_that_were_turned() -> None:
    found = read_weights(written({"a": tensor("k", 0, (2, 3), (3, 1)), "b": tensor("k", 0, (3, 2), (1, 3))}, SIX))
    assert found["a"].tolist() == [[0, 1, 2], [3, 4, 5]] and found["b"].tolist() == [[0, 3], [1, 4], [2, 5]]


@pytest.mark.parametrize(
    "where", [(4, (3,), (1,)), (0, (2, 3), (5, 1)), (0, (7,), (1,)), (-1, (2,), (1,)), (0, (2,), (-1,))]
)
def test_an_array_that_does_not_lie_in_the_file_is_refused(where: tuple[int, tuple[int, ...], tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match="does not lie"):
        read_weights(written({"a": tensor("k", *where)}, SIX))


@pytest.mark.parametrize("name", ["os system", "builtins eval", "torch save", "collections deque"])
def test_a_file_that_wants_something_called_is_refused_and_nothing_is_called(name: str, tmp_path: Path) -> None:
    with pytest.raises(pickle.UnpicklingError, match="which no weights need"):
        read_weights(written({"a": Named(name, f"touch {tmp_path}/done")}, SIX))
    assert not list(tmp_path.iterdir())


def test_another_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match=r"before 1\.6"):
        read_weights(written({}, {}, protocol=7))
    monkeypatch.setenv("MLROADMAP_WEIGHTS", str(tmp_path))
    (tmp_path / "efficientnet-lite0").mkdir()
    (tmp_path / "efficientnet-lite0" / FILE).write_bytes(b"another")
    with pytest.raises(ValueError, match="SHA-256"):
        find_weights()


def test_the_blocks_are_those_of_the_network() -> None:
    found = list(blocks())
    assert len(found) == 16 and found[0].inputs == 32 and found[-1].outputs == 320
    assert sum(block.shortcut for block in found) == 9 and sum(block.step == 2 for block in found) == 4


def test_a_file_whose_names_do_not_fit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("cat\ndog\n")
    with pytest.raises(ValueError, match="1000 kinds apart, and there are 2 names"):
        Classifier(small_network(tmp_path / "small.onnx"), tmp_path / "names.txt")
    with pytest.raises(FileNotFoundError, match="make model"):
        Classifier(tmp_path / "none.onnx")


@pytest.mark.skipif(
    importlib.util.find_spec(PACKAGE) is None, reason="the package of the weights is not installed: no export"
)
def test_the_export_gives_the_same_bytes_each_time_and_those_of_the_file_that_is_there() -> None:
    weights = read_weights(find_weights())
    assert sum(one.size for name, one in weights.items() if "running" not in name and "num" not in name) == 4_652_008
    one, other = (network(weights).SerializeToString(deterministic=True) for _ in range(2))
    assert one == other and (not BUILT.exists() or BUILT.read_bytes() == one)


@real
def test_the_real_network_names_what_is_in_the_samples() -> None:
    known = Classifier(BUILT)
    names = ("cat", "coffee", "camera", "gravel", "retina")
    found = answers(known, [sample(name) for name in names])
    first = [one.guesses[0].name for one in found]  # type: ignore[union-attr]
    assert first[0] in ("Egyptian Mau", "tiger cat", "tabby cat") and first[1:3] == ["espresso", "tripod"]
    sure = [one.sure for one in found]  # type: ignore[union-attr]
    assert sure[1:3] == [True, True] and sure[3:] == [False, False], f"{SURE} parts what it knows from what it does not"


@real
def test_several_pictures_at_once_get_what_each_gets_alone() -> None:
    known = Classifier(BUILT)
    pictures = np.stack([read(sample(name)) for name in ("cat", "coffee", "rocket")])
    alone = np.concatenate([known.probabilities(one[None]) for one in pictures])
    assert np.abs(known.probabilities(pictures) - alone).max() < 1e-5 and np.allclose(alone.sum(axis=1), 1)
