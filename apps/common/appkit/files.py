"""Where the files of an application are that belong to the site: `files.txt` names them, one a line.

In the repository they lie where it says; in an application that was downloaded they lie in its folder `data/`.
"""

from pathlib import Path


def locate(application: Path, name: str) -> Path:
    """Return where a file is, by its name alone. Raises FileNotFoundError when `files.txt` does not name it."""
    packed = application / "data" / name
    if packed.exists():
        return packed
    for line in (application / "files.txt").read_text("utf-8").split():
        if Path(line).name == name:
            return application.parents[1] / line
    raise FileNotFoundError(f"{application.name}/files.txt names no {name}")
