"""Looking through the collection: what a visitor chose, which albums fit, and what else could be chosen."""
