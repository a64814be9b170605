"""The files of weights and vectors that lessons read: which cells make each, and what counts as the same."""
