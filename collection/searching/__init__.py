"""Finding what somebody remembers of a record: folded words beside each album and artist, and questions to them."""
