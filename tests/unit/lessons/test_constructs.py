"""Every construct of the grammar has its word or is refused, and none is passed over."""

import ast
from collections.abc import Iterator

import pytest

from mlroadmap.lessons.constructs import CLOSER, comments, constructs, library_names
from mlroadmap.lessons.syntax import imports_of
from mlroadmap.lessons.vocabulary import (
    FREE,
    FUNCTIONS,
    NODES,
    OPERATORS,
    REFUSED,
    TOGETHER,
    UNSEEN,
    WITHIN_REFUSED,
    WORDS,
)

ABSTRACT = {
    "AST", "boolop", "cmpop", "excepthandler", "expr", "expr_context", "mod", "operator", "pattern", "slice", "stmt",
    "type_ignore", "type_param", "unaryop",
}  # fmt: skip
OF_OLD_PYTHONS = {
    "AugLoad", "AugStore", "Bytes", "Ellipsis", "ExtSlice", "Index", "NameConstant", "Num", "Param", "Str", "Suite",
}  # fmt: skip
"""Classes that `ast` keeps for old code, and that no parser makes."""


def classes(of: type[ast.AST] = ast.AST) -> Iterator[str]:
    for one in of.__subclasses__():
        yield one.__name__
        yield from classes(one)


def words(code: str) -> set[tuple[str, ...]]:
    """Return the words of some code, but for those of names, numbers and text."""
    tree = ast.parse(code)
    found = {one.words for one in constructs(tree, imports_of(tree))}
    return found - {("names and values",), ("text in quotes",)}


def test_every_class_of_the_syntax_tree_has_its_place() -> None:
    known = FREE | NODES.keys() | REFUSED.keys() | WITHIN_REFUSED | CLOSER.keys()
    assert set(classes()) - ABSTRACT - OF_OLD_PYTHONS - known == set()


def test_a_class_has_one_place_but_for_a_closer_look() -> None:
    places = [FREE, NODES.keys() - {"AugAssign", "ClassDef"}, REFUSED.keys(), WITHIN_REFUSED, CLOSER.keys()]
    names = [name for place in places for name in place]
    assert len(names) == len(set(names))


def test_every_operator_has_its_word_or_is_refused() -> None:
    operators = {one.__name__ for kind in (ast.operator, ast.unaryop) for one in kind.__subclasses__()}
    assert operators - OPERATORS.keys() == {"LShift", "RShift"}


def test_all_words_that_constructs_ask_for_are_in_the_vocabulary() -> None:
    asked = {word for table in (NODES, OPERATORS, FUNCTIONS) for words in table.values() for word in words}
    asked |= {word for one in TOGETHER.values() for word in one} | UNSEEN
    assert asked <= WORDS.keys()


EXAMPLES = [
    ("print(x)", {("calling a function",)}),
    ("-x + 2 * x // 3 % 4", {("arithmetic",)}),
    ("x ** 2", {("**",)}),
    ("a @ b", {("@",)}),
    ("a & b", {("mask", "set")}),
    ("~a", {("mask", "set")}),
    ("x += 1", {("augmented assignment",), ("arithmetic",)}),
    ("x **= 2", {("augmented assignment",), ("**",)}),
    ("a and not b", {("boolean operators",)}),
    ("a in b", {("comparison",)}),
    ("0 < a < 1", {("comparison",), ("chained comparison",)}),
    ("if a: pass", {("if",)}),
    ("if a: pass\nelif b: pass\nelse: pass", {("if",)}),
    ("a if b else c", {("conditional expression",)}),
    ("for a in b: pass", {("for loop",)}),
    ("for a, b in c: pass", {("for loop",), ("unpacking",)}),
    ("for a in b: pass\nelse: pass", {("for loop",), ()}),
    ("for a in enumerate(b): pass", {("for loop",), ("enumerate",), ("calling a function",)}),
    ("zip(a, b)", {("zip",), ("calling a function",)}),
    ("map(a, b)", {("map and filter",), ("calling a function",)}),
    ("next(iter(b))", {("iterator",), ("calling a function",)}),
    ("while a: pass", {("while",)}),
    ("while a: break", {("while",), ("break", "while")}),
    ("for a in b: continue", {("for loop",), ("break", "while")}),
    ("def f(): pass", {("def and return",)}),
    ("def f(): return 1", {("def and return",)}),
    ('def f():\n    """Say what for."""', {("def and return",)}),
    ("def f(a=1): pass", {("def and return",), ("default value", "named argument")}),
    ("def f(*, a=1): pass", {("def and return",), ("default value", "named argument"), ("star argument",)}),
    ("def f(*a): pass", {("def and return",), ("star argument",)}),
    ("def f(**a): pass", {("def and return",), ("star argument",)}),
    ("def f(a, /): pass", {("def and return",), ("star argument",)}),
    ("def f(a: int): pass", {("def and return",), ("type hint",)}),
    ("def f() -> int: pass", {("def and return",), ("type hint",)}),
    ("x: int = 1", {("type hint",)}),
    ("def f():\n    def g(): pass", {("def and return",), ("function in a function",)}),
    ("@a\ndef f(): pass", {("def and return",), ("decorator",)}),
    ("lambda a: a", {("lambda",)}),
    ("lambda a=1: a", {("lambda",), ("default value", "named argument")}),
    ("f(a=1)", {("calling a function",), ("named argument",)}),
    ("f(axis=1)", {("calling a function",), ("named argument",), ("axis",)}),
    ("f(*a)", {("calling a function",), ("star argument",)}),
    ("f(**a)", {("calling a function",), ("star argument",)}),
    ("[*a]", {("list",), ("star argument",)}),
    ("{**a}", {("dictionary",), ("star argument",)}),
    ("a, *b = c", {("unpacking",), ("unpacking", "star argument")}),
    ("[a, b] = c", {("unpacking",)}),
    ("a = 1, 2", {("tuple", "unpacking")}),
    ("'a'.upper()", {("method call",)}),
    ("a.b", {("attribute",)}),
    ("a.b = 1", {("attribute",)}),
    ("a.b.c()", {("attribute",), ("method call",)}),
    ("[1]", {("list",)}),
    ("{1: 2}", {("dictionary",)}),
    ("{1}", {("set",)}),
    ("a[0]", {("index and slice", "dictionary")}),
    ("a['b'] = 1", {("index and slice", "dictionary")}),
    ("a[1:2]", {("index and slice",)}),
    ("a[::2]", {("index and slice",), ("slice with step",)}),
    ("a[1, 2]", {("rows and columns",), ("index and slice", "dictionary")}),
    ("a[:, 0]", {("rows and columns",), ("index and slice",), ("index and slice", "dictionary")}),
    ("a[a > 1]", {("mask",), ("comparison",)}),
    ("a[(a > 1) & b]", {("mask",), ("mask", "set"), ("comparison",)}),
    ("a[[0, 2]]", {("fancy indexing",), ("fancy indexing", "list")}),
    ("[a for a in b]", {("comprehension",)}),
    ("[a for a in b if a]", {("comprehension",)}),
    ("{a for a in b}", {("comprehension",)}),
    ("{a: a for a in b}", {("comprehension",)}),
    ("sum(a for a in b)", {("comprehension",), ("calling a function",)}),
    ("f'{a}'", {("f-string",)}),
    ("f'{a:.1f} of {b}'", {("f-string",)}),
    ("import a", {("import",)}),
    ("from a import b", {("import",)}),
    ("if a:\n    import b", {("if",), ("import",)}),
    ("import a\na.b(1)", {("import",), ("calling a function",)}),
    ("import a\na.b", {("import",)}),
    ("from a import b\nb(1).c()", {("import",), ("calling a function",), ("method call",)}),
    ("with a as b: pass", {("with",)}),
    ("try: pass\nexcept a as b: pass\nelse: pass\nfinally: pass", {("try",)}),
    ("raise a", {("raise", "try")}),
    ("assert a", {("assert",)}),
    ("del a", {("del",)}),
    ("class A: pass", {("class",)}),
    ("@a\nclass A: pass", {("class",), ("decorator",)}),
    ("def f(): yield 1", {("def and return",), ("yield",)}),
    ("def f(): yield from a", {("def and return",), ("yield",)}),
    ("async def f(): await a", {("def and return",), ("async",)}),
    ("@a\nasync def f(b: int): pass", {("def and return",), ("async",), ("decorator",), ("type hint",)}),
    ("async def f():\n    def g(): pass", {("def and return",), ("async",), ("function in a function",)}),
]


@pytest.mark.parametrize(("code", "expected"), EXAMPLES)
def test_each_construct_has_its_word(code: str, expected: set[tuple[str, ...]]) -> None:
    assert words(code) == expected


def test_every_word_that_a_tree_shows_is_met_in_an_example() -> None:
    met = {word for _, found in EXAMPLES for one in found for word in one}
    assert WORDS.keys() - met == UNSEEN | {"names and values", "text in quotes", "comment"}


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("async def f():\n    async for a in b: pass", "async for"),
        ("async def f():\n    async with a: pass", "async with"),
        ("def f():\n    global a", "global"),
        ("def f():\n    a = 1\n    def g():\n        nonlocal a", "nonlocal"),
        ("(a := 1)", "an assignment within an expression, :="),
        ("match a:\n    case {'b': [1, *c], **d} | A(x=1) | None as e: pass", "match"),
        ("try: pass\nexcept* a: pass", "except*"),
        ("a << 1", "`a << 1`"),
        ("b'a'", "`b'a'`"),
        ("1j", "`1j`"),
    ],
)
def test_what_no_lesson_introduces_is_refused(code: str, shown: str) -> None:
    tree = ast.parse(code)
    refused = [one.shown for one in constructs(tree, {}) if not one.words]
    assert shown in refused


def test_a_comprehension_that_waits_is_refused() -> None:
    assert () in words("async def f():\n    return [a async for a in b]")
    assert () not in words("def f():\n    return [a for a in b]")


@pytest.mark.parametrize(
    "code",
    [
        "import mlroadmap_lessons as lessons",
        "import mlroadmap_lessons as lessons\nlessons.setup()",
        "import mlroadmap_lessons as lessons\nlessons.check(a[0], lambda b: b)",
        "raise NotImplementedError",
        "...",
        "pass",
    ],
)
def test_what_sets_up_and_judges_is_no_part_of_a_lesson(code: str) -> None:
    assert words(code) == set()


def test_a_construct_is_told_with_its_line_and_shortened() -> None:
    tree = ast.parse("x = 1\ny = (\n    [value_of_this_long_name for value_of_this_long_name in y]\n)")
    [one] = [one for one in constructs(tree, {}) if one.words == ("comprehension",)]
    assert (one.line, one.shown) == (3, "`[value_of_this_long_name for value_of_this_long_n…`")


def test_comments_are_found_and_a_hash_in_quotes_is_none() -> None:
    assert [(one.line, one.shown) for one in comments("x = '# a'\ny = 1  # b")] == [(2, "# b")]


def test_library_names_are_read_as_typed_and_whole() -> None:
    tree = ast.parse(
        "import numpy as np, os.path\nfrom a.b import C\nimport mlroadmap_lessons as lessons\n"
        "np.linalg.norm(x).sum()\nC(1)\nos.path.join(y)\nlessons.data(z)\nx.y"
    )
    found = {(typed, whole) for _, typed, whole in library_names(tree, imports_of(tree))}
    assert found == {("np.linalg.norm", "numpy.linalg.norm"), ("C", "a.b.C"), ("os.path.join", "os.path.join")}
