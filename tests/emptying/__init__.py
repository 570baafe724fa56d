"""An application of the tests alone: Django empties the database after tests by a command that can be replaced."""
