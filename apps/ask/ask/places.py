"""Where the files are."""

from pathlib import Path

from appkit.files import locate

HERE = Path(__file__).parents[1]
PARAGRAPHS = locate(HERE, "site-paragraphs.tsv")
QUESTIONS = locate(HERE, "site-questions.tsv")
CONVERSATIONS = locate(HERE, "site-conversations.tsv")
VECTORS = locate(HERE, "site-vectors.npy")
EVALUATION = HERE / "evaluation.json"
ENCODER = HERE / "encoder"
"""The folder of the network, which is not there until somebody makes it."""
PAGE = Path(__file__).parent / "page"
