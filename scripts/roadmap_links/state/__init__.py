"""What is known beforehand: earlier results and their history, and the rules for single hosts."""
