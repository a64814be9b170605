"""Modules joined into one file, so that a page asks once for what it would ask twenty times for.

Contributors write small modules and run no build step: this joins them while the site is built. Each becomes a
function that is called once and gives back what the module exports, in the order in which they need each other. Known
are only those forms of import and export that our scripts use; every other one is refused by name.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from posixpath import normpath, relpath

_IMPORT = re.compile(
    r'^import (?:(?P<whole>[\w$]+) from |\{(?P<named>[^}]*)\} from )?"(?P<path>\.[^"]+)";$', re.MULTILINE
)
_EXPORT = re.compile(
    r"^export (?:(?P<default>default )|(?=(?:async )?(?:function\*?|const|class) [\w$]))", re.MULTILINE
)
_NAME = re.compile(r"^export (?:async )?(?:function\*?|const|class) ([\w$]+)", re.MULTILINE)
_LEFT = re.compile(r"^(?:import\b(?!\s*[.(])|export\b|(?:const [^=\n]*= )?await\b).*", re.MULTILINE)
DEFAULT = "ofDefault"
SITE_SCRIPT, SITE_STYLE = "javascripts/site.js", "stylesheets/site.css"
"""What every page asks for: the scripts and the styles that mkdocs.yml names."""
LESSON_SCRIPT = "javascripts/lesson.js"
LESSON_SCRIPTS = tuple(
    f"javascripts/{name}.js"
    for name in ("predict-page", "explorables-page", "questions-page", "lesson-road-page", "run-page", "exercises-page")
)
"""What the parts of a lesson ask for, each where it stands."""
ENOUGH = 3
"""A page that asks for so many of them gets the joined file instead; any other page only those that it needs."""
_LESSON_TAG = re.compile(
    rf'<script type="module" src="([./]*)(?:{"|".join(map(re.escape, LESSON_SCRIPTS))})"></script>\s*'
)


class CannotJoin(ValueError):
    """A module has a form that is not known here. The message says which, and what to write."""


def join_all(entries: Iterable[str], scripts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the joined files by path, and in which of them the modules lie that other files are to take from there.

    `entries` are the modules of every page, `scripts` the texts of all modules by path. Raises CannotJoin.
    """
    of_site = whole(entries, scripts)
    homes = dict.fromkeys(of_site, SITE_SCRIPT)
    of_lesson = whole(LESSON_SCRIPTS, scripts, but=of_site)
    made = {
        SITE_SCRIPT: joined(of_site, scripts, at=SITE_SCRIPT, homes={}),
        LESSON_SCRIPT: joined(of_lesson, scripts, at=LESSON_SCRIPT, homes=homes),
    }
    return made, homes


def with_one_script(page: str) -> str:
    """Return the HTML of a page with one script in place of those that the parts of a lesson ask for."""
    tags = _LESSON_TAG.findall(page)
    if len(tags) < ENOUGH:
        return page
    return _LESSON_TAG.sub("", page).replace(
        "</body>", f'<script type="module" src="{tags[0]}{LESSON_SCRIPT}"></script>\n</body>'
    )


def whole(entries: Iterable[str], scripts: Mapping[str, str], *, but: Iterable[str] = ()) -> list[str]:
    """Return the paths of these modules and of all that they import, each after what it needs; without those of `but`.

    `scripts` has the text of every module by its path. Raises CannotJoin for two that need each other.
    """
    found: dict[str, None] = {}
    left_out = set(but)

    def visit(path: str, way: Sequence[str]) -> None:
        if path in way:
            raise CannotJoin(f"{path}: it needs itself, by way of {' and '.join(way[way.index(path) + 1 :])}")
        if path in found or path in left_out:
            return
        for needed in _needs(path, scripts):
            visit(needed, [*way, path])
        found[path] = None

    for entry in entries:
        visit(entry, [])
    return list(found)


def joined(paths: Iterable[str], scripts: Mapping[str, str], *, at: str, homes: Mapping[str, str]) -> str:
    """Return the text of the file `at` that holds these modules, in the order of `whole`.

    `homes` tells of modules that lie in another joined file. Raises CannotJoin.
    """
    inside = {path: _body(path, scripts[path], homes) for path in paths}
    others = {needed for path in inside for needed in _needs(path, scripts) if needed not in inside}
    if missing := sorted(others - homes.keys()):
        raise CannotJoin(f"{at}: {missing[0]}, which a module of it imports, is in no joined file")
    imports = [f'import {{ {_variable(path)} }} from "{_between(at, homes[path])}";\n' for path in sorted(others)]
    given = [_variable(path) for path, (_, names) in inside.items() if names]
    parts = [_called(path, body, names) for path, (body, names) in inside.items()]
    return "".join([*imports, *parts, *([f"export {{ {', '.join(given)} }};\n"] if given else [])])


def leaning(path: str, script: str, homes: Mapping[str, str]) -> str:
    """Return a module that stays a file of its own, with its imports from modules that lie in a joined file."""

    def instead(match: re.Match[str]) -> str:
        needed = _target(path, match["path"])
        if needed not in homes:
            return match[0]
        return f'import {{ {_variable(needed)} }} from "{_between(path, homes[needed])}"; {_taken(match, needed)}'

    return _IMPORT.sub(instead, script)


def _called(path: str, body: str, names: Sequence[str]) -> str:
    """A module as a function that is called at once. When one that only does something fails, the others go on."""
    if not names:
        return f"try {{ (() => {{\n{body}\n}})(); }} catch (problem) {{ reportError(problem); }}\n"
    return f"const {_variable(path)} = (() => {{\n{body}\nreturn {{ {', '.join(names)} }};\n}})();\n"


def _body(path: str, script: str, homes: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return a module without its imports and exports, and what it gives, as the parts of an object."""
    names = _NAME.findall(script)
    inner = _IMPORT.sub(lambda match: _taken(match, _target(path, match["path"])), script)
    if re.search(r"^export default ", inner, re.MULTILINE):
        names.append(f"default: {DEFAULT}")
    inner = _EXPORT.sub(lambda match: f"const {DEFAULT} = " if match["default"] else "", inner)
    if left := _LEFT.search(inner):
        raise CannotJoin(
            f"{path}: '{left[0][:60]}' cannot be joined: write `import {{ a }} from \"./b.js\";`, `import a from`, "
            "`export function`, `export const`, `export class` or `export default`, each on a line of its own"
        )
    return inner.strip("\n"), names


def _needs(path: str, scripts: Mapping[str, str]) -> list[str]:
    if path not in scripts:
        raise CannotJoin(f"{path}: this module is imported, or named in mkdocs.yml, and is not there")
    return [_target(path, match["path"]) for match in _IMPORT.finditer(scripts[path])]


def _taken(match: re.Match[str], needed: str) -> str:
    """What takes the names of an import out of the module that is there already."""
    if match["whole"]:
        return f"const {{ default: {match['whole']} }} = {_variable(needed)};"
    if match["named"] is None:
        return ""
    names = [re.sub(r"\s+as\s+", ": ", name.strip()) for name in match["named"].split(",") if name.strip()]
    return f"const {{ {', '.join(names)} }} = {_variable(needed)};"


def _target(path: str, address: str) -> str:
    return normpath(str(PurePosixPath(path).parent / address))


def _between(path: str, other: str) -> str:
    found = relpath(other, str(PurePosixPath(path).parent))
    return found if found.startswith(".") else f"./{found}"


def _variable(path: str) -> str:
    return "of_" + re.sub(r"\W", "_", path.removeprefix("javascripts/").removesuffix(".js"))
