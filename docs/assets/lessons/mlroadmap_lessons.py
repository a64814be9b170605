"""What every lesson shares: one plot style, the data sets, and the exercise checks.

The site offers this file, and `mlroadmap_checks.py` with it, beside each notebook. In Colab, or in a folder of your
own, the first cell of a lesson fetches both; nothing else of the site is needed to run a lesson.
"""

import os
import urllib.request
from pathlib import Path

from mlroadmap_checks import check, close, letter_each, letters, number, numbers, same, whole

__all__ = [
    "COLOURS",
    "FAINT",
    "INK",
    "check",
    "close",
    "data",
    "letter_each",
    "letters",
    "number",
    "numbers",
    "same",
    "setup",
    "whole",
]

INK = "#3b4252"
"""Text, axes and ticks. The site swaps it for a light tone in the dark scheme."""
FAINT = "#b8bec9"
"""Grid lines and things in the background; swapped too."""
COLOURS = ("#1878b4", "#d1600c", "#0e9370", "#b565a7", "#8d7a12", "#7a7f87")
"""Blue, orange, green, pink, olive, grey: at least 3:1 on white and on dark. The first three are told apart by
colour-blind readers; from the fourth on, and in print, markers or line styles must help."""


def setup(*, seed: int = 0) -> None:
    """Set the plot style (SVG, transparent, one palette), short tables and NumPy's global seed.

    Seeding NumPy's global generator is a safety net: lessons pass their own `random_state` or generator.
    """
    import matplotlib as mpl
    import numpy as np
    from cycler import cycler
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    set_matplotlib_formats("svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
    mpl.rcParams.update(
        {
            "figure.figsize": (6.4, 3.8),
            "figure.facecolor": "none",
            "axes.facecolor": "none",
            "savefig.facecolor": "none",
            "savefig.transparent": True,
            "savefig.dpi": 120,
            "svg.hashsalt": "mlroadmap",
            "svg.fonttype": "path",
            "path.simplify_threshold": 0.5,
            "font.size": 11,
            "font.family": "DejaVu Sans",
            "text.color": INK,
            "axes.labelcolor": INK,
            "axes.edgecolor": INK,
            "axes.titlecolor": INK,
            "axes.titlesize": 12,
            "axes.titlelocation": "left",
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.prop_cycle": cycler(color=COLOURS),
            "axes.grid": True,
            "axes.axisbelow": True,
            "grid.color": FAINT,
            "grid.linewidth": 0.6,
            "xtick.color": INK,
            "ytick.color": INK,
            "legend.frameon": False,
            "image.cmap": "viridis",
        }
    )
    np.random.seed(seed)
    _short_tables()
    _plain_estimators()


def _short_tables() -> None:
    try:
        import pandas as pd
    except ImportError:
        return
    pd.set_option("display.max_rows", 12, "display.max_columns", 12, "display.precision", 3)


def _plain_estimators() -> None:
    try:
        import sklearn
    except ImportError:
        return
    sklearn.set_config(display="text")


def data(name: str) -> Path:
    """Return where the data file `name` is, ready for `open` or `pandas.read_csv`.

    Looks beside this module (a clone of the site), then in the working folder. If it is in neither, it is fetched once
    from the site named in `MLROADMAP_SITE` (the first cell of a lesson sets it in Colab) into the working folder.
    Raises FileNotFoundError when there is nowhere to fetch it from.
    """
    for folder in (Path(__file__).parent.parent / "data", Path.cwd()):
        if (folder / name).is_file():
            return folder / name
    site = os.environ.get("MLROADMAP_SITE")
    if not site:
        raise FileNotFoundError(f"{name} is not beside this notebook: download it from the page of the lesson")
    with urllib.request.urlopen(f"{site.rstrip('/')}/assets/data/{name}") as answer:
        content = answer.read()
    Path(name).write_bytes(content)
    return Path.cwd() / name
