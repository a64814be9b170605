"""Reports for machines that show them beside the code: JUnit, SARIF 2.1.0, GitHub annotations."""

import json
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote
from xml.etree import ElementTree as Tree

from ..judge.verdict import MEANING
from ..model import Outcome, Result, Source, Verdict
from .text import places, shown

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(results: Sequence[Result]) -> str:
    """A test case per link; broken ones fail, warnings are skipped tests with a message."""
    broken = sum(result.verdict is Verdict.broken for result in results)
    warned = sum(result.verdict is Verdict.warn for result in results)
    suite = Tree.Element(
        "testsuite", name="links", tests=str(len(results)), failures=str(broken), skipped=str(warned), errors="0",
        time=f"{sum(result.seconds for result in results):.3f}",
    )  # fmt: skip
    for result in results:
        file = result.sources[0].file if result.sources else ""
        case = Tree.SubElement(suite, "testcase", name=_xml(result.url), classname=_xml(file), time=str(result.seconds))
        message = _xml(f"{result.outcome.value}: {result.reason}")
        if result.verdict is Verdict.broken:
            Tree.SubElement(case, "failure", message=message, type=result.outcome.value).text = _xml(places(result))
        elif result.verdict is Verdict.warn:
            Tree.SubElement(case, "skipped", message=message)
    root = Tree.Element("testsuites")
    root.append(suite)
    Tree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def sarif(results: Sequence[Result]) -> str:
    """One SARIF result per mention of a link that is not ok.

    The fingerprint is the address, so that an alert stays the same when its line moves.
    """
    found: list[dict[str, object]] = []
    for result in results:
        if result.verdict is Verdict.ok:
            continue
        for source in result.sources:
            entry: dict[str, object] = {
                "ruleId": result.outcome.value,
                "ruleIndex": list(Outcome).index(result.outcome),
                "level": "error" if result.verdict is Verdict.broken else "warning",
                "message": {"text": shown(f"{result.url}: {result.reason}")},
                "locations": [{"physicalLocation": _location(source)}],
                "partialFingerprints": {"link/v1": shown(result.url)},
            }
            if result.suggestion and source.column >= 0:
                entry["fixes"] = [_fix(source, result.suggestion)]
            found.append(entry)
    rules = [
        {"id": outcome.value, "shortDescription": {"text": f"The link {MEANING[outcome]}."}} for outcome in Outcome
    ]
    run = {
        "tool": {"driver": {"name": "check_links", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": found,
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _region(source: Source) -> dict[str, int]:
    region = {"startLine": max(source.line, 1)}
    if source.column >= 0:
        region |= {"startColumn": source.column + 1, "endColumn": source.column + 1 + len(source.raw)}
    return region


def _location(source: Source) -> dict[str, object]:
    return {"artifactLocation": {"uri": _uri(source.file)}, "region": _region(source)}


def _fix(source: Source, suggestion: str) -> dict[str, object]:
    replacement = {"deletedRegion": _region(source), "insertedContent": {"text": suggestion}}
    change = {"artifactLocation": {"uri": _uri(source.file)}, "replacements": [replacement]}
    return {"description": {"text": "use the address that the redirect names"}, "artifactChanges": [change]}


def _uri(file: str) -> str:
    return quote(file)


def annotations(results: Sequence[Result]) -> Iterator[str]:
    """GitHub workflow commands: an annotation on the line of every mention."""
    for result in results:
        if result.verdict is Verdict.ok:
            continue
        level = "error" if result.verdict is Verdict.broken else "warning"
        for source in result.sources:
            place = f"file={_property(source.file)},line={max(source.line, 1)}"
            if source.column >= 0:
                place += f",col={source.column + 1}"
            text = f"{result.url}: {result.reason}"
            if result.suggestion:
                text += f". Use {result.suggestion} instead."
            yield f"::{level} {place},title={_property(f'Link: {result.outcome.value}')}::{_message(shown(text))}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
