"""What tests need: a small network with the interface of the large one, and a service that lets many people ask."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from fastapi import FastAPI

from ask.encoder import NETWORK, TOKENIZER
from ask.network import HEADS, Bert
from ask.service import LIMITS, build
from ask.words import Array

WIDTH, WIDER, PLACES, LAYER = 384, 8, 128, "encoder.layer.0"
VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "what", "is", "a", "leak", "the", "test")


def build_for_many() -> FastAPI:
    """Return the application with a limit that a whole file of tests does not reach."""
    return build(limits=replace(LIMITS, requests_a_minute=10_000))


def small_weights() -> dict[str, Array]:
    """Return weights of one layer, drawn at random: what it says of a sentence means nothing."""
    rng = np.random.default_rng(0)
    dense = {
        **{f"{LAYER}.attention.self.{part}": (WIDTH, WIDTH) for part in ("query", "key", "value")},
        f"{LAYER}.attention.output.dense": (WIDTH, WIDTH),
        f"{LAYER}.intermediate.dense": (WIDER, WIDTH),
        f"{LAYER}.output.dense": (WIDTH, WIDER),
    }
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (len(VOCABULARY), WIDTH),
        "embeddings.position_embeddings.weight": (PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
    }
    for name, shape in dense.items():
        shapes[f"{name}.weight"], shapes[f"{name}.bias"] = shape, shape[:1]
    found: dict[str, Array] = {name: rng.normal(0, 0.2, shape).astype(np.float32) for name, shape in shapes.items()}
    for name in ("embeddings", f"{LAYER}.attention.output", f"{LAYER}.output"):
        found[f"{name}.LayerNorm.weight"] = np.ones(WIDTH, np.float32)
        found[f"{name}.LayerNorm.bias"] = np.zeros(WIDTH, np.float32)
    return found


def write_small(folder: Path) -> None:
    """Write the network and a tokenizer of ten words."""
    (folder / NETWORK).write_bytes(Bert(small_weights(), HEADS).model().SerializeToString())
    told: dict[str, object] = {
        "version": "1.0",
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {"type": "BertProcessing", "cls": ["[CLS]", 2], "sep": ["[SEP]", 3]},
        "model": {"type": "WordLevel", "vocab": {one: n for n, one in enumerate(VOCABULARY)}, "unk_token": "[UNK]"},
    }
    (folder / TOKENIZER).write_text(json.dumps(told), "utf-8")
