"""Executing the lessons: what is stale, the run itself and its limits, and the notebook that comes of it."""
