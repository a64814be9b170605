"""Formulas become MathML when the site is built, so that no page needs a script or a font for them."""

import html
import re
from collections.abc import Callable, Iterable

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
    # The converter knows the one name of this environment and not the other.
    try:
        text = convert(source.replace("{aligned}", "{split}"), display=display)
    except Exception as error:
        raise FormulaError(source, "cannot be read: look at its braces, and at what each command needs") from error
    if _UNKNOWN.search(text):
        raise FormulaError(source, "uses a command that cannot be shown as MathML: write it another way")
    text = text.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "").replace(' display="inline"', "")
    text = _LONE.sub(r"\1", text)
    return _CHARACTER.sub(lambda match: html.escape(chr(int(match[1], 16)), quote=False), text)
