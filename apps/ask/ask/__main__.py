"""Measure the answers.

python -m ask measure       measure both ways of searching and write evaluation.json: needs encoder/
python -m ask compare       measure what can be measured here; exit code 1 when evaluation.json says something else
"""

import json
import sys

from appkit import figures
from ask.encoder import Sentences
from ask.evaluate import measure
from ask.places import CONVERSATIONS, ENCODER, EVALUATION, PARAGRAPHS, QUESTIONS, VECTORS
from ask.search import Search, read_vectors
from ask.texts import read_conversations, read_paragraphs, read_questions

CLOSE = 0.025
"""Processors differ in the last digits, and a question whose score is near the threshold may change sides."""


def near(one: float, other: float) -> bool:
    """Tell whether two figures are the same; a count may differ by one."""
    return abs(one - other) <= (1 if isinstance(one, int) else CLOSE)


def same(one: object, other: object) -> bool:
    """Tell whether two evaluations say the same."""
    return figures.same(one, other, near)


def main(arguments: list[str]) -> int:
    """Do what is asked for."""
    if arguments not in (["measure"], ["compare"]):
        sys.stderr.write(__doc__ or "")
        return 2
    paragraphs = read_paragraphs(PARAGRAPHS)
    vectors = read_vectors(VECTORS, len(paragraphs))
    searches = [Search(paragraphs, vectors)]
    try:
        searches.append(Search(paragraphs, vectors, Sentences(ENCODER)))
    except FileNotFoundError as missing:
        sys.stderr.write(f"{missing} is not here: words alone are measured\n")
        if arguments == ["measure"]:
            return 1
    found = measure(searches, read_questions(QUESTIONS), read_conversations(CONVERSATIONS))
    text = json.dumps(found, indent=2) + "\n"
    print(text, end="")
    if arguments == ["compare"]:
        told = json.loads(EVALUATION.read_text("utf-8"))
        return int(not same(found, {name: told[name] for name in found}))
    EVALUATION.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
