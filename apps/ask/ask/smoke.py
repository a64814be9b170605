"""Try an application that runs, with Python alone: `python -m ask.smoke http://127.0.0.1:8103`."""

import json
import sys

from appkit.asking import ask, counted

QUESTION = {"question": "What is the curse of dimensionality?"}


def main(root: str) -> None:
    """Ask for everything once. Raises AssertionError for what is not as it should be."""
    status, text = ask(f"{root}/health")
    told = json.loads(text)
    assert status == 200 and told["status"] == "ok" and told["search"] in ("words", "words and vectors"), text
    status, text = ask(f"{root}/")
    assert status == 200 and "Ask the roadmap" in text, text
    status, text = ask(f"{root}/answer", QUESTION)
    whole = json.loads(text)
    assert status == 200 and whole["source"]["link"].endswith("#too-many-columns"), text
    status, text = ask(f"{root}/ask", QUESTION)
    names = [line.removeprefix("event: ") for line in text.splitlines() if line.startswith("event: ")]
    assert status == 200 and (names[0], names[-2:]) == ("start", ["source", "end"]), text
    data = [json.loads(line.removeprefix("data: ")) for line in text.splitlines() if line.startswith("data: ")]
    said = "".join(one for name, one in zip(names, data, strict=True) if name == "words")
    assert said == whole["text"], "the stream says something else"
    assert ask(f"{root}/ask", {"question": ""})[0] == 422
    counted(root, 'answers_total{end="quoted"}')
    print(f"{root} works")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
