"""The site as it is really built: same bytes twice, no network, clear errors."""

import filecmp
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built_site import ROOT, built_site, run_mkdocs


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def different(one: Path, other: Path) -> list[str]:
    """The files that two folders do not share, or not with the same bytes."""
    names, others = files(one), files(other)
    _, unlike, unreadable = filecmp.cmpfiles(one, other, sorted({*names} & {*others}), shallow=False)
    return sorted({*names} ^ {*others} | {*unlike, *unreadable})


def test_two_builds_give_the_same_bytes_whether_anything_was_kept_or_not(tmp_path: Path) -> None:
    again = tmp_path / "site"
    assert run_mkdocs("build", "--strict", "--site-dir", str(again), BUILD_CACHE="").returncode == 0
    assert different(built_site(), again) == []


def test_what_was_kept_is_not_taken_for_what_has_changed(copy: Path, tmp_path: Path) -> None:
    built, passing, linking = copy / "site", copy / "docs/passing.md", copy / "docs/about/index.md"
    passing.write_text("# Passing\n", encoding="utf-8")
    linking.write_text(linking.read_text("utf-8") + "\n[passing](../passing.md)\n", encoding="utf-8")
    done = run_mkdocs("build", "--no-strict", folder=copy)
    assert done.returncode == 0
    assert "'../passing.md'" not in done.stderr
    before = {name: (built / name).read_bytes() for name in files(built)}
    lesson = copy / "docs/stage-2/k-means.md"
    for path, old, new in [
        (copy / "docs/how-to-use.md", "# How to use", "# How one can use"),
        (lesson, "<!-- roadmap:next", "A sentence.\n\n<!-- roadmap:next"),
        (
            lesson.with_name("overfitting.ipynb"),
            '"outputs": [\n    {',
            '"outputs": [\n    {"name": "stdout", "output_type": "stream", "text": ["kept?"]},\n    {',
        ),
        (copy / "docs/_data/roadmap.yml", "title: K-means clustering", "title: K-means clusters"),
        (copy / "docs/_data/questions/evaluation.yml", "text: ", "text: Well, "),
        (copy / "docs/_data/glossary.yml", "term: ", "term: Old "),
        (copy / "docs/stylesheets/tokens.css", ":root {", ":root { --kept: 1;"),
        (copy / "overrides/main.html", "{% extends", "{# kept? #}{% extends"),
        (copy / "mkdocs.yml", "permalink_title: Link to this section", "permalink_title: Link to this part"),
    ]:
        text = path.read_text("utf-8")
        assert old in text, path
        path.write_text(text.replace(old, new, 1), "utf-8")
    passing.unlink()
    done = run_mkdocs("build", "--no-strict", folder=copy)
    assert done.returncode == 0
    assert "'../passing.md'" in done.stderr
    cold = tmp_path / "cold"
    assert run_mkdocs("build", "--no-strict", "--site-dir", str(cold), folder=copy, BUILD_CACHE="").returncode == 0
    assert different(built, cold) == []
    changed = {name for name in files(built) if before.get(name) != (built / name).read_bytes()}
    assert {"how-to-use/index.html", "stage-2/k-means/index.html", "stage-2/overfitting/index.html"} <= changed


def test_a_build_needs_no_network(tmp_path: Path) -> None:
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("this system does not let us cut the network off")
    command = [
        "unshare",
        "-rn",
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--site-dir",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_build_imports_neither_torch_nor_a_plotting_library() -> None:
    heavy = "{'torch', 'matplotlib', 'sklearn', 'nbclient'}"
    code = f"import sys, mkdocs.commands.build, mlroadmap.mdx; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_broken_data_file_stops_the_build_with_every_problem_and_no_traceback(copy: Path) -> None:
    data = copy / "docs/_data/roadmap.yml"
    lines = data.read_text("utf-8").splitlines()
    title = next(number for number, line in enumerate(lines) if line.strip().startswith("title:"))
    kind = next(number for number, line in enumerate(lines) if line.strip() == "kind: video")
    lines[title] = lines[title].replace("title:", "titel:")
    lines[kind] = lines[kind].replace("video", "vdeo")
    data.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = run_mkdocs("build", "--strict", folder=copy)
    assert done.returncode == 1
    assert f"docs/_data/roadmap.yml:{title + 1}  RM103" in done.stderr
    assert "did you mean 'title'?" in done.stderr
    assert f"docs/_data/roadmap.yml:{kind + 1}  RM104" in done.stderr
    assert "did you mean 'video'?" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_marker_stops_the_build_with_file_and_line(copy: Path) -> None:
    page = copy / "docs/stage-2/index.md"
    lines = [*page.read_text("utf-8").splitlines(), "", "<!-- roadmap:resorces 2.2 -->"]
    page.write_text("\n".join(lines), encoding="utf-8")
    done = run_mkdocs("build", "--strict", folder=copy)
    assert done.returncode == 1
    assert f"docs/stage-2/index.md:{len(lines)}  RM401" in done.stderr
    assert "did you mean 'resources'?" in done.stderr


def test_a_link_in_a_lesson_to_a_page_that_is_not_there_stops_the_build_each_time(copy: Path) -> None:
    page = copy / "docs/stage-2/k-means.md"
    page.write_text(page.read_text("utf-8") + "\n[nowhere](../stage-9/index.md)\n", encoding="utf-8")
    for _ in range(2):
        done = run_mkdocs("build", "--strict", folder=copy)
        assert done.returncode == 1
        assert "'stage-2/k-means.md' contains a link '../stage-9/index.md'" in done.stderr


def test_changed_code_without_a_new_run_stops_the_build(copy: Path) -> None:
    page = copy / "docs/stage-2/k-means.md"
    page.write_text(page.read_text("utf-8").replace("lessons.setup()", "lessons.setup(seed=1)"), encoding="utf-8")
    done = run_mkdocs("build", "--strict", folder=copy)
    assert done.returncode == 1
    assert "docs/stage-2/k-means.md:1  RM501" in done.stderr


def test_a_corrected_sentence_needs_no_new_run(copy: Path) -> None:
    page = copy / "docs/stage-2/k-means.md"
    text = page.read_text("utf-8")
    page.write_text(
        text.replace("## Where next", "## Where next\n\nA sentence added in a browser.", 1), encoding="utf-8"
    )
    done = run_mkdocs("build", "--strict", folder=copy)
    assert done.returncode == 0, done.stderr
    assert "A sentence added in a browser." in (copy / "site/stage-2/k-means/index.html").read_text("utf-8")


def test_a_data_file_without_a_card_or_with_another_hash_stops_the_build(copy: Path) -> None:
    data = copy / "docs/assets/data"
    (data / "stray.csv").write_text("x\n1\n", "utf-8")
    penguins = data / "penguins-raw.csv"
    penguins.write_bytes(penguins.read_bytes().replace(b"Adelie", b"adelie", 1))
    done = run_mkdocs("build", "--strict", folder=copy)
    assert done.returncode == 1
    assert "RM212  docs/assets/data/stray.csv has no row in docs/_data/datasets.yml: add its card" in done.stderr
    assert "RM212  dataset 'palmer-penguins-raw': the SHA-256 of penguins-raw.csv is " in done.stderr
    assert "Traceback" not in done.stderr
