"""What the explorables compute, computed again by NumPy and scikit-learn: the numbers of a page are held to these.

By explorable: an exported function, its arguments, and what it must return (of a dict, at least these keys).
"""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.polynomial import legendre
from scipy.signal import correlate2d
from scipy.special import softmax
from sklearn.cluster import KMeans
from sklearn.dummy import DummyRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.metrics import confusion_matrix
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeRegressor

from tests.builders import ROOT

Case = tuple[str, list[Any], Any]


def _descent(rate: float, start: float) -> Case:
    return "walk", [rate, start], [start * (1 - 2 * rate) ** step for step in range(11)]


def _squares(points: list[list[float]]) -> Case:
    x, y = np.array(points).T
    slope, intercept = np.polyfit(x, y, 1)
    area = float(((y - intercept - slope * x) ** 2).sum())
    return "fit", [points], {"slope": float(slope), "intercept": float(intercept), "area": area}


class Generator:
    """The generator of drawing.js."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def uniform(self) -> float:
        self.state = self.state * 48271 % 2147483647
        return self.state / 2147483647

    def normal(self) -> float:
        return sum(self.uniform() for _ in range(12)) - 6


K_MEANS = np.array(
    [
        *([1, 1.5], [1.5, 2.5], [2, 1], [2.5, 2], [1.8, 1.8], [2.2, 3]),
        *([7, 1.5], [7.5, 2.5], [8, 1], [8.5, 2], [8.2, 3], [7.2, 2]),
        *([4.5, 5.5], [5, 6.5], [5.5, 5], [4, 6], [5.8, 6], [4.8, 4.8]),
    ]
)


def _k_means(centres: list[list[float]]) -> Case:
    once = KMeans(3, init=np.array(centres), n_init=1, max_iter=1).fit(K_MEANS)
    return "inertia", [once.cluster_centers_.tolist()], float(once.inertia_)


XS = np.linspace(-1, 1, 12)


def _sample(sample: int) -> np.ndarray:
    random = Generator(1000 * sample + 7)
    return np.array([np.sin(2.5 * x) + 0.35 * random.normal() for x in XS])


def _fit(degree: int) -> Case:
    fitted = legendre.legval(XS, legendre.legfit(XS, np.sin(2.5 * XS), degree))
    bias = float(((fitted - np.sin(2.5 * XS)) ** 2).mean())
    return "parts", [degree], {"bias": bias, "variance": 0.35**2 * (degree + 1) / 12}


def _miss(sample: int, degree: int) -> Case:
    values = _sample(sample)
    fitted = legendre.legval(XS, legendre.legfit(XS, values, degree))
    return "trainingError", [sample, degree], float(((fitted - values) ** 2).mean())


def _cloud(seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    random, points, kinds = Generator(seed), [], []
    for n in range(count):
        kind = int(n % 3 > 0)
        x = 5 + (1.2 if kind else -1.4) + 1.5 * random.normal()
        points.append([x, 3.5 + (0.4 if kind else -0.4) + 1.2 * random.normal()])
        kinds.append(kind)
    return np.array(points), np.array(kinds)


def _wrong(k: int) -> Case:
    model = KNeighborsClassifier(k).fit(*_cloud(23, 40))
    points, kinds = _cloud(523, 200)
    return "wrong", ["aside", k], float((model.predict(points) != kinds).mean())


def _table(threshold: float, price: int) -> Case:
    random = Generator(77)
    sick, well = (
        np.array([np.floor(100 / (1 + np.exp(-(middle + 1.2 * random.normal()))) + 0.5) / 100 for _ in range(count)])
        for count, middle in ((60, 1), (240, -1))
    )
    truth = np.r_[np.ones(60), np.zeros(240)]
    [[left, alarms], [missed, caught]] = confusion_matrix(truth, np.r_[sick, well] >= threshold).tolist()
    counts = {"caught": caught, "missed": missed, "alarms": alarms, "left": left}
    return "table", [threshold, price], counts | {"cost": alarms + price * missed}


def _bayes(prevalence: float, sensitivity: float, specificity: float) -> Case:
    """Halves are rounded up, as JavaScript does; no case here has one."""
    sick = round(10_000 * prevalence / 100)
    found, alarmed = round(sick * sensitivity / 100), round((10_000 - sick) * (100 - specificity) / 100)
    counts = {"found": found, "missed": sick - found, "alarmed": alarmed}
    return "counts", [prevalence, sensitivity, specificity], counts | {"share": found / (found + alarmed)}


def _bootstrap(sample: int, size: int) -> Case:
    random = Generator(4099 * sample + 17)
    values = np.array([-10 * np.log(random.uniform()) for _ in range(size)])
    random = Generator(7919 * sample + size)
    means = sorted(np.mean([values[int(random.uniform() * size)] for _ in range(size)]) for _ in range(400))
    return "interval", [sample, size], [float(means[10]), float(means[389])]


def _shadow(degrees: int) -> Case:
    random = Generator(31)
    points = np.array([[2.4 * random.normal(), 0.8 * random.normal()] for _ in range(24)])
    turn, angle = np.deg2rad([35, degrees])
    points @= np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    covariance = np.cov(points.T, bias=True)
    along, across = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return "shares", [degrees], {"kept": float(along @ covariance @ along), "left": float(across @ covariance @ across)}


def _wave(seed: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    random, rows = Generator(seed), []
    for _ in range(count):
        x = 10 * random.uniform()
        rows.append([x, np.sin(x) + 0.45 * random.normal()])
    x, y = np.array(sorted(rows)).T
    return x[:, None], y


def _tree(depth: int) -> Case:
    tree = DecisionTreeRegressor(max_depth=depth) if depth else DummyRegressor()
    x, y = _wave(97, 300)
    error = ((tree.fit(*_wave(5, 60)).predict(x) - y) ** 2).mean()
    return "error", ["aside", depth], float(error)


def _bagging(depth: int, count: int) -> Case:
    x, y = _wave(5, 60)
    aside, truth = _wave(97, 300)
    said = []
    for number in range(1, count + 1):
        random = Generator(7919 * number + 61)
        bag = [int(random.uniform() * 60) for _ in range(60)]
        said.append(DecisionTreeRegressor(max_depth=depth).fit(x[bag], y[bag]).predict(aside))
    return "error", [depth, count], float(((np.mean(said, axis=0) - truth) ** 2).mean())


def _boosting(rate: float, rounds: int) -> Case:
    (x, y), (x_aside, y_aside) = _wave(5, 60), _wave(97, 300)
    said, said_aside = np.full(60, y.mean()), np.full(300, y.mean())
    for _ in range(rounds):
        tree = DecisionTreeRegressor(max_depth=2).fit(x, y - said)
        said, said_aside = said + rate * tree.predict(x), said_aside + rate * tree.predict(x_aside)
    return (
        "errors",
        [rate, rounds],
        {"train": float(((y - said) ** 2).mean()), "aside": float(((y_aside - said_aside) ** 2).mean())},
    )


TEN = [
    [3, 1, 0],
    [4, 5, 0],
    [6, 3, 1],
    [7.5, 6, 1],
    [2, 2, 0],
    [3, 3.5, 0],
    [1.5, 4, 0],
    [7, 4, 1],
    [8, 2.5, 1],
    [8.5, 5, 1],
]


def _logistic(points: list[list[float]]) -> Case:
    rows = np.array(points)
    model = LogisticRegression(C=1 / 0.05, solver="newton-cholesky", tol=1e-14, max_iter=1000)
    model.fit(rows[:, :2] - [5, 3.5], rows[:, 2])
    return "fit", [points], [float(model.intercept_[0]), *map(float, model.coef_[0])]


ELEVEN = [[1.5, 2, -1], [2, 4, -1], [3, 1, -1], [3.5, 3, -1], [2.5, 5.5, -1]]
ELEVEN += [[7, 2, 1], [8, 4, 1], [6.5, 4.5, 1], [9, 2.5, 1], [7.5, 6, 1]]


def _machine(x: float, y: float, penalty: float) -> Case:
    points = [[x, y, -1.0], *ELEVEN]
    rows = np.array(points)
    model = SVC(kernel="linear", C=penalty, tol=1e-13).fit(rows[:, :2], rows[:, 2])
    return "normal", [points, penalty], [*map(float, model.coef_[0])]


BENDS = [np.array, lambda z: 1 / (1 + np.exp(-z)), np.tanh, lambda z: np.maximum(0, z)]


def _through(activation: int, factor: float) -> Case:
    random = Generator(11)

    def table(rows: int) -> np.ndarray:
        return np.array([[random.normal() for _ in range(48)] for _ in range(rows)])

    a, spreads = table(24), []
    for _ in range(16):
        z = a @ table(48) * factor / np.sqrt(48)
        a = BENDS[activation](z)
        spreads.append(float(a.std(axis=0).mean()))
    return "spreads", [activation, factor], spreads


def _momentum(rate: float, momentum: float) -> Case:
    """Without a velocity: in each direction w(t+1) = (1 + m − rate·c)·w(t) − m·w(t−1)."""
    curvature, before = np.array([1, 50]), np.array([-4, 0.6])
    places = [before, before - rate * curvature * before]
    for _ in range(39):
        places.append((1 + momentum - rate * curvature) * places[-1] - momentum * places[-2])
    return "losses", [rate, momentum], [float(curvature @ place**2 / 2) for place in places]


def _gaps(why: int, share: int, fill: int) -> Case:
    random, people = Generator(1943), []
    for _ in range(60):
        size = random.normal()
        people.append((26 + 1.4 * size, 172 + 7.5 * size + 4.5 * random.normal(), random.uniform()))
    foot, height, luck = np.array(people).T
    rank = np.argsort(np.argsort(foot if why == 1 else height)) + 1
    gap = luck < (share / 100 if why == 0 else 2 * share * rank / 6000)
    if fill > 1:
        model = (KNeighborsRegressor(1), LinearRegression())[fill - 2].fit(foot[~gap, None], height[~gap])
        filled = np.where(gap, model.predict(foot[:, None]), height)
    else:
        filled = np.where(gap, height[~gap].mean(), height) if fill else height[~gap]
    found = {"gaps": int(gap.sum()), "mean": float(filled.mean()), "spread": float(filled.std())}
    return "summary", [why, share, fill], found


FOUR_WORDS = {"rain": 5, "rail": 3, "train": 2, "tail": 1}


def _pieces(merges: int) -> Case:
    """With spaces between pieces, so that joining a pair is a replacement."""
    table = {" ".join(word): times for word, times in FOUR_WORDS.items()}
    new = [" ".join(word) for word in ("trail", "rainy", "trains", "snail")]
    for _ in range(merges):
        pairs: dict[tuple[str, str], int] = {}
        for pieces, times in table.items():
            for pair in pairwise(pieces.split()):
                pairs[pair] = pairs.get(pair, 0) + times
        left, right = max(pairs, key=lambda pair: pairs[pair])
        found = re.compile(rf"(?<!\S){left} {right}(?!\S)")
        table = {found.sub(left + right, pieces): times for pieces, times in table.items()}
        new = [found.sub(left + right, pieces) for pieces in new]
    learnt = sum(times * len(pieces.split()) for pieces, times in table.items())
    return "tokens", [merges], {"learnt": learnt, "fresh": sum(len(pieces.split()) for pieces in new)}


def _fade(weight: float, steps: int) -> Case:
    states = [0.1]
    for _ in range(steps):
        states.append(float(np.tanh(weight * states[-1])))
    factors = weight * (1 - np.square(states[1:]))
    return "slopesOf", [weight, steps], [1.0, *np.cumprod(factors).tolist()]


def _recommend(alien: float, emma: float) -> Case:
    """The lesson's table, with a fifth person who rates the first and the last film."""
    table = np.array([[2, 0, 0, 2, -1], [2, 2, 1, 0, 0], [0, 1, 2, 2, 2], [1, 2, 2, -1, 2]])
    units = table / np.linalg.norm(table, axis=0)
    return "scores", [alien, emma], (np.array([alien - 2, 0, 0, 0, emma - 2]) @ units.T @ units)[1:4].tolist()


def _attention(right: float, up: float, temperature: float) -> Case:
    keys, values = np.array([[2, 1], [1, 2], [-2, 1], [1, -2]]), np.array([10, 20, 0, 40])
    weights = softmax(keys @ [right, up] / np.sqrt(2) / temperature)
    return "attend", [[right, up], temperature], [*weights.tolist(), float(weights @ values)]


def _filter(*weights: int) -> Case:
    picture = np.zeros((8, 8))
    picture[2:6, 2:6] = 1
    sums = correlate2d(picture, np.reshape(weights, (3, 3)), mode="valid")
    return "respond", [list(weights)], sums.ravel().tolist()


def _noise(level: int, kind: int, noise: int) -> Case:
    """From the lesson's pictures, in sixteen shades."""
    with np.load(ROOT / "docs/assets/data/fashion-mnist.npz") as clothes:
        places = [
            np.flatnonzero(clothes["y_train"] == kind)[at] for kind, at in [(0, 0), (1, 0), (7, 0), (8, 4), (9, 1)]
        ]
        wide = np.pad(clothes["X_train"][places] / 255, ((0, 0), (2, 2), (2, 2)))
    small = wide.reshape(-1, 16, 2, 16, 2).mean(axis=(2, 4))
    known = 2 * np.floor(15 * small + 0.5) / 15 - 1
    random = Generator(1000 * noise + 7)
    angle = 1.54 * level / 20
    gaps = np.array([random.normal() for _ in range(256)]).reshape(16, 16) * np.sin(angle)
    gaps = gaps + np.cos(angle) * (known[kind - 1] - known)
    scores = -(gaps**2).sum(axis=(1, 2)) / (2 * np.sin(angle) ** 2)
    powers = np.exp(scores - scores.max())
    return "chances", [level, kind, noise], (powers / powers.sum()).tolist()


def _refusal(threshold: float, price: int) -> Case:
    """From the lesson's own files: the vectors of its entries and questions."""
    folder = ROOT / "docs/assets/data"
    vectors = np.load(folder / "bot-vectors.npy").astype(float)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ids = [row[0] for row in _rows(folder / "bot-answers.tsv")]
    asked = _rows(folder / "bot-questions.tsv")
    cosines = vectors[len(ids) :] @ vectors[: len(ids)].T
    right = wrong = refused = 0
    for (part, _, wanted, _), row in zip(asked, cosines, strict=True):
        if part == "validation" and row.max() >= threshold:
            right += ids[row.argmax()] in wanted.split()
            wrong += ids[row.argmax()] not in wanted.split()
        elif part == "validation":
            refused += wanted != ""
    return (
        "table",
        [threshold, price],
        {"right": right, "wrong": wrong, "refused": refused, "cost": price * wrong + refused},
    )


@cache
def _bike_errors() -> np.ndarray:
    """Of each day of 2012, in thousandths: the error of the lesson's model, the same an hour ahead, and its rival's."""
    hours = pd.read_csv(ROOT / "docs/assets/data/bike-hours.csv.gz")
    dates = pd.to_datetime(hours["date"])
    day, riders = (dates - dates[0]).dt.days.to_numpy(), hours["riders"].to_numpy()
    clock, free = hours["hour"].to_numpy(), 24 * hours["workingday"].to_numpy()
    temp = 47 * hours["temp"].to_numpy() - 8

    def of_known_days(daily: np.ndarray) -> np.ndarray:
        return np.array([daily[t - 35 : t - 7].mean() if t >= 35 else 1.0 for t in range(731)])

    level = of_known_days(np.bincount(day, riders))
    warmer = temp - of_known_days(np.bincount(day, temp) / np.bincount(day))[day]
    known = (day >= 35) & (day < 365)
    share = 24 * riders / level[day]
    pattern = np.array([share[known & (free + clock == slot)].mean() for slot in range(48)])
    weather = np.column_stack([np.ones(len(day)), warmer, hours["weather"] >= 3, hours["humidity"]])

    def table(late: int) -> np.ndarray:
        return weather * pattern[free + (clock + late) % 24][:, None]

    weights = np.linalg.lstsq(table(0)[known], share[known], rcond=None)[0]
    count = dict(zip(zip(day, clock, strict=True), riders, strict=True))
    forecasts = [np.maximum(table(late) @ weights, 0) * level[day] / 24 for late in (0, 1)]
    forecasts.append(np.array([count.get((d - 7, h), 0) for d, h in zip(day, clock, strict=True)]))
    missed = [np.bincount(day, abs(one - riders))[365:] / level[365:] for one in forecasts]
    return np.rint(1000 * np.array(missed)).astype(int)


def _alarm(less: int, limit: float, days: int) -> Case:
    right, ahead, rival = _bike_errors()
    good, bad = right - less * rival, ahead - less * rival
    most = round(1000 * limit) * days
    alarms: list[int] = []
    for day in range(days - 1, 366):
        if good[day + 1 - days : day + 1].sum() > most and (not alarms or day >= alarms[-1] + 7):
            alarms.append(day)
    waits = []
    for start in range(27, 307):
        values = np.concatenate([good[start - days + 1 : start], bad[start : start + 60]])
        above = np.flatnonzero(np.convolve(values, np.ones(days, int), "valid") > most)
        waits.append(above[0] + 1 if len(above) else 61)
    never = np.array(waits) == 61
    wait = np.minimum(waits, 60).mean()
    return "table", [less, limit, days], {"alarms": len(alarms), "wait": float(wait), "never": float(never.mean())}


def _smoothing(alpha: float, ahead: int) -> Case:
    hours = pd.read_csv(ROOT / "docs/assets/data/bike-hours.csv.gz")
    hires = hours.groupby("date")["registered"].sum().to_numpy()[:728].reshape(104, 7)
    state = hires.astype(float)
    for week in range(1, 104):
        state[week] = (1 - alpha) * state[week - 1] + alpha * hires[week]
    back = ahead // 7
    return "error", [alpha, ahead], float(abs(hires[52:] - state[52 - back : 104 - back]).mean())


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").splitlines()[1:]]


def _boxes(one: list[int], other: list[int]) -> Case:
    covered = np.zeros((2, 20, 20), bool)
    for cells, (left, top, right, bottom) in zip(covered, (one, other), strict=True):
        cells[top:bottom, left:right] = True
    both, together = int(covered.all(axis=0).sum()), int(covered.any(axis=0).sum())
    return "overlap", [one, other], [both, together, both / together]


NUMBERS: dict[str, list[Case]] = {
    "descent": [_descent(0.1, 3), _descent(0.5, 3), _descent(1.0, -2.5), _descent(1.2, 3), _descent(0.35, 0)],
    "k-means": [_k_means([[1, 6], [2, 6.5], [9, 5]]), _k_means([[0, 0], [10, 0], [9.5, 7]])],
    "degree": [*(_fit(degree) for degree in range(10)), _miss(1, 9), _miss(8, 3), _miss(5, 0)],
    "neighbours": [_wrong(k) for k in (1, 3, 13, 27, 29, 39)],
    "threshold": [_table(0.5, 1), _table(0.32, 10), _table(0.02, 20), _table(0.98, 3)],
    "bayes": [_bayes(1, 90, 91), _bayes(9.1, 90, 91), _bayes(1, 100, 99.9), _bayes(30, 51, 50)],
    "bootstrap": [_bootstrap(1, 5), _bootstrap(8, 10), _bootstrap(12, 160)],
    "projection": [_shadow(degrees) for degrees in (0, 35, 80, 125)],
    "tree": [_tree(depth) for depth in range(8)],
    "bagging": [_bagging(1, 100), _bagging(3, 1), _bagging(3, 50), _bagging(8, 10), _bagging(8, 100)],
    "boosting": [_boosting(1, 0), _boosting(1, 3), _boosting(0.5, 8), _boosting(0.1, 49), _boosting(0.3, 60)],
    "boundary": [_logistic(TEN), _logistic([[8, 5.5, 0], *TEN[1:]]), _logistic([*TEN[:3], [9.5, 6.5, 1], *TEN[4:]])],
    "margin": [_machine(5.5, 3, 0.01), _machine(5.5, 3, 0.1), _machine(5.5, 3, 3), _machine(7, 4, 10)],
    "signal": [_through(0, 2.5), _through(1, 1), _through(2, 3.2), _through(3, 1), _through(3, 1.5)],
    "momentum": [_momentum(0.02, 0), _momentum(0.02, 0.9), _momentum(0.05, 0.6), _momentum(0.038, 0.95)],
    "gaps": [_gaps(2, 40, 1), _gaps(2, 40, 3), _gaps(1, 40, 2), _gaps(1, 50, 3), _gaps(0, 30, 0), _gaps(0, 45, 1)],
    "pieces": [_pieces(merges) for merges in range(8)],
    "refusal": [
        _refusal(0, 1),
        _refusal(0.3, 3),
        _refusal(0.4, 1),
        _refusal(0.54, 3),
        _refusal(0.64, 10),
        _refusal(1, 2),
    ],
    "alarm": [_alarm(0, 0.3, 7), _alarm(0, 0.44, 7), _alarm(1, 0.1, 7), _alarm(1, 0.2, 28), _alarm(0, 0.8, 1)],
    "smoothing": [_smoothing(0.05, 7), _smoothing(0.4, 7), _smoothing(1, 7), _smoothing(0.55, 28), _smoothing(1, 28)],
    "fade": [_fade(0.5, 20), _fade(1, 60), _fade(1.3, 40), _fade(2, 5), ("gate", [3.5], float(1 / (1 + np.exp(-3.5))))],
    "recommend": [
        _recommend(4, 5),
        _recommend(4, 0.5),
        _recommend(0.5, 2.5),
        ("first", [4, 0.5], [2]),
        ("first", [3, 3], [0, 1]),
    ],
    "attention": [_attention(1, 1, 1), _attention(0, 0, 0.1), _attention(3, -3, 0.1), _attention(-1.5, 2, 5)],
    "filter": [
        _filter(-1, 0, 1, -1, 0, 1, -1, 0, 1),
        _filter(1, -1, 0, -1, 1, 0, 0, 0, 0),
        _filter(2, 1, 0, -1, -2, 2, 1, 0, 1),
    ],
    "noise": [
        ("chances", [0, 2, 1], [0, 1, 0, 0, 0]),
        *(_noise(*state) for state in ((8, 5, 1), (16, 2, 4), (17, 3, 1), (18, 1, 5), (20, 4, 9))),
    ],
    "boxes": [
        _boxes([8, 5, 16, 13], [6, 3, 14, 11]),
        _boxes([6, 3, 14, 11], [6, 3, 14, 11]),
        _boxes([14, 3, 18, 9], [6, 3, 14, 11]),
        _boxes([1, 0, 19, 14], [6, 3, 14, 11]),
    ],
    "squares": [
        _squares([[1.5, 1.5], [3.5, 4], [6, 3], [8.5, 6]]),
        _squares([[0.5, 6.5], [9.5, 0.5], [5, 5], [2, 3.5]]),
        _squares([[1, 1], [2, 2], [3, 3], [4, 4]]),
    ],
}

GOALS: dict[str, list[str]] = {
    "descent": ["0.5_3", "1_3", "1.05_3"],
    "squares": ["0.5_6.5_3.5_4_6_3_8.5_1", "1_1_2_2_3_3_4_4"],
    "k-means": ["2_2_8_2_5_5.5", "1_1.5_2.5_2.5_6.5_3.5"],
    "degree": ["3_1", "5_1", "9_5"],
    "neighbours": ["1", "13", "29"],
    "bayes": ["10_90_91", "1_100_99.9", "0.1_100_91"],
    "bootstrap": ["5_1", "0_3"],
    "projection": ["35", "125", "80"],
    "tree": ["3", "6"],
    "bagging": ["5_2", "7_0"],
    "boosting": ["24_0.2", "60_0.5"],
    "boundary": ["1_1_9_6.5_1_0.5_9_1", "9_4_2_3_2.5_4.5_7.5_6", "1_1_9_6.5_1_0.5_9_1"],
    "momentum": ["0.02_0.75", "0.05_0.6", "0.038_0.95"],
    "gaps": ["2_50_1", "1_40_3", "0_40_1"],
    "margin": ["5_5.5_3", "4_7_4", "0_5.5_3"],
    "signal": ["3_1.5_16", "2_3.2_16", "1_1_16", "0_2.5_16"],
    "pieces": ["3", "5", "6"],
    "refusal": ["0.54_3", "0.64_10", "0.1_2"],
    "alarm": ["0.44_7_0", "0.1_7_1", "0.2_7_0"],
    "smoothing": ["0.1_7", "0.4_7", "0.55_28"],
    "fade": ["1_0_60", "0.5_3.5_60", "1.3_0_60"],
    "recommend": ["4_0.5", "5_3", "0.5_0.5"],
    "attention": ["0.5_0_3", "5_0.5_0", "1_1_-3"],
    "filter": ["3_3_-1_-1_-1_0_0_0_1_1_1", "3_3_0_0_0_0_1_0_0_0_0", "3_3_1_-1_0_-1_1_0_0_0_0"],
    "noise": ["16_5_1", "20_1_1", "16_2_4"],
    "boxes": ["6_11_14_3", "14_9_18_3", "1_14_19_0"],
    "threshold": ["0.72_1", "0.32_10", "0.06_1"],
}
"""For each goal of an explorable, in their order, an address from which it is met, with at most three presses."""
