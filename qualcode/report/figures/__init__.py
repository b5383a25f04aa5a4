"""Networks as figures for an article and as a page to explore: pure functions from networks to bytes."""
