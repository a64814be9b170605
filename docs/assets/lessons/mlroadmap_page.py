"""Python in the page: runs the cells of a lesson in the browser as its notebook does, and shows what they give.

`docs/javascripts/practice/worker.js` imports this module into Pyodide; no lesson does. What a cell prints, its tables,
figures and errors go to `emit(kind, content)`, in the order in which they arise:

    text, warning   what was written to stdout, to stderr
    table           the HTML of a pandas table
    figure          an SVG
    error           JSON: name, message, traceback, and what helps: text, link, label (or null)

A package is fetched when it is used for the first time, not when a lesson imports it: the set-up cell of a lesson
imports Matplotlib and scikit-learn, and whoever runs only its sums need not wait for them.
"""

import ast
import builtins
import importlib
import io
import json
import linecache
import os
import pprint
import sys
import sysconfig
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

Emit = Callable[[str, str], object]

MOST_TEXT = 100_000
"""Characters of printed text that are shown for one cell; the rest is counted, not kept."""
MOST_TABLE = 400_000
"""Characters of HTML above which a table is shown as text."""
MOST_MESSAGE = 2_000
"""Characters of an error's message that are shown."""
STYLED = ("numpy", "matplotlib", "pandas", "sklearn")
"""Modules that `mlroadmap_lessons.setup` sets up."""
AT_ONCE = ("sklearn.experimental",)
"""Modules that are imported for what the import itself does."""
PAUSE = 0.05
"""Seconds between two messages with printed text."""
DATA = Path("/data")
"""Where data files lie once they are fetched: `mlroadmap_lessons.data` looks there."""


# Printed text -------------------------------------------------------------------------------------------------------


class Stream(io.TextIOBase):
    """Hands on what is printed in parts, and stops at MOST_TEXT characters for both streams of a cell together."""

    def __init__(self, kind: str, emit: Emit, room: list[int]) -> None:
        self.kind = kind
        self.emit = emit
        self.room = room
        self.parts: list[str] = []
        self.last = 0.0

    def writable(self) -> bool:
        """Say yes."""
        return True

    def write(self, text: str) -> int:
        """Keep the text, and hand on what has gathered once in a while."""
        left = self.room[0]
        self.room[0] -= len(text)
        if left > 0:
            self.parts.append(text[:left])
            if time.monotonic() - self.last > PAUSE or self.room[0] <= 0:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Hand on what has gathered."""
        if self.parts:
            text, self.parts = "".join(self.parts), []
            self.emit(self.kind, text)
        self.last = time.monotonic()


# Packages and data, fetched when they are used ----------------------------------------------------------------------


class Fetcher:
    """Fetches from the site, and waits for it: a worker may."""

    def __init__(self, base: str, helpers: str) -> None:
        import pyodide_js  # type: ignore[import-not-found]

        self.base = base
        self.helpers = helpers
        self.loaded = pyodide_js.loadedPackages
        lock = json.loads(self.get(f"{base}pyodide-lock.json"))
        self.packages: dict[str, dict[str, Any]] = lock["packages"]
        self.of_module = {module: name for name, one in self.packages.items() for module in one["imports"]}

    def get(self, address: str) -> bytes:
        """Return what lies at an address of the site. Raises OSError."""
        import js  # type: ignore[import-not-found]

        request = js.XMLHttpRequest.new()
        request.open("GET", address, False)
        request.responseType = "arraybuffer"
        try:
            request.send()
        except Exception:
            raise OSError(f"{address.rpartition('/')[2]} could not be fetched: is the network gone?") from None
        if request.status != 200:
            raise OSError(f"{address.rpartition('/')[2]} could not be fetched: the server said {request.status}")
        content: bytes = request.response.to_bytes()
        return content

    def install(self, module: str) -> None:
        """Fetch the package of a module, and what it needs."""
        for name in self._missing(self.of_module[module.partition(".")[0]]):
            content = self.get(self.base + self.packages[name]["file_name"])
            with zipfile.ZipFile(io.BytesIO(content)) as wheel:
                wheel.extractall(sysconfig.get_paths()["purelib"])
            setattr(self.loaded, name, "page")
        importlib.invalidate_caches()

    def _missing(self, package: str) -> list[str]:
        """Return what has to be fetched for a package, needed ones first."""
        if hasattr(self.loaded, package):
            return []
        needed = [name for one in self.packages[package]["depends"] for name in self._missing(one)]
        return list(dict.fromkeys([*needed, package]))

    def is_waiting(self, module: str) -> bool:
        """Tell whether a module belongs to a package that could be fetched and was not."""
        name = self.of_module.get(module.partition(".")[0])
        return name is not None and not hasattr(self.loaded, name)

    def data(self, name: str) -> Path:
        """Return where a data file of the lessons is. Takes the place of `mlroadmap_lessons.data`."""
        for folder in (DATA, Path.cwd()):
            if (folder / name).is_file():
                return folder / name
        if "/" in name:
            raise FileNotFoundError(f"{name}: give the name of a data file alone")
        try:
            content = self.get(f"{self.helpers}../data/{name}")
        except OSError as problem:
            raise FileNotFoundError(f"{name} is not among the data of the lessons ({problem})") from None
        DATA.mkdir(exist_ok=True)
        (DATA / name).write_bytes(content)
        return DATA / name


class Names(dict[str, Any]):
    """The builtins of a namespace. A name that is in neither is perhaps one of an import that was put off: it is made
    now. Python looks here last, from functions as well."""

    def __init__(self, space: dict[str, Any], more: Mapping[str, Any]) -> None:
        super().__init__(vars(builtins) | more)
        self.space = space
        self.put_off: dict[str, list[str]] = {}
        """The imports that bind each name, in order."""

    def __missing__(self, name: str) -> Any:
        if name not in self.put_off:
            raise KeyError(name)
        for statement in self.put_off[name]:
            exec(statement, self.space)
        return self.space[name]

    def later(self, statement: ast.Import | ast.ImportFrom) -> None:
        """Put off an import of one thing."""
        alias = statement.names[0]
        name = alias.asname or alias.name.partition(".")[0]
        adds = "." in alias.name and not alias.asname  # `import x.y` leaves the rest of x as it is
        self.put_off[name] = [*(self.put_off.get(name, []) if adds else []), ast.unparse(statement)]
        self.space.pop(name, None)


# Cells --------------------------------------------------------------------------------------------------------------


class Session:
    """One Python in one page: its namespaces, by name, and what it has fetched."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher
        self.spaces: dict[str, dict[str, Any]] = {}
        self.emit: Emit = lambda kind, content: None
        self.seed: int | None = None
        self.styled: set[str] = set()
        self.lessons: Any = importlib.import_module("mlroadmap_lessons")
        self._setup = self.lessons.setup
        self.lessons.setup = self.setup
        self.lessons.data = fetcher.data
        inline: Any = ModuleType("matplotlib_inline.backend_inline")
        inline.set_matplotlib_formats = lambda *formats, **options: None
        sys.modules["matplotlib_inline"] = ModuleType("matplotlib_inline")
        sys.modules["matplotlib_inline.backend_inline"] = inline

    def run(self, code: str, name: str, space: str, emit: Emit, own: bool = False) -> bool:
        """Run a cell in a namespace and show what it gives. Returns whether it came to its end.

        Imports of a lesson may be put off. In a learner's `own` code they are made where they stand, so that a mistake
        in one is told there.
        """
        self.emit = emit
        room = [MOST_TEXT]
        out, err = Stream("text", emit, room), Stream("warning", emit, room)
        streams = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = out, err
        try:
            self._execute(code, name, self.space(space), own)
            self.show_figures()
        except SystemExit:
            pass
        except BaseException as error:
            out.flush()
            err.flush()
            emit("error", json.dumps(told(error)))
            return False
        finally:
            out.flush()
            err.flush()
            sys.stdout, sys.stderr = streams
            if room[0] < 0:
                emit("warning", f"\n… and {-room[0]:,} characters more, which are not shown\n")
            self._close_figures()
        return True

    def space(self, name: str) -> dict[str, Any]:
        """Return a namespace, made anew where there is none of this name."""
        if name not in self.spaces:
            made = self.spaces[name] = {"__name__": "__main__"}
            more = {"__import__": self.import_, "input": _no_input, "display": self.display}
            made["__builtins__"] = Names(made, more)
        return self.spaces[name]

    def forget(self, space: str) -> None:
        """Empty a namespace."""
        self.spaces.pop(space, None)

    def _execute(self, code: str, name: str, space: dict[str, Any], own: bool) -> None:
        linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
        tree = ast.parse(code, name)
        if not own:
            tree.body = [left for statement in tree.body for left in self._put_off(statement, space["__builtins__"])]
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), space)
        if last is not None:
            value = eval(_expression(last, name), space)
            if value is not None and not code.rstrip().endswith(";"):
                space["_"] = value
                self.display(value)

    def display(self, *values: object) -> None:
        """Show values as a notebook does: tables as tables, everything else as text."""
        for value in values:
            sys.stdout.flush()
            try:
                table = value._repr_html_()  # type: ignore[attr-defined]
            except Exception:
                table = None
            if table and "<table" in table and len(table) <= MOST_TABLE:
                self.emit("table", table)
            else:
                print(_pretty(value))

    # Figures

    def show_figures(self, *ignored: object, **options: object) -> None:
        """Show the figures that are open, and close them. Takes the place of `plt.show`."""
        if "matplotlib.pyplot" not in sys.modules:
            return
        from matplotlib._pylab_helpers import Gcf  # type: ignore[import-not-found]

        sys.stdout.flush()
        for manager in Gcf.get_all_fig_managers():
            figure = manager.canvas.figure
            if figure.axes or figure.lines or figure.texts:
                text = io.StringIO()
                figure.savefig(text, format="svg", bbox_inches="tight", metadata={"Date": None, "Creator": None})
                self.emit("figure", text.getvalue())
        Gcf.destroy_all()

    def _close_figures(self) -> None:
        if "matplotlib.pyplot" in sys.modules:
            from matplotlib._pylab_helpers import Gcf

            Gcf.destroy_all()

    # Packages

    def setup(self, *, seed: int = 0) -> None:
        """Set the style for what is there, and for the rest when it comes. Takes the place of `lessons.setup`."""
        self.seed = seed
        self.styled = set()
        self.arrived()

    def arrived(self) -> None:
        """Do for packages that came since what `lessons.setup` does for them."""
        new = {name for name in STYLED if not self.fetcher.is_waiting(name)} - self.styled
        if "matplotlib" in new and "mlroadmap_backend" not in sys.modules:
            self._take_the_screen()
        if self.seed is None:
            return
        self.styled |= new
        if "numpy" in new:
            importlib.import_module("numpy").random.seed(self.seed)
        if "pandas" in new:
            self.lessons._short_tables()
        if "sklearn" in new:
            self.lessons._plain_estimators()
        if "matplotlib" in new:
            random = importlib.import_module("numpy").random
            state = random.get_state()
            self._setup(seed=self.seed)
            random.set_state(state)

    def _take_the_screen(self) -> None:
        """Make this module what Matplotlib draws on."""
        os.environ["MPLBACKEND"] = "module://mlroadmap_backend"
        from matplotlib.backends.backend_agg import FigureCanvasAgg  # type: ignore[import-not-found]

        backend: Any = ModuleType("mlroadmap_backend")
        backend.FigureCanvas = FigureCanvasAgg
        backend.show = self.show_figures
        sys.modules["mlroadmap_backend"] = backend

    def _put_off(self, statement: ast.stmt, names: Names) -> Iterator[ast.stmt]:
        """Put off what a statement imports of packages that are not there. Yields what is left to do now."""
        match statement:
            case ast.Import():
                parts = [(alias.name, ast.Import([alias])) for alias in statement.names]
            case ast.ImportFrom(module=str() as module, level=0) if module not in AT_ONCE:
                parts = [(module, ast.ImportFrom(module, [alias], 0)) for alias in statement.names]
            case _:
                parts = []
        if not any(self.fetcher.is_waiting(module) for module, _ in parts) or _is_star(statement):
            yield statement
            return
        for module, part in parts:
            if self.fetcher.is_waiting(module):
                names.later(part)
            else:
                yield ast.fix_missing_locations(ast.copy_location(part, statement))

    def import_(
        self, name: str, globals: Any = None, locals: Any = None, fromlist: Any = (), level: int = 0
    ) -> ModuleType:
        """Import for cells: a package that is not there yet is fetched."""
        if level == 0 and self.fetcher.is_waiting(name):
            self.install(name)
        return builtins.__import__(name, globals, locals, fromlist, level)

    def install(self, module: str) -> None:
        """Fetch the package of a module."""
        self.fetcher.install(module)
        self.arrived()


def _is_star(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*"


def _expression(statement: ast.stmt, name: str) -> CodeType:
    assert isinstance(statement, ast.Expr)
    return compile(ast.Expression(statement.value), name, "eval")


def _no_input(prompt: object = "") -> str:
    raise RuntimeError("input() cannot ask in the page: write the value into the code instead")


def _pretty(value: object) -> str:
    """Return a value as a notebook shows it: containers of the language over several lines where one is too long."""
    if type(value) in (list, tuple, dict, set, frozenset):
        return pprint.pformat(value, width=79, compact=False, sort_dicts=False)
    return repr(value)


def told(error: BaseException) -> dict[str, Any]:
    """Return what to say of an error: its name, its message, the traceback through the learner's cells, what helps."""
    shown = traceback.TracebackException.from_exception(error, compact=True)
    here = __file__
    frames = [frame for frame in shown.stack if frame.filename != here]
    ours = [frame for frame in frames if _is_cell(frame.filename)]
    # of a line that is no Python nothing ran, so there is no trace
    shown.stack = traceback.StackSummary.from_list(ours) if ours else None  # type: ignore[assignment]
    for further in (shown.__cause__, shown.__context__):
        if further is not None:
            further.stack = traceback.StackSummary.from_list([one for one in further.stack if _is_cell(one.filename)])
    return {
        "name": type(error).__name__,
        "message": str(error)[:MOST_MESSAGE],
        "traceback": "".join(shown.format())[:MOST_TEXT],
        "help": help_with(error),
    }


def _is_cell(file: str) -> bool:
    """Tell a cell, such as "cell 3", from a file; those of the standard library lie in a zip and have no time either."""
    return not file.startswith(("<", "/")) and file in linecache.cache and linecache.cache[file][1] is None


def help_with(error: BaseException) -> dict[str, str] | None:
    """Return the sentence and the link for one of the common errors, or None."""
    try:
        from mlroadmap_errors import explain
    except ImportError:
        return None
    advice = explain(error)
    return advice and {"text": advice.text, "link": advice.link, "label": advice.label}
