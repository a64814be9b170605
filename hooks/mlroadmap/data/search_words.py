"""The words by which people search, in `docs/_data/search.yml`: spellings, synonyms, and words that say nothing."""

from collections import Counter
from pathlib import Path
from typing import Annotated

from pydantic import Field

from mlroadmap.data.load import load
from mlroadmap.data.model import Row, Text
from mlroadmap.errors import Problem, ProblemsFound


class Answer(Row):
    """What people ask, and the page or heading of this site that answers it."""

    at: Text
    """Its address below the root, such as `how-to-use/#planning-a-week`."""
    to: Annotated[tuple[Text, ...], Field(min_length=1)]


class SearchWords(Row):
    """The file."""

    spellings: tuple[Annotated[tuple[Text, ...], Field(min_length=2, max_length=2)], ...] = ()
    """Endings that are the same: British, American."""
    synonyms: tuple[Annotated[tuple[Text, ...], Field(min_length=2)], ...] = ()
    """Groups of words and phrases of one meaning."""
    answers: tuple[Answer, ...] = ()
    stop_words: str = ""
    """Words that say nothing about what is looked for, with blanks between them."""


def load_search_words(path: Path, *, name: str) -> SearchWords:
    """Return the words; none without a file. Raises ProblemsFound with all that is wrong in it."""
    if not path.exists() and not path.is_symlink():
        return SearchWords()
    words = load(path, SearchWords, name=name)
    problems = [
        Problem(name, words.line("synonyms"), "RM201", f"synonyms: '{one}' stands twice in a group: delete one of them")
        for group in words.synonyms
        for one, count in Counter(one.casefold() for one in group).items()
        if count > 1
    ]
    british = Counter(pair[0] for pair in words.spellings)
    problems += [
        Problem(name, words.line("spellings"), "RM201", f"spellings: '{one}' stands first in two pairs: delete one")
        for one, count in british.items()
        if count > 1
    ]
    first: dict[str, int] = {}
    for answer in words.answers:
        page = answer.at.partition("#")[0]
        if answer.at.startswith(("/", ".")) or "://" in answer.at or (page and not page.endswith("/")):
            text = f"'at': {answer.at} is no address below the root of the site: write it like plan/ or plan/#heading"
            problems.append(Problem(name, answer.line("at"), "RM106", text))
        if answer.at in first:
            text = (
                f"'at': {answer.at} stands in line {first[answer.at]} already: put all that is asked below one of them"
            )
            problems.append(Problem(name, answer.line("at"), "RM201", text))
        first.setdefault(answer.at, answer.line("at"))
    if problems:
        raise ProblemsFound(sorted(problems), rest=words, whole=True)
    return words
