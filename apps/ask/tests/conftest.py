"""What the tests share: the paragraphs, and a small network where the large one is not wanted."""

from pathlib import Path

import pytest

from ask.encoder import Sentences
from ask.places import ENCODER, PARAGRAPHS, VECTORS
from ask.search import Search, read_vectors
from ask.testing import write_small
from ask.texts import Paragraph, read_paragraphs
from ask.words import Array


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small network and its tokenizer."""
    folder = tmp_path_factory.mktemp("encoder")
    write_small(folder)
    return folder


@pytest.fixture(scope="session")
def large() -> Sentences:
    """The real encoder. Without its file of 91 MB, what uses it is skipped."""
    try:
        return Sentences(ENCODER)
    except FileNotFoundError:
        pytest.skip("the real encoder is not here (make encoder): what it finds, and its figures, are not tested")


@pytest.fixture(scope="session")
def paragraphs() -> list[Paragraph]:
    return read_paragraphs(PARAGRAPHS)


@pytest.fixture(scope="session")
def vectors(paragraphs: list[Paragraph]) -> Array:
    return read_vectors(VECTORS, len(paragraphs))


@pytest.fixture(scope="session")
def by_words(paragraphs: list[Paragraph], vectors: Array) -> Search:
    return Search(paragraphs, vectors)


@pytest.fixture(scope="session")
def by_both(paragraphs: list[Paragraph], vectors: Array, small: Path) -> Search:
    """Search with the small network, which knows nothing: for the ways of the service, not for what it finds."""
    return Search(paragraphs, vectors, Sentences(small))
