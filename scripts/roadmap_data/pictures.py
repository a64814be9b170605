"""Pictures, and the names of what they show."""

import gzip
import io
import json
import struct
import zipfile
from collections.abc import Mapping


def fashion_mnist(members: Mapping[str, bytes]) -> bytes:
    """Keep the first 400 training and 100 test pictures of each kind in their order, as a file that `np.load` reads.

    An `.npz` file is a zip archive of `.npy` files.
    """
    arrays = {}
    for part, start, count in (("train", "train", 400), ("test", "t10k", 100)):
        pictures, kinds = (
            next(gzip.decompress(members[path]) for path in members if f"{start}-{what}" in path)
            for what in ("images", "labels")
        )
        kinds, seen, kept = kinds[8:], [0] * 10, []
        for number, kind in enumerate(kinds):
            seen[kind] += 1
            if seen[kind] <= count:
                kept.append(number)
        size = 28 * 28
        inside = b"".join(pictures[16 + number * size : 16 + (number + 1) * size] for number in kept)
        arrays[f"X_{part}"] = npy((len(kept), 28, 28), inside)
        arrays[f"y_{part}"] = npy((len(kept),), bytes(kinds[number] for number in kept))
    packed_arrays = io.BytesIO()
    with zipfile.ZipFile(packed_arrays, "w") as archive:
        for name, content in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy")
            archive.writestr(member, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return packed_arrays.getvalue()


def npy(shape: tuple[int, ...], content: bytes) -> bytes:
    """Write an array of bytes in NumPy's own format, version 1.0."""
    header = repr({"descr": "|u1", "fortran_order": False, "shape": shape}).encode()
    header += b" " * (63 - (10 + len(header)) % 64) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + content


CLEARER = {282: "tiger cat", 268: "Mexican hairless dog", 744: "projectile", 836: "sunglass"}
"""Names of which the package has two alike, or a long one."""


def imagenet_names(content: bytes) -> bytes:
    """Write the names of ImageNet's 1,000 kinds, one a line."""
    names = json.loads(content)
    return "".join(f"{CLEARER.get(place, name)}\n" for place, name in enumerate(names)).encode()


SAMPLES = {
    "chelsea.png": "cat",
    "coffee.png": "coffee",
    "camera.png": "camera",
    "rocket.jpg": "rocket",
    "astronaut.png": "astronaut",
    "gravel.png": "gravel",
    "retina.jpg": "retina",
}
"""Pictures that nobody has rights in, and what we call them."""


def sample_pictures(members: Mapping[str, bytes]) -> bytes:
    """Pack the squares in the middle of some pictures, 256 by 256, as JPEG."""
    from PIL import Image  # noqa: PLC0415 - the other recipes do without

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, ours in SAMPLES.items():
            picture = Image.open(io.BytesIO(next(members[path] for path in members if path.endswith(name))))
            side, small = min(picture.size), io.BytesIO()
            left, top = ((length - side) // 2 for length in picture.size)
            box = (left, top, left + side, top + side)
            picture.resize((256, 256), Image.Resampling.BICUBIC, box=box).save(small, "JPEG", quality=85)
            archive.writestr(zipfile.ZipInfo(f"{ours}.jpg", (1980, 1, 1, 0, 0, 0)), small.getvalue())
    return file.getvalue()
