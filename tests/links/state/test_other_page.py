"""A page that answers as before but has become another one, told by its title and language in the state file."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
import pytest
from behaviours import FILLER, answer, document
from link_harness import Check

from roadmap_links.model import Outcome, Result, Verdict
from roadmap_links.state.history import Record, other_page


def html(title: str, lang: str, text: str) -> bytes:
    return document(title, f"<h1>{title}</h1><p>{text}</p>").replace("<html", f"<html lang='{lang}'").encode()


def test_a_page_that_has_become_another_one_warns_for_as_long_as_it_is_one(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one = site({})
    pages = [
        html("Closures: a lesson on JavaScript", "en", f"Closures. {FILLER}"),
        html("Möbel günstig kaufen", "de", "Sofas und Tische. " * 60),
    ]
    state, verdicts = str(check.folder / "s"), []
    for day, body in enumerate([pages[0], pages[1], pages[1], pages[0], pages[0]]):
        one.routes["/lessons/closures.html"] = answer(200, {"Content-Type": "text/html; charset=utf-8"}, body)
        [row] = check(
            [one.base + "/lessons/closures.html"],
            "--cache",
            state,
            "--max-age",
            "0",
            "--now",
            f"2026-11-{day + 1:02}T00:00:00+00:00",
        ).values()
        verdicts.append(row["verdict"])
    assert verdicts == ["ok", "warn", "warn", "ok", "ok"]


@pytest.mark.parametrize(
    ("before", "now", "names_itself", "other"),
    [
        (("A lesson on closures", "en"), ("Möbel günstig", "de"), True, True), (("A lesson on closures", "en"), ("Cheap sofas", "en"), False, True),
        (("机器学习课程", "zh"), ("澳门彩票", "zh"), False, True), (("A lesson on closures", None), ("Cheap sofas", "en"), False, True),
        # controls
        (("A lesson on closures", "en"), ("Closures explained", "en"), False, False), (("A lesson on closures", "en"), ("Scope and functions", "en"), True, False),
        (("机器学习课程", "zh"), ("机器学习公开课", "zh"), False, False), (("Machine learning", "en"), ("Maschinelles Lernen | Loopback", "de"), True, False),
        (("A lesson on closures", "en"), ("", "de"), False, False), (("", "en"), ("Cheap sofas", "de"), False, False), (("Welcome", "en"), ("Home", "de"), False, False),
    ],
)  # fmt: skip
def test_what_counts_as_another_page(
    before: tuple[str, str | None], now: tuple[str, str | None], names_itself: bool, other: bool
) -> None:
    record = Record(
        "https://loopback.example.org/x/closures",
        "ok",
        "2026-11-01T00:00:00+00:00",
        title=before[0] or None,
        lang=before[1],
    )
    result = Result(
        "https://loopback.example.org/x/closures",
        Outcome.ok,
        Verdict.ok,
        "",
        title=now[0] or None,
        lang=now[1],
        names_itself=names_itself,
    )
    assert (other_page(record, result) is not None) is other


def test_a_page_that_is_gone_is_not_another_one() -> None:
    record = Record("https://a.example.org/x", "ok", "2026-11-01T00:00:00+00:00", title="A lesson", lang="en")
    assert (
        other_page(
            record, Result("https://a.example.org/x", Outcome.broken, Verdict.broken, "", title="Sofas", lang="de")
        )
        is None
    )
