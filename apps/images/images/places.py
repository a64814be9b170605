"""Where the files are."""

import os
from pathlib import Path

from appkit.files import locate

HERE = Path(__file__).parents[1]
NAMES = locate(HERE, "imagenet-names.txt")
BUILT = HERE / "built" / "imagenet.onnx"
"""Made by `make model`; 19 MB, so git does not know it."""
MODEL = Path(os.environ.get("IMAGES_MODEL", BUILT))
"""Another file with the same interface may be named in the environment: pictures in, 1,000 probabilities out."""
PAGE = Path(__file__).parent / "page"
