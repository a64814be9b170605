import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from mlroadmap.data.checks import permanent_ids
from mlroadmap.data.model import Roadmap, RoadmapFile
from mlroadmap.publish.versions import LISTED
from mlroadmap.site import MAP_LAYOUT, RELEASED
from tests.builders import DOCS, edit, roadmap_of, script

WRITE = script("write_generated")
SCHEMA = "_data/roadmap.schema.json"
IDS = st.lists(st.sampled_from(["milestone:s1-one", "milestone:gone", "resource:old-book", "section:9.9"]))


def run(docs: Path, *words: str) -> Result:
    return CliRunner().invoke(WRITE.main, ["--docs", str(docs), *words])


@given(before=IDS, header=st.booleans())
def test_released_ids_are_only_ever_added(before: list[str], header: bool) -> None:
    text = ("# Old header\n\n" if header else "") + "\n".join(before)
    lines = WRITE.released(text, roadmap_of()).splitlines()
    assert lines[0] == WRITE.HEADER.strip()
    assert set(lines[1:]) == set(before) | set(permanent_ids(roadmap_of()))
    assert lines[1:] == sorted(lines[1:])
    assert len(lines) == len(set(lines))


def test_the_list_of_released_ids_does_not_change_by_being_written_again() -> None:
    once = WRITE.released("", roadmap_of())
    assert WRITE.released(once, roadmap_of()) == once


def test_the_schema_completes_the_keys_and_words_of_the_model_and_hides_our_own() -> None:
    schema = json.loads(WRITE.schema(RoadmapFile))
    assert set(schema["properties"]) == set(RoadmapFile.model_fields) - {"origin"}
    assert schema["$defs"]["Kind"]["enum"][:3] == ["book", "course", "video"]
    assert schema["$defs"]["Resource"]["additionalProperties"] is False
    assert "origin" not in schema["$defs"]["Resource"]["properties"]
    assert WRITE.schema(RoadmapFile) == WRITE.schema(RoadmapFile)


def test_what_is_out_of_date_is_written_once(docs: Path) -> None:
    first, second = run(docs), run(docs)
    assert first.output.splitlines() == [
        "wrote docs/_data/roadmap.schema.json",
        "wrote docs/_data/glossary.schema.json",
        "wrote docs/_data/datasets.schema.json",
        "wrote docs/_data/published.schemas.json",
        "wrote docs/_data/map-layout.json",
        "wrote docs/_data/slices.json",
        "wrote docs/_data/released-ids.txt",
        "7 generated files, 7 written",
    ]
    assert second.output == "7 generated files, 0 written\n"
    assert (docs / "_data/roadmap.schema.json").read_text("utf-8") == WRITE.schema(RoadmapFile)
    assert "milestone:s2-five\n" in (docs / RELEASED).read_text("utf-8")


def test_check_writes_nothing_and_names_the_command(docs: Path) -> None:
    run(docs)
    edit(docs / SCHEMA, '"title": "RoadmapFile"', '"title": "Map"')
    before = (docs / SCHEMA).read_text("utf-8")
    done = run(docs, "--check")
    assert done.exit_code == 1
    assert '\n- "title": "Map",\n+ "title": "RoadmapFile",\n' in done.output
    assert "_data/roadmap.schema.json: out of date: run `make generate` and commit the result" in done.output
    assert (docs / SCHEMA).read_text("utf-8") == before


def test_check_is_content_when_all_is_up_to_date(docs: Path) -> None:
    run(docs)
    done = run(docs, "--check")
    assert (done.exit_code, done.output) == (0, "7 generated files, 0 out of date\n")


def test_check_does_not_ask_an_open_pull_request_to_release_its_ids(docs: Path) -> None:
    run(docs)
    edit(docs / "_data/roadmap.yml", "{id: s2-five, ", "{id: s2-cinq, ")
    assert run(docs, "--check").exit_code == 0
    run(docs)
    released = (docs / RELEASED).read_text("utf-8")
    assert "milestone:s2-cinq\n" in released
    assert "milestone:s2-five\n" in released


def test_a_released_id_that_was_dropped_is_refused_by_the_checks_from_then_on(docs: Path) -> None:
    run(docs)
    edit(docs / "_data/roadmap.yml", "{id: s2-five, ", "{id: s2-cinq, ")
    [problem] = script("check_data").examine(docs)[0]
    assert problem.code == "RM213"
    assert problem.text.startswith("milestone 's2-five' was released and is gone")
    edit(
        docs / "_data/roadmap.yml",
        "moved:\n",
        "moved:\n  - {kind: milestone, old: s2-five, new: s2-cinq, on: 2026-02-01}\n",
    )
    assert script("check_data").examine(docs)[0] == []


def test_a_data_file_with_a_mistake_is_answered_with_the_mistake(docs: Path) -> None:
    edit(docs / "_data/roadmap.yml", "kind: video", "kind: vdeo")
    done = run(docs)
    assert done.exit_code == 1
    assert "RM104  'short-video': 'kind': 'vdeo'" in done.output
    assert isinstance(done.exception, SystemExit)
    assert not (docs / RELEASED).exists()


def test_the_committed_schema_is_up_to_date() -> None:
    for name, model in WRITE.SCHEMAS.items():
        assert (DOCS / name).read_text("utf-8") == WRITE.schema(model)


def test_every_id_in_the_committed_list_of_released_ids_still_leads_somewhere(
    committed_roadmap: Roadmap,
) -> None:
    lines = [line for line in (DOCS / RELEASED).read_text("utf-8").splitlines() if not line.startswith("#")]
    moved = {row.old for row in committed_roadmap.moved}
    assert lines
    assert {line for line in lines if line.split(":", 1)[1] not in moved} <= set(permanent_ids(committed_roadmap))


@pytest.mark.parametrize("name", [SCHEMA, RELEASED])
def test_generated_files_are_named_where_editors_and_checks_look_for_them(name: str, docs: Path) -> None:
    run(docs)
    assert (docs / name).is_file()
    assert f"$schema={Path(SCHEMA).name}" in (DOCS / "_data/roadmap.yml").read_text("utf-8").splitlines()[0]


def test_a_change_that_breaks_readers_of_the_published_files_is_refused_until_the_version_says_so() -> None:
    now = WRITE.schemas()
    kept = WRITE.promise("", now, "1.0")
    assert WRITE.promise(kept, now, "1.1") == kept.replace('"1.0"', '"1.1"')
    poorer = json.loads(json.dumps(now))
    del poorer["roadmap"]["$defs"]["Lesson"]["properties"]["minutes"]
    with pytest.raises(WRITE.BrokenPromise, match=r"roadmap\.json: roadmap\.stages.*minutes is gone"):
        WRITE.promise(kept, poorer, "1.7")
    with pytest.raises(WRITE.BrokenPromise, match=r"resources\.json is gone"):
        WRITE.promise(kept, {"roadmap": now["roadmap"]}, "1.0")
    assert json.loads(WRITE.promise(kept, poorer, "2.0"))["version"] == "2.0"


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@b.example"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_an_old_version_of_what_notebooks_fetch_is_taken_out_of_git_and_kept(docs: Path) -> None:
    run(docs)
    helper = docs / "assets/lessons/help.py"
    helper.parent.mkdir(exist_ok=True)
    helper.write_text("spring = 1\n", "utf-8")
    (docs / LISTED).touch()
    assert run(docs).exit_code == 0
    git(docs, "init", "--quiet")
    git(docs, "add", ".")
    git(docs, "commit", "--quiet", "--message", "spring")
    helper.write_text("summer = 2\n", "utf-8")
    git(docs, "commit", "--quiet", "--all", "--message", "summer")
    done = run(docs, "--check")
    assert done.exit_code == 1
    assert (
        "lessons/help." in done.output
        and "to notebooks that somebody saved, and the site has it no more" in done.output
    )
    assert run(docs).exit_code == 0
    [kept] = (docs / "assets/kept/lessons").iterdir()
    assert kept.read_text("utf-8") == "spring = 1\n"
    assert run(docs, "--check").exit_code == 0


def test_an_old_version_that_git_does_not_have_is_said_with_its_mend(docs: Path) -> None:
    run(docs)
    (docs / LISTED).write_text(f"{'a' * 64}  lessons/help.py\n", "utf-8")
    done = run(docs)
    assert done.exit_code == 1
    assert "promises lessons/help.aaaaaaaaaa.py" in done.output
    assert "run `make generate` in a whole clone" in done.output


def test_before_the_first_deployment_there_is_no_list_of_what_notebooks_fetch(docs: Path) -> None:
    run(docs)
    assert not (docs / LISTED).exists()


def test_after_it_the_list_must_be_up_to_date(docs: Path) -> None:
    run(docs)
    (docs / LISTED).touch()
    assert run(docs, "--check").exit_code == 1
    run(docs)
    assert run(docs, "--check").exit_code == 0


def test_one_file_can_be_written_alone(docs: Path) -> None:
    assert run(docs, MAP_LAYOUT).output.splitlines() == [f"wrote docs/{MAP_LAYOUT}", "1 generated files, 1 written"]
    assert not (docs / SCHEMA).exists()


def test_a_name_that_is_no_generated_file_is_refused_with_those_that_are(docs: Path) -> None:
    done = run(docs, "_data/map.json")
    assert done.exit_code == 2
    assert f"no generated file is named _data/map.json: there are {SCHEMA}" in done.output
