"""Write the network into one file of ONNX: `python -m images.export`.

What goes in are pictures as bytes, (n, 224, 224, 3), and what comes out are probabilities, (n, 1000): scaling and
softmax are part of the file, so that a server, a lesson and a page cannot feed it in different ways. The file is
written from the weights alone, without PyTorch, and nothing is computed: the same package gives the same bytes.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from onnx import ModelProto, TensorProto, checker, helper, numpy_helper

from images.places import BUILT
from images.weights import Array, find_weights, read_weights

SIDE, KINDS = 224, 1000
EPSILON = 1e-3
"""What batch norm adds to the variance."""
STAGES = (
    # filters, how often, side of the filters, step of the first, how much wider inside
    (16, 1, 3, 1, 1),
    (24, 2, 3, 2, 6),
    (40, 2, 5, 2, 6),
    (80, 3, 3, 2, 6),
    (112, 3, 5, 1, 6),
    (192, 4, 5, 2, 6),
    (320, 1, 3, 1, 6),
)
OPSET, IR = 17, 8
"""Old enough for every runtime of today, the one for pages as well."""


@dataclass(frozen=True)
class Block:
    """One inverted bottleneck: wider, each map filtered by itself, narrower again."""

    inputs: int
    outputs: int
    side: int
    step: int
    wider: int

    @property
    def shortcut(self) -> bool:
        """Whether what goes in is added to what comes out."""
        return self.step == 1 and self.inputs == self.outputs


def blocks(stages: Sequence[tuple[int, int, int, int, int]] = STAGES, inputs: int = 32) -> Iterator[Block]:
    """Yield all blocks, from the picture to the head."""
    for outputs, often, side, step, wider in stages:
        for turn in range(often):
            yield Block(inputs, outputs, side, 1 if turn else step, wider)
            inputs = outputs


class Graph:
    """The graph while it grows: each step is named by what it gives."""

    def __init__(self, weights: Mapping[str, Array]) -> None:
        self.weights, self.nodes, self.given = weights, list[object](), dict[str, object]()

    def number(self, name: str, values: object) -> str:
        """Add numbers to the file."""
        self.given[name] = numpy_helper.from_array(np.asarray(values), name)
        return name

    def step(self, kind: str, gives: str, *takes: str, **how: object) -> str:
        """Add one step."""
        self.nodes.append(helper.make_node(kind, takes, [gives], name=gives, **how))  # type: ignore[arg-type]
        return gives

    def filtered(self, name: str, norm: str, takes: str, *, side: int = 1, step: int = 1, groups: int = 1) -> str:
        """Add a convolution and its batch norm, padded as TensorFlow does: the odd column to the right and below."""
        padding = side - step if step == 2 else side - 1
        near, far = padding // 2, padding - padding // 2
        filters = self.number(f"{name}.weight", self.weights[f"{name}.weight"])
        how = {"kernel_shape": [side, side], "strides": [step, step], "pads": [near, near, far, far], "group": groups}
        maps = self.step("Conv", name, takes, filters, **how)
        parts = ("weight", "bias", "running_mean", "running_var")
        numbers = [self.number(f"{norm}.{part}", self.weights[f"{norm}.{part}"]) for part in parts]
        return self.step("BatchNormalization", norm, maps, *numbers, epsilon=EPSILON)

    def clipped(self, takes: str) -> str:
        """Add ReLU6."""
        return self.step("Clip", f"{takes}.clipped", takes, "zero", "six")

    def block(self, at: int, block: Block, takes: str) -> str:
        """Add one block."""
        name, maps, width = f"_blocks.{at}", takes, block.inputs * block.wider
        if block.wider > 1:
            maps = self.clipped(self.filtered(f"{name}._expand_conv", f"{name}._bn0", maps))
        how = {"side": block.side, "step": block.step, "groups": width}
        maps = self.clipped(self.filtered(f"{name}._depthwise_conv", f"{name}._bn1", maps, **how))
        maps = self.filtered(f"{name}._project_conv", f"{name}._bn2", maps)
        return self.step("Add", f"{name}.sum", maps, takes) if block.shortcut else maps


def network(weights: Mapping[str, Array]) -> ModelProto:
    """Return the whole network. Raises KeyError when weights are missing."""
    graph = Graph(weights)
    graph.number("zero", np.float32(0))
    graph.number("six", np.float32(6))
    graph.number("middle", np.float32(127))
    graph.number("reach", np.float32(128))
    maps = graph.step("Cast", "numbers", "pictures", to=TensorProto.FLOAT)
    maps = graph.step("Transpose", "colours", maps, perm=[0, 3, 1, 2])
    maps = graph.step("Div", "ready", graph.step("Sub", "moved", maps, "middle"), "reach")
    maps = graph.clipped(graph.filtered("_conv_stem", "_bn0", maps, side=3, step=2))
    for at, block in enumerate(blocks()):
        maps = graph.block(at, block, maps)
    maps = graph.clipped(graph.filtered("_conv_head", "_bn1", maps))
    features = graph.step("Flatten", "features", graph.step("GlobalAveragePool", "means", maps))
    head = [graph.number(f"_fc.{part}", weights[f"_fc.{part}"]) for part in ("weight", "bias")]
    scores = graph.step("Gemm", "scores", features, *head, transB=1)
    graph.step("Softmax", "probabilities", scores, axis=1)
    return packed(graph.nodes, list(graph.given.values()), SIDE, KINDS)


def packed(nodes: list[object], numbers: list[object], side: int, kinds: int) -> ModelProto:
    """Return a checked model with the interface that the service expects."""
    takes = helper.make_tensor_value_info("pictures", TensorProto.UINT8, ["n", side, side, 3])
    gives = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["n", kinds])
    graph = helper.make_graph(nodes, "images", [takes], [gives], numbers)  # type: ignore[arg-type]
    opsets = [helper.make_opsetid("", OPSET)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=IR, producer_name="images")
    checker.check_model(model, full_check=True)
    return model


def main() -> None:
    """Write the file, and say what it is."""
    content = network(read_weights(find_weights())).SerializeToString(deterministic=True)
    BUILT.parent.mkdir(exist_ok=True)
    BUILT.write_bytes(content)
    print(f"wrote {BUILT.name}: {len(content):,} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
