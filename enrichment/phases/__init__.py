"""A module or package for each thing that is filled from outside, with all that is known of it."""
