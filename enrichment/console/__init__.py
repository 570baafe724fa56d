"""Work shown on a terminal: a live bar for people, plain lines for everything else."""
