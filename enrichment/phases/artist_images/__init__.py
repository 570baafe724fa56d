"""A photo for each artist, found at a music service."""
