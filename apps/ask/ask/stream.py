"""An answer as a stream of events: each is a line with its name, a line with JSON, and an empty line.

Once the first byte is sent, the status is 200 and nothing can change that. So everything that may fail is done before,
a stream that ends well says so by `end`, and one that fails in spite of all says `broken`. Who reads a stream that
stops without either has to treat it as broken, too.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator

from ask.texts import Paragraph
from ask.turn import Answer

CHUNK = 4
"""How many words are sent at a time."""


def event(name: str, data: object) -> bytes:
    """Return one event. JSON has no line break of its own, so no text can end its event and begin another."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def shown(one: Paragraph, site: str) -> dict[str, str]:
    """Return where a paragraph stands."""
    return {"link": site + one.link, "heading": one.heading, "lesson": one.lesson}


def chunks(text: str, size: int = CHUNK) -> Iterator[str]:
    """Yield a text some words at a time; the chunks joined are the text."""
    parts = text.split(" ")
    for start in range(0, len(parts), size):
        yield " ".join(parts[start : start + size]) + (" " if start + size < len(parts) else "")


def events(answer: Answer, site: str) -> Iterator[tuple[str, object]]:
    """Yield the events of an answer: what was understood, the words, the source or places to look, the end."""
    score = round(answer.score, 3)
    yield "start", {"understood": answer.understood, "search": answer.way, "score": score}
    for chunk in chunks(answer.text):
        yield "words", chunk
    if answer.quoted:
        yield "source", shown(answer.quoted, site)
    elif answer.nearby:
        yield "nearby", [shown(one, site) for one in answer.nearby]
    yield "end", "quoted" if answer.quoted else "refused"


async def stream(
    told: Iterator[tuple[str, object]], pause: float, ended: Callable[[str], None]
) -> AsyncIterator[bytes]:
    """Send events with a pause after each chunk of words, and tell how it ended: a failure is an event as well."""
    how = "left"
    try:
        for name, data in told:
            yield event(name, data)
            if name == "end":
                how = str(data)
            if name == "words":
                await asyncio.sleep(pause)
    except Exception:
        how = "broken"
        yield event("broken", "the answer stops here: something failed on our side")
        raise
    finally:
        ended(how)
