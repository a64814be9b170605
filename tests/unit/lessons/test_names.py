"""Names that a cell has from a cell that its readers do not have: every way to bind one, and every way to read one."""

import pytest

from mlroadmap.lessons.names import hidden_names
from mlroadmap.lessons.source import read

HEAD = "---\ntitle: T\ndescription: D.\n---\n"


def found(*cells: tuple[str, str], folded: bool = False) -> list[tuple[str, int]]:
    """Return the names found in a lesson of cells, each with its tag, and the number of the cell that reads each."""
    tags = {tag: f' tags=["{tag}"]' if tag else "" for tag, _ in cells}
    source = HEAD + "\n".join(f"```python{tags[tag]}\n{code}\n```" for tag, code in cells)
    text = read(source)
    assert not text.problems
    numbers = {line: number for number, cell in enumerate(text.cells) for line in range(cell.line, cell.line + 40)}
    return [(one.name, numbers[one.line]) for one in hidden_names(text.cells, folded=folded)]


@pytest.mark.parametrize(
    "binding",
    [
        "z = 1",
        "z: int = 1",
        "y = z = 1",
        "(y, *z) = [1, 2]",
        "[y, [z]] = 1, [2]",
        "z += 1",
        "import z",
        "import z.y",
        "import y as z",
        "from y import z",
        "from y import x as z",
        "def z(): pass",
        "async def z(): pass",
        "class z: pass",
        "for z in []: pass",
        "for y, z in []: pass",
        "with open(y) as z: pass",
        "with open(y) as (x, z): pass",
        "if y:\n    z = 1",
        "while y:\n    z = 1",
        "try:\n    y\nexcept ValueError as x:\n    z = 1",
        "try:\n    y\nfinally:\n    z = 1",
        "print(z := 1)",
        "[z := x for x in y]",
        "match y:\n    case z: pass",
        "match y:\n    case [1, *z]: pass",
        "match y:\n    case {'a': 1, **z}: pass",
        "match y:\n    case int() as z: pass",
        "match y:\n    case complex(real=z): pass",
        "def y():\n    global z\n    z = 1",
        "del z",
    ],
)
def test_whatever_binds_a_name_in_a_hidden_cell_is_found(binding: str) -> None:
    assert ("z", 1) in found(("asserts", binding), ("", "print(z)"))
    assert ("z", 1) not in found(("", binding), ("", "print(z)"))


@pytest.mark.parametrize(
    "reading",
    [
        "print(z)",
        "z",
        "z.a = 1",
        "z[0] = 1",
        "y[z] = 1",
        "z += 1",
        "del z",
        "del z[0]",
        "y = z = z + 1",
        "f'{z}'",
        "f'{1:{z}}'",
        "[x for x in z]",
        "[z for x in y]",
        "{x: z for x in y if z}",
        "sum(z * x for x in y)",
        "[[z for a in b] for b in y]",
        "lambda: z",
        "def f(a=z): pass",
        "def f(a: z): pass",
        "def f() -> z: pass",
        "def f(): return z",
        "async def f(): return z",
        "def f():\n    def g(): return z\n    return g",
        "@z\ndef f(): pass",
        "class A(z): pass",
        "class A:\n    b = z",
        "class A:\n    def b(self): return z",
        "if z: pass",
        "while z: pass",
        "for x in z: pass",
        "for z.x in y: pass",
        "with z: pass",
        "with y as z.x: pass",
        "assert z",
        "raise z",
        "try:\n    y\nexcept z:\n    pass",
        "match z:\n    case 1: pass",
        "match y:\n    case x if z: pass",
        "match y:\n    case z.A: pass",
        "(y := z)",
        "print(z)\nz = 1",
        "def f():\n    global z\n    return z",
        "x = y if z else 1",
        "y(*z, **x)",
        "z: int = z",
    ],
)
def test_however_a_name_is_read_it_is_found(reading: str) -> None:
    assert found(("asserts", "z = 1"), ("", "y = x = 1"), ("", reading)) == [("z", 2)]


@pytest.mark.parametrize(
    "code",
    [
        "z = 1\nprint(z)",
        "for z in y: print(z)",
        "with y as z: print(z)",
        "import z\nz.a()",
        "def f(z): return z",
        "def f():\n    z = 1\n    return z",
        "lambda z: z",
        "[z for z in y]",
        "{z: 1 for z in y}",
        "class A:\n    z = 1\n    y = z",
        "y.z",
        "y(z=1)",
        "print(z := 1, z)",
        "match y:\n    case z if z > 1: print(z)",
        "try:\n    y\nexcept ValueError as z:\n    print(z)",
        "if y:\n    z = 1\n    print(z)",
        "z, w = 1, 2\nz += w",
    ],
)
def test_what_a_cell_binds_itself_is_its_own(code: str) -> None:
    assert found(("asserts", "z = 1"), ("", "y = 1"), ("", code)) == []


def test_a_hidden_cell_that_binds_a_name_anew_changes_what_readers_would_see() -> None:
    assert found(("", "z = 1"), ("asserts", "z = 2"), ("", "print(z)")) == [("z", 2)]
    assert found(("", "z = 1"), ("asserts", "z = 2"), ("", "z = 3"), ("", "print(z)")) == []


def test_a_function_may_use_what_a_later_cell_on_the_page_binds() -> None:
    assert found(("", "def f(): return z"), ("", "z = 1")) == []
    assert found(("", "def f(): return z"), ("asserts", "z = 1")) == [("z", 0)]


ROLES = ["", "setup", "starter", "check", "solution", "asserts"]


@pytest.mark.parametrize("reader", ROLES)
@pytest.mark.parametrize("binder", ROLES)
def test_who_may_use_whose_names(binder: str, reader: str) -> None:
    """Checks and what hangs on them see checks; solutions see checks and solutions; what asserts sees all."""
    page = {"", "setup", "starter"}
    allowed = {"check": page | {"check"}, "solution": page | {"check", "solution"}, "asserts": set(ROLES)}
    expected = [] if binder in allowed.get(reader, page) else [("z", 1)]
    assert found((binder, "z = 1"), (reader, "print(z)")) == expected


DRAWN = "# alt: A bar.\n"


@pytest.mark.parametrize("reader", ROLES)
def test_only_another_drawing_may_use_what_a_folded_drawing_binds(reader: str) -> None:
    expected = [] if reader == "asserts" else [("z", 1)]
    assert found(("", f"{DRAWN}z = 1"), (reader, "print(z)"), folded=True) == expected
    assert found(("", f"{DRAWN}z = 1"), (reader, "z = 2\nprint(z)"), folded=True) == []
    assert found(("", f"{DRAWN}z = 1"), ("", f"{DRAWN}print(z)"), folded=True) == []


@pytest.mark.parametrize("reader", ROLES)
def test_a_drawing_whose_code_is_open_binds_for_all(reader: str) -> None:
    assert found(("", f"{DRAWN}z = 1"), (reader, "print(z)")) == []
    assert found(("shown", f"{DRAWN}z = 1"), (reader, "print(z)"), folded=True) == []


def test_a_drawing_that_binds_a_name_of_the_page_anew_changes_what_readers_would_see() -> None:
    assert found(("", "z = 1"), ("", f"{DRAWN}for z in y: pass"), ("", "print(z)"), folded=True) == [("z", 2)]


def test_a_drawing_may_use_what_the_page_binds() -> None:
    assert found(("", "z = 1"), ("", f"{DRAWN}print(z)"), folded=True) == []


def test_a_name_is_told_once_in_a_cell_and_in_each_cell() -> None:
    assert found(("asserts", "z = 1"), ("", "z\nz\nlambda: z"), ("", "z")) == [("z", 1), ("z", 2)]


def test_a_name_that_python_itself_knows_or_that_nobody_binds_is_not_asked_for() -> None:
    assert found(("asserts", "x = 1"), ("", "print(len, __name__, display, unknown)")) == []
