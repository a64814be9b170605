"""Small passes over finished HTML: white space goes, wide tables scroll, the prose of stages stands in columns."""

import json
import re

_OF_TABS = re.compile(r'<script>var (?:tabs=__md_get\("__tabs"\)|target=document\.getElementById)[^<]*</script>')
_GENERATOR = re.compile(r'^\s*<meta name="generator"[^>]*>\n', re.M)
_KEPT = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
_PROSE = re.compile(r"(</h[23]>\n)((?:<p>(?:(?!</p>).)*</p>\n)+)", re.DOTALL)
_WRONG = (
    (re.compile(r'(<input\b[^>]*type="(?:checkbox|radio)"[^>]*?) autocomplete="off"'), r"\1"),
    (re.compile(r'(<label\b[^>]*?) tabindex=""'), r"\1"),
)
"""What the theme writes and HTML does not allow, and what is left of it."""
_CORNER = re.compile(r"<th(?P<how> style=\"[^\"]*\")?(?: scope=\"\w+\")?>\s*</th>")
_NUMBERS = re.compile(r"(?<=>)[−+\d.]+(?:, [−+\d.]+)+(?=</td>)")
_LABEL_OF_CONTENTS = '<label class="md-nav__title" for="__toc">'
_SETTINGS = re.compile(r'(?<=<script id="__config" type="application/json">)[^<]*')
_OF_TEMPLATES = re.compile(
    r"navigation\.(?:expand|footer|indexes|path|prune|sections|tabs|top)|toc\.integrate|content\.action\..*"
)
"""Features of the theme that its templates heed and its script does not."""
_WORDS_OF = {"clipboard.": "content.code.copy", "select.": "version"}
"""How the words begin that the script needs only with a feature, or a setting, of that name."""
_LINE_START = re.compile(r"\s*\n\s*", re.ASCII)


def minify(page: str) -> str:
    """Return the HTML `page` without indentation and blank lines, except where they are shown or run.

    The line that tells which program made it goes as well, what the theme has for tabs on a page without any, and what
    it writes that HTML does not allow.

    A line break is kept wherever there was one, so words are never glued together.
    """
    page = _GENERATOR.sub("", page)
    for pattern, right in _WRONG:
        page = pattern.sub(right, page)
    if 'id="__toc"' not in page:
        page = page.replace(_LABEL_OF_CONTENTS, '<label class="md-nav__title">')
    page = _SETTINGS.sub(_short_settings, page)
    if 'class="tabbed-set' not in page:
        page = _OF_TABS.sub("", page)
    parts = _KEPT.split(page)
    # Every kept element yields three parts: what is before it, itself, and its tag name.
    texts = (
        _LINE_START.sub("\n", part) if place % 3 == 0 else part for place, part in enumerate(parts) if place % 3 != 2
    )
    return "".join(texts).strip() + "\n"


def _short_settings(match: re.Match[str]) -> str:
    """Return the settings that the theme's script reads, without those that it has no use for."""
    settings = json.loads(match[0])
    settings["features"] = [name for name in settings["features"] if not _OF_TEMPLATES.fullmatch(name)]
    on = {*settings["features"], *(name for name, value in settings.items() if value)}
    unused = tuple(start for start, needed in _WORDS_OF.items() if needed not in on)
    words = settings["translations"].items()
    settings["translations"] = {name: text for name, text in words if not name.startswith(unused)}
    return json.dumps(settings, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def empty_headings_are_cells(page: str) -> str:
    """Make a cell of each heading in the tables of the HTML `page` that says nothing: a corner heads nothing."""
    return _CORNER.sub(lambda match: f"<td{match['how'] or ''}></td>", page)


def keep_permalinks_out_of_names(page: str) -> str:
    """Hide the sign beside each heading of the HTML `page` from screen readers, which read it as part of the name.

    The table of contents leads to the same places.
    """
    return page.replace('<a class="headerlink"', '<a class="headerlink" aria-hidden="true" tabindex="-1"')


def set_prose_in_columns(page: str) -> str:
    """Put the paragraphs after a heading of a stage's HTML `page` into a block, which wide screens set in columns.

    Other pages, which have no list of a stage's sections, are left alone.
    """
    return _PROSE.sub(r'\1<div class="rm-prose">\n\2</div>\n', page) if 'class="rm-sections"' in page else page


def make_tables_scrollable(page: str) -> str:
    """Put each bare table of the HTML `page` into a block that can be focused and scrolled; others are left alone.

    A cell that is a list of numbers stays on one line: on a phone a vector would stand as a column.
    """
    opened = '<div class="rm-scroll" role="group" aria-label="Table" tabindex="0">\n<table class="rm-plain">'
    parts = page.split("<table>")
    tables = (part.partition("</table>") for part in parts[1:])
    return parts[0] + "".join(
        f"{opened}{_NUMBERS.sub(_unbroken, table)}{end}</div>{after}" for table, end, after in tables
    )


def _unbroken(match: re.Match[str]) -> str:
    return match[0].replace(" ", "\u00a0")
