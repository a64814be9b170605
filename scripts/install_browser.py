#!/usr/bin/env python
"""Make sure that the browser tests find a Chromium: the system's, Debian's by apt-get as root, or Playwright's own.

    python scripts/install_browser.py

What is found must start. Where it does not, because libraries of the system are missing, this says what to install.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
BUNDLES = ("Google Chrome", "Chromium", "Google Chrome for Testing", "Microsoft Edge")
"""Names of applications on macOS, where a browser is on no PATH."""
APPLICATIONS = (Path("/Applications"), Path("~/Applications").expanduser())
LIBRARIES = """\
{path} does not start:
  {said}
Libraries of the system are missing. Install them, or a Chromium with them, and run this again:
  Debian, Ubuntu    sudo apt-get install chromium        (on Ubuntu: sudo {python} -m playwright install-deps chromium)
  Fedora            sudo dnf install chromium
  Arch              sudo pacman -S chromium
  Alpine            apk add chromium
  macOS             install Google Chrome or Chromium into /Applications
A browser in another place is named by CHROMIUM=/path/to/it in the environment."""


def find(applications: Iterable[Path] = APPLICATIONS) -> str | None:
    """Return the path of an installed Chromium or Chrome, or None. `CHROMIUM` in the environment wins."""
    if path := os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None):
        return path
    programs = (folder / f"{name}.app/Contents/MacOS/{name}" for name in BUNDLES for folder in applications)
    return next((str(path) for path in programs if os.access(path, os.X_OK)), None)


def complaint(path: str) -> str | None:
    """Start a browser, ask its version, and return what to do when that fails, or None."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        said = "no answer in 60 s"
    except OSError as error:
        said = str(error)
    else:
        if done.returncode == 0:
            return None
        said = (done.stderr or done.stdout).strip()[-300:] or f"exit code {done.returncode}"
    return LIBRARIES.format(path=path, said=said, python=sys.executable)


def playwrights_own() -> str:
    """Return the path at which Playwright puts its own Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only needed where no other browser is

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def main() -> None:
    """Install a browser when there is none, and see that it starts."""
    if path := find():
        sys.exit(told(path))
    if shutil.which("apt-get") and os.geteuid() == 0:
        install = ["apt-get", "install", "--quiet", "--quiet", "--yes", "--no-install-recommends", "chromium"]
        run(["apt-get", "update", "--quiet", "--quiet"], install)
        sys.exit(told(find() or "chromium"))
    run([sys.executable, "-m", "playwright", "install", "chromium"])
    sys.exit(told(playwrights_own()))


def run(*commands: list[str]) -> None:
    """Run commands in order; the first that fails ends this one with a sentence."""
    for command in commands:
        if subprocess.run(command, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, check=False).returncode:
            sys.exit(f"`{' '.join(command)}` failed: install Chromium or Chrome, or name one with CHROMIUM=/path/to/it")


def told(path: str) -> str | None:
    """Print which browser there is; return what is wrong with it, or None."""
    wrong = complaint(path)
    if not wrong:
        print(f"browser: {path}")
    return wrong


if __name__ == "__main__":
    main()
