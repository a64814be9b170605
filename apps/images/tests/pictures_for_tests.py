"""Pictures, what looks like some, and a small network with the interface of the real one."""

import io
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from onnx import TensorProto, helper, numpy_helper
from PIL import Image

from appkit.files import locate
from images.export import packed
from images.places import HERE
from images.smoke import png

RED = (255, 0, 0)
NAMES = ["tench", "goldfish", "great white shark"]
"""What the small network calls red, green and blue."""


def small_network(path: Path) -> Path:
    """Write a network that names a picture by its mean colour: surely where one colour leads, and grey unsurely."""
    weights = np.zeros((3, 1000), np.float32)
    weights[[0, 1, 2], [0, 1, 2]] = 0.1
    nodes = [
        helper.make_node("Cast", ["pictures"], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("ReduceMean", ["numbers"], ["means"], axes=[1, 2], keepdims=0),
        helper.make_node("MatMul", ["means", "weights"], ["scores"]),
        helper.make_node("Softmax", ["scores"], ["probabilities"], axis=1),
    ]
    model = packed(list(nodes), [numpy_helper.from_array(weights, "weights")], 224, 1000)
    path.write_bytes(model.SerializeToString())
    return path


def encoded(picture: Image.Image, kind: str = "PNG", **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def plain(colour: Any = RED, mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Image.Image:
    return Image.new(mode, size, colour)


def sample(name: str) -> bytes:
    with zipfile.ZipFile(locate(HERE, "sample-pictures.zip")) as archive:
        return archive.read(f"{name}.jpg")


def with_huge_text() -> bytes:
    """A picture whose comment unpacks to 100 MB."""
    content = b"comment\0\0" + zlib.compress(bytes(100_000_000), 9)
    chunk = struct.pack(">I", len(content)) + b"zTXt" + content + struct.pack(">I", zlib.crc32(b"zTXt" + content))
    whole = png(40, 30, bytes(40))
    return whole[:33] + chunk + whole[33:]


GREY = png(40, 30, bytes(40))
JPEG = encoded(plain(size=(400, 300)), "JPEG")
HOSTILE = {
    "nothing": b"",
    "a text": b"I am a picture, believe me.",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    "a program of Postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    "a PDF": b"%PDF-1.7\n",
    "a GIF": encoded(plain(0, "P"), "GIF"),
    "a TIFF": encoded(plain(), "TIFF"),
    "a BMP": encoded(plain(), "BMP"),
    "a truncated JPEG": JPEG[: len(JPEG) // 2],
    "the first bytes of a JPEG": JPEG[:3],
    "a PNG with one wrong byte": GREY[:45] + bytes([GREY[45] ^ 255]) + GREY[46:],
    "a PNG without its end": GREY[:-20],
    "a bomb of 81 million pixels": png(9_000, 9_000, bytes(9_000)),
    "a bomb of 25 million pixels": png(5_000, 5_000, bytes(5_000)),
    "a PNG that says it is endless": b"\x89PNG\r\n\x1a\n"
    + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 2**31 - 1, 2**31 - 1, 8, 0, 0, 0, 0),
    "a comment of 100 MB": with_huge_text(),
    "one pixel": encoded(plain(size=(1, 1))),
    "a line": encoded(plain(size=(5_000, 2))),
    "a zip": b"PK\x03\x04" + bytes(100),
}
