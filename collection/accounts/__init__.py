"""The household's accounts: signing in, how often it may fail, and a way out for who forgot a password."""
