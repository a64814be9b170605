"""JSON files that a command wrote and the site reads: there is none, or it is right, or it is to be written again."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from mlroadmap.errors import Problem, ProblemsFound
from mlroadmap.files import read_json

Model = TypeVar("Model", bound=BaseModel)


def read_report(path: Path, model: type[Model], *, name: str, code: str, command: str) -> Model | None:
    """Return what a command wrote, or None without a file.

    `name` is the file's name in messages, `command` what writes it. Raises ProblemsFound for a damaged file.
    """
    if not path.exists() and not path.is_symlink():
        return None
    mend = f"write it again with {command}, or delete it"
    content = read_json(path, name=name, code=code, mend=mend)
    try:
        return model.model_validate_json(json.dumps(content))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "the file"
        raise ProblemsFound([Problem(name, 1, code, f"{where}: {first['msg']}: {mend}")]) from None
