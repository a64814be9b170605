"""What contributors write: rows, their rules, and what commands noted about them."""
