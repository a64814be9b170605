"""Formulas become MathML when the site is built, so that no page needs a script or a font for them."""

import html
import re
from collections.abc import Callable, Iterable
from itertools import pairwise
from xml.etree import ElementTree

from latex2mathml.converter import convert


class FormulaError(ValueError):
    """A formula that would be shown wrongly: its source, and what is wrong with it."""

    def __init__(self, source: str, text: str) -> None:
        super().__init__(f"the formula {source} {text}")
        self.source = source


class FormulasWrong(ValueError):
    """All formulas of a page that would be shown wrongly."""

    def __init__(self, errors: Iterable[FormulaError]) -> None:
        self.errors = tuple(errors)
        super().__init__("; ".join(str(error) for error in self.errors))


_INLINE = re.compile(r'<span class="arithmatex">\\\((.*?)\\\)</span>', re.DOTALL)
_UNKNOWN = re.compile(r"<m[io]>(?:&|\\\w+)</m[io]>")
_LONE = re.compile(r"<mrow>(<(mi|mn|mo)>[^<]*</\2>)</mrow>")
"""A group of one element, which draws the same without the group."""
_ROWS = frozenset({"math", "mrow", "mtd", "mstyle", "msqrt", "mpadded", "mphantom"})
"""Elements whose children stand side by side."""
_SCRIPTS = frozenset({"msub", "msup", "msubsup", "munder", "mover", "munderover"})
_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
"""How many parts an element has; with fewer, a browser shows an error or nothing."""
_RELATIONS = frozenset("=<>≈≠≤≥→∈∼∝")
_LONG = 18
"""Signs in an inline formula from which it may be broken: a list on a phone of 320 pixels holds about nineteen."""
_CHARACTER = re.compile(r"&#x0*([0-9A-F]+);")
_BLOCK = re.compile(r'<div class="arithmatex">\s*\\\[(.*?)\\\]\s*</div>', re.DOTALL)


def to_mathml(page: str) -> str:
    """Replace the formulas that pymdownx.arithmatex left in the HTML `page` by MathML.

    A display formula is put into a block that scrolls by itself on narrow screens. Raises FormulasWrong with every
    formula that the converter does not understand.
    """
    errors: list[FormulaError] = []

    def convert_with(made: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
        def replacement(match: re.Match[str]) -> str:
            try:
                return made(match[1])
            except FormulaError as error:
                errors.append(error)
                return match[0]

        return replacement

    page = _BLOCK.sub(convert_with(_block), page)
    page = _INLINE.sub(convert_with(lambda latex: _math(latex, display="inline")), page)
    if errors:
        raise FormulasWrong(errors)
    return page


def _block(latex: str) -> str:
    return f'<div class="rm-math" tabindex="0" role="group" aria-label="Formula">{_math(latex, display="block")}</div>'


def _math(latex: str, *, display: str) -> str:
    """Convert escaped LaTeX; attributes that HTML does not need are left out."""
    source = html.unescape(latex).strip()
    unread = FormulaError(source, "cannot be read: look at its braces, and at what each command needs")
    if not _is_closed(source):
        raise unread
    # The converter knows the one name of this environment and not the other.
    try:
        text = convert(source.replace("{aligned}", "{split}"), display=display)
    except Exception as error:
        raise unread from error
    if _UNKNOWN.search(text):
        raise FormulaError(source, "uses a command that cannot be shown as MathML: write it another way")
    text = text.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "").replace(' display="inline"', "")
    try:
        tree = _spaced(_LONE.sub(r"\1", text))
    except ElementTree.ParseError as error:
        raise unread from error
    if any(len(node) != _PARTS.get(node.tag, len(node)) for node in tree.iter()):
        raise unread
    parts = [tree] if display == "block" else _parts(tree)
    text = "<wbr>".join(ElementTree.tostring(part, encoding="unicode") for part in parts)
    return _CHARACTER.sub(lambda match: html.escape(chr(int(match[1], 16)), quote=False), text)


def _is_closed(latex: str) -> bool:
    """Whether each brace of a formula has its partner."""
    depth = 0
    for brace in re.findall(r"[{}]", re.sub(r"\\.", "", latex, flags=re.DOTALL)):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _parts(tree: ElementTree.Element) -> list[ElementTree.Element]:
    """Split a long inline formula before its relation signs, where a line may end; no browser breaks one by itself."""
    row = tree[0] if len(tree) == 1 and tree[0].tag == "mrow" else tree
    signs = [place for place, node in enumerate(row) if place and node.tag == "mo" and node.text in _RELATIONS]
    if not signs or len("".join(tree.itertext())) < _LONG:
        return [tree]
    parts = []
    for start, end in pairwise([0, *signs, len(row)]):
        part = ElementTree.Element("math", tree.attrib)
        part.extend(row[start:end])
        if start:  # by itself a sign at the beginning would lose its spaces
            part[0].set("form", "infix")
        parts.append(part)
    return parts


def _spaced(math: str) -> ElementTree.Element:
    """Set names of functions apart from what stands beside them, as TeX does: log x and not logx.

    A thin space goes between a name and a symbol, a number or a word; none before a bracket or beside an operator.
    """
    tree = ElementTree.fromstring(math)
    for word in [node for node in tree.iter("mrow") if _is_spelt(node)]:  # \mathrm{Var} comes letter by letter
        word.tag, word.text = "mi", "".join(letter.text or "" for letter in word)
        word[:] = []
    for row in [node for node in tree.iter() if node.tag in _ROWS]:
        spaced: list[ElementTree.Element] = []
        for node in row:
            before = spaced[-1] if spaced else None
            if before is not None and (_is_name(before) or _is_name(node)) and not (_bounds(before) or _bounds(node)):
                spaced.append(ElementTree.Element("mspace", {"width": "0.167em"}))
            spaced.append(node)
        row[:] = spaced
    for node in tree.iter("mo"):
        if _is_name(node):  # an operator would get wide spaces of its own
            node.tag = "mi"
    return tree


def _is_name(node: ElementTree.Element) -> bool:
    """Whether a node is the name of a function, with or without an index or a power."""
    if node.tag in _SCRIPTS and len(node):
        return _is_name(node[0])
    text = node.text or ""
    return node.tag in ("mi", "mo") and len(text) > 1 and text.isascii() and text.isalpha()


def _is_spelt(node: ElementTree.Element) -> bool:
    """Whether a row is a word whose upright letters are elements of their own."""
    return len(node) > 1 and all(one.tag == "mi" and one.get("mathvariant") == "normal" for one in node)


def _bounds(node: ElementTree.Element) -> bool:
    """Whether a node keeps its neighbours apart by itself: an operator, a bracket, a space."""
    if node.tag == "mrow" and len(node):
        return _bounds(node[0])
    return node.tag == "mspace" or (node.tag == "mo" and not _is_name(node))
