"""Rules for hosts: read strictly, applied while they last, reported when they have ended or nobody needs them."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
from datetime import date
from pathlib import Path

import pytest
from behaviours import answer, by_method, page
from link_harness import ROOT, Check
from servers import Site

from roadmap_links.state.policy import BadPolicy, load_policy

TODAY = date(2026, 11, 22)


def load(tmp_path: Path, text: str):  # type: ignore[no-untyped-def]
    (tmp_path / "p.yml").write_text(text)
    return load_policy(tmp_path / "p.yml", TODAY)


def test_our_own_policy_can_be_read() -> None:
    assert load_policy(ROOT / "docs/_data/link-policy.yml", TODAY).rules


def test_every_mistake_is_reported_at_once_with_its_line(tmp_path: Path) -> None:
    text = """rules:
- host: a.example
  reason: x
- url: https://a.example/
  host: a.example
  reason: ''
  until: soon
  method: POST
  probe: magic
  accept: [teapot]
  interval: -1
  per_host: 0
  colour: blue
extra: 1
"""
    with pytest.raises(BadPolicy) as caught:
        load(tmp_path, text)
    said = str(caught.value)
    for part in ("p.yml:2: a rule needs an end date", "p.yml:4: a rule needs either", "p.yml:4: a rule needs a 'reason'",
                 "method must be", "probe must be", "'teapot'", "interval must", "per_host must", "p.yml:13: 'colour'",
                 "p.yml:14: 'extra'"):  # fmt: skip
        assert part in said, said


@pytest.mark.parametrize("text", ["- a\n", "rules: [1]\n", "a: [\n"])
def test_a_policy_of_the_wrong_shape_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadPolicy):
        load(tmp_path, text)


def test_an_empty_policy_is_fine(tmp_path: Path) -> None:
    assert load(tmp_path, "").rules == ()


def test_a_rule_fits_a_host_and_a_star_all_below_it(tmp_path: Path) -> None:
    policy = load(tmp_path, "rules:\n- {host: '*.a.example', reason: x, until: 2027-01-01, interval: 2}\n"
                            "- {host: b.a.example, reason: x, until: 2027-01-01, interval: 1}\n")  # fmt: skip
    assert [rule.interval for rule in policy.of("https://b.a.example/x")] == [1, 2]
    assert [rule.interval for rule in policy.of("https://c.a.example/x")] == [2]
    assert policy.of("https://a.example/") == ()


def checked(check: Check, link: str, rule: str, *more: str) -> dict[str, object]:
    (check.folder / "policy.yml").write_text(f"rules:\n- {{{rule}, reason: agreed, until: 2099-01-01}}\n")
    return check([link], *more)[link]


def test_an_accepted_class_is_ok_with_its_reason(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/": answer(403)})
    row = checked(check, one.base + "/", "host: 127.0.0.1, accept: [blocked]")
    assert row["verdict"] == "ok"
    assert "agreed" in str(row["reason"])


def test_only_what_is_accepted_is_accepted(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/": answer(404)})
    assert checked(check, one.base + "/", "host: 127.0.0.1, accept: [403]")["verdict"] == "broken"


def test_an_expired_rule_is_reported_and_does_not_hold(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/": answer(403)})
    row = checked(check, one.base + "/", "host: 127.0.0.1, accept: [403]", "--now", "2100-01-01")
    assert row["verdict"] == "warn"
    assert "ended on 2099-01-01" in check.err


def test_a_rules_headers_are_sent_to_its_host_only(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    other: Site = site({"/": page()})
    one: Site = site({"/": answer(302, {"Location": other.base.replace("127.0.0.1", "localhost") + "/"})})
    checked(check, one.base + "/", "host: 127.0.0.1, headers: {X-Key: abc}")
    assert one.headers[0]["X-Key"] == "abc"
    assert "X-Key" not in other.headers[0]


def test_a_skipped_host_is_not_asked(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site()
    row = checked(check, one.base + "/", "host: 127.0.0.1, method: skip")
    assert (row["verdict"], one.asked, check.code) == ("ok", [], 3)


def test_a_head_may_say_that_all_is_well(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/": page()})
    assert checked(check, one.base + "/", "host: 127.0.0.1, method: HEAD")["verdict"] == "ok"
    assert one.asked == [("HEAD", "/")]


def test_a_head_may_not_say_that_something_is_wrong(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({"/": by_method(answer(404), page())})
    assert checked(check, one.base + "/", "host: 127.0.0.1, method: HEAD")["verdict"] == "ok"


def test_a_hosts_own_pace(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    one: Site = site({f"/{n}": page() for n in range(3)})
    (check.folder / "policy.yml").write_text(
        "rules:\n- {host: 127.0.0.1, reason: slow, until: 2099-01-01, interval: 0.5, per_host: 1}\n"
    )
    check([f"{one.base}/{n}" for n in range(3)])
    assert one.times[-1] - one.times[0] >= 1.0


def test_a_policy_with_mistakes_is_wrong_usage(check: Check) -> None:
    (check.folder / "policy.yml").write_text("rules: [{host: x}]\n")
    check(["https://a.example/"])
    assert check.code == 2
