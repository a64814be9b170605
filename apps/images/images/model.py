"""The network in its file, and the names of what it knows."""

import hashlib
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime

from images.pictures import SIDE, Array
from images.places import MODEL, NAMES


class Classifier:
    """Gives probabilities for pictures. Raises FileNotFoundError without the file, ValueError when names do not fit."""

    def __init__(self, model: Path = MODEL, names: Path = NAMES) -> None:
        if not model.exists():
            raise FileNotFoundError(f"{model.name} is not there: `make model` writes it")
        self.path = model
        self.names = names.read_text("utf-8").splitlines()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        found = self.probabilities(np.zeros((1, SIDE, SIDE, 3), np.uint8))
        if found.shape != (1, len(self.names)):
            raise ValueError(f"the network tells {found.shape[1]} kinds apart, and there are {len(self.names)} names")

    @cached_property
    def version(self) -> str:
        """The first digits of the SHA-256 of the model's file."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()[:12]

    def probabilities(self, pictures: Array) -> Array:
        """Return a row of probabilities for each of the pictures, (n, 224, 224, 3) in bytes."""
        found: Array = self.session.run(None, {"pictures": pictures})[0]
        return found
