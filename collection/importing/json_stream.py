"""The members of a JSON document one after the other, so that a long list never stands in memory as a whole."""

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

LONGEST_VALUE = 5_000_000  # of which empty objects take fifty times as much memory
_CHUNK = 1 << 16
_NO_BLANK = re.compile(r"[^ \t\r\n\ufeff]")
_LONGEST_NUMBER = 25
# Python refuses to convert thousands of digits; nobody means such a number.
_DECODER = json.JSONDecoder(parse_int=lambda digits: int(digits) if len(digits) <= _LONGEST_NUMBER else digits)


class JsonStream:
    """Reads forward only. Raises ValueError for what is no JSON, or holds a value longer than `LONGEST_VALUE`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._text = ""
        self._at = 0
        self._ended = False

    def peek(self) -> str:
        """The next character that is no blank; empty at the end."""
        while True:
            if found := _NO_BLANK.search(self._text, self._at):
                self._at = found.start()
                return found[0]
            self._at = len(self._text)
            if not self._more(_CHUNK):
                return ""

    def value(self) -> Any:
        """The next value, whole."""
        self.peek()
        wanted = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                raise ValueError("nested too deeply") from None
            except ValueError as error:
                if not self._more(wanted):
                    raise ValueError(getattr(error, "msg", str(error))) from None
            else:
                if end < len(self._text) or not self._more(_CHUNK):
                    self._at = end
                    return value
            wanted *= 2

    def items(self) -> Iterator[Any]:
        """The values of the list that begins here."""
        for _place in self._members("[", "]"):
            yield self.value()

    def keys(self) -> Iterator[str]:
        """The names in the object that begins here; whoever asks reads the value before the next name."""
        for _place in self._members("{", "}"):
            name = self.value()
            self._take(":")
            yield str(name)

    def end(self) -> None:
        if self.peek():
            raise ValueError("Extra data")

    def _members(self, opening: str, closing: str) -> Iterator[None]:
        self._take(opening)
        if self.peek() == closing:
            self._take(closing)
            return
        while True:
            yield
            if self.peek() == closing:
                self._take(closing)
                return
            self._take(",")

    def _take(self, char: str) -> None:
        if self.peek() != char:
            raise ValueError(f"Expecting '{char}'")
        self._at += 1

    def _more(self, wanted: int) -> bool:
        """Read on, keeping what is not used yet; False at the end."""
        if self._ended:
            return False
        room = LONGEST_VALUE + 1 - (len(self._text) - self._at)
        if room <= 0:
            raise ValueError("a value is too long")
        read = self._stream.read(min(wanted, room))
        self._text, self._at = self._text[self._at :] + read, 0
        self._ended = not read
        return not self._ended
