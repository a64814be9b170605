"""Train the model and measure it.

python -m recommender train       choose, compare, train on all ratings, write model.npz and evaluation.json
python -m recommender compare     the same without writing; exit code 1 when evaluation.json says something else

Processors differ in the last digits, and films with nearly the same score change places: figures count as the same that
differ by less than `CLOSE`.
"""

import json
import sys
from pathlib import Path

from appkit import figures
from recommender.evaluate import choose, compare
from recommender.model import train
from recommender.places import EVALUATION, FILMS, MODEL, RATINGS
from recommender.ratings import read_films, read_ratings

CLOSE = 0.005


def near(one: float, other: float) -> bool:
    """Tell whether two figures are the same; how many different films were recommended may differ by some."""
    return abs(one - other) <= max(CLOSE, 0.03 * abs(one) if isinstance(one, int) else 0)


def same(one: object, other: object) -> bool:
    """Tell whether two evaluations say the same."""
    return figures.same(one, other, near)


def main(arguments: list[str]) -> int:
    """Do what is asked for."""
    if arguments not in (["train"], ["compare"]):
        sys.stderr.write(__doc__ or "")
        return 2
    films = read_films(FILMS)
    ratings = read_ratings(RATINGS, films)
    count, rank = choose(ratings, len(films), print)
    found = compare(ratings, len(films), count=count, rank=rank)
    text = json.dumps(found, indent=2) + "\n"
    print(text, end="")
    if arguments == ["compare"]:
        return int(not same(found, json.loads(EVALUATION.read_text("utf-8"))))
    train(ratings, len(films), count=count, rank=rank).write(MODEL)
    EVALUATION.write_text(text, "utf-8")
    print(f"wrote {MODEL.name} ({Path(MODEL).stat().st_size:,} bytes) and {EVALUATION.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
