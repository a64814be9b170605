"""What calls of library methods do to the objects they are given, as far as slices need to know.

Only names whose effect is sure stand here. A method that is not in `PURE` is taken to change its object.
"""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


PURE = _names(
    """
    abs agg aggregate all any apply argmax argmin argsort assign astype between bit_count clip contains copy corr cos
    count cov cummax cumsum decode decision_function describe diff dot drop drop_duplicates dropna duplicated encode
    endswith eq equals exists explode fillna filter find first floor format from_dict fullmatch ge get_depth
    get_feature_names_out get_label_text get_legend_handles_labels get_level_values get_n_leaves get_params get_support
    get_text get_title get_view_interval get_xlim get_ydata get_ylim get_xdata group groupby groups gt head idxmax
    idxmin index inverse_transform is_file isdigit isin isna isnull items iterrows itertuples join keys kneighbors last
    le lower lstrip lt map mask match max mean median melt merge min mode most_common mul ne nlargest notna nsmallest
    nunique pivot pivot_table predict predict_joint_log_proba predict_log_proba predict_proba prod quantile query
    query_radius rank ravel reindex relative_to removeprefix removesuffix rename rename_axis repeat replace reshape
    reset_index resolve rolling round rsplit rstrip sample score score_samples search select_dtypes sem set_axis
    set_index shift size sort_index sort_values split splitlines stack startswith std strip strftime sub sum tail take
    title to_dict to_frame to_list to_numpy to_period to_string toarray tolist total total_seconds transform transpose
    trace union unique unstack upper value_counts values var view weekday where xs as_posix hexdigest date isoformat
    year month day intersection difference isdisjoint issubset issuperset casefold capitalize partition rpartition
    zfill cost_complexity_pruning_path nonzero squeeze flatten swapaxes get
    """
)
"""Methods that change neither their object nor their arguments, whatever library it is of."""

VIEWS = _names(
    """
    reshape ravel view transpose squeeze swapaxes get values items keys copy asarray asanyarray ascontiguousarray
    atleast_1d atleast_2d atleast_3d broadcast_to broadcast_arrays array_split split hsplit vsplit dsplit diag diagonal
    expand_dims moveaxis rollaxis flip fliplr flipud rot90 require frombuffer as_strided sliding_window_view nditer
    vectorize real imag groups first last
    """
)
"""Of the methods in `PURE` and the functions of `NUMERIC`, those whose result may share with what they were given.

Tables are not meant: since pandas 3 what is taken from a table behaves as a copy.
"""

TEXT_METHODS = frozenset({"split"})
"""Of `VIEWS`, those that are methods of texts alone, and as such give something new."""

NUMERIC = _names("np math stats re time statistics itertools string textwrap hashlib datetime")
"""Modules, by the names under which they are imported, whose functions give new objects, but for `VIEWS`."""

FRESH = _names(
    """
    DataFrame Series Index Timestamp Timedelta read_csv to_datetime to_numeric concat merge crosstab cut qcut
    get_dummies train_test_split fit_transform fit_predict cross_val_score cross_val_predict cross_validate default_rng
    pairwise_distances perf_counter date_range period_range permutation choice integers normal uniform random sample
    read readline readlines
    """
)
"""Functions and methods whose result shares nothing with what they were given, by their last name."""

FRESH_BUILTINS = _names("abs bool float hash id int isinstance len repr round str range print format")

KEEPS_ARGUMENTS = frozenset({"fit", "partial_fit"})
"""Methods after which the object may look at its arguments again, and never changes them."""

CHANGES_ARGUMENTS = _names(
    """
    shuffle put place copyto putmask fill_diagonal at heappush heappop heapify heapreplace readinto dump next
    setattr delattr
    """
)
"""Functions and methods that change what they are given."""

CHANGING_KEYWORDS = frozenset({"out", "rng", "random_state", "generator", "ax", "axes"})
"""Keyword arguments whose value is changed: what is written into, drawn into, or drawn from."""

KEEPERS = _names("append extend insert add update setdefault appendleft push __setitem__")
"""Methods after which the object holds its arguments."""

PURE_BUILTINS = _names(
    """
    abs all any ascii bin bool bytes callable chr complex dict divmod enumerate filter float format frozenset getattr
    hasattr hash hex id int isinstance issubclass len list map max min oct ord pow print range repr reversed round set
    slice sorted str sum super tuple type zip
    """
)
OPAQUE = frozenset({"exec", "eval", "globals", "locals", "vars", "compile", "__import__", "get_ipython"})
"""Builtins through which a cell can read or bind any name: such a cell needs all before it, and is always needed."""

ITERATORS = _names("iter map zip filter enumerate reversed open reader")
"""What these return is used up by reading it."""

READS_FILES = _names("read_text read_bytes load glob rglob iterdir exists is_file is_dir stat")
"""Names that read files."""

WRITES_FILES = _names(
    """
    open write_text write_bytes mkdir unlink rmdir rmtree copytree touch writestr extractall ZipFile subprocess Popen
    TemporaryDirectory NamedTemporaryFile check_output check_call system savefig to_csv to_pickle to_parquet to_json
    dump chdir makedirs copyfile move symlink_to chmod
    """
)
"""Names that write files or start processes. `open` counts as writing unless its mode is seen to be for reading."""

DRAWING_STATE = _names(
    """
    subplots figure show close rcParams get_cmap Figure colormaps Circle Rectangle Normalize rc_context cm style
    """
)
"""What of `plt` does not act on the current figure."""
