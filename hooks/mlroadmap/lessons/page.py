"""A lesson: its source (prose and code) joined with the outputs of its last run, as one Markdown page.

Prose comes from the `.md` source, outputs from the executed `.ipynb` beside it, so a corrected sentence needs no new
run. Code cells and outputs leave the Markdown as placeholders and come back as HTML after it was rendered: nothing in
them is taken for Markdown.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import jupytext
from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, String

from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.lessons import figures

FOLDED = {
    "setup": "Set-up: imports and helpers",
    "solution": "A solution",
}
"""Cells with one of these tags are folded under that summary."""
FETCH = "fetch"
"""The tag of the cell that fetches helpers in Colab."""
HIDDEN = frozenset({"asserts", "check"})
"""Tags of cells that are in the notebook but not on the page: those that hold the numbers of the prose to account, and
those that judge a learner's answer, which only make sense where they can be run."""
STARTER_NOTE = '<p class="rm-meta">In the notebook, the next cell tells you whether your answer is right.</p>'

_ALT = re.compile(r"\A# alt: ?((?:.*\n)(?:#      .*\n)*)")
_PLACEHOLDER = re.compile(r"<!-- lesson cell (\d+) -->")
_COLOURED = {
    Comment: "c",
    Keyword: "k",
    String: "s",
    Name.Builtin: "nb",
    Name.Class: "nc",
    Name.Decorator: "nd",
    Name.Function: "nf",
}
"""Kinds of tokens that get a colour, and the class that the theme colours. The rest needs no markup: that is two thirds
of what a highlighter usually writes."""


@dataclass(frozen=True)
class LessonPage:
    """A lesson as Markdown with placeholders, what stands in their places, and the figure files."""

    markdown: str
    cells: tuple[str, ...]
    figures: Mapping[str, str]
    """SVG texts by file name, relative to the lesson's page."""

    def fill(self, page: str) -> str:
        """Put the cells into the rendered HTML `page`."""
        return _PLACEHOLDER.sub(lambda match: self.cells[int(match[1])], page)


def read_source(text: str) -> list[dict[str, Any]]:
    """Return the cells of a lesson source, front matter first when there is any."""
    cells: list[dict[str, Any]] = json.loads(json.dumps(jupytext.reads(text, fmt="md").cells))
    return cells


def code_of(cells: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the sources of the code cells that are run for readers."""
    return [_source(cell) for cell in cells if cell["cell_type"] == "code" and FETCH not in _tags(cell)]


def outputs_of(notebook: Mapping[str, Any]) -> list[Sequence[Mapping[str, Any]]]:
    """Return the outputs of each code cell that is run for readers."""
    return [cell["outputs"] for cell in notebook["cells"] if cell["cell_type"] == "code" and FETCH not in _tags(cell)]


def page_of(source: str, notebook: Mapping[str, Any], *, name: str) -> LessonPage:
    """Join a lesson `source` with the outputs of `notebook`; `name` is the source's file name in messages.

    Raises ProblemsFound when the outputs belong to other code, or when a figure has no text alternative.
    """
    cells = read_source(source)
    if code_of(cells) != code_of(notebook["cells"]):
        text = "the code has changed since the notebook was run: run `make notebooks`"
        raise ProblemsFound([Problem(name, 1, "RM501", text)])
    writer = _Writer(source, name)
    outputs = iter(outputs_of(notebook))
    for cell in cells:
        if cell["cell_type"] == "code":
            writer.code(cell, next(outputs))
        else:
            writer.parts.append(_source(cell))
    if writer.problems:
        raise ProblemsFound(writer.problems)
    return LessonPage("\n\n".join(writer.parts) + "\n", tuple(writer.cells), writer.figures)


class _Writer:
    """Collects the parts of one lesson page."""

    def __init__(self, source: str, name: str) -> None:
        self.source = source
        self.name = name
        self.parts: list[str] = []
        self.cells: list[str] = []
        self.figures: dict[str, str] = {}
        self.problems: list[Problem] = []

    def code(self, cell: Mapping[str, Any], outputs: Sequence[Mapping[str, Any]]) -> None:
        if HIDDEN.intersection(_tags(cell)):
            return
        code, alts = split_alt(_source(cell))
        shown = highlight(code)
        alternatives = iter(alts)
        for output in outputs:
            shown += self.output(output, cell, alternatives)
        if next(alternatives, None) is not None:
            self.report(cell, "RM502", "this cell has more `# alt:` comments than figures: remove what is left over")
        if "starter" in _tags(cell):
            shown += f"\n{STARTER_NOTE}"
        summary = next((FOLDED[tag] for tag in _tags(cell) if tag in FOLDED), None)
        if summary:
            shown = f'<details class="rm-fold" data-search-exclude>\n<summary>{summary}</summary>\n{shown}\n</details>'
        self.parts.append(f"<!-- lesson cell {len(self.cells)} -->")
        self.cells.append(shown)

    def output(self, output: Mapping[str, Any], cell: Mapping[str, Any], alternatives: Iterator[str]) -> str:
        if output["output_type"] == "stream":
            return _wrap(_plain(_joined(output["text"])))
        data = output.get("data", {})
        if "image/svg+xml" in data:
            alt = next(alternatives, None)
            if alt is None:
                text = "this cell draws a figure but has no `# alt:` comment: say in one sentence what is to be seen"
                self.report(cell, "RM502", text)
            return self.figure(_joined(data["image/svg+xml"]), alt or "")
        if "<table" in (table := _joined(data.get("text/html", ""))):
            return _wrap(tidy_table(table))
        if unknown := sorted(kind for kind in data if kind.startswith(("image/", "application/", "video/", "audio/"))):
            self.report(cell, "RM504", f"this cell shows {', '.join(unknown)}, which has no place on the page")
        return _wrap(_plain(_joined(data.get("text/plain", "")))) if data else ""

    def report(self, cell: Mapping[str, Any], code: str, text: str) -> None:
        line = self.source[: self.source.find(_source(cell))].count("\n") + 1
        self.problems.append(Problem(self.name, line, code, text))

    def figure(self, svg: str, alt: str) -> str:
        number = len(self.figures) // 2 + 1
        svg = figures.minify_svg(svg)
        width, height = figures.size(svg)
        names = {"light": f"figure-{number}.svg", "dark": f"figure-{number}-dark.svg"}
        self.figures |= {names["light"]: svg, names["dark"]: figures.dark(svg)}
        images = "\n".join(
            f'<img class="rm-figure rm-figure--{scheme}" src="{file}" alt="{html.escape(alt)}" '
            f'width="{width}" height="{height}" loading="lazy" decoding="async">'
            for scheme, file in names.items()
        )
        return _wrap(images)


def highlight(code: str) -> str:
    """Return Python code as HTML, with spans around the tokens that are coloured and nothing around others."""
    spans = []
    for kind, tokens in groupby(PythonLexer().get_tokens(code), key=lambda token: _colour(token[0])):
        text = html.escape("".join(text for _, text in tokens), quote=False)
        spans.append(f'<span class="{kind}">{text}</span>' if kind else text)
    return f'<div class="highlight"><pre><code>{"".join(spans).rstrip()}</code></pre></div>'


def _colour(kind: Any) -> str:
    return next((name for parent, name in _COLOURED.items() if kind in parent), "")


def split_alt(code: str) -> tuple[str, list[str]]:
    """Split leading `# alt:` comments off a cell. Returns the remaining code and the texts, one per figure."""
    alts = []
    while match := _ALT.match(code + "\n"):
        lines = [line.removeprefix("#").strip() for line in match[1].splitlines()]
        alts.append(" ".join(lines).strip())
        code = (code + "\n")[match.end() :].rstrip("\n")
    return code, alts


def tidy_table(text: str) -> str:
    """Return a pandas table with scoped headers, without inline styles, borders and empty header cells."""
    found = re.search(r"<table.*?</table>", text, flags=re.DOTALL)
    assert found, "there is a table in the text"
    table = re.sub(r' (?:border|class|style|valign|halign)="[^"]*"', "", found[0])
    table = re.sub(r"<th( [^>]*)?>\s*</th>", "<td></td>", table)
    head, _, body = table.partition("</thead>")
    head = re.sub(r"<th\b", '<th scope="col"', head)
    body = re.sub(r"<th\b", '<th scope="row"', body)
    table = (f"{head}</thead>{body}" if body else head).replace("<table", '<table class="rm-frame"', 1)
    return (
        f'<div class="rm-scroll" role="group" aria-label="Table made by the code above" tabindex="0">\n{table}\n</div>'
    )


def _plain(text: str) -> str:
    return (
        f'<pre class="rm-text" tabindex="0"><code>{html.escape(text.rstrip(), quote=False)}</code></pre>'
        if text.strip()
        else ""
    )


def _wrap(content: str) -> str:
    return f'\n<figure class="rm-output" data-search-exclude>\n{content}\n</figure>' if content else ""


def _joined(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _source(cell: Mapping[str, Any]) -> str:
    return _joined(cell["source"])


def _tags(cell: Mapping[str, Any]) -> Sequence[str]:
    tags: Sequence[str] = cell.get("metadata", {}).get("tags", [])
    return tags
