#!/usr/bin/env python
"""Make what the image application answers to 2,000 photographs of CIFAR-10: `docs/assets/data/photo-answers.npz`.

    cd apps/images && make model        writes the network, once
    python scripts/keep_answers.py      fetches CIFAR-10, of which no picture is kept; a minute and a half

CIFAR-10 names no licence, so only what was computed from its pictures is kept. Processors differ in the last digits of
a probability, so nothing compares the file with a new run. After a run, put the new SHA-256 that `make check` tells
into the card of the file.
"""

from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from PIL import Image

from roadmap_data.cifar_photographs import photographs

Array = np.ndarray[Any, Any]
ROOT = Path(__file__).parents[1]
DATA = ROOT / "docs/assets/data"
MODEL = ROOT / "apps/images/built/imagenet.onnx"
SIDE, OF_EACH = 224, 200
FAMILIES: tuple[tuple[int, ...], ...] = (
    (404, 895, 908),  # plane
    (436, 468, 511, 609, 627, 656, 661, 751, 817),  # car
    (*range(7, 25), *range(80, 101), *range(127, 147)),  # bird
    tuple(range(281, 286)),  # cat
    (),  # deer: none of the 1,000
    tuple(range(151, 269)),  # dog
    (30, 31, 32),  # frog
    (339,),  # horse
    (403, 472, 484, 510, 554, 576, 625, 628, 724, 780, 814, 833, 871, 914),  # ship
    (555, 569, 675, 717, 734, 864, 867),  # truck
)
"""Which kinds of ImageNet are those of CIFAR-10."""


def chosen() -> tuple[Array, Array]:
    """Return the first photographs of each kind of the test batch, and their kinds."""
    pictures, kinds = photographs("package/test_batch.png", "package/test_lables.json")
    rows = np.sort(list(chain.from_iterable(np.flatnonzero(kinds == kind)[:OF_EACH] for kind in range(10))))
    return pictures[rows], kinds[rows]


def main() -> None:
    """Write the file."""
    pictures, kinds = chosen()
    large = np.stack(
        [np.asarray(Image.fromarray(one).resize((SIDE, SIDE), Image.Resampling.BICUBIC)) for one in pictures]
    )
    session = onnxruntime.InferenceSession(MODEL, providers=["CPUExecutionProvider"])
    parts = [session.run(None, {"pictures": large[at : at + 20]})[0] for at in range(0, len(large), 20)]
    chances = np.concatenate(parts)
    first = chances.argmax(axis=1)
    families = np.stack([chances[:, list(one)].sum(axis=1) for one in FAMILIES], axis=1)
    right = np.array([place in FAMILIES[kind] for place, kind in zip(first, kinds, strict=True)])
    flat = pictures.reshape(len(pictures), -1).astype(float)
    flat -= flat.mean(axis=1, keepdims=True)
    flat /= np.linalg.norm(flat, axis=1, keepdims=True)
    alike = flat @ flat.T
    np.fill_diagonal(alike, 0)
    kept = {
        "kind": kinds,
        "first": first.astype("int16"),
        "chance": chances.max(axis=1).astype("float32"),
        "families": families.astype("float16"),
        "right": right,
        "twin": alike.max(axis=1).astype("float16"),
    }
    np.savez_compressed(DATA / "photo-answers.npz", allow_pickle=False, **kept)
    known = kinds != 4
    print(
        f"right of the known: {right[known].mean():.3f}; pictures with a near-twin: {(alike.max(axis=1) > 0.95).sum()}"
    )


if __name__ == "__main__":
    main()
