"""What the common errors of beginners mean, in a sentence or two, and where on this site to read on.

Used in two places: the page shows it under a traceback (`mlroadmap_page`), and a learner's notebook prints it
(`mlroadmap_notebook` calls `follow_notebook`). Each kind is one row of KINDS: the exception's name, a pattern
that is looked for in its message, the sentence, and a link. The first row that fits is taken, so exact ones come first.
"""

import os
import re
import sys
from dataclasses import dataclass
from typing import Any

TRACEBACK = ("glossary/#traceback", "Traceback")
TYPES = ("glossary/#data-type", "Data type")
LISTS = ("glossary/#list", "List")
DICTIONARIES = ("glossary/#dictionary", "Dictionary")
FUNCTIONS = ("glossary/#function", "Function")
VARIABLES = ("glossary/#variable", "Variable")
LOOPS = ("glossary/#loop", "Loop")
LIBRARIES = ("stage-1/python-environments/", "Libraries and virtual environments")
FIRST = ("stage-1/first-lines/", "Your first lines")
BASICS = ("stage-1/python-basics/", "Variables, loops, functions")
FILES = ("stage-1/files-and-errors/", "Files and errors")
SHAPES = ("glossary/#broadcasting", "Broadcasting")
TABLES = ("stage-1/numpy-pandas/", "Arrays and tables")
CLEANING = ("stage-1/data-cleaning/", "Cleaning and preprocessing")
MISSING = ("glossary/#missing-value", "Missing value")
FIT = ("stage-2/learning-types/", "Fit, predict, score")
MATRICES = ("glossary/#matrix", "Matrix")
ENCODING = ("glossary/#one-hot-encoding", "One-hot encoding")
MODELS = ("glossary/#model", "Model")

KINDS: tuple[tuple[str, str, str, tuple[str, str]], ...] = (
    # Layout
    ("TabError", "", "Some lines are indented with tabs and some with spaces. Use four spaces everywhere.", BASICS),
    (
        "IndentationError",
        "expected an indented block",
        "After a line that ends in a colon, the next line must be indented by four spaces: that is how Python knows "
        "what belongs to it. A block that does nothing yet holds `pass`.",
        LOOPS,
    ),
    (
        "IndentationError",
        "unexpected indent",
        "This line is indented further than the one before, but no line above it ends in a colon. Remove the spaces "
        "at its start.",
        LOOPS,
    ),
    (
        "IndentationError",
        "",
        "The start of this line is not below the start of any line above it. Lines of one block must be indented by "
        "the same number of spaces.",
        LOOPS,
    ),
    # Syntax
    (
        "SyntaxError",
        r"'(?P<mark>[(\[{])' was never closed",
        "A bracket `{mark}` was opened and never closed. The cause can stand some lines above the place that Python "
        "points at: count the brackets.",
        FIRST,
    ),
    (
        "SyntaxError",
        r"unmatched '(?P<mark>[)\]}])'",
        "There is a `{mark}` with no opening bracket before it: one too many, or the opening one is missing.",
        FIRST,
    ),
    (
        "SyntaxError",
        r"closing parenthesis '(?P<mark>.)' does not match opening parenthesis '(?P<other>.)'",
        "What was opened with `{other}` is closed with `{mark}`. Brackets are closed by their own kind, the inner "
        "ones first.",
        FIRST,
    ),
    (
        "SyntaxError",
        r"unterminated triple-quoted",
        "A text was begun with three quotation marks and not ended. It ends with the same three marks, some "
        "lines below.",
        BASICS,
    ),
    (
        "SyntaxError",
        r"f-string:",
        "In a text that begins with `f`, curly brackets hold a piece of code. Is a bracket missing, is there "
        "nothing between the two, or does the code in it have a mistake? Brackets that are to be shown are "
        "written twice: `{{` and `}}`.",
        BASICS,
    ),
    (
        "SyntaxError",
        "unterminated|EOL while scanning|EOF while scanning",
        "A text was begun with a quotation mark and not ended. Both ends need the same mark, on the same line.",
        FIRST,
    ),
    (
        "SyntaxError",
        "expected ':'",
        "A colon is missing. Lines that begin with `if`, `for`, `while`, `def`, `else`, `with` or `try` end in one.",
        LOOPS,
    ),
    (
        "SyntaxError",
        "cannot assign|you meant ['\"]==['\"]|assign to",
        "`=` gives a name to a value, with the name on the left. To ask whether two things are equal, write `==`.",
        VARIABLES,
    ),
    (
        "SyntaxError",
        "forgot a comma",
        "Two values stand side by side with nothing between them. A comma or an operator is missing, or a quotation "
        "mark ends a text too early.",
        FIRST,
    ),
    (
        "SyntaxError",
        "Missing parentheses in call to 'print'",
        "`print` is a function: what it prints stands in brackets, `print(x)`.",
        FUNCTIONS,
    ),
    (
        "SyntaxError",
        "positional argument follows keyword",
        "In a call, arguments without a name come first, those with a name (`size=3`) after them.",
        FUNCTIONS,
    ),
    (
        "SyntaxError",
        r"leading zeros",
        "A whole number does not begin with 0: write `7`, not `07`.",
        BASICS,
    ),
    (
        "SyntaxError",
        r"invalid decimal literal",
        "A digit is followed by letters. A name cannot begin with a digit, and a unit cannot stand behind a "
        "number.",
        VARIABLES,
    ),
    (
        "SyntaxError",
        r"(non-default argument|parameter without a default) follows",
        "Between the brackets of `def`, those that have a value of their own (`size=3`) stand after those "
        "that have none.",
        FUNCTIONS,
    ),
    (
        "SyntaxError",
        r"expected 'except' or 'finally' block",
        "Below the lines of `try` stands `except` or `finally`, indented like `try` itself.",
        TRACEBACK,
    ),
    (
        "SyntaxError",
        "invalid (non-printable )?character",
        "There is a character here that is not part of Python, often one that was copied from a text: a curly "
        "quotation mark, a long dash, a special space. Type it again.",
        FIRST,
    ),
    (
        "SyntaxError",
        "'(?P<word>return|yield|await)' outside",
        "`{word}` works only inside a function. The line is indented too little, or the `def` above it is missing.",
        FUNCTIONS,
    ),
    (
        "SyntaxError",
        "'(?P<word>break|continue)' (outside|not)",
        "`{word}` works only inside a loop. The line is indented too little, or the `for` or `while` above it is "
        "missing.",
        LOOPS,
    ),
    (
        "SyntaxError",
        "",
        "Python could not read this line. Look at the place that it points at and just before it: a missing comma, "
        "bracket, quotation mark or colon is the usual cause, sometimes one line above.",
        TRACEBACK,
    ),
    # Names
    (
        "UnboundLocalError",
        r"variable '(?P<name>[^']+)'",
        "Inside this function `{name}` is used before it gets a value there. A function that assigns to a name has a "
        "variable of its own, even if there is one of that name outside: pass the value as an argument.",
        FUNCTIONS,
    ),
    (
        "NameError",
        r"free variable '(?P<name>[^']+)'",
        "`{name}` is used before it gets a value in the function around this one.",
        FUNCTIONS,
    ),
    (
        "NameError",
        r"name '(?P<name>np|pd|plt|sns|math|random|time|json|re|os|sys|csv|datetime|statistics|itertools|Path|Counter|lessons)' is not",
        "Nothing has the name `{name}` so far. It is the usual name of something that is imported: write the "
        "import, or run the cell that holds it.",
        LIBRARIES,
    ),
    (
        "NameError",
        r"name '(?P<name>[^']+)' is not defined.*(Did you mean|forget to import)",
        "Nothing has the name `{name}` so far. Is it misspelt? The message makes a guess. Capital letters count.",
        VARIABLES,
    ),
    (
        "NameError",
        r"name '(?P<name>[^']+)'",
        "Nothing has the name `{name}` so far. Is it misspelt (capital letters count), was the cell that makes it not "
        "run yet, or is it a text without its quotation marks?",
        VARIABLES,
    ),
    # Types
    (
        "TypeError",
        r"NoneType",
        "One of the values is `None`, which stands for nothing. Often it comes from a function without a "
        "`return`, or from a method that changes a thing in place and gives nothing back, such as "
        "`numbers.sort()`.",
        FUNCTIONS,
    ),
    (
        "TypeError",
        r'can only concatenate str \(not "(?:int|float|bool|numpy\.\w+)"\)|must be str, not (?:int|float)\b'
        r"|unsupported operand type\(s\) for \+=?: '(?:int|float)' and 'str'",
        "`+` joins two texts or adds two numbers, not one of each. Turn the number into a text with `str(…)`, or the "
        "text into a number with `int(…)` or `float(…)`.",
        TYPES,
    ),
    (
        "TypeError",
        r'can only concatenate (?P<a>list|tuple) \(not "(?P<b>[\w.]+)"\)',
        "`+` joins a {a} with another {a} only, and the other value is of type {b}. To add one element to a "
        "list, write `numbers.append(x)`.",
        LISTS,
    ),
    (
        "TypeError",
        r'can only concatenate str \(not "(?P<b>[\w.]+)"\)',
        "`+` joins a text with another text only, and the other value is of type {b}. Pick the part of it "
        "that is meant, or turn it into a text with `str(…)`.",
        TYPES,
    ),
    (
        "TypeError",
        r"unsupported operand type\(s\) for (?P<sign>\S+)(?: or [\w()]+)?: '(?P<a>[^']+)' and '(?P<b>[^']+)'",
        "`{sign}` does not work between a value of type {a} and one of type {b}. A text that looks like a "
        "number is still a text, until `int(…)` or `float(…)` makes a number of it.",
        TYPES,
    ),
    (
        "TypeError",
        r"can't multiply sequence by non-int of type '(?P<a>[^']+)'",
        "A text or a list times a whole number repeats it; here the other value is of type {a}. If numbers "
        "are meant, make them of the texts first, with `int(…)` or `float(…)`.",
        TYPES,
    ),
    (
        "TypeError",
        r"bad operand type for (?P<sign>.+): '(?P<a>[^']+)'",
        "This works on numbers, and the value is of type {a}. `int(…)` or `float(…)` makes a number of a "
        "text.",
        TYPES,
    ),
    (
        "TypeError",
        r"not supported between instances of '(?P<a>[^']+)' and '(?P<b>[^']+)'",
        "A value of type {a} and one of type {b} cannot be compared. A number that was read from a file or typed is a "
        "text until it is converted with `int(…)` or `float(…)`.",
        TYPES,
    ),
    (
        "TypeError",
        r"'(?P<a>[^']+)' object is not callable",
        "Round brackets after a name call a function, but this is a value of type {a}. Square brackets pick an "
        "element. Or a variable was given the name of a function, such as `list` or `sum`, and hides it.",
        FUNCTIONS,
    ),
    (
        "TypeError",
        r"object of type '(?P<a>[^']+)' has no len",
        "A value of type {a} has no length, since it has no elements. `print(…)` shows what it is.",
        TYPES,
    ),
    (
        "TypeError",
        r"argument of type '(?P<a>[^']+)' is not",
        "`in` looks for something in a text, a list, a set or a dictionary, and the value on its right is of "
        "type {a}.",
        LISTS,
    ),
    (
        "TypeError",
        r"requires string as left operand",
        "On the right of `in` is a text, so only a text can be looked for in it. `str(…)` makes a text of a "
        "number.",
        TYPES,
    ),
    (
        "TypeError",
        r"cannot unpack non-iterable (?P<a>[\w.]+) object",
        "There are several names on the left of `=` (or after `for`), and on the right a single value of type "
        "{a}, which cannot be shared out among them.",
        LOOPS,
    ),
    (
        "TypeError",
        r"'(?P<a>[^']+)' object cannot be interpreted as an integer",
        "A whole number is wanted here, and the value is of type {a}. `int(…)` makes one of a text, and cuts "
        "off decimals.",
        TYPES,
    ),
    (
        "TypeError",
        r"(?P<f>int|float)\(\) argument must be .*, not '(?P<a>[^']+)'",
        "`{f}(…)` makes a number of one text or number, and this is of type {a}. Pick one element, or do it "
        "for each in a loop.",
        TYPES,
    ),
    (
        "TypeError",
        r"sequence item \d+: expected str instance, (?P<a>\w+) found",
        "`join` takes texts alone, and one of these is of type {a}. Turn each into a text with `str(…)` "
        "first.",
        TYPES,
    ),
    (
        "TypeError",
        r"converted during string formatting|arguments for format string|format: a .* is required",
        "`%` after a text puts values into the text. If the remainder of a division is meant, make a number "
        "of the text first, with `int(…)`.",
        TYPES,
    ),
    (
        "TypeError",
        r"'(?P<a>set|frozenset|dict_keys|dict_values|dict_items|generator|map|zip|filter|enumerate|reversed|\w*iterator)' object is not subscriptable",
        "A value of type {a} has no places by number. Make a list of it first, with `list(…)`, and pick from "
        "that.",
        LISTS,
    ),
    (
        "TypeError",
        r"'(?:builtin_function_or_method|function|method|type|numpy\.ufunc|numpy\._ArrayFunctionDispatcher)' object is not "
        r"subscriptable|^type '\w+' is not subscriptable",
        "Square brackets stand after a function. To call it, use round brackets.",
        FUNCTIONS,
    ),
    (
        "TypeError",
        r"'(?P<a>[^']+)' object is not (subscriptable|iterable)",
        "A value of type {a} has no elements, so it can be neither indexed nor looped over. For a loop of n rounds "
        "write `range(n)`.",
        LISTS,
    ),
    (
        "TypeError",
        r"'(?P<a>[^']+)' object does(?: not|n't) support item (?:assignment|deletion)",
        "No single element can be set in a value of type {a}. Texts and tuples are never changed in place: make a new "
        "one, or use a list.",
        LISTS,
    ),
    (
        "TypeError",
        r"(list|tuple|string|range) indices must be integers",
        "An element of a list is picked by its place, a whole number from 0 on. A key in quotation marks works for a "
        "dictionary, and `numbers[1.0]` must be `numbers[1]`.",
        LISTS,
    ),
    (
        "TypeError",
        r"missing \d+ required (positional|keyword-only) arguments?",
        "The function was called with too few values. Compare the call with the brackets after its `def`.",
        FUNCTIONS,
    ),
    (
        "TypeError",
        r"got multiple values for (?:keyword )?argument '(?P<name>\w+)'",
        "The argument `{name}` was given twice: once by its place and once by its name.",
        FUNCTIONS,
    ),
    (
        "TypeError",
        r"takes (?:exactly|at most|at least|no) .*argument|expected (?:at (?:most|least) )?\d+ arguments?, got|takes no (?:keyword )?arguments",
        "The function was called with another number of values than it takes. `help(…)` shows how it is "
        "called; several values in one list are one argument.",
        FUNCTIONS,
    ),
    (
        "TypeError",
        r"takes .*positional arguments? but .* (was|were) given",
        "The function was called with more values than it takes. Compare the call with the brackets after its `def`; "
        "several values in one list are one argument.",
        FUNCTIONS,
    ),
    (
        "TypeError",
        r"(?:got an unexpected keyword argument '|^')(?P<name>\w+)'",
        "The function has no argument of the name `{name}`. Is it misspelt, or from another version of the library? "
        "`help(…)` lists them.",
        FUNCTIONS,
    ),
    (
        "TypeError",
        r"unhashable type",
        "A key of a dictionary and an element of a set must not change, so a list, a set or a dictionary cannot be one. "
        "In place of a list use a tuple: `(1, 2)` instead of `[1, 2]`.",
        DICTIONARIES,
    ),
    (
        "TypeError",
        r"reduction .* dtype|Could not convert .* to numeric|does not support (?:operation|reduction)",
        "A column of texts cannot be computed with. Choose the columns with numbers, or make numbers of the "
        "texts with `pd.to_numeric(…)`.",
        CLEANING,
    ),
    (
        "TypeError",
        "",
        "Something was given that does not fit: a value of another type, or one too many or too few. `print(type(…))` "
        "before the line shows the types.",
        TYPES,
    ),
    # Attributes (an estimator that is not fitted raises an AttributeError of its own kind)
    (
        "NotFittedError",
        "",
        "The model has not learned anything yet: call `model.fit(X, y)` before `predict`, `transform` or `score`, on "
        "the same object.",
        FIT,
    ),
    (
        "AttributeError",
        r"'NoneType' object has no attribute '(?P<name>[^']+)'",
        "What stands before `.{name}` is `None`. Often it comes from a function without a `return`, or from a method "
        "that changes a thing in place and gives nothing back.",
        FUNCTIONS,
    ),
    (
        "AttributeError",
        r"module '(?P<a>[^']+)' has no attribute '(?P<name>[^']+)'",
        "The module {a} has nothing called `{name}`. Is it misspelt, does a file of yours have the name of the "
        "library, or was it removed in a newer version?",
        LIBRARIES,
    ),
    (
        "AttributeError",
        r"'DataFrame' object has no attribute '(?P<name>[^']+)'",
        "The table has neither a column nor a method called `{name}`. `table.columns` lists the columns; "
        '`table["{name}"]` is the surer way to ask for one.',
        TABLES,
    ),
    (
        "AttributeError",
        r"'Series' object has no attribute '(?P<name>[^']+)'",
        "The column (a Series) has no method and no label called `{name}`. Is it misspelt, or was the whole "
        "table meant?",
        TABLES,
    ),
    (
        "AttributeError",
        r"'(?P<a>[^']+)' object has no attribute '(?P<name>[a-z]\w*[a-z]_)'",
        "Values of a model that end in an underscore, such as `{name}`, are there once it was fitted, if a "
        "{a} has them at all: was `fit` called on this object?",
        FIT,
    ),
    (
        "AttributeError",
        r"'(?P<a>[^']+)' object has no attribute '(?P<name>[^']+)'",
        "A value of type {a} has nothing called `{name}`. Is it misspelt, or is the value of another type than you "
        "think? `print(type(…))` tells.",
        TYPES,
    ),
    ("AttributeError", "", "What stands after the dot does not exist. Is it misspelt?", TYPES),
    # Keys and places
    (
        "KeyError",
        r"not in index|(?:are|is) in the (?:\[|columns)|not found in axis",
        "A column or row that is asked for is not in the table. `print(table.columns)` shows the names, exactly as "
        "they are written: spaces and capital letters count.",
        TABLES,
    ),
    (
        "KeyError",
        "",
        "{key} is not there: no such key of a dictionary, or no such column or row of a table. `list(d)` and "
        "`table.columns` show what there is: spaces and capital letters count, and 1 is not `'1'`. `d.get(key)` asks "
        "without failing.",
        DICTIONARIES,
    ),
    (
        "IndexError",
        r"axis (?P<axis>\d+) with size 0",
        "There is nothing in it along axis {axis}: did a filter leave no row? `print(array.shape)` shows the "
        "sizes.",
        LISTS,
    ),
    (
        "IndexError",
        r"only integers, slices|arrays used as indices must be",
        "An element of an array is picked with whole numbers, slices, or True and False for each place. Names "
        'of columns work for tables, `table["name"]`.',
        LISTS,
    ),
    (
        "IndexError",
        r"boolean index did not match",
        "The array of True and False is not as long as the array that it picks from. Print the `.shape` of "
        "both.",
        SHAPES,
    ),
    (
        "IndexError",
        r"invalid index to scalar",
        "What stands before the square brackets is a single number, not an array.",
        LISTS,
    ),
    (
        "IndexError",
        r"Replacement index",
        "There are more curly brackets in the text than values that are put in.",
        BASICS,
    ),
    (
        "IndexError",
        r"axis (?P<axis>\d+) with size (?P<n>\d+)",
        "Along axis {axis} the size is {n}, and places are counted from 0. The last one is {last}, or -1.",
        LISTS,
    ),
    (
        "IndexError",
        r"too many indices",
        "There are more numbers in the square brackets than the array has axes. `print(array.shape)` shows how many.",
        MATRICES,
    ),
    (
        "IndexError",
        "",
        "There is no element at this place. Places are counted from 0, so the last of five is 4; `numbers[-1]` is "
        "always the last. Is the list empty, or does a loop go one round too far?",
        LISTS,
    ),
    # Shapes
    (
        "ValueError",
        r"could not broadcast input array",
        "What is put in does not have the shape of the place that it is put into. Print the `.shape` of both.",
        SHAPES,
    ),
    (
        "ValueError",
        r"input array dimensions|must have same number of dimensions",
        "Arrays that are joined must have the same size in every direction but the one in which they are "
        "joined. Print the `.shape` of each.",
        SHAPES,
    ),
    (
        "ValueError",
        r"could not be broadcast together|shape mismatch|Lengths must match",
        "The shapes do not fit. Write them below each other, aligned on the right: in every position the sizes must "
        "be equal, or one of them 1.",
        SHAPES,
    ),
    (
        "ValueError",
        r"matmul|shapes .* not aligned|mismatch in its core dimension",
        "To multiply two matrices, the first must have as many columns as the second has rows. `print(a.shape, "
        "b.shape)`; often one of them has to be transposed with `.T`.",
        MATRICES,
    ),
    (
        "ValueError",
        r"Expected 2D array, got (1D|scalar) array",
        "scikit-learn wants a table with a row for each case and a column for each feature. Turn one column into a "
        'table with `table[["x"]]` or `x.reshape(-1, 1)`, one case with `x.reshape(1, -1)`.',
        FIT,
    ),
    (
        "ValueError",
        r"inconsistent numbers of samples|same first dimension|All arrays must be of the same length|"
        r"Length of values|same length",
        "Two things that belong together have different lengths. Print the `len(…)` or `.shape` of both: was one of "
        "them filtered or split and the other not?",
        TABLES,
    ),
    (
        "ValueError",
        r"X has (?P<a>\d+) features, but \w+ is expecting (?P<b>\d+)|feature names should match",
        "The model was fitted on other columns than it is given now. Use the same columns in the same order, best "
        "with the preparation and the model in one pipeline.",
        ("glossary/#pipeline", "Pipeline"),
    ),
    (
        "ValueError",
        r"cannot reshape array",
        "The new shape must hold exactly as many elements as the old one.",
        MATRICES,
    ),
    ("ValueError", r"inhomogeneous shape", "The rows have different lengths, so they do not make an array.", MATRICES),
    # Values
    (
        "ValueError",
        r"truth value of .* is ambiguous",
        "`if`, `and`, `or` and `not` want one True or False, and here are many. To compare whole columns write "
        "`(a > 1) & (b < 2)`, with brackets; to ask about all of them at once, `.all()` or `.any()`.",
        TABLES,
    ),
    (
        "UnicodeDecodeError",
        r"",
        "The file is not written in the way in which it is read. Is it a text at all? Older files often need "
        '`encoding="latin-1"`.',
        BASICS,
    ),
    (
        "ValueError",
        r"not compatible with arrays of bytes/strings|Unable to parse string",
        "There is a text where a number is wanted. Recode it, or make numbers of the texts first; "
        '`pd.to_numeric(…, errors="coerce")` shows which entries are at fault.',
        CLEANING,
    ),
    (
        "ValueError",
        r"datetime string|does(?:n't| not) match format|unconverted data remains",
        'The text is not a date in the form that is expected. Say the form, as in `format="%d.%m.%Y"`.',
        CLEANING,
    ),
    (
        "ValueError",
        r"math domain error|expected a (?:non-?negative|positive) (?:input|number)",
        "The function is not defined for this number: a square root of a number below 0, or a logarithm of "
        "one that is not above 0.",
        TYPES,
    ),
    (
        "ValueError",
        r"Found array with 0 (?:sample|feature)",
        "The table is empty. Print its `.shape`: did a filter or `dropna` leave nothing?",
        TABLES,
    ),
    (
        "ValueError",
        r"could not convert string to float: (?P<text>.*)",
        "The text {text} is not a number. Spaces, units, thousands separators, a comma as decimal mark and words must "
        'be removed or recoded first; `pd.to_numeric(…, errors="coerce")` shows which entries are at fault.',
        CLEANING,
    ),
    (
        "ValueError",
        r"invalid literal for int\(\) with base \d+: (?P<text>.*)",
        "The text {text} is not a whole number. `float(…)` reads decimals; spaces inside, units and words must be "
        "removed first.",
        TYPES,
    ),
    (
        "ValueError",
        r"contains NaN|Input .*NaN|cannot convert float NaN",
        "There are missing values. Count them with `table.isna().sum()`, then decide: leave these rows out, or fill "
        "the gaps with an imputer inside the pipeline.",
        MISSING,
    ),
    (
        "ValueError",
        r"(not enough|too many) values to unpack",
        "The number of names on the left of `=` (or after `for`) and the number of values on the right differ. Print "
        "the value on the right first.",
        LOOPS,
    ),
    ("ValueError", r"(is not in list|not in list|x not in)", "The value that is looked for is not in the list.", LISTS),
    (
        "ValueError",
        r"empty (sequence|iterable)|iterable argument is empty|at least one data point",
        "There is nothing in it. Print it first.",
        LISTS,
    ),
    # Libraries and files
    (
        "ModuleNotFoundError",
        r"No module named '(?P<name>[^']+)'",
        "Python found no module called {name}. Is the name misspelt, or is the package not installed in this Python? "
        "The name that is imported can differ from the one that is installed: `import sklearn` needs scikit-learn.",
        LIBRARIES,
    ),
    (
        "ImportError",
        r"cannot import name '(?P<name>[^']+)'",
        "The module is there but has nothing called `{name}`. Is it misspelt, was it moved in another version, or "
        "does a file of yours have the name of the library?",
        LIBRARIES,
    ),
    ("ImportError", "", "Something that should be imported is missing. Is the package installed?", LIBRARIES),
    (
        "FileNotFoundError",
        "",
        "There is no file at this place. A name without a folder is looked for in the folder where Python runs; is it "
        'misspelt, or does its ending differ? The data of a lesson is found with `lessons.data("…")`.',
        FILES,
    ),
    (
        "IsADirectoryError",
        r"",
        "This is a folder, and a file is wanted: give the name of a file in it.",
        BASICS,
    ),
    (
        "PermissionError",
        r"",
        "The file may not be read or written here: is it open in another program, or in a folder that is not "
        "yours?",
        BASICS,
    ),
    # Numbers and the rest
    ("ZeroDivisionError", "negative power", "0 to a power below 0 is 1 divided by zero. Is the number 0 meant?", TYPES),
    (
        "ZeroDivisionError",
        "",
        "Something was divided by zero: the number below the line is 0, often because a list is empty or nothing was "
        "counted. Print it before the division, and say what should happen then.",
        FILES,
    ),
    (
        "RecursionError",
        "",
        "A function called itself again and again without an end. It needs a case in which it returns without calling "
        "itself.",
        FUNCTIONS,
    ),
    (
        "NotImplementedError",
        "",
        "The line `raise NotImplementedError` is still there. Put your own code in its place.",
        FUNCTIONS,
    ),
    (
        "AssertionError",
        r"",
        "What stands after `assert` is not true here. Print the values in it to see why.",
        BASICS,
    ),
    (
        "RuntimeError",
        r"changed size during iteration",
        "A dictionary or set must not grow or shrink while a loop goes over it. Loop over a copy, `list(d)`.",
        LOOPS,
    ),
    ("MemoryError", "", "There was not enough memory. Work on fewer rows, or on one part after the other.", TABLES),
    ("LinAlgError", "must be square", "This works for a matrix with as many rows as columns alone.", MATRICES),
    ("LinAlgError", "[Ss]ingular", "The matrix has no inverse: some columns are combinations of others.", MATRICES),
)


@dataclass(frozen=True)
class Advice:
    """What an error means, and where to read on: an address below the root of the site, and its name."""

    text: str
    link: str
    label: str


def explain(error: BaseException) -> Advice | None:
    """Return the advice on an error, or None where there is nothing to add to its message."""
    names = [one.__name__ for one in type(error).__mro__]
    message = error.msg or "" if isinstance(error, SyntaxError) else str(error)
    for name, pattern, text, (link, label) in KINDS:
        if name in names and (found := re.search(pattern, message, re.DOTALL)):
            facts = {key: value or "" for key, value in found.groupdict().items()}
            facts["key"] = repr(error.args[0])[:60] if error.args else "This"
            if facts.get("n", "").isdigit():
                facts["last"] = str(int(facts["n"]) - 1)
            return Advice(_filled(text, facts), link, label)
    return None


def _filled(text: str, facts: dict[str, str]) -> str:
    """Put facts of the message into a sentence; braces of code in it stay."""
    return re.sub(r"\{(\w+)\}", lambda match: facts.get(match[1], match[0]).strip()[:80], text)


def follow_notebook() -> None:
    """In a notebook, print the advice after a cell that failed. Does nothing elsewhere, or a second time."""
    shell: Any = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is not None and not any(one is _after_cell for one in shell.events.callbacks["post_run_cell"]):
        shell.events.register("post_run_cell", _after_cell)


def _after_cell(result: Any) -> None:
    error = result.error_before_exec or result.error_in_exec
    advice = explain(error) if error is not None else None
    if advice:
        site = os.environ.get("MLROADMAP_SITE", "").rstrip("/")
        place = f"{site}/{advice.link}" if site else f"the page “{advice.label}” of the site"
        print(f"\nWhat it means: {advice.text}\nRead on: {place}")
