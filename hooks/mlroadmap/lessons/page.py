"""A lesson: its source (prose and code) joined with the outputs of its last run, as one Markdown page.

Prose comes from the `.md` source, outputs from the executed `.ipynb` beside it, so a corrected sentence needs no new
run. Code cells and outputs leave the Markdown as placeholders and come back as HTML after it was rendered: nothing in
them is taken for Markdown.
"""

import hashlib
import html
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Name, String

from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.lessons import figures
from mlroadmap.lessons.drawings import is_drawing, split_alt
from mlroadmap.lessons.executed import Executed, ExecutedCell, joined
from mlroadmap.lessons.exercises import SOLUTION, practices
from mlroadmap.lessons.source import Cell, LessonText, Prose
from mlroadmap.lessons.tags import HIDDEN

FOLDED = {
    "setup": "Set-up: imports and helpers",
    "solution": "A solution",
}
"""Cells with one of these tags are folded under that summary."""
DRAWN = "How this was drawn"
"""The summary under which a drawing is folded, below its figure."""
STARTER_NOTE = '<p class="rm-meta">In the notebook, the next cell tells you whether your answer is right.</p>'
NOTEBOOK_NOTE = (
    '<p class="rm-meta">This needs a library that Python in the page does not have. Run it, and the other cells '
    "without a Run button, in the notebook.</p>"
)

_COLOURED = {
    Comment: "c",
    Keyword: "k",
    String: "s",
    Name.Class: "nc",
    Name.Decorator: "nd",
    Name.Function: "nf",
}
"""Kinds of tokens that get a colour, and the class that the theme colours. The rest needs no markup: that is three
quarters of what a highlighter usually writes."""
_NARROW = 34
"""How many signs of code fit on a line of the narrowest phones: 320 pixels."""


@dataclass(frozen=True)
class LessonPage:
    """A lesson as Markdown with placeholders, what stands in their places, and the figure files."""

    markdown: str
    cells: tuple[str, ...]
    seal: str
    """What tells a placeholder from a comment that somebody wrote: it depends on the whole source, so the source cannot
    hold it."""
    figures: Mapping[str, str]
    """SVG texts by file name, relative to the lesson's page."""

    def fill(self, page: str) -> str:
        """Put the cells into the rendered HTML `page`."""
        return re.sub(_placeholder(self.seal, r"(\d+)"), lambda match: self.cells[int(match[1])], page)


def page_of(
    lesson: LessonText,
    notebook: Executed,
    *,
    name: str,
    predictions: Collection[str] = (),
    megabytes: Sequence[int | None] | None = None,
    exercises: Mapping[str, int] | None = None,
    fold_drawings: bool = False,
) -> LessonPage:
    """Join a `lesson` with the outputs of its `notebook`; `name` is the source's file name in messages.

    The output of a cell whose name is in `predictions` stays closed until a reader has made a guess.
    Where the lesson runs in the page, `megabytes` says for each cell what its Run button names (None: it cannot run
    there), and `exercises` the same for each exercise and task that can be done there, by id. With `fold_drawings` the
    code of a cell that draws is folded below its figure.
    Raises ProblemsFound when the source needs mending, when the outputs belong to other code, or when something cannot
    be shown or has no text alternative.
    """
    if lesson.problems:
        raise ProblemsFound(lesson.problems)
    if lesson.codes != notebook.codes:
        text = "the code has changed since the notebook was run: run `make notebooks`"
        raise ProblemsFound([Problem(name, 1, "RM501", text)])
    writer = _Writer(lesson, name, predictions, megabytes, exercises or {}, fold_drawings=fold_drawings)
    executed = iter(notebook.cells)
    for block in lesson.blocks:
        if isinstance(block, Prose):
            writer.prose(block.text)
        else:
            writer.code(block, next(executed))
    writer.release()
    if writer.problems:
        raise ProblemsFound(writer.problems)
    markdown = "\n\n".join(([lesson.front] if lesson.front else []) + writer.parts) + "\n"
    return LessonPage(markdown, tuple(writer.cells), writer.seal, writer.figures)


def _placeholder(seal: str, number: str) -> str:
    return f"<!-- lesson {seal} cell {number} -->"


class _Writer:
    """Collects the parts of one lesson page."""

    def __init__(
        self,
        lesson: LessonText,
        name: str,
        predictions: Collection[str],
        megabytes: Sequence[int | None] | None,
        exercises: Mapping[str, int],
        *,
        fold_drawings: bool,
    ) -> None:
        self.name = name
        self.seal = hashlib.sha256(lesson.source.encode()).hexdigest()[:16]
        self.predictions = predictions
        self.megabytes = megabytes
        self.exercises = exercises
        self.fold_drawings = fold_drawings
        self.number = -1
        self.turns = {f"### {one.heading.text}": one for one in practices(lesson) if one.id and one.solution}
        self.left = 0
        self.told_of_notebooks = False
        self.parts: list[str] = []
        self.held: list[str] = []
        self.cells: list[str] = []
        self.figures: dict[str, str] = {}
        self.problems: list[Problem] = []

    def prose(self, text: str) -> None:
        """Add prose; an exercise or task opens before its heading, and closes after its last solution."""
        for heading, one in self.turns.items():
            start = f"\n{text}\n".find(f"\n{heading}\n")
            if start >= 0:
                self.parts.append(text[:start])
                attributes = f'data-practice="{one.id}" data-kind="{one.kind}"'
                if one.id in self.exercises:
                    attributes += f' data-mb="{self.exercises[one.id]}"'
                self.place(f'<section class="rm-turn" id="{one.anchor}" {attributes}>')
                text, self.left = text[start:], len(one.solution)
        self.parts.append(text)

    def place(self, shown: str) -> None:
        """Add HTML that comes into the page after it was rendered."""
        self.parts.append(self.placed(shown))

    def placed(self, shown: str) -> str:
        """Return what stands for this HTML until then."""
        self.cells.append(shown)
        return _placeholder(self.seal, str(len(self.cells) - 1))

    def code(self, cell: Cell, executed: ExecutedCell) -> None:
        self.number += 1
        if HIDDEN & cell.tags:
            return
        code, alts = split_alt(cell.code)
        shown = highlight(code)
        asked = cell.name if cell.name in self.predictions else ""
        cost = self.megabytes[self.number] if self.megabytes and cell.is_plain else None
        shown += self.seam(cell, cost)
        alternatives = iter(alts)
        came = "".join(self.output(output, cell, alternatives) for output in executed.outputs)
        folds = self.fold_drawings and is_drawing(cell)
        if folds:
            shown = _folded(DRAWN, shown, "rm-fold rm-drawn")
        if not asked:
            shown = f"{came.lstrip()}\n{shown}" if folds else shown + came
        if next(alternatives, None) is not None:
            self.report(cell, "RM502", "this cell has more `# alt:` comments than figures: remove what is left over")
        if "starter" in cell.tags:
            shown = f'<div class="rm-starter">\n{shown}\n{STARTER_NOTE}\n</div>'
        summary = next((text for tag, text in FOLDED.items() if tag in cell.tags), None)
        if summary:
            shown = _folded(summary, shown)
        if cost is not None:
            outcome = f' data-outcome="{asked}"' if asked else ""
            shown = f'<div class="rm-cell" data-cell="{self.number}" data-mb="{cost}"{outcome}>\n{shown}\n</div>'
        self.held.append(self.placed(shown))
        if "setup" not in cell.tags:
            self.release()
        if asked:
            self.predict(asked, came)
        if SOLUTION in cell.tags and self.left:
            self.left -= 1
            if not self.left:
                self.place("</section>")

    def seam(self, cell: Cell, cost: int | None) -> str:
        """Return the place of the Run button; of the first cell that has none, a note that says where it runs."""
        if cost is not None:
            return '\n<div class="rm-seam"></div>'
        if not self.megabytes or not cell.is_plain or self.told_of_notebooks:
            return ""
        self.told_of_notebooks = True
        return f"\n{NOTEBOOK_NOTE}"

    def release(self) -> None:
        """Let the cells that were held back follow: a set-up stands with the code that needs it, below the prose."""
        self.parts += self.held
        self.held = []

    def predict(self, asked: str, came: str) -> None:
        """Add a question to an output (the marker becomes it), and the output, closed."""
        self.place(f'<section class="rm-turn rm-predict" data-predict="{asked}">')
        self.parts.append(f"<!-- roadmap:predict {asked} -->")
        closed = f'<details class="rm-outcome"><summary>Show it without a guess</summary>{came}\n</details>'
        self.place(f"{closed}\n</section>")

    def output(self, output: Mapping[str, Any], cell: Cell, alternatives: Iterator[str]) -> str:
        if output["output_type"] == "stream":
            return _wrap(_plain(joined(output["text"])))
        data = output.get("data", {})
        if "image/svg+xml" in data:
            alt = next(alternatives, None)
            if alt is None:
                text = "this cell draws a figure but has no `# alt:` comment: say in one sentence what is to be seen"
                self.report(cell, "RM502", text)
            try:
                return self.figure(joined(data["image/svg+xml"]), alt or "")
            except ValueError:
                self.report(
                    cell, "RM504", "this cell shows an SVG that Matplotlib did not draw, so its size is unknown"
                )
                return ""
        if "<table" in (table := joined(data.get("text/html", ""))):
            return _wrap(tidy_table(table))
        if unknown := sorted(kind for kind in data if kind.startswith(("image/", "application/", "video/", "audio/"))):
            self.report(cell, "RM504", f"this cell shows {', '.join(unknown)}, which has no place on the page")
        return _wrap(_plain(joined(data.get("text/plain", "")))) if data else ""

    def report(self, cell: Cell, code: str, text: str) -> None:
        self.problems.append(Problem(self.name, cell.line, code, text))

    def figure(self, svg: str, alt: str) -> str:
        number = len(self.figures) // 2 + 1
        svg = figures.minify_svg(svg)
        width, height = figures.size(svg)
        names = {"light": f"figure-{number}.svg", "dark": f"figure-{number}-dark.svg"}
        self.figures |= {names["light"]: figures.light(svg), names["dark"]: figures.dark(svg)}
        images = "\n".join(
            f'<img class="rm-figure rm-figure--{scheme}" src="{file}" alt="{html.escape(alt)}" '
            f'width="{width}" height="{height}" loading="lazy">'
            for scheme, file in names.items()
        )
        return _wrap(images)


def highlight(code: str) -> str:
    """Return Python code as HTML, with spans around the tokens that are coloured and nothing around others.

    A line that is too long for a phone is an element that knows its indent, so that it wraps further in than it begins.
    """
    lines = [""]
    for kind, tokens in groupby(PythonLexer().get_tokens(code), key=lambda token: _colour(token[0])):
        first, *others = html.escape("".join(text for _, text in tokens), quote=False).split("\n")
        for place, text in enumerate((first, *others)):
            lines += [""] if place else []
            lines[-1] += f'<span class="{kind}">{text}</span>' if kind and text else text
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    return f'<div class="highlight"><pre><code>{_lines(lines)}</code></pre></div>'


def _lines(lines: Sequence[str]) -> str:
    """Put each long line of HTML into an element, its line break included."""
    texts = [html.unescape(re.sub("<[^>]*>", "", line)) for line in lines]
    written = []
    for line, text, end in zip(lines, texts, [*["\n"] * (len(lines) - 1), ""], strict=True):
        indent = len(text) - len(text.lstrip(" "))
        opened = f'<span class="rm-l" style="--i:{indent}">' if indent else '<span class="rm-l">'
        written.append(f"{opened}{line}{end}</span>" if len(text) > _NARROW else f"{line}{end}")
    return "".join(written)


def _colour(kind: Any) -> str:
    return next((name for parent, name in _COLOURED.items() if kind in parent), "")


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


def _folded(summary: str, shown: str, kind: str = "rm-fold") -> str:
    return f'<details class="{kind}" data-search-exclude>\n<summary>{summary}</summary>\n{shown}\n</details>'


def _plain(text: str) -> str:
    return (
        f'<pre class="rm-text" tabindex="0"><code>{html.escape(text.rstrip(), quote=False)}</code></pre>'
        if text.strip()
        else ""
    )


def _wrap(content: str) -> str:
    return f'\n<figure class="rm-output" data-search-exclude>\n{content}\n</figure>' if content else ""
