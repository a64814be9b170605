"""The style sheet of every page, without the rules of the theme that no page of this site can use.

The theme styles much that is not here: other colours, comments, annotations, versions. A rule stays unless its selector
names a class, an id or an attribute's value that stands in no tag of a page and in no script. What stands inside of
`:not()` and its like is not looked at, and in doubt a rule stays.
"""

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

import tinycss2

_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_NO_NAMES = re.compile(r'\s(?:alt|aria-label|content|d|href|placeholder|points|src|title)="[^"]*"')
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_VARIABLE = re.compile(r"--[\w-]+")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_SET = re.compile(
    r"(?<=[{;])\s*(?P<name>--[\w-]+)\s*:"
    r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^;{}\"'])*(?:;|(?=\}))"
)
"""A variable that is set, with its value: texts in quotes may hold anything."""
MADE = ("focus-visible", "js", "md-", "tabbed-")
"""How names begin that the theme's script gives to what it makes and marks; its other words are names of variables."""
NEVER_MADE = ("md-annotation", "md-code__", "md-source__fact", "md-tag", "md-tooltip", "md-version")
"""And those among them that it gives only for features that `mkdocs.yml` does not switch on."""
ONLY_IN_PAGES = frozenset(
    {"abstract", "bug", "danger", "example", "failure", "info", "note", "question", "quote", "success", "tip"}
    | {"amber", "blue", "brown", "cyan", "green", "grey", "indigo", "lime", "orange", "pink", "purple", "red", "teal"}
    | {"warning", "yellow"}
)
"""Kinds of boxes and colours of the theme, words of every day: in a script they are no names, for none makes a box."""
COSTLY = "data-md-color-switching"
"""An attribute that the theme's script gives to the body of each page as it opens. Its one rule concerns every element,
so a phone styled the whole page twice more before it could be used; all that it does is to switch colours at once."""
NEVER_USED = "--md-mermaid"
"""And how the variables begin that it uses for such a feature alone."""
_NESTING = frozenset({"media", "supports", "layer", "container"})


def names_in(pages: Iterable[Iterable[str]], scripts: Iterable[str], theme: str = "") -> frozenset[str]:
    """Return the words of the tags of `pages`, and words of `scripts`, which may set classes.

    Of our scripts nearly all words count, of the script of the `theme` those that begin as its names do, and its tabs
    only where a page has some. A word of a script that ends with a hyphen stands for all names that begin so.
    """
    tags = frozenset[str]().union(*pages)
    words = {word for script in scripts for word in _WORD.findall(script)} - ONLY_IN_PAGES
    never = NEVER_MADE if "tabbed-set" in tags else (*NEVER_MADE, "tabbed-")
    made = {word for word in _WORD.findall(theme) if word.startswith(MADE) and not word.startswith(never)}
    return frozenset(tags | words | made)


def words_of_tags(page: str) -> frozenset[str]:
    """Return what stands in the tags of an HTML `page`, but for texts, addresses and lines of drawings."""
    return frozenset(word for tag in set(_TAG.findall(page)) for word in _WORD.findall(_NO_NAMES.sub("", tag)))


def variables_in(text: str) -> frozenset[str]:
    """Return the variables of styles that a text may use, a page or a script."""
    return frozenset(_VARIABLE.findall(text))


def pruned(sheet: str, names: frozenset[str], others: Iterable[str] = ()) -> str:
    """Return the style `sheet` without the rules that need something else than `names`, and without unused variables.

    `others` are the variables that are used elsewhere than in the sheet itself.
    """
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    return _without_unused("".join(_kept(rules, names, _begun(names))), others)


def parted(sheet: str, names: frozenset[str], users: Iterable[str] = ()) -> tuple[str, str]:
    """Return the rules of a style `sheet` that need no more than `names`, and the others; each in the order they had.

    Variables that the first rules do not need, and that are not among those of the `users`, are set by the others. What
    is no rule of its own, such as a font, stays with the first.
    """
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    begun = _begun(names)
    text = "".join(_kept(rules, names, begun))
    first = _without_unused(text, users)
    gone = {match["name"] for match in _SET.finditer(text)} - {match["name"] for match in _SET.finditer(first)}
    rules_of_text = tinycss2.parse_stylesheet(text)
    return first, "".join([*_setting(rules_of_text, gone), *_kept(rules, names, begun, others=True)])


def _setting(rules: Iterable[Any], variables: Container[str]) -> Iterator[str]:
    """Yield the rules that set these `variables`, without what else they say."""
    for rule in rules:
        if rule.type == "qualified-rule":
            content = f"{{{tinycss2.serialize(rule.content)}}}"
            found = [match[0].strip(" ;\n") for match in _SET.finditer(content) if match["name"] in variables]
            if found:
                yield f"{tinycss2.serialize(rule.prelude)}{{{';'.join(found)}}}"
        elif _nests(rule) and (text := "".join(_setting(_inside(rule), variables))):
            yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{text}}}"


def _nests(rule: Any) -> bool:
    return rule.type == "at-rule" and rule.lower_at_keyword in _NESTING and rule.content is not None


def _inside(rule: Any) -> list[Any]:
    return tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)  # type: ignore[no-any-return]


def _begun(names: frozenset[str]) -> tuple[str, ...]:
    """Return the names that stand for all that begin so."""
    return tuple(sorted(name for name in names if name.endswith("-") and len(name) > len("md-")))


def _without_unused(sheet: str, others: Iterable[str]) -> str:
    """Return a sheet without variables that it does not use, and that are not among the `others`.

    One may have been used by another alone.
    """
    elsewhere = {name for name in others if not name.startswith(NEVER_USED)}
    while (short := _setting_only(sheet, elsewhere | {*_USED.findall(sheet)})) != sheet:
        sheet = short
    return sheet


def _setting_only(sheet: str, used: Container[str]) -> str:
    return _SET.sub(lambda match: match[0] if match["name"] in used else "", sheet)


def _kept(
    rules: Iterable[Any], names: frozenset[str], begun: tuple[str, ...], *, others: bool = False
) -> Iterator[str]:
    """Yield the rules that need no more than `names`, or those that need more."""
    for rule in rules:
        if rule.type == "qualified-rule":
            kept = [
                one
                for one in _selectors(rule.prelude)
                if all(name in names or name.startswith(begun) for name in _needs(one)) is not others
            ]
            if kept:
                chosen = ",".join(tinycss2.serialize(one).strip() for one in kept)
                yield f"{chosen}{{{tinycss2.serialize(rule.content)}}}"
        elif _nests(rule):
            if text := "".join(_kept(_inside(rule), names, begun, others=others)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{text}}}"
        elif rule.type != "error" and not others:
            yield rule.serialize()


def _selectors(prelude: Iterable[Any]) -> list[list[Any]]:
    """Split a list of selectors at its commas."""
    found: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _needs(selector: list[Any]) -> set[str]:
    """Return the classes, ids and values of attributes without which a selector chooses nothing."""
    needed = set()
    for before, token in zip([None, *selector], selector, strict=False):
        if token.type == "hash" or (token.type == "ident" and before is not None and before == "."):
            needed.add(token.value)
        elif token.type == "[] block":
            parts = [one for one in token.content if one.type != "whitespace"]
            if parts and parts[0].type == "ident" and parts[0].value == COSTLY:
                needed.add(COSTLY)
            if len(parts) == 3 and parts[1] == "=" and parts[2].type in ("ident", "string"):
                needed |= {word for word in [parts[2].value] if _WORD.fullmatch(word)}
    return needed
