"""Which numbers of the prose need an account, and what in the code gives one."""

import pytest

from mlroadmap.lessons.quoted_numbers import given_in, numbers_in, unverified
from mlroadmap.lessons.source import read


def written(prose: str) -> list[str]:
    return [one.written for one in numbers_in(read(prose))]


def loose(prose: str, code: str) -> list[str]:
    return [one.written for one in unverified(read(f"{prose}\n\n```python\n{code}\n```\n"))]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("It explains 61 % of it, or 0.61.", ["61 %", "0.61"]),
        ("There are 4,000 rows and 1.2 million cells.", ["4,000", "1.2 million"]),
        ("From −999 to 13.", ["999", "13"]),
        ("About 3 % are lost, and 0.5 is half.", ["3 %", "0.5"]),
        ("Twelve: 0, 3, 12 and 100, or 100 %.", []),
        ("In 1997 and 2026, with Python 3.11, pandas 3.0 and release 1.9.1.", []),
        ("A 28x28 image at 23:00, v2, x_17, 3D and `50`.", []),
        ("## The mathematics\n\nBy hand, 17 + 18.5.\n\n## From scratch\n\nAgain 17.", ["17"]),
        ("The 1,950 dollars of 1950.", ["1,950"]),
        ('He said "15 of them", and [16 more](https://a.example).', []),
    ],
)
def test_the_numbers_that_need_an_account(prose: str, expected: list[str]) -> None:
    assert written(prose) == expected


@pytest.mark.parametrize(
    ("prose", "code"),
    [
        ("It is 61 %.", "assert 0.60 < r2 < 0.62"),
        ("It is 61 %.", "assert round(r2, 2) == 0.61"),
        ("It is 61 %.", "assert 62 > percent >= 60"),
        ("It is 0.61.", "assert abs(r2 - 0.612) < 0.01"),
        ("It falls by −0.61.", "assert -0.62 < slope < -0.60"),
        ("There are 4,000.", "assert len(rows) == 4000"),
        ("There are 4,000.", "assert 3990 < len(rows) < 4010"),
        ("It costs 180,000 dollars.", "assert 179 < price_in_thousands < 181"),
        ("There are 1.2 million.", "assert cells == 1_200_000"),
        ("With 40 clusters.", "KMeans(n_clusters=40)"),
        ("The middle 95 % of them.", "np.quantile(x, [0.025, 0.975])"),
        ("The list ends with 41.", "assert history == [41, 6, 1]"),
    ],
)
def test_a_number_that_the_code_holds_to_account(prose: str, code: str) -> None:
    assert loose(prose, code) == []


@pytest.mark.parametrize(
    ("prose", "code"),
    [
        ("It is 61 %.", "assert r2 > 0"),
        ("It is 61 %.", "assert 0 < r2 < 1"),
        ("It is 0.61.", "assert 0.62 < r2 < 0.64"),
        ("It is 61.", "print(0.61)"),
        ("It is 17.", "plt.subplots(figsize=(17, 3))"),
        ("It is 17.", "print(16 < x < 18)"),
        ("It is 17.", "this is no Python 17"),
    ],
)
def test_a_number_that_nothing_holds_to_account(prose: str, code: str) -> None:
    assert len(loose(prose, code)) == 1


def test_a_number_is_excepted_by_name_and_with_a_reason() -> None:
    prose = "There are 1,024, 15 % and 17.\n\n<!-- given: 1,024, 15 % by definition -->"
    assert loose(prose, "pass") == ["17"]
    assert given_in(read(prose)) == [(("1,024", "15 %"), "by definition", 3)]


def test_a_number_is_found_on_its_line() -> None:
    [number] = numbers_in(read("One.\n\nTwo lines\nwith 17 in the second.\n"))
    assert number.line == 4
