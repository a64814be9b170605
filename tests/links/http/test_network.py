"""Our own network is told from theirs."""

import pytest
from link_harness import Check
from servers import closed_port

from roadmap_links.http.network import own_network_down
from roadmap_links.model import Outcome, Result, Verdict


def results(dead: int, alive: int) -> list[Result]:
    made = [
        Result(f"https://dead{n}.example.org/", Outcome.down, Verdict.warn, "", unreached=True) for n in range(dead)
    ]
    return made + [Result(f"https://up{n}.example.org/", Outcome.ok, Verdict.ok, "") for n in range(alive)]


async def judged(found: list[Result], control: bool = False, old: bool = False) -> str | None:
    async def answers(url: str) -> str | None:
        return "200, page of its own" if control else None

    return await own_network_down(found, lambda url: old, (), answers)


@pytest.mark.parametrize(
    ("dead", "alive", "control", "down"),
    [
        (0, 10, False, False),
        (5, 10, True, True),  # a third is a third, whatever the control says
        (5, 11, False, False),
        (1, 0, False, True),  # too few to tell: the control decides
        (1, 0, True, False),
        (2, 4, False, True),
        (1, 30, False, False),
    ],
)
async def test_a_third_of_the_hosts_or_the_control(dead: int, alive: int, control: bool, down: bool) -> None:
    assert (await judged(results(dead, alive), control) is not None) is down


async def test_an_error_page_proves_that_the_network_works() -> None:
    found = [Result(f"https://h{n}.example.org/", Outcome.broken, Verdict.broken, "404", 404) for n in range(9)]
    assert await judged(found) is None


async def test_hosts_whose_failure_is_old_news_do_not_count() -> None:
    assert await judged(results(5, 1), old=True) is None


async def test_a_name_that_cannot_exist_says_nothing() -> None:
    assert await judged([Result("https://x.invalid/", Outcome.broken, Verdict.broken, "", unreached=True)]) is None


def test_with_the_network_closed_nobody_is_called_dead(check: Check) -> None:
    rows = check([f"http://127.0.0.1:{closed_port()}/" for _ in range(6)])
    assert check.code == 3
    assert {row["verdict"] for row in rows.values()} == {"warn"}
    assert "our own network" in next(iter(rows.values()))["reason"]


def test_one_dead_host_among_the_living_is_theirs(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    from behaviours import page

    one = site({"/": page()})
    rows = check([one.base + "/", f"http://127.0.0.1:{closed_port()}/"])
    assert check.code == 0
    assert sorted(row["class"] for row in rows.values()) == ["down", "ok"]


def test_a_dead_name_among_the_living_is_broken(check: Check, site) -> None:  # type: ignore[no-untyped-def]
    from behaviours import page

    one = site({"/": page()})
    rows = check([one.base + "/", "http://gone.invalid/"])
    assert check.code == 1
    assert rows["http://gone.invalid/"]["class"] == "broken"
