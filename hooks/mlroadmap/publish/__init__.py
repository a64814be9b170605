"""What programs get: data, feeds, cards, modules for the browser."""
