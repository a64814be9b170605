"""One mistake per test; the whole message is compared, as a contributor would read it."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mlroadmap.data.load import load, load_roadmap, parse
from mlroadmap.data.messages import FORMS
from mlroadmap.data.model import Roadmap
from mlroadmap.data.questions import Questions
from mlroadmap.errors import ProblemsFound
from tests.builders import NAME, ROADMAP, line_of, replaced, roadmap_of, said

KINDS = "book, course, video, docs, article, paper, tool, dataset, community"


def one(old: str, new: str, *, at: str = "") -> tuple[str, str]:
    """Put a mistake in; return where it must be reported and the only message."""
    text = replaced(old, new)
    [message] = said(text)
    return f"{NAME}:{line_of(at or new, text)}  ", message


def test_the_fixture_without_a_mistake_has_no_problem() -> None:
    assert said(ROADMAP) == []


def test_a_row_knows_the_line_that_it_and_each_of_its_keys_stand_in() -> None:
    resource = next(roadmap_of().resources())
    assert resource.line() == line_of("- id: free-book", ROADMAP)
    assert resource.line("url") == line_of("url: https://books.example.org/free", ROADMAP)
    assert resource.line("alternatives") == resource.line()
    assert resource.status is not None
    assert resource.status.line("was") == line_of("was: The Old Book", ROADMAP)


def test_rm101_text_with_a_colon_needs_quotes() -> None:
    where, message = one("title: First things", "title: First: things")
    assert message == f"{where}RM101  not valid YAML: a colon and a space stand inside the text: put the text in quotes"


def test_rm101_a_tab_is_no_indentation() -> None:
    where, message = one("    title: First things", "\ttitle: First things")
    assert message == f"{where}RM101  not valid YAML: a tab stands where a line begins: use spaces"


def test_rm101_a_quote_that_is_never_closed_is_reported_where_the_parser_gave_up() -> None:
    [message] = said(replaced("title: First things", 'title: "First things'))
    assert "  RM101  not valid YAML: " in message


def test_rm101_a_character_that_cannot_be_seen_is_reported_in_its_line() -> None:
    where, message = one("title: First things", "title: First\x07things", at="First\x07things")
    said_ = "the character U+0007 cannot stand in a file of text: delete it"
    assert message == f"{where}RM101  not valid YAML: {said_}"


def test_rm101_a_tag_is_not_executed() -> None:
    where, message = one("title: First things", "title: !!python/name:os.system x")
    assert message == f"{where}RM101  'stage-1': not valid YAML here: a text cannot begin with !: put it in quotes"


def test_rm102_both_lines_of_a_key_given_twice_are_named() -> None:
    text = replaced("            cost: paid\n", "            cost: paid\n            kind: video\n")
    first = line_of("kind: course", text)
    text_said = f"key 'kind' was given in line {first} already: keep one of the two"
    assert said(text) == [f"{NAME}:{first + 2}  RM102  'paid-course': {text_said}"]


def test_rm102_does_not_hide_the_other_problems_of_the_file() -> None:
    text = replaced("title: First things", "title: First things\n    title: Again")
    text = replaced("kind: video", "kind: vdeo", text)
    assert [message.split("  ")[1] for message in said(text)] == ["RM102", "RM104"]


def test_rm103_a_misspelt_key_is_answered_with_the_one_that_was_meant() -> None:
    text = replaced("provider: Example Channel", "providor: Example Channel")
    line = line_of("providor", text)
    assert said(text) == [
        f"{NAME}:{line_of('- id: short-video', text)}  RM105  'short-video': key 'provider' is missing: add it",
        f"{NAME}:{line}  RM103  'short-video': unknown key 'providor': did you mean 'provider'?",
    ]


def test_rm103_a_key_that_resembles_none_is_answered_with_all_that_there_are() -> None:
    where, message = one("text: A little `len` every day.", "text: x\n    zzz: 1", at="zzz: 1")
    known = "id, title, text, resources, article_name"
    assert message == f"{where}RM103  'count-daily': unknown key 'zzz'; known: {known}"


def test_rm103_suggests_keys_of_the_row_that_it_stands_in_and_not_of_its_parent() -> None:
    where, message = one("was: The Old Book", "wass: The Old Book")
    assert message == f"{where}RM103  unknown key 'wass': did you mean 'was'?"
    where, message = one("statement: You can count", "statement: a\n      staement: b", at="staement: b")
    assert message == f"{where}RM103  unknown key 'staement': did you mean 'statement'?"


def test_rm103_a_key_at_the_top_level() -> None:
    where, message = one("moved:\n", "tipps: []\nmoved:\n", at="tipps")
    assert message == f"{where}RM103  unknown key 'tipps': did you mean 'tips'?"


def test_rm103_the_key_in_which_lines_are_kept_is_nobodys_to_set() -> None:
    where, message = one("title: First things", "title: First things\n    lines: 3", at="    lines: 3")
    assert message.startswith(f"{where}RM103  'stage-1': unknown key 'lines'")


def test_rm103_a_key_that_is_a_number() -> None:
    where, message = one("title: First things", "title: First things\n    1: x", at="    1: x")
    assert message.startswith(f"{where}RM103  'stage-1': unknown key '1'; known: id, title, ")


def test_rm104_a_misspelt_kind_is_answered_with_the_one_that_was_meant() -> None:
    where, message = one("kind: video", "kind: vdeo")
    expected = f"'short-video': 'kind': 'vdeo' is not one of {KINDS}: did you mean 'video'?"
    assert message == f"{where}RM104  {expected}"


def test_rm104_a_word_that_resembles_none_gets_the_list_alone() -> None:
    where, message = one("cost: freemium", "cost: 10")
    assert message == f"{where}RM104  'talk-on-birds': 'cost': 10 is not one of free, freemium, paid"


def test_rm105_a_missing_key_is_reported_on_its_row() -> None:
    where, message = one("            provider: Example Channel\n", "", at="- id: short-video")
    assert message == f"{where}RM105  'short-video': key 'provider' is missing: add it"


def test_rm105_an_empty_file_lacks_every_list() -> None:
    missing = {message.split("key '")[1].split("'")[0] for message in said("")}
    assert missing == {name for name, field in Roadmap.model_fields.items() if field.is_required()}
    assert all(message.startswith(f"{NAME}:1  RM105  ") for message in said("# nothing\n"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "- id: short-video",
            "- id: Short_Video",
            "'Short_Video': 'id': 'Short_Video' is not an id in kebab-case: "
            "lower-case letters, digits and single hyphens",
        ),
        (
            "url: https://video.example.org/watch?v=1",
            "url: video.example.org/watch",
            "'short-video': 'url': 'video.example.org/watch' is not a web address that starts with https://",
        ),
        (
            "url: https://video.example.org/watch?v=1",
            "url: https://video.example.org/a film",
            "'short-video': 'url': 'https://video.example.org/a film' is not a web address: a space cannot stand in one"
            ": delete it, or write %20",
        ),
        (
            "minutes: 45",
            f"minutes: '{'9' * 3000}'",
            f"'second-steps': 'minutes': '{'9' * 200}…' is not a whole number: write it without quotes and unit",
        ),
        ('- id: "1.2"', "- id: 1.2", "'1.2': 'id': 1.2 is not text: put it in quotes"),
        ('- id: "1.2"', '- id: "1.20"', "'1.20': 'id': '1.20' is not a section number in quotes, such as '2.2'"),
        ("title: Comparing", "title: 2026", "'1.2': 'title': 2026 is not text: put it in quotes"),
        ("title: Comparing", "title: ~", "'1.2': 'title' is empty: write its value, or delete the line"),
        ("title: Comparing", "title: ''", "'1.2': 'title': is empty: write its value, or delete the line"),
        (
            "minutes: 45",
            "minutes: soon",
            "'second-steps': 'minutes': 'soon' is not a whole number: write it without quotes and unit",
        ),
        ("minutes: 45", "minutes: 5", "'second-steps': 'minutes': should be greater than or equal to 10 (it is 5)"),
        ("study_hours: 0.5", "study_hours: 0", "'1.2': 'study_hours': should be greater than 0 (it is 0)"),
        (
            "hours: 3",
            "hours: 501",
            "'count-birds': 'hours': should be less than or equal to 500 (it is 501)",
        ),
    ],
)
def test_rm106_says_what_form_is_expected(old: str, new: str, expected: str) -> None:
    where, message = one(old, new)
    assert message == f"{where}RM106  {expected}"


def test_rm106_a_text_where_a_list_belongs_is_explained_without_pythons_words() -> None:
    where, message = one("authors: [Ann Author, Bo Writer]", "authors: Ann Author")
    expected = "'Ann Author' is not a list: write each entry on a line of its own behind a dash"
    assert message == f"{where}RM106  'free-book': 'authors': {expected}"


def test_rm106_a_milestone_with_too_few_things_to_tick() -> None:
    text = "".join(line for line in ROADMAP.splitlines(keepends=True) if "s2-five" not in line)
    [message] = said(text)
    second = text.index("statement: You can estimate.")
    line = text.count("\n", 0, text.index("items:", second)) + 1
    assert message == f"{NAME}:{line}  RM106  'items': there are 4, and there should be at least 5"


def test_rm106_a_list_is_not_called_too_short_because_one_of_its_rows_is_wrong() -> None:
    where, message = one("{id: s2-five, text: Estimate fifty., hours: 1}", "{id: s2-five, text: Estimate fifty.}")
    assert message == f"{where}RM105  's2-five': key 'hours' is missing: add it"


def test_rm106_a_date_that_does_not_exist_is_reported_in_its_line() -> None:
    where, message = one("on: 2026-01-31", "on: 2026-02-31")
    expected = "'2026-02-31' is not a day: there is no such day"
    assert message == f"{where}RM106  'on': {expected}"


def test_rm106_a_list_where_the_whole_file_belongs() -> None:
    assert said("- a\n") == [
        f"{NAME}:1  RM106  the file: a list is not a row with keys: write keys such as `id:` below each other"
    ]


def test_rm106_braces_of_a_template_are_no_text() -> None:
    where, message = one("title: First things", "title: {{ title }}")
    assert message == f"{where}RM106  'stage-1': 'title': a row with keys is not text: put it in quotes"


def test_rm107_a_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        load_roadmap(tmp_path / "docs")
    assert [str(one) for one in caught.value.problems] == [
        f"docs/_data/{file}:1  RM107  cannot be read: No such file or directory"
        for file in ("datasets.yml", "glossary.yml", "roadmap.yml")
    ]


def test_rm107_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    (tmp_path / "latin.yml").write_bytes("title: Übung\n".encode("latin-1"))
    with pytest.raises(ProblemsFound) as caught:
        load(tmp_path / "latin.yml", Questions, name="docs/latin.yml")
    expected = "docs/latin.yml:1  RM107  cannot be read: not UTF-8 text: save it as UTF-8"
    assert [str(one) for one in caught.value.problems] == [expected]


def test_every_mistake_of_a_file_is_reported_in_one_run_in_the_order_of_its_lines() -> None:
    text = replaced("kind: video", "kind: vdeo")
    text = replaced("level: advanced", "level: expert", text)
    text = replaced("        summary: How many there are.\n", "", text)
    text = replaced("term: Sum", "trem: Sum", text)
    found = said(text)
    assert [message.split("  ")[1] for message in found] == ["RM105", "RM104", "RM104", "RM105", "RM103"]
    lines = [int(message.split(":")[1].split(" ")[0]) for message in found]
    assert lines == sorted(lines)


def test_yaml_is_version_1_2_so_that_no_is_a_word_and_an_hour_is_no_number() -> None:
    roadmap = roadmap_of(replaced("examples: counting gulls", "examples: no"))
    assert roadmap.domains[0].examples == "no"
    roadmap = roadmap_of(replaced("examples: counting gulls", "examples: 09:00"))
    assert roadmap.domains[0].examples == "09:00"


def test_every_pattern_of_the_models_is_explained_in_words() -> None:
    def patterns(schema: Any) -> set[str]:
        if isinstance(schema, dict):
            own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
            return own.union(*(patterns(value) for value in schema.values()))
        return set().union(*(patterns(value) for value in schema)) if isinstance(schema, list) else set()

    schemas = [Roadmap.model_json_schema(), Questions.model_json_schema()]
    used = set().union(*(patterns(schema) for schema in schemas))
    assert used <= set(FORMS)
    assert set(FORMS) <= used


def test_parse_reads_other_models_too() -> None:
    with pytest.raises(ProblemsFound, match=r"q\.yml:1  RM105  key 'lesson' is missing: add it"):
        parse("questions: []\n", Questions, name="q.yml")


@settings(max_examples=25)
@given(data=st.data())
def test_whatever_one_line_is_made_into_the_answer_is_a_roadmap_or_problems_with_lines_of_the_file(
    data: st.DataObject,
) -> None:
    lines = ROADMAP.splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    word = st.sampled_from(
        ["", "-", "- a", "a: b", ": x", "1: 2", "{{ x }}", "[", "? [a]", "- {a: 1}", "~", "é", "\t", '"']
    )
    indent = data.draw(st.integers(0, 12))
    text = "\n".join([*lines[:number], " " * indent + data.draw(word), *lines[number + 1 :]])
    try:
        roadmap_of(text)
    except ProblemsFound as error:
        assert error.problems
        assert all(1 <= problem.line <= len(lines) + 1 for problem in error.problems)


@pytest.mark.parametrize("line", ["? [a]", "[a]: b"])
def test_a_key_that_is_a_list_is_told_with_its_line(line: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        roadmap_of("\n".join([line, *ROADMAP.splitlines()[1:]]))
    assert f"{NAME}:1  RM101  not valid YAML here: a key is one word before a colon" in map(str, found.value.problems)


def test_a_key_that_is_a_mapping_without_a_value_is_told_although_nothing_else_is_wrong() -> None:
    with pytest.raises(ProblemsFound) as found:
        roadmap_of("\n".join(["? {a: 1}", *ROADMAP.splitlines()[1:]]))
    assert any(str(one).startswith(f"{NAME}:1  RM103  unknown key '{{…}}'") for one in found.value.problems)


@pytest.mark.parametrize("number", [number for number, line in enumerate(ROADMAP.splitlines()) if line.endswith(":")])
def test_a_dash_in_place_of_the_key_of_a_list_is_told(number: int) -> None:
    lines = ROADMAP.splitlines()
    for indent in range(0, 14, 2):
        with pytest.raises(ProblemsFound):
            roadmap_of("\n".join([*lines[:number], " " * indent + "-", *lines[number + 1 :]]))
