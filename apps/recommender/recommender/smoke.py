"""Try an application that runs, with Python alone: `python -m recommender.smoke http://127.0.0.1:8101`."""

import json
import sys

from appkit.asking import ask, counted


def main(root: str) -> None:
    """Ask for everything once. Raises AssertionError for what is not as it should be."""
    status, text = ask(f"{root}/health")
    assert status == 200 and json.loads(text)["status"] == "ok", text
    status, text = ask(f"{root}/")
    assert status == 200 and "Films for you" in text, text
    status, text = ask(f"{root}/films?search=toy+story")
    [film, *_] = json.loads(text)
    assert status == 200 and film["name"] == "Toy Story (1995)", text
    question = {"ratings": [{"film": film["film"], "stars": 5}]}
    status, text = ask(f"{root}/recommendations", question)
    answer = json.loads(text)
    assert status == 200 and answer["method"] == "factors" and len(answer["films"]) == 10, text
    assert film["film"] not in {one["film"] for one in answer["films"]}, "the rated film is recommended"
    assert ask(f"{root}/recommendations", {"ratings": [{"film": film["film"], "stars": 6}]})[0] == 422
    counted(root, 'requests_total{route="/recommendations",status="200"}')
    print(f"{root} works")


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
