"""Chance without a seed, and the clock: what makes two runs of a lesson differ, read off the syntax tree."""

import ast
from collections.abc import Iterable, Iterator, Mapping

from mlroadmap.lessons.source import Cell
from mlroadmap.lessons.syntax import imports_of

Found = Iterator[tuple[int, str, str]]
"""Line, code and text of each problem."""

# fmt: off
_GENERATORS = frozenset({
    "numpy.random.default_rng", "numpy.random.RandomState", "numpy.random.SeedSequence", "numpy.random.PCG64",
    "numpy.random.MT19937", "random.Random", "jax.random.PRNGKey",
})
"""Makers of generators, which take a seed as their first argument or as `seed`."""
_NEVER = frozenset({
    "os.urandom", "uuid.uuid1", "uuid.uuid4", "random.SystemRandom", "secrets.token_hex", "secrets.token_bytes",
    "secrets.token_urlsafe", "secrets.choice", "secrets.randbelow",
})
"""Chance that cannot be seeded."""
_SEEDS = {
    "random": ("random.seed",),
    "numpy.random": ("numpy.random.seed", "mlroadmap_lessons.setup"),
    "torch": ("torch.manual_seed", "keras.utils.set_random_seed"),
}
"""What sets the seed of a global generator."""
_DRAWS = {
    "random": frozenset({
        "random", "randint", "randrange", "choice", "choices", "sample", "shuffle", "uniform", "gauss", "normalvariate",
        "expovariate", "betavariate", "gammavariate", "triangular", "lognormvariate", "getrandbits", "paretovariate",
        "vonmisesvariate", "weibullvariate", "randbytes",
    }),
    "torch": frozenset({
        "rand", "randn", "randint", "randperm", "rand_like", "randn_like", "normal", "bernoulli", "multinomial",
    }),
}
_STATE = frozenset({
    "train_test_split", "resample", "shuffle", "KFold", "StratifiedKFold", "StratifiedGroupKFold", "GroupKFold",
    "RepeatedKFold",
    "RepeatedStratifiedKFold", "ShuffleSplit", "StratifiedShuffleSplit", "GroupShuffleSplit", "RandomizedSearchCV",
    "HalvingRandomSearchCV", "HalvingGridSearchCV", "permutation_test_score", "permutation_importance",
    "RandomForestClassifier", "RandomForestRegressor", "ExtraTreesClassifier", "ExtraTreesRegressor",
    "RandomTreesEmbedding", "BaggingClassifier", "BaggingRegressor", "AdaBoostClassifier", "AdaBoostRegressor",
    "GradientBoostingClassifier", "GradientBoostingRegressor", "HistGradientBoostingClassifier",
    "HistGradientBoostingRegressor", "IsolationForest", "DecisionTreeClassifier", "DecisionTreeRegressor",
    "ExtraTreeClassifier", "ExtraTreeRegressor", "KMeans", "MiniBatchKMeans", "BisectingKMeans", "SpectralClustering",
    "GaussianMixture", "BayesianGaussianMixture", "SGDClassifier", "SGDRegressor", "SGDOneClassSVM", "Perceptron",
    "PassiveAggressiveClassifier", "MLPClassifier", "MLPRegressor", "BernoulliRBM", "TSNE", "MDS", "SpectralEmbedding",
    "TruncatedSVD", "FastICA", "LatentDirichletAllocation", "DictionaryLearning", "SparsePCA",
    "RANSACRegressor", "TheilSenRegressor", "RBFSampler", "Nystroem", "GaussianRandomProjection",
    "SparseRandomProjection", "make_blobs", "make_moons", "make_circles", "make_classification", "make_regression",
    "make_friedman1", "make_swiss_roll", "make_s_curve", "make_gaussian_quantiles", "make_low_rank_matrix",
    "make_sparse_uncorrelated", "make_multilabel_classification",
})
"""Callables of scikit-learn that draw by chance, and take `random_state`."""
_WITHOUT_SHUFFLE = frozenset({"KFold", "StratifiedKFold", "StratifiedGroupKFold", "GroupKFold"})
"""Those that draw only when they are told to shuffle."""
_CLOCKS = frozenset({
    "datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow", "datetime.date.today",
    "pandas.Timestamp.now", "pandas.Timestamp.today", "pandas.Timestamp.utcnow", "time.ctime", "time.localtime",
    "time.gmtime", "time.asctime",
})
_TIMERS = frozenset({
    "time.time", "time.time_ns", "time.perf_counter", "time.perf_counter_ns", "time.process_time", "time.monotonic",
    "timeit.timeit", "timeit.repeat", "timeit.default_timer",
})
# fmt: on
_NOT_THE_SAME = "the next run prints something else"


def chance(cells: Iterable[Cell]) -> Found:
    """Yield the calls of a lesson that give something else in each run, as far as the code tells."""
    trees = [(cell, cell.tree) for cell in cells if cell.tree]
    names = {"print": "print"}
    for _, tree in trees:
        names |= imports_of(tree)
    calls = [
        (cell.line + node.lineno - 1, path, node)
        for cell, tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and (path := _path(node.func, names))
    ]
    seeded = {path for _, path, node in calls if path == "mlroadmap_lessons.setup" or node.args or node.keywords}
    told = {line for cell, _ in trees if "asserts" in cell.tags for line in _lines_of(cell)}
    for line, path, node in calls:
        if line in told:
            continue  # nobody sees it, and the run tells whether it holds
        if said := _unseeded(path, node, seeded):
            yield line, "RM616", said
        elif path in _CLOCKS:
            yield line, "RM617", f"{path} reads the clock, and {_NOT_THE_SAME}: write the day or time as a constant"
    taken: set[str] = set()
    for cell, tree in trees:
        yield from _timed(cell, tree, names, taken)


def _lines_of(cell: Cell) -> range:
    return range(cell.line, cell.line + cell.code.count("\n") + 1)


def _unseeded(path: str, node: ast.Call, seeded: set[str]) -> str:
    """Say what is wrong with a call that draws by chance; nothing where all is well or cannot be told."""
    if any(keyword.arg is None for keyword in node.keywords) or any(isinstance(one, ast.Starred) for one in node.args):
        return ""
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    name = path.rpartition(".")[2]
    mend = ""
    if path in _NEVER:
        mend = f"{path} cannot be seeded: draw from rng = np.random.default_rng(0)"
    elif path in _GENERATORS and _is_none(node.args[0] if node.args else given.get("seed")):
        mend = f"{name}() has no seed: write {name}(0)"
    elif _is_global(path) and not seeded.intersection(_SEEDS[path.rpartition(".")[0]]):
        mend = f"{path} draws without a seed: draw from rng = np.random.default_rng(0)"
    elif _takes_state(path, node, given) and _is_none(given.get("random_state")):
        mend = f"{name} draws by chance: give it random_state=0"
    return mend and f"{mend}; else {_NOT_THE_SAME}"


def _is_global(path: str) -> bool:
    """Tell whether a function draws from the generator that a whole program shares."""
    module, _, name = path.rpartition(".")
    if module == "numpy.random":  # what is written large is a class
        return name[:1].islower() and name not in ("seed", "get_state", "set_state", "default_rng")
    return name in _DRAWS.get(module, ())


def _takes_state(path: str, node: ast.Call, given: Mapping[str | None, ast.expr]) -> bool:
    name = path.rpartition(".")[2]
    if name == "sample":
        return _samples_rows(path, node, given)
    return path.startswith("sklearn.") and name in _STATE and _draws(name, given)


def _draws(name: str, given: Mapping[str | None, ast.expr]) -> bool:
    if not isinstance(given.get("init", ast.Constant("")), ast.Constant):
        return False  # it starts where it is told to
    shuffle = given.get("shuffle")
    told = shuffle.value if isinstance(shuffle, ast.Constant) else name not in _WITHOUT_SHUFFLE
    return bool(told)


def _samples_rows(path: str, node: ast.Call, given: Mapping[str | None, ast.expr]) -> bool:
    """Tell whether a call of a method `sample` is that of a table, not of a generator, distribution or module."""
    if not isinstance(node.func, ast.Attribute) or not path.startswith("?"):
        return False
    counted = len(node.args) == 1 and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, int)
    return counted or (not node.args and bool({"n", "frac"} & set(given)))


def _is_none(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _timed(cell: Cell, tree: ast.Module, names: Mapping[str, str], taken: set[str]) -> Found:
    """Yield what prints a measured time, directly or by a name; `taken` are the names that hold times, or measure."""

    def timed(node: ast.AST) -> bool:
        return any(
            (isinstance(one, ast.Call) and _path(one.func, names) in _TIMERS)
            or (isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load) and one.id in taken)
            for one in _but_comparisons(node)
        )

    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and timed(node):
            taken.add(node.name)
        elif isinstance(node, ast.Assign):
            bound = {one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
            if timed(node.value):
                taken |= bound
            else:
                taken -= bound
    shown = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _path(node.func, names) == "print"]
    last = [tree.body[-1].value] if tree.body and isinstance(tree.body[-1], ast.Expr) else []
    for line in sorted({node.lineno for node in [*shown, *last] if timed(node)}):
        said = "this prints a time that was measured, and the next run prints another"
        yield cell.line + line - 1, "RM617", f"{said}: assert a ratio with a margin, and write it in prose"


def _but_comparisons(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and all within, without comparisons: that one time is ten times the other holds in every run."""
    if not isinstance(node, ast.Compare):
        yield node
        for child in ast.iter_child_nodes(node):
            yield from _but_comparisons(child)


def _path(node: ast.expr, names: Mapping[str, str]) -> str:
    """Return the whole dotted name of what is called; it begins with `?` where it does not hang on an import."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    first = names.get(node.id, "?") if isinstance(node, ast.Name) else "?"
    return ".".join([first, *reversed(parts)])
