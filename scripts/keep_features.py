#!/usr/bin/env python
"""Make the files of the lesson on transfer learning: features of a pretrained network, and runs that trained with them.

    python scripts/keep_features.py clothes-features.npz   three minutes of one processor
    python scripts/keep_features.py photo-features.npz     fetches CIFAR-10, of which no picture is kept

Needs the packages of the lesson: run `make notebooks` first. Trained networks differ a little between processors, so
nothing compares the files with a new run: the lesson repeats a part and checks that it agrees. After a run, put the new
SHA-256 that `make check` tells into the card of the file.
"""

import copy
import importlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from efficientnet_lite_pytorch import EfficientNet
from sklearn.linear_model import LogisticRegression
from torch import nn

from roadmap_data.cifar_photographs import photographs

Array = np.ndarray[Any, Any]
ROOT = Path(__file__).parents[1]
DATA = ROOT / "docs/assets/data"
TOP, CUT = 6, 11
"""The largest value of a feature, and the first block that fine-tuning changes."""
SIZES, SEEDS = {10: (20, 10), 100: (10, 20), 1000: (4, 20)}, range(3)
"""How many pictures, with epochs and pictures a step."""


def of_each(kinds: Array, count: int) -> Array:
    """Return the rows of the first `count` pictures of each kind, in their order."""
    return np.sort(np.concatenate([np.flatnonzero(kinds == kind)[:count] for kind in range(10)]))


def drawn(kinds: Array, count: int, seed: int) -> Array:
    """Draw `count` rows, the same number of each kind."""
    rng = np.random.default_rng(seed)
    rows = [rng.choice(np.flatnonzero(kinds == kind), count // 10, replace=False) for kind in range(10)]
    return np.concatenate(rows)


def pretrained() -> Any:
    """Return EfficientNet-Lite0 with its weights from ImageNet, for use and not for training."""
    sys.path.insert(0, str(ROOT / "docs/assets/lessons"))
    folder = importlib.import_module("pretrained_weights").weights("efficientnet-lite0")
    torch.set_num_threads(1)
    net = EfficientNet.from_name("efficientnet-lite0")
    net.load_state_dict(torch.load(next(folder.glob("*.pth")), weights_only=True))
    return net.eval()


def ready(pictures: Array) -> Any:
    """Return pictures (grey, or with three colours last) as the network wants them: 64 by 64 and about −1 to 1."""
    maps = torch.tensor(pictures.astype("float32"))
    maps = maps[:, None].expand(-1, 3, -1, -1) if maps.ndim == 3 else maps.permute(0, 3, 1, 2)
    return (nn.functional.interpolate(maps, size=(64, 64), mode="bilinear") - 127) / 128


def halfway(net: Any, pictures: Array) -> Any:
    """Return what the blocks before the cut make of pictures."""
    parts = []
    with torch.no_grad():
        for start in range(0, len(pictures), 50):
            maps = net._swish(net._bn0(net._conv_stem(ready(pictures[start : start + 50]))))
            for block in net._blocks[:CUT]:
                maps = block(maps)
            parts.append(maps)
    return torch.cat(parts)


def features(net: Any, maps: Any) -> Any:
    """Return the 1,280 features from what the blocks before the cut gave."""
    for block in net._blocks[CUT:]:
        maps = block(maps)
    return net._swish(net._bn1(net._conv_head(maps))).mean((2, 3))


def in_bytes(net: Any, maps: Any) -> Array:
    """Return the features, each in a byte."""
    with torch.no_grad():
        found = torch.cat([features(net, part) for part in maps.split(50)]).numpy()
    bytes_: Array = np.rint(found / TOP * 255).astype("uint8")
    return bytes_


def fine_tuned(net: Any, head: Any, maps: Any, kinds: Any, seed: int) -> tuple[Any, Any]:
    """Go on training the blocks from the cut, and the head, at a rate that falls to 0."""
    epochs, batch = SIZES[len(kinds)]
    torch.manual_seed(seed)
    net, layer = copy.deepcopy(net), nn.Linear(1280, 10)
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(head.coef_))
        layer.bias.copy_(torch.tensor(head.intercept_))
    trained = [*net._blocks[CUT:].parameters(), *net._conv_head.parameters(), *net._bn1.parameters()]
    adam = torch.optim.Adam([*trained, *layer.parameters()], lr=3e-4)
    steps = epochs * -(-len(kinds) // batch)
    slower = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: 1 - step / steps)
    for _ in range(epochs):
        for rows in torch.randperm(len(kinds)).split(batch):
            adam.zero_grad()
            nn.functional.cross_entropy(layer(features(net, maps[rows])), kinds[rows]).backward()
            adam.step()
            slower.step()
    return net, layer


def scaled(pictures: Array) -> Any:
    """Return pictures (grey, or with three colours last) as a small network wants them: maps first, from 0 to 1."""
    maps = torch.tensor(pictures / 255, dtype=torch.float32)
    return maps[:, None] if maps.ndim == 3 else maps.permute(0, 3, 1, 2)


def from_scratch(maps: Any, kinds: Any, seed: int) -> Any:
    """Train the small network of the lesson on convolutions, for 600 steps of at most 50 pictures."""
    torch.manual_seed(seed)
    net = nn.Sequential(
        *(nn.Conv2d(maps.shape[1], 8, 3, padding=1), nn.MaxPool2d(2), nn.ReLU()),
        *(nn.Conv2d(8, 16, 3, padding=1), nn.MaxPool2d(2), nn.ReLU()),
        *(nn.Flatten(), nn.Linear(maps.shape[2] ** 2, 10)),
    )
    adam, step = torch.optim.Adam(net.parameters(), lr=0.003), 0
    while step < 600:
        for rows in torch.randperm(len(kinds)).split(50):
            adam.zero_grad()
            nn.functional.cross_entropy(net(maps[rows]), kinds[rows]).backward()
            adam.step()
            step += 1
    return net


def head_on(found: Array, kinds: Array) -> Any:
    """Train a head on features that are kept in bytes."""
    return LogisticRegression(C=0.1, max_iter=1000).fit(found * (TOP / 255), kinds)


def clothes() -> dict[str, Array]:
    """Return the features of 2,000 pictures of Fashion-MNIST, and which test pictures each run named rightly."""
    whole, net = np.load(DATA / "fashion-mnist.npz"), pretrained()
    pool, test = of_each(whole["y_train"], 150), of_each(whole["y_test"], 50)
    pictures, new = whole["X_train"][pool], whole["X_test"][test]
    y, truth = whole["y_train"][pool], whole["y_test"][test]
    maps, new_maps = halfway(net, pictures), halfway(net, new)
    found, new_found = in_bytes(net, maps), in_bytes(net, new_maps)
    right = np.zeros((3, len(SIZES), len(SEEDS), len(test)), dtype=bool)
    for at, count in enumerate(SIZES):
        for seed in SEEDS:
            rows = drawn(y, count, seed)
            kinds = torch.tensor(y[rows].astype(int))
            small = from_scratch(scaled(pictures[rows]), kinds, seed)
            head = head_on(found[rows], y[rows])
            tuned, layer = fine_tuned(net, head, maps[torch.tensor(rows)], kinds, seed)
            with torch.no_grad():
                alone = small(scaled(new)).argmax(1).numpy()
                together = layer(features(tuned, new_maps)).argmax(1).numpy()
            answers = (alone, head.predict(new_found * (TOP / 255)), together)
            right[:, at, seed] = [answer == truth for answer in answers]
            click.echo(f"{count} pictures, seed {seed}: {right[:, at, seed].mean(axis=1).round(3)}")
    rows_of = {"train_rows": pool.astype("int16"), "test_rows": test.astype("int16")}
    return {"train": found, "test": new_found, "y_train": y, "y_test": truth, **rows_of, "right": right}


def photos() -> dict[str, Array]:
    """Return features of 1,500 photographs of CIFAR-10, and which of 500 each run without fine-tuning named rightly."""
    every, kinds = photographs("package/data_batch_1.png", "package/train_lables.json")
    net = pretrained()
    chosen = of_each(kinds, 150)
    place = np.array([(kinds[:row] == kinds[row]).sum() for row in chosen])
    pool, test = chosen[place < 100], chosen[place >= 100]
    pictures, new, y, truth = every[pool], every[test], kinds[pool], kinds[test]
    found, new_found = in_bytes(net, halfway(net, pictures)), in_bytes(net, halfway(net, new))
    right = np.zeros((2, len(SIZES), len(SEEDS), len(test)), dtype=bool)
    for at, count in enumerate(SIZES):
        for seed in SEEDS:
            rows = drawn(y, count, seed)
            small = from_scratch(scaled(pictures[rows]), torch.tensor(y[rows].astype(int)), seed)
            with torch.no_grad():
                alone = small(scaled(new)).argmax(1).numpy()
            answers = (alone, head_on(found[rows], y[rows]).predict(new_found * (TOP / 255)))
            right[:, at, seed] = [answer == truth for answer in answers]
            click.echo(f"{count} photographs, seed {seed}: {right[:, at, seed].mean(axis=1).round(3)}")
    return {"train": found, "test": new_found, "y_train": y, "y_test": truth, "right": right}


MADE: Mapping[str, Callable[[], dict[str, Array]]] = {"clothes-features.npz": clothes, "photo-features.npz": photos}


@click.command(help=__doc__)
@click.argument("file", type=click.Choice(sorted(MADE)))
def main(file: str) -> None:
    """Write one file."""
    np.savez_compressed(DATA / file, allow_pickle=False, **MADE[file]())
    click.echo(f"{file}: {(DATA / file).stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
