"""What is told of runs and of the collection: progress, reports, estimates, health, mail. Nothing here starts work."""
