from mlroadmap.errors import Problem, ProblemsFound, did_you_mean, one_of, report
from mlroadmap.site import DATA
from tests.builders import DOCS

FIRST = Problem("docs/a.yml", 3, "RM104", "no such kind")
SECOND = Problem("docs/a.yml", 20, "RM101", "not YAML")
OTHER = Problem("docs/b.yml", 1, "RM107", "cannot be read")


def test_a_problem_reads_file_line_code_and_text() -> None:
    assert str(FIRST) == "docs/a.yml:3  RM104  no such kind"


def test_an_annotation_puts_the_problem_on_its_line_of_the_pull_request() -> None:
    assert FIRST.annotation() == "::error file=docs/a.yml,line=3,title=RM104::no such kind"


def test_an_annotation_stays_on_one_line_whatever_the_text_holds() -> None:
    problem = Problem("a.yml", 1, "RM101", "50% of\r\nit")
    assert problem.annotation() == "::error file=a.yml,line=1,title=RM101::50%25 of%0D%0Ait"


def test_problems_are_raised_together_once_each_by_file_and_by_line_as_a_number() -> None:
    error = ProblemsFound([OTHER, SECOND, FIRST, SECOND])
    assert error.problems == (FIRST, SECOND, OTHER)
    assert str(error) == report([FIRST, SECOND, OTHER])


def test_a_report_ends_with_the_count_the_guide_and_each_code_once() -> None:
    assert report([FIRST, OTHER, SECOND, FIRST]).splitlines() == [
        "docs/a.yml:3  RM104  no such kind",
        "docs/b.yml:1  RM107  cannot be read",
        "docs/a.yml:20  RM101  not YAML",
        "docs/a.yml:3  RM104  no such kind",
        "4 problems. What the codes mean and how to mend each: docs/contributing/checks.md (RM101, RM104, RM107)",
    ]


def test_a_report_of_one_problem_does_not_say_problems() -> None:
    assert report([FIRST]).splitlines()[-1].startswith("1 problem. What ")


def test_the_guide_that_a_report_names_explains_the_codes() -> None:
    guide = report([FIRST]).split("mend each: ")[1].split(" (")[0]
    assert "\n<!-- roadmap:codes -->\n" in (DOCS.parent / guide).read_text("utf-8")
    assert (DOCS / DATA).is_file()


def test_the_closest_known_word_is_suggested() -> None:
    assert did_you_mean("vido", ["book", "video", "paper"]) == ": did you mean 'video'?"


def test_nothing_is_suggested_when_no_word_is_close() -> None:
    assert did_you_mean("xyz", ["book", "video"]) == ""
    assert did_you_mean("book", []) == ""


def test_up_to_twelve_known_words_are_listed_in_their_order() -> None:
    words = [f"w{number}" for number in range(12)]
    assert one_of(words) == "w0, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11"


def test_a_longer_list_is_cut_and_says_how_many_there_are() -> None:
    assert one_of(f"w{number}" for number in range(13)).endswith("w10, w11, … (13 in all)")
