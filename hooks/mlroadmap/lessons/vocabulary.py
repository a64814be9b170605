"""The words for what a lesson can introduce, and where each construct of Python's grammar belongs.

The words are coarse, as a beginner meets them: `arithmetic` is `+ - * / // %`. A construct that belongs to no word is
refused in lessons that say what they introduce.
"""

WORDS = {
    "names and values": "rate = 0.2",
    "arithmetic": "3 * (4 + 1) // 2",
    "text in quotes": '"gull"',
    "calling a function": 'print("gull")',
    "comment": "# of one day",
    "for loop": "for word in words:",
    "if": "if … elif … else",
    "comparison": "a < b, a == b, a in b",
    "chained comparison": "0 < a < 1",
    "boolean operators": "a and not b",
    "def and return": "def double(x):",
    "default value": "def step(x, rate=0.1):",
    "function in a function": "a def in a def",
    "functions as values": "handing a function to a function",
    "method call": 'line.split(",")',
    "attribute": "table.shape",
    "augmented assignment": "total += 1",
    "list": "[3, 1, 2]",
    "tuple": "(3, 4)",
    "dictionary": '{"gull": 3}',
    "set": '{"gull", "wren"}',
    "index and slice": "words[0], words[1:3]",
    "slice with step": "words[::2]",
    "rows and columns": "table[1, 2], table[:, 0]",
    "unpacking": "a, b = pair",
    "comprehension": "[x * x for x in values]",
    "f-string": 'f"{share:.1f} %"',
    "import": "import math, math.sqrt(2)",
    "with": "with open(path) as file:",
    "try": "try … except ValueError",
    "raise": 'raise ValueError("no day")',
    "assert": "assert total == 3",
    "named argument": 'print(a, b, sep=",")',
    "star argument": "f(*values), def f(*values)",
    "conditional expression": "a if a > b else b",
    "lambda": "lambda x: x * x",
    "**": "x ** 2",
    "@": "A @ b",
    "while": "while left > 0:",
    "break": "break, continue",
    "del": 'del ages["gull"]',
    "enumerate": "for place, word in enumerate(words):",
    "zip": "for a, b in zip(one, other):",
    "map and filter": "map(len, words)",
    "iterator": "next(rows)",
    "mask": "x[x > 0], (x > 0) & (x < 5)",
    "fancy indexing": "x[[0, 2]]",
    "axis": "x.mean(axis=0)",
    "broadcasting": "rows + column",
    "class": "class Net:, super()",
    "decorator": "@cache",
    "yield": "yield line",
    "type hint": "def double(x: float) -> float:",
    "async": "async def answer(), await answer()",
}
"""Each word, and how it looks."""
TOGETHER = {
    "comparison + if": ("comparison", "if"),
    "list + index and slice": ("list", "index and slice"),
    "import + attribute": ("import", "attribute"),
    "while + break": ("while", "break"),
    "def and return + default value": ("def and return", "default value"),
}
"""Pairs that are met in one breath, and count as one of the five."""
UNSEEN = frozenset({"broadcasting", "functions as values"})
"""Words for what no syntax tree shows: a lesson may introduce them, and nobody is asked for them."""

Words = tuple[str, ...]
"""Words of which any one introduces a construct."""

SET_OR_MASK: Words = ("mask", "set")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FREE = _names(
    """
    Module Interactive Expression FunctionType Expr Load Store Del Pass TypeIgnore alias keyword withitem
    ExceptHandler FormattedValue Slice UAdd USub And Or
    Add Sub Mult Div FloorDiv Mod Pow MatMult BitAnd BitOr BitXor LShift RShift Invert Not
    Eq NotEq Lt LtE Gt GtE Is IsNot In NotIn
    """
)
"""Parts of a construct that has its word itself, and `pass`."""
REFUSED = {
    "AsyncFor": "async for",
    "AsyncWith": "async with",
    "Global": "global",
    "Nonlocal": "nonlocal",
    "NamedExpr": "an assignment within an expression, :=",
    "TryStar": "except*",
    "Match": "match",
    "Interpolation": "a template string",
    "TemplateStr": "a template string",
    "TypeAlias": "a type alias",
    "TypeVar": "a type parameter",
    "TypeVarTuple": "a type parameter",
    "ParamSpec": "a type parameter",
}
"""Constructs that no lesson introduces, and what they are called."""
WITHIN_REFUSED = _names(
    """
    match_case MatchAs MatchClass MatchMapping MatchOr MatchSequence MatchSingleton MatchStar MatchValue
    """
)
NODES: dict[str, Words] = {
    "AnnAssign": ("type hint",),
    "Assert": ("assert",),
    "Assign": ("names and values",),
    "AugAssign": ("augmented assignment",),
    "BoolOp": ("boolean operators",),
    "Await": ("async",),
    "Break": ("break", "while"),
    "ClassDef": ("class",),
    "Continue": ("break", "while"),
    "Delete": ("del",),
    "DictComp": ("comprehension",),
    "GeneratorExp": ("comprehension",),
    "If": ("if",),
    "IfExp": ("conditional expression",),
    "Import": ("import",),
    "ImportFrom": ("import",),
    "JoinedStr": ("f-string",),
    "Lambda": ("lambda",),
    "ListComp": ("comprehension",),
    "Return": ("def and return",),
    "Set": ("set",),
    "SetComp": ("comprehension",),
    "Try": ("try",),
    "With": ("with",),
    "Yield": ("yield",),
    "YieldFrom": ("yield",),
}
"""The words of constructs that are always the same to a reader; `constructs.py` looks closer at the others."""
OPERATORS: dict[str, Words] = {
    **dict.fromkeys(("Add", "Sub", "Mult", "Div", "FloorDiv", "Mod", "UAdd", "USub"), ("arithmetic",)),
    **dict.fromkeys(("BitAnd", "BitOr", "BitXor", "Invert"), SET_OR_MASK),
    "Pow": ("**",),
    "MatMult": ("@",),
    "Not": ("boolean operators",),
}
"""The words of operators; those that are missing are refused."""
FUNCTIONS: dict[str, Words] = {
    "enumerate": ("enumerate",),
    "zip": ("zip",),
    "map": ("map and filter",),
    "filter": ("map and filter",),
    "iter": ("iterator",),
    "next": ("iterator",),
    "super": ("class",),
}
"""Functions of Python itself that are a construct of their own. All others need no more than a call."""
