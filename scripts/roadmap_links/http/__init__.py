"""From an address to an answer: look-ups, requests, redirects, limits, and what a page says. Nothing is judged here."""
