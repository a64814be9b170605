"""Data sets made from the packages that carry them: `prepare_data.py` is the command."""
