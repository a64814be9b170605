"""A recommender of films: popularity, item neighbours and matrix factorisation, on the ratings of MovieLens."""
