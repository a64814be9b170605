"""What pydantic finds wrong with rows, in the words of somebody who writes them: no word of the language behind."""

from collections.abc import Iterable, Mapping
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from mlroadmap.data.addresses import fault_of
from mlroadmap.data.model import ORIGIN, Address, Text, Url
from mlroadmap.data.tree import Rows
from mlroadmap.errors import Problem, did_you_mean, one_of

_ADDRESS = r"^https?://[^\s/]+\S*$"
FORMS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "an id in kebab-case: lower-case letters, digits and single hyphens",
    _ADDRESS: "a web address that starts with https://",
    r"^[1-9]\.[1-9]$": "a section number in quotes, such as '2.2'",
    "^[a-z]{2}$": "a two-letter language code, such as en",
    "^[0-9a-f]{64}$": "a SHA-256 of 64 hexadecimal digits",
    "^stage-[1-9]$": "a stage id, such as stage-2",
}
"""What each pattern of the model asks for."""
_LONGEST = 200
"""Characters of a value that a message repeats."""
_ROW = "is not a row with keys: write keys such as `id:` below each other"
_LIST = "is not a list: write each entry on a line of its own behind a dash"
_WRONG = {
    "model_type": _ROW,
    "model_attributes_type": _ROW,
    "dict_type": _ROW,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "int_type": "is not a whole number: write it without quotes and unit",
    "int_from_float": "is not a whole number",
    "float_type": "is not a number: write it without quotes and unit",
    "finite_number": "is not a number",
    "bool_type": "is not true or false: write one of the two, without quotes",
    "string_type": "is not text: put it in quotes",
}
"""What is said of a value of another type, by pydantic's name for it."""


def follows(error: ErrorDetails) -> bool:
    """Whether an error only follows from one that is told anyhow: an empty value, or a list with wrong rows in it."""
    value = error["input"]
    if value is None and error["type"] != "missing":
        return True
    return error["type"] == "too_short" and isinstance(value, list) and len(value) >= error["ctx"]["min_length"]


def problem_of(
    error: ErrorDetails, data: Any, model: type[BaseModel], name: str, elsewhere: Mapping[str, str]
) -> Problem:
    """Return an error of pydantic as a problem of the file `name`; `elsewhere` tells which file a key belongs in."""
    loc = error["loc"]
    row, line = where(data, loc)
    what = f"{titled(row)}'{loc[-1]}'" if loc and isinstance(loc[-1], str) else f"{titled(row)}entry"
    value, kind, context = error["input"], error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        key, known = str(loc[-1]), keys_of(model, loc)
        mend = did_you_mean(key, known) or f"; known: {one_of(known)}"
        if key in elsewhere and len(loc) == 1:
            mend = f": its rows stand in {elsewhere[key]}"
        return Problem(name, line, "RM103", f"{titled(row)}unknown key '{key}'{mend}")
    if kind == "missing":
        return Problem(name, line, "RM105", f"{titled(row)}key '{loc[-1]}' is missing: add it")
    if kind == "enum":
        known = [word.strip(" '") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        text = f"{what}: {shown(value)} is not one of {one_of(known)}{did_you_mean(str(value), known)}"
        return Problem(name, line, "RM104", text)
    if not loc:
        what = "the file"
    return Problem(name, line, "RM106", f"{what}: {_form(kind, value, context, str(error['msg']))}")


def _form(kind: str, value: Any, context: Mapping[str, Any], message: str) -> str:
    if kind == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        fault = fault_of(value) if pattern == _ADDRESS else ""
        form = FORMS.get(pattern, f"text that matches {pattern}")
        return f"{shown(value)} {fault or f'is not {form}'}"
    if kind in _WRONG:
        return f"{shown(value)} {_WRONG[kind]}"
    if kind in {"no_day", "no_address", "string_too_long"}:
        long = f"is longer than {context.get('max_length')} characters: shorten it"
        return f"{shown(value)} {long if kind == 'string_too_long' else message}"
    if kind == "string_too_short":
        return "is empty: write its value, or delete the line"
    if kind in {"too_short", "too_long"}:
        limit = f"at least {context['min_length']}" if kind == "too_short" else f"at most {context['max_length']}"
        return f"there are {len(value)}, and there should be {limit}"
    return f"{message.replace('Input should be', 'should be')} (it is {shown(value)})"


def shown(value: Any) -> str:
    """Return a value as it is written in YAML, or what it is."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "a row with keys"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    text = str(value)
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return f"'{text}'" if isinstance(value, str) else text


def where(data: Any, loc: Iterable[str | int]) -> tuple[Any, int]:
    """Return the innermost row on the way to `loc`, and the line that `loc` stands in."""
    row, line, here = data, 1, data
    for step in loc:
        if isinstance(here, dict):
            row, lines = here, here[ORIGIN].lines
            line = lines.get(str(step), lines[""])
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            line = here.lines[step] if isinstance(here, Rows) else line
            here = here[step]
            row = here if isinstance(here, dict) else row
        else:
            break
    return row, line


def titled(row: Any) -> str:
    """Return the beginning of a message about a row: its id, if it has one."""
    return f"'{row['id']}': " if isinstance(row, dict) and row.get("id") else ""


def keys_of(model: type[BaseModel], loc: Iterable[str | int]) -> list[str]:
    """Return the keys that the model knows in the row where `loc` ends."""
    inner = model_at(model, list(loc)[:-1])
    return [key for key in inner.model_fields if key != "origin"]


def model_at(model: type[BaseModel], loc: Iterable[str | int]) -> type[BaseModel]:
    """Return the model of the row that `loc` leads into."""
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            model = inner_model(model.model_fields[step].annotation) or model
    return model


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """Return the model inside an annotation such as `tuple[Stage, ...]` or `Status | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := inner_model(part))), None)


def is_text(model: type[BaseModel], loc: Iterable[str | int]) -> bool:
    """Whether a free text or an address stands at `loc`, in which a number sign is a character like any other."""
    steps = [step for step in loc if isinstance(step, str)]
    if not steps:
        return False
    hints = get_type_hints(model_at(model, steps[:-1]), include_extras=True)
    return _holds_text(hints.get(steps[-1]))


def _holds_text(hint: Any) -> bool:
    return hint in (Text, Url, Address) or any(_holds_text(part) for part in get_args(hint))
