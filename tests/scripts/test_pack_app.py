"""An application is one archive that holds all it needs, and nothing that is not the project's."""

import zipfile
from pathlib import Path

import pytest

from scripts import pack_app
from scripts.pack_app import applications, known, pack


@pytest.fixture(scope="module", params=applications())
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    target = tmp_path_factory.mktemp("app") / f"{request.param}.zip"
    pack(request.param, target)
    return zipfile.ZipFile(target)


def test_there_are_applications() -> None:
    assert "recommender" in applications()


def test_it_holds_what_is_shared_and_the_files_of_the_site_in_one_folder(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    [name] = {place.split("/")[0] for place in names}
    for needed in ("README.md", "Makefile", "Containerfile", "requirements.txt", "appkit/start.py"):
        assert f"{name}/{needed}" in names
    listed = (pack_app.APPS / name / "files.txt").read_text().split()
    assert {f"{name}/data/{Path(line).name}" for line in listed} <= set(names)
    assert f"{name}/files.txt" not in names, "it would name folders that are not there"


def test_every_file_that_its_container_and_its_commands_name_is_there(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    [name] = {place.split("/")[0] for place in names}
    makefile = archive.read(f"{name}/Makefile").decode()
    for file in ("requirements.txt", "requirements-test.txt"):
        assert file in makefile and f"{name}/{file}" in names
    container = archive.read(f"{name}/Containerfile").decode()
    assert "USER nobody" in container and "HEALTHCHECK" in container and "--require-hashes" in container


def test_no_framework_for_training_is_among_the_pins(archive: zipfile.ZipFile) -> None:
    [pins] = [place for place in archive.namelist() if place.endswith("/requirements.txt")]
    packages = {line.split("==")[0] for line in archive.read(pins).decode().splitlines() if "==" in line}
    assert not packages & {"torch", "tensorflow-cpu", "keras", "transformers", "sentence-transformers"}


def test_the_same_commit_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        pack("recommender", tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_git_does_not_know_is_not_packed() -> None:
    assert not [path for path in known(pack_app.APPS) if path.suffix == ".pyc" or ".venv" in path.parts]
    assert pack_app.APPS / "recommender/model.npz" in known(pack_app.APPS)
