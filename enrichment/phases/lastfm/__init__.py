"""What was listened to, as Last.fm tells it."""
