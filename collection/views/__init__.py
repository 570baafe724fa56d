"""The collection to look at: a wall of covers, and a page for each album and artist."""
