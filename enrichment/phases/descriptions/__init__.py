"""Album descriptions, written by an AI service from known facts."""
