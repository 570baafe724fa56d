"""A request as it arrives. Knows just enough of HTTP/1.1 to tell when it is whole; others judge what it means."""

import re
import tempfile
import time
from collections.abc import Callable, Iterator

PATIENCE_SECONDS = 15.0  # for the head, and for a body beside what its size allows
SLOWEST = 20_000  # bytes of a body a second; an upload over a poor line takes its time
LONGEST_HEAD = 70_000  # gunicorn's limits are lower: it refuses what is longer
IN_MEMORY = 100_000  # of one request; the rest of it goes to a file
MOST_BYTES = 110_000_000  # a file to import may have 100 MB, and a form goes around it

_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"(?mi)^content-length:[ \t]*(\d{1,12})[ \t]*\r$")
_ENCODED = re.compile(rb"(?mi)^transfer-encoding[ \t]*:")
_EXPECTS = re.compile(rb"(?mi)^expect:[ \t]*100-continue")


class Arrival:
    """`deadline` is by the monotonic clock; `refusal` a status line's end, for what is not even gathered."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.deadline = clock() + PATIENCE_SECONDS
        self.refusal = ""
        self._head = bytearray()
        self._kept = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when it has been read
        self._received = 0
        self._size: int | None = None
        self._expects = False

    @property
    def is_whole(self) -> bool:
        return self._size is not None and self._received >= self._size

    def add(self, data: bytes) -> None:
        self._kept.write(data)
        self._received += len(data)
        if self._size is not None:
            return
        begin = max(0, len(self._head) - len(_END))
        self._head += data
        end = self._head.find(_END, begin)
        if end < 0:
            if self._received > LONGEST_HEAD:
                self.refusal = "431 Request Header Fields Too Large"
            return
        head = bytes(self._head[: end + 2])
        self._head.clear()
        # Where lengths contradict each other there is nothing to wait for: the parser refuses them.
        lengths = _LENGTH.findall(head)
        body = int(lengths[0]) if len(lengths) == 1 else 0
        self._size = end + len(_END) + body
        self._expects = bool(_EXPECTS.search(head))
        self.deadline += body / SLOWEST
        if _ENCODED.search(head):
            self.refusal = "411 Length Required"
        elif body > MOST_BYTES:
            self.refusal = "413 Content Too Large"

    def wants_continue(self) -> bool:
        """Whether the client waits for leave to send its body; true once."""
        wants, self._expects = self._expects and not self.is_whole, False
        return wants

    def close(self) -> None:
        self._kept.close()

    def chunks(self) -> Iterator[bytes]:
        """What has arrived, once."""
        with self._kept as kept:
            kept.seek(0)
            while chunk := kept.read(65536):
                yield chunk
