"""What stops an import before its first row."""

from collections.abc import Sequence


class UnusableFileError(Exception):
    """Nothing can be read from the file; the message is one sentence for people."""


class UnknownColumnsError(UnusableFileError):
    """A table whose title or artist nobody can tell from its columns; a person can, who is shown the `columns`."""

    def __init__(self, message: str, columns: Sequence[str]) -> None:
        super().__init__(message)
        self.columns = tuple(columns)
