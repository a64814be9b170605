"""One mistake per test, put into a roadmap without any; the whole message is compared."""

import hashlib

import pytest

from mlroadmap.data.checks import check, ids_by_kind, permanent_ids
from mlroadmap.data.file_checks import FilesOnDisk, without_exercise
from mlroadmap.data.model import Moved, PermanentKind
from tests.builders import NAME, ROADMAP, line_of, replaced, roadmap_of, said

SHA256 = next(row.sha256 for row in roadmap_of().datasets)
DISK = FilesOnDisk(
    sources=frozenset({"docs/stage-1/first-steps.md"}),
    notebooks=frozenset({"docs/stage-1/first-steps.ipynb"}),
    questions=frozenset({"docs/_data/questions/first-steps.yml"}),
    headings={"first-steps": frozenset({"Count & compare", "Check yourself"})},
    exercises={"first-steps": frozenset({"fs-count", "fs-compare"}), "third-steps": frozenset({"ts-sum"})},
    data_files={"tiny.csv": str(SHA256)},
    released={"lesson:first-steps": 3, "resource:old-book": 4},
)


def one(old: str, new: str, *, at: str = "", disk: FilesOnDisk | None = None) -> tuple[str, str]:
    """Put a mistake in; return where it must be reported and the only message."""
    text = replaced(old, new)
    [message] = said(text, disk=disk)
    return f"{NAME}:{line_of(at or new, text)}  ", message


def of_disk(**changes: object) -> list[str]:
    """Return what is said about a data file without mistakes when the files are others than it says."""
    return said(ROADMAP, disk=FilesOnDisk(**vars(DISK) | changes))  # type: ignore[arg-type]


def test_a_roadmap_without_a_mistake_has_no_problem_with_or_without_its_files() -> None:
    assert said(ROADMAP) == []
    assert said(ROADMAP, disk=DISK) == []


# Ids -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("stage", "id: stage-1", "id: stage-2"),
        ("topic", "id: counting-up", "id: more-or-less"),
        ("lesson", "id: second-steps", "id: third-steps"),
        ("resource", "id: free-book", "id: hard-questions"),
        ("milestone", "id: s1-one", "id: s2-one"),
        ("term", "id: sum", "id: average"),
    ],
)
def test_rm201_an_id_given_twice_names_the_line_of_the_first(kind: str, first: str, second: str) -> None:
    text = replaced(second, first)
    lines = [number for number, line in enumerate(text.split("\n"), start=1) if first in line]
    id_ = first.split()[1]
    expected = f"{kind} '{id_}' exists already in line {lines[0]}: choose another id for one of them"
    assert f"{NAME}:{lines[1]}  RM201  {expected}" in said(text)


def test_rm201_ids_of_different_kinds_may_be_alike() -> None:
    assert said(replaced("- id: count-birds\n", "- id: first-steps\n").replace(", count-birds]", "]")) == []


def test_every_row_with_an_id_is_looked_at() -> None:
    written = {line.split("id: ")[1].split(",")[0].strip(' "') for line in ROADMAP.splitlines() if "id: " in line}
    assert {id_ for rows in ids_by_kind(roadmap_of()).values() for id_, _ in rows} == written


# References ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('needs: ["1.1"]\n', 'needs: ["1.3"]\n', "'1.2': needs: no section has the id '1.3': did you mean '1.2'?"),
        (
            "needs: [first-steps]",
            "needs: [frist-steps]",
            "'second-steps': needs: no lesson has the id 'frist-steps': did you mean 'first-steps'?",
        ),
        (
            "datasets: [tiny]",
            "datasets: [tinny]",
            "'first-steps': datasets: no dataset has the id 'tinny': did you mean 'tiny'?",
        ),
        (
            "- lesson: third-steps",
            "- lesson: thirdsteps",
            "'': lesson: no lesson has the id 'thirdsteps': did you mean 'third-steps'?",
        ),
        ("domain: ornithology", "domain: cars", "'talk-on-birds': domain: no domain has the id 'cars'"),
        (
            'hours: 0.5, section: "1.1"',
            'hours: 0.5, section: "9.9"',
            "'s1-one': section: no section has the id '9.9'",
        ),
        (
            "use_instead: [hard-questions, count-birds]",
            "use_instead: [hard-questions, count-bird]",
            "'lost-page': use_instead: no resource or project has the id 'count-bird': did you mean 'count-birds'?",
        ),
    ],
)
def test_rm202_an_id_that_no_row_has_is_answered_with_the_closest(old: str, new: str, expected: str) -> None:
    where, message = one(old, new, at=new.strip())
    assert message == f"{where}RM202  {expected}"


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("alternatives: [free-book]", "'paid-course': alternatives: no resource"),
        ("level: beginner\n            resources: [free-book]", "'count-birds': resources: no resource"),
        ("every day.\n    resources: [free-book]", "'count-daily': resources: no resource"),
        ("resources: [free-book]\n            lesson: first-steps", "'count-birds': lesson: no lesson"),
        ("while you count.\n    lesson: third-steps", "'ornithology': lesson: no lesson"),
        ("also: [total]\n    lesson: first-steps", "'sum': lesson: no lesson"),
    ],
)
def test_rm202_every_reference_of_every_row_is_looked_up(old: str, expected: str) -> None:
    before, _, id_ = old.rpartition("[") if old.endswith("]") else old.rpartition(" ")
    text = replaced(old, f"{before}[nowhere]" if old.endswith("]") else f"{before} nowhere")
    assert id_
    found = [message for message in said(text) if "RM210" not in message]
    assert found == [f"{NAME}:{line_of('nowhere', text)}  RM202  {expected} has the id 'nowhere'"]


# Addresses -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://video.example.org/watch?v=1#t=10",
        "https://video.example.org/watch/?v=1",
        "https://Video.Example.ORG/watch?v=1",
    ],
)
def test_rm203_the_same_address_is_found_whatever_its_capitals_and_last_slash(url: str) -> None:
    where, message = one("url: https://talks.example.org/birds", f"url: {url}")
    expected = "'talk-on-birds': the address is that of 'short-video' already: keep one of the two rows"
    assert message == f"{where}RM203  {expected}"


@pytest.mark.parametrize(
    "url",
    [
        "https://video.example.org/watch?v=2",
        "https://video.example.org/Watch?v=1",
        "https://example.org/watch?v=1",
    ],
)
def test_rm203_addresses_that_differ_in_more_are_different(url: str) -> None:
    assert said(replaced("url: https://talks.example.org/birds", f"url: {url}")) == []


def test_rm203_http_and_https_are_the_same_address() -> None:
    text = replaced("url: https://talks.example.org/birds", "url: http://video.example.org/watch?v=1")
    assert [message.split("  ")[1] for message in said(text)] == ["RM203", "RM207"]


def test_rm207_http_is_answered_with_https() -> None:
    where, message = one("https://talks.example.org/birds", "http://talks.example.org/birds")
    expected = "'talk-on-birds': write https:// instead of http:// in http://talks.example.org/birds"
    assert message == f"{where}RM207  {expected}"


def test_rm207_a_host_without_https_can_be_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mlroadmap.data.checks.HTTP_ONLY_HOSTS", frozenset({"talks.example.org"}))
    assert said(replaced("https://talks.example.org/birds", "http://talks.example.org/birds")) == []


@pytest.mark.parametrize(
    ("alternatives", "wrong"),
    [
        ("[free-book, paid-course]", "names the row itself: name another one, or delete it"),
        ("[free-book, free-book]", "names 'free-book' twice: delete one of the two"),
    ],
)
def test_rm202_a_row_that_names_itself_or_another_twice_is_told(alternatives: str, wrong: str) -> None:
    text = replaced("alternatives: [free-book]", f"alternatives: {alternatives}")
    [message] = said(text)
    assert message == f"{NAME}:{line_of(alternatives, text)}  RM202  'paid-course': alternatives: {wrong}"


@pytest.mark.parametrize(
    "alternatives", ["", "            alternatives: []\n", "            alternatives: [paid-course]\n"]
)
def test_rm210_a_paid_resource_names_one_that_costs_nothing(alternatives: str) -> None:
    text = replaced("            alternatives: [free-book]\n", alternatives)
    [message] = [one for one in said(text) if "  RM202  " not in one]  # it names itself
    expected = "'paid-course' is paid: name at least one free or freemium resource under alternatives:"
    assert message == f"{NAME}:{line_of('cost: paid', text)}  RM210  {expected}"


def test_rm210_a_freemium_alternative_will_do() -> None:
    assert said(replaced("alternatives: [free-book]", "alternatives: [talk-on-birds]")) == []


# Sections and topics -------------------------------------------------------------------------------------------------


def test_rm106_a_section_has_the_number_of_its_stage() -> None:
    where, message = one('- id: "2.1"', '- id: "3.1"')
    assert message == f"{where}RM106  section '3.1' stands in 'stage-2': its number must start with 2."


def test_rm206_a_section_without_topics_or_resources() -> None:
    for key, id_ in (("topics", "rough-sums"), ("resources", "talk-on-birds")):
        start = ROADMAP.index(f"        {key}:\n          - id: {id_}")
        following = "        lessons:" if key == "topics" else "    milestone:"
        text = f"{ROADMAP[:start]}        {key}: []\n{ROADMAP[ROADMAP.index(following, start) :]}"
        [message] = said(text)
        where = f"{NAME}:{line_of(f'{key}: []', text)}  "
        assert message == f"{where}RM206  section '2.1' has no {key}: add at least one"


def test_rm208_a_topic_is_taught_in_a_lesson() -> None:
    where, message = one("            taught_in:\n              - lesson: third-steps\n", "", at="- id: rough-sums")
    assert message == f"{where}RM208  topic 'rough-sums' names no lesson: add taught_in: with a lesson id"


# Order ---------------------------------------------------------------------------------------------------------------


def test_rm204_a_circle_is_named_step_by_step_and_reported_once() -> None:
    text = replaced("            datasets: [tiny]\n", "            needs: [third-steps]\n")
    text = replaced("promise: estimate a sum.", "promise: estimate a sum.\n            needs: [second-steps]", text)
    [message] = said(text)
    where, code, what = message.split("  ")
    assert code == "RM204"
    steps = (
        what.removeprefix("lessons need each other in a circle: ")
        .removesuffix(": drop one of these needs")
        .split(" needs ")
    )
    needs = {"first-steps": "third-steps", "third-steps": "second-steps", "second-steps": "first-steps"}
    assert len(steps) == 4
    assert [needs[step] for step in steps[:-1]] == steps[1:]
    assert where == f"{NAME}:{line_of(f'needs: [{needs[steps[0]]}]', text)}"


def test_rm204_a_row_that_needs_itself() -> None:
    where, message = one('needs: ["1.1", "1.2"]', 'needs: ["1.1", "2.1"]')
    assert message == f"{where}RM204  sections need each other in a circle: 2.1 needs 2.1: drop one of these needs"


def test_rm205_a_need_that_comes_later() -> None:
    where, message = one(
        "            datasets: [tiny]\n", "            needs: [third-steps]\n", at="needs: [third-steps]"
    )
    expected = "lesson 'first-steps' needs 'third-steps', which comes later: move one of them, or drop the need"
    assert message == f"{where}RM205  {expected}"


def test_rm205_a_need_for_an_unknown_row_is_reported_as_that_alone() -> None:
    where, message = one("needs: [first-steps]", "needs: [frist-steps]")
    assert message.startswith(f"{where}RM202  ")


# Renamed and released ------------------------------------------------------------------------------------------------


def test_rm209_an_id_that_moved_is_free() -> None:
    where, message = one("{kind: resource, old: old-book,", "{kind: resource, old: short-video,")
    assert message == f"{where}RM209  'short-video' is moved but still in use: rename the row or drop the entry"


def test_rm209_an_id_moves_to_one_that_exists() -> None:
    where, message = one("old: old-book, new: free-book,", "old: old-book, new: fre-book,")
    assert message == f"{where}RM209  'fre-book' does not exist: did you mean 'free-book'?"


def test_rm209_an_id_may_move_twice() -> None:
    assert (
        said(replaced("moved:\n", "moved:\n  - {kind: resource, old: first-book, new: old-book, on: 2025-01-31}\n"))
        == []
    )


def moves(*pairs: tuple[str, str]) -> str:
    """The roadmap with these moves of resources, in the lines that follow `moved:`."""
    rows = "".join(f"  - {{kind: resource, old: {old}, new: {new}, on: 2025-01-31}}\n" for old, new in pairs)
    return replaced("moved:\n", f"moved:\n{rows}")


@pytest.mark.parametrize(
    ("pairs", "way"),
    [
        ([("a", "b"), ("b", "a")], "a to b to a"),
        ([("a", "a")], "a to a"),
        ([("z", "a"), ("a", "b"), ("b", "a")], "z to a to b to a"),
    ],
)
def test_rm209_moves_that_lead_in_a_circle_are_one_problem(pairs: list[tuple[str, str]], way: str) -> None:
    [message] = said(moves(*pairs))
    assert message.endswith(f"RM209  moved: leads in a circle: {way}: end it at an id that a row has")


def test_rm209_an_id_that_is_moved_twice() -> None:
    text = moves(("first-book", "free-book"), ("first-book", "bird-club"))
    first = line_of("new: bird-club", text) - 1
    expected = f"'first-book' is moved in line {first} already: keep one of the two rows"
    assert said(text) == [f"{NAME}:{first + 1}  RM209  {expected}"]


@pytest.mark.parametrize(
    ("gone", "kind", "id_"), [("milestone:s1-zero", "milestone", "s1-zero"), ("resource:lost", "resource", "lost")]
)
def test_rm213_a_released_id_that_is_gone(gone: str, kind: str, id_: str) -> None:
    expected = f"{kind} '{id_}' was released and is gone: restore it, or add a row under moved:"
    assert of_disk(released={gone: 7}) == [f"docs/_data/released-ids.txt:7  RM213  {expected}"]


def test_rm213_is_content_with_an_id_that_moved() -> None:
    assert of_disk(released={"resource:old-book": 2, "milestone:s1-one": 3, "section:1.1": 4}) == []


def test_promised_ids_are_those_that_progress_and_links_are_kept_under() -> None:
    assert [*PermanentKind] == ["milestone", "resource", "section", "lesson", "topic", "project"]
    ids = permanent_ids(roadmap_of())
    assert ids == sorted(ids)
    assert {"milestone:s1-one", "resource:bird-club", "section:2.1", "lesson:third-steps"} <= set(ids)
    assert not any(id_.startswith(("domain:", "tip:", "term:")) for id_ in ids)
    assert len(ids) == 10 + 6 + 3 + 3 + len([*roadmap_of().topics(), *roadmap_of().projects()])


def test_rm219_names_the_parts_of_an_address_to_delete() -> None:
    where, message = one("watch?v=1", "watch?v=1&utm_source=news&ref=hn")
    expected = "the address tells where a reader came from: delete utm_source=news and ref=hn"
    assert message == f"{where}RM219  'short-video': {expected}"


# Files ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "name"),
    [("sources", "source"), ("notebooks", "executed notebook"), ("questions", "questions file")],
)
def test_rm211_a_written_lesson_has_all_its_files(part: str, name: str) -> None:
    where = f"{NAME}:{line_of('status: written', ROADMAP)}  "
    assert of_disk(**{part: frozenset()}) == [f"{where}RM211  lesson 'first-steps' is written but has no {name}"]


def test_rm211_a_planned_lesson_has_none() -> None:
    [message] = of_disk(sources=DISK.sources | {"docs/stage-2/third-steps.md"})
    where = f"{NAME}:{line_of('title: Third steps', ROADMAP) + 3}  "
    assert message == f"{where}RM211  lesson 'third-steps' is planned but has a source: set status: written"


@pytest.mark.parametrize(
    ("part", "name", "file"), [("sources", "source", "md"), ("notebooks", "executed notebook", "ipynb")]
)
def test_rm211_a_lesson_in_the_folder_of_another_stage_is_told_where_it_belongs(
    part: str, name: str, file: str
) -> None:
    stray = f"docs/stage-2/first-steps.{file}"
    text = (
        f"this {name} belongs into the folder stage-1, since the lesson 'first-steps' is of that stage: move it there"
    )
    assert of_disk(**{part: frozenset({stray})}) == [f"{stray}:1  RM211  {text}"]
    assert of_disk(**{part: getattr(DISK, part) | {stray}}) == [f"{stray}:1  RM211  {text}"]


def test_rm211_a_file_of_no_lesson_is_told_at_itself() -> None:
    mend = "add the lesson's row, or move the file out of this folder"
    text = f"there is a source for 'notes', but no lesson has that id: {mend}"
    assert of_disk(sources=DISK.sources | {"docs/stage-1/notes.md"}) == [f"docs/stage-1/notes.md:1  RM211  {text}"]
    [message] = of_disk(questions=DISK.questions | {"docs/_data/questions/first-step.yml"})
    assert message.startswith(
        "docs/_data/questions/first-step.yml:1  RM211  there is a questions file for 'first-step'"
    )
    assert message.endswith("did you mean 'first-steps'?")


def test_rm212_a_data_file_that_is_missing() -> None:
    where = f"{NAME}:{line_of('file: tiny.csv', ROADMAP)}  "
    assert of_disk(data_files={}) == [f"{where}RM212  dataset 'tiny': docs/assets/data/tiny.csv does not exist"]


def test_rm212_a_data_file_that_differs_from_its_card_is_answered_with_its_hash() -> None:
    now = hashlib.sha256(b"changed").hexdigest()
    where = f"{NAME}:{line_of('sha256: ', ROADMAP)}  "
    assert of_disk(data_files={"tiny.csv": now}) == [f"{where}RM212  dataset 'tiny': the SHA-256 of tiny.csv is {now}"]


def test_rm212_a_card_without_a_hash_is_told_it() -> None:
    text = replaced(f"    sha256: {SHA256}\n", "")
    where = f"{NAME}:{line_of('file: tiny.csv', text)}  "
    assert said(text, disk=DISK) == [f"{where}RM212  dataset 'tiny': the SHA-256 of tiny.csv is {SHA256}"]


def test_rm212_a_data_file_without_a_card() -> None:
    expected = "docs/assets/data/more.csv has no row in docs/_data/datasets.yml: add its card"
    found = of_disk(data_files={"tiny.csv": SHA256, "more.csv": "0" * 64})
    assert found == [f"docs/assets/data/more.csv:1  RM212  {expected}"]


def test_rm214_a_heading_that_the_lesson_does_not_have() -> None:
    where, message = one("heading: Count & compare", "heading: Count and compare", disk=DISK)
    expected = "topic 'counting-up': lesson 'first-steps' has no heading 'Count and compare'"
    assert message == f"{where}RM214  {expected}: did you mean 'Count & compare'?"


def test_rm214_a_heading_of_a_lesson_without_a_source_is_not_looked_for() -> None:
    text = replaced("- lesson: third-steps", "- lesson: third-steps\n                heading: Later")
    assert said(text, disk=DISK) == []


PROMISE = "            minutes: 30\n            promise_exercises: [{}]\n"
MILESTONE = 'hours: 0.5, section: "1.1", exercises: [{}]}}'


@pytest.mark.parametrize("id_", ["fs-count", "fs-compare"])
def test_exercises_that_are_there_may_practise_a_promise_or_a_milestone(id_: str) -> None:
    text = replaced("            minutes: 30\n", PROMISE.format(id_))
    assert said(replaced('hours: 0.5, section: "1.1"}', MILESTONE.format(id_), text), disk=DISK) == []


@pytest.mark.parametrize(
    ("id_", "mend"), [("fs-cuont", ": did you mean 'fs-count'?"), ("ts-sum", ": it is of third-steps")]
)
def test_rm220_a_promise_is_practised_by_an_exercise_of_its_own_lesson(id_: str, mend: str) -> None:
    where, message = one("            minutes: 30\n", PROMISE.format(id_), at="promise_exercises", disk=DISK)
    expected = f"lesson 'first-steps': docs/stage-1/first-steps.md has no exercise '{id_}'{mend}"
    assert message == f"{where}RM220  {expected}"


def test_rm220_an_exercise_of_a_milestone_that_no_lesson_has_is_told_with_the_file_of_the_closest() -> None:
    where, message = one('hours: 0.5, section: "1.1"}', MILESTONE.format("fs-cuont"), at="s1-one", disk=DISK)
    expected = "milestone 's1-one': no lesson has an exercise 'fs-cuont': did you mean 'fs-count'?"
    assert message == f"{where}RM220  {expected} It is in docs/stage-1/first-steps.md"


def test_rm220_the_exercises_of_a_lesson_without_a_source_are_not_looked_for() -> None:
    text = replaced("            minutes: 45\n", "            minutes: 45\n            promise_exercises: [later]\n")
    assert said(text, disk=DISK) == []


INTRODUCES = "            minutes: 30\n            introduces: [names and values]\n"


def test_rm221_a_lesson_that_says_what_it_introduces_practises_its_promise() -> None:
    where, message = one("            minutes: 30\n", INTRODUCES, at="introduces:", disk=DISK)
    expected = "lesson 'first-steps' names no exercise that practises its promise: add promise_exercises:"
    assert message == f"{where}RM221  {expected}"


@pytest.mark.parametrize(("status", "due"), [("planned", False), ("written", True)])
def test_rm221_milestones_are_due_once_all_lessons_of_the_stage_say_what_they_introduce(status: str, due: bool) -> None:
    """The lesson of the project is not waited for; the other is planned, or written."""
    text = replaced(
        "            minutes: 45\n            status: planned\n",
        "            minutes: 45\n            introduces: [comparison]\n            promise_exercises: [fs-count]\n"
        f"            status: {status}\n",
    )
    found = [(item.id, is_due) for item, is_due in without_exercise(roadmap_of(text)) if item.id.startswith("s1-")]
    assert found == [(f"s1-{name}", due) for name in ("one", "two", "three", "four", "five")]


def test_problems_come_once_each_in_the_order_of_their_lines() -> None:
    text = replaced("domain: ornithology", "domain: cars")
    text = replaced("needs: [first-steps]", "needs: [nothing, nothing]", text)
    assert [message.split("  ")[1] for message in said(text)] == ["RM202", "RM202"]
    lines = [problem.line for problem in check(roadmap_of(text))]
    assert lines == sorted(lines)


def test_a_row_made_without_a_file_is_reported_in_line_1() -> None:
    roadmap = roadmap_of()
    moved = Moved.model_validate({"kind": "lesson", "old": "x", "new": "nowhere", "on": "2026-01-01"})
    [problem] = check(roadmap.model_copy(update={"moved": (moved,)}))
    assert (problem.line, problem.code) == (1, "RM209")


def test_rm201_a_term_explained_twice_names_the_line_of_the_first() -> None:
    place, message = one("term: average", "term: SUM", at="term: SUM")
    first = line_of("term: Sum", replaced("term: average", "term: SUM"))
    text = f"the term 'SUM' is explained in line {first} already: keep one of the two"
    assert message == f"{place}RM201  {text}"


def test_a_term_that_another_one_has_as_a_second_name_is_no_mistake() -> None:
    assert said(replaced("term: average", "term: total")) == []
