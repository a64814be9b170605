"""Where the files are."""

from pathlib import Path

from appkit.files import locate

HERE = Path(__file__).parents[1]
FILMS = locate(HERE, "movielens-films.csv.gz")
RATINGS = locate(HERE, "movielens-ratings.csv.gz")
TERMS = locate(HERE, "movielens.txt")
MODEL, EVALUATION = HERE / "model.npz", HERE / "evaluation.json"
PAGE = Path(__file__).parent / "page"
