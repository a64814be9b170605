"""The sentence encoder: a tokenizer and a network in ONNX, which says what a sentence is about in 384 numbers."""

import hashlib
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from ask.words import Array

NETWORK, TOKENIZER = "encoder.onnx", "tokenizer.json"
TOKENS = 128
"""Longer texts are cut: the budget of the memory keeps them shorter anyway."""


class Sentences:
    """Makes vectors of sentences."""

    def __init__(self, folder: Path) -> None:
        """Read the two files of a folder. Raises FileNotFoundError when one of them is not there."""
        for name in (NETWORK, TOKENIZER):
            if not (folder / name).is_file():
                raise FileNotFoundError(f"{folder.name}/{name}")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.path = folder / NETWORK
        self.session = onnxruntime.InferenceSession(self.path, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        self.tokenizer.enable_truncation(TOKENS)
        self.tokenizer.no_padding()

    @cached_property
    def version(self) -> str:
        """The first digits of the SHA-256 of the network."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()[:12]

    def vector(self, text: str) -> Array:
        """Return the vector of a text."""
        coded = self.tokenizer.encode(text)
        given = {"input_ids": np.array([coded.ids]), "attention_mask": np.array([coded.attention_mask])}
        [found] = self.session.run(["vector"], given)
        return np.asarray(found[0])
