"""The model's parts, on a table small enough to check by hand, and on the committed one."""

import json
from pathlib import Path

import numpy as np
import pytest

from recommender.__main__ import main, same
from recommender.evaluate import DISCOUNTS, HELD_OUT, held_out, interval, look
from recommender.model import METHODS, Method, Model, best, blocks, factorise, neighbours, train
from recommender.places import EVALUATION, FILMS, MODEL, RATINGS
from recommender.ratings import Film, Ratings, read_films, read_ratings

TABLE = np.array([[3, 2, 0, 0], [2, 3, 0, 0], [0, 0, 3, -1], [0, 0, 1, 0]], np.float32)


def ratings_of(table: np.ndarray) -> Ratings:
    person, film = np.nonzero(table)
    counts = np.bincount(person)
    latest = np.concatenate([np.arange(count)[::-1] for count in counts])
    return Ratings(person, film, table[person, film] + 2, latest)


def test_ratings_become_likings_and_are_taken_some_people_at_a_time() -> None:
    ratings = ratings_of(TABLE)
    assert np.array_equal(ratings.likings(4, 4), TABLE)
    assert np.array_equal(ratings.likings(2, 4, first=1), TABLE[1:3])


def test_the_neighbours_of_a_film_are_those_with_the_largest_cosine_and_never_itself() -> None:
    near, alike = neighbours(TABLE, 1)
    assert near[:2, 0].tolist() == [1, 0] and alike[0, 0] == pytest.approx(12 / 13, abs=1e-3)
    assert near[3, 0] != 3 and alike[3, 0] == 0, "a film that only those liked who dislike this one is not like it"


def test_factors_give_back_a_table_of_their_rank() -> None:
    table = np.outer([1, 2, 3], [2, 0, 1, 1]).astype(np.float32)
    factors = factorise(table, 1).astype(np.float32)
    assert table @ factors @ factors.T == pytest.approx(table, abs=0.01)


def test_scores_by_neighbours_are_sums_of_likings_times_likeness() -> None:
    model = train(ratings_of(TABLE), 4, count=2, rank=2)
    likings = np.array([[3, 0, 0, 0]], np.float32)
    assert model.scores(likings, "neighbours")[0, 1] == pytest.approx(3 * 12 / 13, abs=0.01)
    assert model.scores(likings, "popularity").tolist() == [[2, 2, 2, 1]]
    assert model.scores(likings, "factors")[0, 1] > model.scores(likings, "factors")[0, 2]


@pytest.mark.parametrize("method", ["neighbours", "factors"])
def test_the_reasons_for_a_score_add_up_to_it(method: Method) -> None:
    model, likings = train(ratings_of(TABLE), 4, count=3, rank=3), np.array([3, 0, 1, 0], np.float32)
    added = model.reasons(1, np.array([0, 2]), likings, method)
    assert added.sum() == pytest.approx(model.scores(likings[None], method)[0, 1], abs=0.01)


def test_the_best_come_first_and_none_that_is_known() -> None:
    scores, seen = np.array([[1, 4, 3, 2.0]]), np.array([[False, True, False, False]])
    assert best(scores, seen, 2).tolist() == [[2, 3]]


@pytest.mark.parametrize("length", [1, 511, 512, 513, 1024])
def test_blocks_cover_a_length_once(length: int) -> None:
    assert [number for block in blocks(length) for number in range(length)[block]] == list(range(length))


def test_what_is_held_out_is_in_no_training() -> None:
    films = [Film(number, "", "", ()) for number in range(12)]
    ratings = Ratings(np.zeros(12, int), np.arange(12), np.full(12, 4.0), np.arange(12)[::-1])
    known, hidden = held_out(ratings, 0)
    assert known.film.tolist() == list(range(7)) and hidden.film.tolist() == [7, 8, 9, 10, 11]
    known, hidden = held_out(ratings, HELD_OUT)
    assert known.film.tolist() == [0, 1] and hidden.film.tolist() == [2, 3, 4, 5, 6], "the test is not looked at"
    assert len(films) == 12


def test_a_perfect_ranking_has_an_ndcg_of_one_and_one_that_knows_nothing_of_it_none() -> None:
    table = np.zeros((1, 30), np.float32)
    table[0, :15] = 3
    ratings = ratings_of(table)
    known, hidden = held_out(ratings, 0)
    counts = np.where(np.isin(np.arange(30), hidden.film), 9, 1)
    empty = np.zeros((30, 1))
    found = look(Model(counts, empty.astype(int), empty, empty), "popularity", known, hidden)
    assert found.ndcg.tolist() == [1] and found.recall.tolist() == [1] and found.films == 10
    found = look(Model(-counts, empty.astype(int), empty, empty), "popularity", known, hidden)
    assert found.ndcg.tolist() == [0]
    assert DISCOUNTS[:2] == pytest.approx([1, 1 / np.log2(3)])


def test_an_interval_holds_the_mean_and_narrows_with_more_people() -> None:
    rng = np.random.default_rng(1)
    few, many = interval(rng.normal(size=50)), interval(rng.normal(size=5_000))
    assert few[1] < few[0] < few[2] and many[2] - many[1] < (few[2] - few[1]) / 5


def test_a_model_comes_back_from_its_file(tmp_path: Path) -> None:
    model = train(ratings_of(TABLE), 4, count=2, rank=2)
    model.write(tmp_path / "model.npz")
    again = Model.read(tmp_path / "model.npz")
    for name in Model.__dataclass_fields__:
        assert getattr(again, name) == pytest.approx(getattr(model, name), abs=1e-3), name


def test_a_file_that_holds_objects_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "model.npz", counts=np.array([print], dtype=object), near=0, alike=0, factors=0)
    with pytest.raises(ValueError, match="pickle"):
        Model.read(tmp_path / "model.npz")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Matrix, The", "The Matrix (1999)"),
        ("Bug's Life, A", "A Bug's Life (1999)"),
        ("Postman, The (Postino, Il)", "The Postman (Postino, Il) (1999)"),
        ("Crouching Tiger, Anna", "Crouching Tiger, Anna (1999)"),
    ],
)
def test_an_article_comes_in_front_of_its_title(title: str, name: str) -> None:
    assert Film(1, title, "1999", ()).name == name


def test_every_film_has_a_name_and_the_committed_model_scores_all_of_them() -> None:
    films, model = read_films(FILMS), Model.read(MODEL)
    assert len(films) == len(model.counts) == 9066 and all(film.name for film in films)
    assert films[0].name == "Toy Story (1995)" and {film.name for film in films if not film.title} >= {"film 108548"}


def test_the_committed_figures_are_those_of_the_committed_ratings() -> None:
    films = read_films(FILMS)
    ratings = read_ratings(RATINGS, films)
    told = json.loads(EVALUATION.read_text("utf-8"))
    known, hidden = held_out(ratings, 0)
    model = train(known, len(films), count=told["neighbours"], rank=told["factors"])
    for method in METHODS:
        mean, low, high = told["ndcg_at_10"][method]
        assert look(model, method, known, hidden).ndcg.mean() == pytest.approx(mean, abs=0.003), method
        assert low < mean < high
    assert len(ratings) == 100_004 and told["people"] == 671


def test_figures_are_the_same_that_differ_as_processors_do_and_no_others() -> None:
    told = {"people": 671, "ndcg": {"factors": [0.066, 0.056]}, "films": 572}
    assert same(told, {"people": 671, "ndcg": {"factors": [0.064, 0.0595]}, "films": 580})
    assert not same(told, {**told, "ndcg": {"factors": [0.073, 0.056]}})
    assert not same(told, {**told, "ndcg": {"factors": [0.066]}})
    assert not same(told, {**told, "ndcg": {"neighbours": [0.066, 0.056]}})
    assert not same(told, {**told, "films": 700})


def test_a_command_that_is_not_there_tells_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grow"]) == 2 and "recommender train" in capsys.readouterr().err
