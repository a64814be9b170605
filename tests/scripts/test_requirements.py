"""The set-up of a commit works on any later day: pins are whole, and the Makefile asks for nothing newest."""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts import pin_requirements, try_setup
from scripts.pin_requirements import pins, unpinned

ROOT = Path(__file__).parents[2]
PINS = sorted(path for path in (ROOT / "requirements").glob("*.txt") if "--hash=" in path.read_text("utf-8"))


def installed() -> dict[str, list[str]]:
    """What each distribution that is installed here asks for, by name."""
    return {canonicalize_name(one.metadata["Name"]): one.requires or [] for one in distributions()}


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.stem)
def test_every_package_and_extra_that_a_pinned_package_asks_for_is_pinned_too(path: Path) -> None:
    assert unpinned(pins(path.read_text("utf-8")), installed()) == []


def test_the_pins_of_all_files_are_looked_at() -> None:
    assert {path.stem for path in PINS} == set(pin_requirements.GROUPS)


ASKED: Mapping[str, list[str]] = {"cov": ["cover[toml]>=7"], "cover": ["tomli; extra == 'toml'"], "tomli": []}


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("cov==1\ncover[toml]==7\ntomli==2\n", []),
        ("cov==1\ncover==7\ntomli==2\n", ["cov asks for cover[toml], which no pin carries"]),
        ("cov==1\n", ["cov asks for cover[toml], which no pin carries"]),
        ("cov==1\ncover[toml]==7\n", ["cover asks for tomli, which no pin carries"]),
        ("cover==7\n", []),
    ],
    ids=[
        "whole",
        "the extra is missing",
        "the package is missing",
        "what the extra needs is missing",
        "no extra asked",
    ],
)
def test_what_is_asked_for_and_not_pinned_is_found(text: str, missing: list[str]) -> None:
    assert unpinned(pins(text), ASKED) == missing


def test_what_another_system_or_python_would_need_is_not_missed_here() -> None:
    asked = {"a": ["b; sys_platform == 'amiga'", "c; python_version < '3'"]}
    assert unpinned(pins("a==1\n"), asked) == []


def test_a_pin_for_another_system_is_not_asked_what_it_needs() -> None:
    assert unpinned(pins("a==1 ; sys_platform == 'amiga'\n"), {"a": ["b"]}) == []


def test_pytorch_has_a_file_of_its_own() -> None:
    assert unpinned(pins("keras==3\n"), {"keras": ["torch>=2", "nvidia-cublas-cu12==1"]}) == []


def test_names_are_compared_as_pip_compares_them() -> None:
    assert unpinned(pins("Ruamel.YAML==1\nx_y==2\n"), {"ruamel-yaml": ["X.y"]}) == []


def test_the_command_that_pins_keeps_extras_and_hashes_and_names_no_index() -> None:
    assert {"--no-strip-extras", "--generate-hashes", "--no-emit-index-url", "--universal"} <= {
        *pin_requirements.OPTIONS
    }


def test_an_upgrade_takes_releases_that_are_a_week_old_and_other_pins_stay_as_they_are() -> None:
    day = date(2027, 3, 8)
    assert pin_requirements.options(upgrade=False, today=day) == pin_requirements.OPTIONS
    more = pin_requirements.options(upgrade=True, today=day)[len(pin_requirements.OPTIONS) :]
    assert more == ["--upgrade", "--exclude-newer", "2027-03-01"]


def test_the_lock_file_of_npm_names_no_host_and_a_hash_for_each_package() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    packages = [row for name, row in lock["packages"].items() if name]
    assert packages
    assert not [row for row in packages if "://" in row.get("resolved", "")]
    assert all(row["integrity"].startswith("sha512-") for row in packages)


def test_no_file_of_requirements_names_where_packages_come_from() -> None:
    for path in (ROOT / "requirements").iterdir():
        assert not re.search(r"--(extra-)?index-url|--find-links|https?://", path.read_text("utf-8")), path.name


# The Makefile ---------------------------------------------------------------------------------------------------------

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def recipes(text: str) -> Iterable[str]:
    """The commands of a Makefile, each on one line, with its variables for pip written out."""
    for name, value in re.findall(r"^(INSTALL|PIP|NEWEST) := (.*)$", text, flags=re.M):
        text = text.replace(f"$({name})", value)
    return [line.strip() for line in text.replace("\\\n", " ").splitlines() if line.startswith("\t")]


def test_what_is_installed_is_pinned_by_hashes_or_is_named_as_an_exception() -> None:
    """Whoever adds a row here says in docs/contributing/maintain.md what it depends on."""
    calls = [line for line in recipes(MAKEFILE) if re.search(r"\bpip install\b|\bnpm\b|\bnpx\b", line)]
    free = [
        line for line in calls if "--require-hashes --no-deps" not in line and '["ci", "--ignore-scripts"' not in line
    ]
    kinds = {"--no-deps --no-build-isolation --editable .": 0, "-r requirements/torch.txt": 0, "--upgrade": 0}
    for line in free:
        kinds[next(kind for kind in kinds if kind in line)] += 1
    assert calls
    assert kinds == {
        "--no-deps --no-build-isolation --editable .": 2,  # this project, with the build tools of site.txt
        "-r requirements/torch.txt": 1,  # the one package that has a build for each machine
        "--upgrade": 1,  # `make newest`, whose purpose it is
    }


def test_the_makefile_uses_nothing_that_gnu_make_3_81_of_macos_lacks() -> None:
    newer = r"^\.ONESHELL|\.SHELLFLAGS|\$\(file |^undefine|^private |!=|::=|\$\(intcmp|\$\(let |^\.NOTPARALLEL:.+|&:"
    assert re.findall(newer, MAKEFILE, flags=re.M) == []


def make(folder: Path, *arguments: str, path: str = "") -> str:
    command = [*(["env", f"PATH={path}"] if path else []), "make", "--no-print-directory", "--dry-run", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


def copied(folder: Path) -> Path:
    """The Makefile alone, in a folder whose set-up seems to be done."""
    (folder / "requirements").mkdir(parents=True)
    (folder / ".venv").mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements/site.txt"):
        (folder / name).write_text((ROOT / name).read_text("utf-8"), encoding="utf-8")
    (folder / ".venv/site").touch()
    return folder


def test_a_copy_without_git_builds_without_a_day(tmp_path: Path) -> None:
    assert "SOURCE_DATE_EPOCH" not in make(copied(tmp_path / "zip"), "build")


def test_a_copy_inside_another_repository_does_not_take_its_day(tmp_path: Path) -> None:
    run = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b.example"]
    subprocess.run([*run, "init", "--quiet"], check=True)
    subprocess.run([*run, "commit", "--quiet", "--allow-empty", "--message", "outer"], check=True)
    assert "SOURCE_DATE_EPOCH" not in make(copied(tmp_path / "zip"), "build")
    inside = copied(tmp_path / "clone")
    run[2] = str(inside)
    subprocess.run([*run, "init", "--quiet"], check=True)
    subprocess.run([*run, "commit", "--quiet", "--allow-empty", "--message", "inner"], check=True)
    assert re.search(r"SOURCE_DATE_EPOCH=\d{10} ", make(inside, "build"))


def test_without_git_on_the_machine_the_build_says_nothing_of_it(tmp_path: Path) -> None:
    folder = try_setup.without_git(tmp_path / "bin")
    command = ["make", "--dry-run", "build"]
    environment = {"PATH": f"{folder}:/usr/bin:/bin"}
    done = subprocess.run(
        command, cwd=copied(tmp_path / "zip"), env=environment, capture_output=True, text=True, check=True
    )
    assert (done.stderr, "SOURCE_DATE_EPOCH" in done.stdout) == ("", False)


# The trial ------------------------------------------------------------------------------------------------------------


def test_the_trial_knows_every_pinned_package() -> None:
    names = {canonicalize_name(one) for path in PINS for one in pins(path.read_text("utf-8"))}
    assert {canonicalize_name(one) for one in try_setup.pinned(ROOT / "requirements")} == names | {"torch"}


def test_on_the_later_day_of_the_trial_pip_would_take_the_newer_release(tmp_path: Path) -> None:
    try_setup.publish(["coverage", "ruamel.yaml"], tmp_path)
    for name in ("coverage", "Ruamel-YAML"):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-index"]
        command += ["--no-deps", "--find-links", str(tmp_path), "--dest", str(tmp_path / "got"), name]
        subprocess.run(command, check=True)
    assert sorted(path.name for path in (tmp_path / "got").iterdir()) == [
        "coverage-9999-py3-none-any.whl",
        "ruamel_yaml-9999-py3-none-any.whl",
    ]


def test_the_trial_tells_a_day_of_change_and_a_package_of_the_later_day(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/sitemap.xml").write_text("<lastmod>1970-01-01</lastmod>", "utf-8")
    (tmp_path / ".venv/lib/python3.11/site-packages/coverage-9999.dist-info").mkdir(parents=True)
    assert try_setup.faults(tmp_path) == [
        "coverage-9999.dist-info was taken instead of the pin",
        "the site map names days of change, though there is no git to tell them",
    ]


def test_the_trial_sets_up_with_the_pips_of_old_pythons_and_with_the_newest() -> None:
    assert try_setup.PIPS == ("23.0.1", "23.2.1", "newest")


def test_requirements_are_read_as_pip_reads_them() -> None:
    assert pins("a[x,y]==1 ; python_version > '3' \\\n    --hash=sha256:0\n    # via b\n") == {
        "a": Requirement("a[x,y]==1 ; python_version > '3'")
    }
