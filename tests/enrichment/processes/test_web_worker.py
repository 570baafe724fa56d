"""What gunicorn's main process hears of a worker."""

from collections.abc import Iterator
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enrichment.processes import web_worker
from enrichment.processes.web_worker import LONGEST_HEAD, MOST_BYTES, PATIENCE_SECONDS, Arrival


def test_a_busy_worker_says_once_a_second_that_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Mock(side_effect=[1000.0, 1000.1, 1000.9, 1001.0, 1001.5])
    monkeypatch.setattr(web_worker, "time", Mock(monotonic=clock))
    worker = object.__new__(web_worker.GatheringWorker)
    worker.tmp = Mock()
    told = []
    for _request in range(5):
        worker.notify()
        told.append(worker.tmp.notify.call_count)
    assert told == [1, 1, 1, 2, 2]


GET = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


def post(body: bytes, *headers: str, length: object = None) -> bytes:
    lines = ["POST / HTTP/1.1", "Host: a", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


_begun: list[Arrival] = []


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    while _begun:
        _begun.pop().close()


def arrived(*pieces: bytes) -> Arrival:
    arrival = Arrival(clock=lambda: 0.0)
    _begun.append(arrival)
    for piece in pieces:
        arrival.add(piece)
    return arrival


@pytest.mark.parametrize("request_", [GET, post(b""), post(b"a=1"), post(b"x" * 300_000), GET + GET])
@pytest.mark.parametrize("size", [1, 7, 4096, 10**6])
def test_it_is_whole_with_its_last_byte_and_comes_out_as_it_came_in(request_: bytes, size: int) -> None:
    if size == 1 and len(request_) > 10_000:
        size = 1001
    pieces = [request_[at : at + size] for at in range(0, len(request_), size)]
    assert arrived(*pieces).is_whole
    assert b"".join(arrived(*pieces).chunks()) == request_
    assert not arrived(*pieces[:-1], pieces[-1][:-1]).is_whole or request_ == GET + GET


@given(st.binary(max_size=300), st.lists(st.integers(1, 40)))
def test_whatever_arrives_is_kept_and_nothing_raises(data: bytes, sizes: list[int]) -> None:
    arrival, at = arrived(), 0
    for size in [*sizes, len(data)]:
        arrival.add(data[at : at + size])
        at += size
    assert b"".join(arrival.chunks()) == data
    assert arrival.is_whole == (b"\r\n\r\n" in data) or arrival.refusal or b"ength" in data.lower()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"GET / HTTP/1.1\r\nX: " + b"y" * LONGEST_HEAD, "431 Request Header Fields Too Large"),
        (post(b"", "Transfer-Encoding: chunked"), "411 Length Required"),
        (post(b"", length=MOST_BYTES + 1), "413 Content Too Large"),
    ],
)
def test_what_has_no_end_or_is_too_long_is_refused_unread(data: bytes, refusal: str) -> None:
    assert arrived(data).refusal == refusal


@pytest.mark.parametrize("length", ["-1", "1e3", "", "1" * 20, "0x10"])
def test_a_length_that_is_none_is_left_to_the_parser(length: str) -> None:
    arrival = arrived(post(b"", length=length))
    assert (arrival.is_whole, arrival.refusal) == (True, "")


def test_two_lengths_are_left_to_the_parser() -> None:
    assert arrived(post(b"", "Content-Length: 9")).is_whole


def test_patience_grows_with_the_body_and_not_with_the_time_it_takes() -> None:
    assert arrived(GET).deadline == PATIENCE_SECONDS
    assert arrived(post(b"", length=2_000_000)).deadline == PATIENCE_SECONDS + 100
    assert arrived(GET[:9], GET[9:12]).deadline == PATIENCE_SECONDS


def test_a_client_that_waits_for_leave_gets_it_once() -> None:
    arrival = arrived(post(b"", "Expect: 100-continue", length=5))
    assert (arrival.wants_continue(), arrival.wants_continue()) == (True, False)
    assert not arrived(post(b"12345", "Expect: 100-continue")).wants_continue()
    assert not arrived(GET).wants_continue()


def test_a_body_of_the_largest_size_is_gathered() -> None:
    assert arrived(post(b"", length=MOST_BYTES)).refusal == ""


def test_what_follows_a_request_says_nothing_of_its_length() -> None:
    assert arrived(GET + post(b"", length=500)).is_whole


@pytest.mark.parametrize("size", [1, 40, 10_000])
def test_a_body_that_looks_like_a_request_is_a_body(size: int) -> None:
    request = post(b"a note\r\n\r\n" + post(b"", length=99_999))
    pieces = [request[at : at + size] for at in range(0, len(request), size)]
    assert arrived(*pieces).is_whole
    assert not arrived(*pieces[:-1]).is_whole
