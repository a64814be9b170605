"""Rules for hosts: read strictly, applied while they last, reported when they have ended or nobody needs them."""

# ruff: noqa: E501 -- tables of cases read better with a case a line
from datetime import date
from pathlib import Path

import pytest
from behaviours import answer, by_method, page
from link_harness import ROOT, Check
from servers import Site

from roadmap_links.state.policy_file import ENDPOINTS, METHODS, MOST_AT_ONCE, PROBES, SLOWEST, BadPolicy, load_policy

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
    for part in ("p.yml:2  LP104  a rule needs an end date", "p.yml:4  LP104  a rule needs either", "p.yml:6  LP104  a rule needs a 'reason'",
                 "p.yml:7  LP105  a rule needs an end date, and 'soon' is none", "method must be", "probe must be", "'teapot'", "interval must",
                 "per_host must", "p.yml:13  LP103  'colour'", "p.yml:14  LP103  'extra'"):  # fmt: skip
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
    assert one.times[-1] - one.times[0] > 0.8  # twice 0.5 s as they were sent; on the way the first may lose some of it


def test_a_policy_with_mistakes_is_wrong_usage(check: Check) -> None:
    (check.folder / "policy.yml").write_text("rules: [{host: x}]\n")
    check(["https://a.example/"])
    assert check.code == 2


GOOD = {"host": "a.example", "reason": "x", "until": "2027-01-01"}


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ({"accept": "403"}, "LP102  accept must be a list: write accept: [403]"), ({"accept": "{a: 1}"}, "LP102  accept must be a list"), ({"accept": "[404]"}, "LP106  accept: 404 can't be accepted"),
        ({"accept": "[410]"}, "LP106"), ({"accept": "[broken]"}, "LP106"), ({"accept": "[blokced]"}, "did you mean blocked?"), ({"accept": "[4040]"}, "LP105"), ({"accept": "[true]"}, "LP105"), ({"accept": "['404']"}, "LP106"),
        ({"accept": "[[403]]"}, "LP102"),
        ({"until": "2027-13-31"}, "LP105  a rule needs an end date, and '2027-13-31' is none: write until: 2027-05-31"), ({"until": "2027-02-30"}, "LP105"), ({"until": "31.12.2027"}, "LP105"), ({"until": "2027"}, "LP105"),
        ({"until": "2027-01-01T00:00:00"}, "LP105"), ({"until": "[2027-01-01]"}, "LP102"), ({"until": "20270101"}, "LP105"),
        ({"host": "https://a.example/"}, "LP105  host must be the name of a host, and 'https://a.example/' is none: write host: a.example"), ({"host": "a.example/x"}, "LP105"), ({"host": "a b"}, "LP105"), ({"host": "''"}, "LP105"),
        ({"host": "'*'"}, "LP105"), ({"host": "a.*.example"}, "LP105"), ({"host": "a.example:99999"}, "LP105"), ({"host": "[a.example]"}, "LP102"), ({"host": "user@a.example"}, "LP105"),
        ({"interval": ".inf"}, "LP105  interval must be seconds from 0 to 60"), ({"interval": ".nan"}, "LP105"), ({"interval": "1e9"}, "LP105"), ({"interval": "true"}, "LP105"), ({"interval": "3s"}, "LP105"), ({"interval": "-0.1"}, "LP105"), ({"interval": "60.1"}, "LP105"),
        ({"per_host": "0"}, "LP105"), ({"per_host": "101"}, "LP105"), ({"per_host": "2.5"}, "LP105"), ({"per_host": "true"}, "LP105"), ({"per_host": "99999999999999999999"}, "LP105"),
        ({"method": "get"}, "did you mean GET?"), ({"method": "[GET]"}, "LP102"), ({"probe": "yuotube"}, "did you mean youtube?"), ({"probe": "null"}, "LP105"),
        ({"headers": "[a]"}, "LP102"), ({"headers": "{'a b': c}"}, "LP105"), ({"headers": r'{X: "a\r\nb"}'}, "LP105"), ({"headers": "{X: [1]}"}, "LP102"),
        ({"reason": "''"}, "LP104"), ({"reason": "null"}, "LP104"), ({"reason": "[a]"}, "LP102"), ({"url": "https://a.example/"}, "LP104"), ({"hots": "b"}, "LP103  'hots' is no key of a rule: did you mean 'host'?"), ({"line": "3"}, "LP103"),
    ],
)  # fmt: skip
def test_every_slip_of_a_rule_is_told_with_its_line_its_code_and_how_to_mend_it(
    check: Check, slip: dict[str, str], told: str
) -> None:
    rows = "\n  ".join(f"{key}: {value}" for key, value in {**GOOD, **slip}.items())
    (check.folder / "policy.yml").write_text(f"# ours\nrules:\n- {rows}\n")
    check(["http://127.0.0.1:1/"])
    assert check.code == 2
    assert told in check.err.replace("\n", " "), check.err
    assert "policy.yml:" in check.err
    assert "Traceback" not in check.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("control: http://a.example/\n", ":1  LP102  control must be a list: write control: [http://a.example/]"), ("control: [a.example]\n", ":1  LP105"), ("control: {a: b}\n", ":1  LP102"),
        ("rules: none\n", ":1  LP102"), ("rules:\n  host: a.example\n", ":2  LP102"), ("rules:\n- a.example\n", ":2  LP102"), ("- host: a\n", ":1  LP102"), ("just text\n", ":1  LP102"),
        ("endpoints: [a]\n", ":1  LP102"), ("endpoints:\n  waybak: http://a.example/\n", ":2  LP103"), ("endpoints:\n  wayback: a.example\n", ":2  LP105"),
        ("rules: []\nrules: []\n", ":2  LP103  'rules' stands here twice"), ("rules:\n- host: a.example\n  host: b.example\n", ":3  LP103"), ("a: [\n", "LP101"), ("rules:\n\t- host: x\n", ":2  LP101"), ("? [a]\n: b\n", ":1  LP102"),
        ("rule: []\n", ":1  LP103  'rule' is no key of the file: did you mean 'rules'?"), ("rules: *nowhere\n", ":1  LP101"), ("a: b: c\n", ":1  LP101"),
    ],
)  # fmt: skip
def test_every_slip_of_the_file_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadPolicy) as caught:
        load(tmp_path, text)
    assert f"p.yml{told}" in str(caught.value) or told in str(caught.value), caught.value


def test_a_byte_that_is_no_utf_8_has_its_line(tmp_path: Path) -> None:
    (tmp_path / "p.yml").write_bytes(b"# a\n# caf\xe9\nrules: []\n")
    with pytest.raises(BadPolicy, match=r"p\.yml:2  LP101"):
        load_policy(tmp_path / "p.yml", TODAY)


def test_a_page_with_a_place_is_refused_and_one_without_fits_all_its_spellings(tmp_path: Path) -> None:
    row = "rules:\n- {{url: '{}', reason: x, until: '2027-01-01'}}\n"
    with pytest.raises(BadPolicy, match=r"write url: https://a\.example/x"):
        load(tmp_path, row.format("https://a.example/x#y"))
    assert load(tmp_path, row.format("HTTPS://A.example:443/x")).of("https://a.example/x")


@pytest.mark.parametrize(("key", "value"), [("interval", "0"), ("interval", f"{SLOWEST:g}"), ("per_host", "1"), ("per_host", f"{MOST_AT_ONCE}"), ("host", "a.example:8080"), ("host", "bücher.example"), ("host", "[::1]"), ("host", "127.0.0.1"), ("accept", "[403, soft-404]")])  # fmt: skip
def test_what_is_right_passes_at_its_limits_too(tmp_path: Path, key: str, value: str) -> None:
    value = f"'{value}'" if key == "host" else value
    assert load(tmp_path, "rules:\n- " + "\n  ".join(f"{k}: {v}" for k, v in {**GOOD, key: value}.items()) + "\n").rules


def test_the_guide_names_every_code_and_choice_of_the_file() -> None:
    text = (ROOT / "docs/contributing/links.md").read_text("utf-8")
    for word in (*METHODS, *PROBES, *ENDPOINTS, "LP101", "LP102", "LP103", "LP104", "LP105", "LP106"):
        assert f"`{word}`" in text, word
