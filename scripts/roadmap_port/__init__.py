"""The site built by other generators than MkDocs, for scripts/try_generators.py."""
