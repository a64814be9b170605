"""What the applications of this site have in common: limits, metrics, health, a page without strangers."""
