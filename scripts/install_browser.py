#!/usr/bin/env python
"""Make sure that the browser tests find a Chromium: the system's, Debian's by apt-get as root, or Playwright's own.

python scripts/install_browser.py
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def find() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None. `CHROMIUM` in the environment wins."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> None:
    """Install a browser when there is none."""
    if path := find():
        print(f"browser: {path}")
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "--quiet", "--quiet"], check=True)
        command = ["apt-get", "install", "--quiet", "--quiet", "--yes", "--no-install-recommends", "chromium"]
        subprocess.run(command, check=True, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"})
        print(f"browser: {find()}")
        return
    print("browser: Playwright's own")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


if __name__ == "__main__":
    main()
