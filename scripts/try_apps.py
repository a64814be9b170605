#!/usr/bin/env python
"""Try the applications as somebody does who downloads them: `make apps`.

    python scripts/try_apps.py [APPLICATION …]      all unless given
    python scripts/try_apps.py --container          also build its container and try that: needs Podman or Docker

Each is packed, unpacked in an empty folder, set up and tested by its own commands, started, tried from outside, and
stopped. Takes a minute and a half each, most of it for the set-up. Exit code 1 when one fails; all are tried.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import click
from pack_app import chosen, pack

from appkit.testing import free_port, wait_for


def attempt(name: str, folder: Path, *, container: bool = False) -> None:
    """Do with one application all that its README says. Raises CalledProcessError, TimeoutError or OSError."""
    pack(name, folder / "app.zip")
    with zipfile.ZipFile(folder / "app.zip") as archive:
        archive.extractall(folder)
    place, port = folder / name, str(free_port())
    own = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "MAKEFLAGS", "VIRTUAL_ENV")}
    subprocess.run(["make", "test"], cwd=place, env=own, check=True)
    command = ["make", "--silent", "start", f"PORT={port}"]
    process = subprocess.Popen(command, cwd=place, env=own, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        subprocess.run(["make", "--silent", "smoke", f"PORT={port}"], cwd=place, env=own, check=True)
    finally:
        os.killpg(process.pid, 15)
        process.wait(timeout=30)
    if container:
        attempt_container(name, place, own)


def attempt_container(name: str, place: Path, own: dict[str, str]) -> None:
    """Build the container of an unpacked application and try it. Raises as `attempt` does."""
    engine = shutil.which("podman") or shutil.which("docker")
    if engine is None:
        raise FileNotFoundError("neither Podman nor Docker is there to build the container with")
    port, image = str(free_port()), f"roadmap-{name}"
    # Without it, Podman drops the HEALTHCHECK; Docker does not know it.
    form = ["--format", "docker"] if Path(engine).name == "podman" else []
    subprocess.run([engine, "build", *form, "--tag", image, "--file", "Containerfile", "."], cwd=place, check=True)
    inside = next(line.split()[1] for line in (place / "Containerfile").read_text().splitlines() if "EXPOSE" in line)
    process = subprocess.Popen([engine, "run", "--rm", "--name", image, "-p", f"127.0.0.1:{port}:{inside}", image])
    try:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        subprocess.run(["make", "--silent", "smoke", f"PORT={port}"], cwd=place, env=own, check=True)
    finally:
        subprocess.run([engine, "stop", image], check=False)
        process.wait(timeout=60)


@click.command(help=__doc__)
@click.argument("names", nargs=-1)
@click.option("--container", is_flag=True)
def main(names: tuple[str, ...], container: bool) -> None:
    """Try what was chosen."""
    failed = []
    for name in chosen(names):
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            try:
                attempt(name, Path(folder), container=container)
                click.echo(f"{name}: packed, set up, tested, started, tried, stopped: {time.monotonic() - start:.0f} s")
            except (subprocess.CalledProcessError, TimeoutError, OSError) as error:
                failed.append(name)
                click.echo(f"{name}: {error}", err=True)
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
