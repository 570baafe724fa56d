"""Album texts: what is told to the model, and what is asked of its answer. Plain Python throughout."""
