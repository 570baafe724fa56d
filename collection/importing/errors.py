"""What stops an import before its first row."""


class UnusableFileError(Exception):
    """Nothing can be read from the file; the message is one sentence for people."""
