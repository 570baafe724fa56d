import time

import pytest

from enrichment.sandbox import Record, Sandbox
from enrichment.sandbox.keys import DISCOGS_TOKEN, EURIA_KEY, LASTFM_KEY
from enrichment.sandbox.service import Request
from tests.enrichment.sandbox import clients


def request(path: str = "/v1/search", query: str = "q=a", arrived: float = 0.0, body: bytes = b"") -> Request:
    return Request("GET", path, query, {}, body, arrived)


def test_what_arrived_is_told_in_order(sandbox: Sandbox) -> None:
    before = time.time()
    clients.models(sandbox)
    clients.chat(sandbox)
    first, second = sandbox.record.all("euria")
    assert (first.endpoint, first.method, first.status, first.authorization) == ("models", "GET", 200, "bearer")
    assert (second.endpoint, second.method) == ("chat", "POST")
    assert first.time <= second.time
    assert before - 1 <= first.wall <= time.time() + 1


def test_a_refused_call_is_told_with_its_status(sandbox: Sandbox) -> None:
    clients.models(sandbox, key="wrong")
    assert [received.status for received in sandbox.record.all("euria")] == [401]


@pytest.mark.slow
def test_the_time_is_that_of_arrival_not_of_the_answer(sandbox: Sandbox) -> None:
    sandbox.latency = {"euria": 0.3}
    started = time.monotonic()
    clients.models(sandbox)
    assert sandbox.record.all("euria")[0].time - started < 0.2


def test_equal_questions_have_equal_keys(sandbox: Sandbox) -> None:
    clients.chat(sandbox)
    clients.chat(sandbox)
    clients.chat(sandbox, messages=clients.messages(title="Hejira"))
    assert list(sandbox.record.repeated("euria").values()) == [2]


def test_no_secret_is_kept(sandbox: Sandbox) -> None:
    clients.chat(sandbox)
    clients.lastfm(sandbox, "user.getInfo")
    clients.discogs(sandbox, "/oauth/identity", key="", token=DISCOGS_TOKEN)
    kept = str(sandbox.record.listed())
    assert not [key for key in (EURIA_KEY, LASTFM_KEY, DISCOGS_TOKEN) if key in kept]


def test_services_and_endpoints_are_counted_apart(sandbox: Sandbox) -> None:
    clients.spotify(sandbox, "/search", q="Nas", type="artist")
    assert sandbox.record.count() == 2
    assert sandbox.record.count("spotify", "token") == 1
    assert sandbox.record.count("spotify", "search") == 1
    assert sandbox.record.count("euria") == 0


@pytest.mark.parametrize(
    ("arrivals", "most"),
    [
        ([], 0),
        ([5.0], 1),
        ([0.0, 10.0, 59.9], 3),
        ([0.0, 10.0, 60.0], 2),
        ([0.0, 59.0, 61.0, 62.0, 118.0], 4),
        ([100.0, 0.0, 99.0, 1.0], 2),
    ],
)
def test_the_fullest_minute_is_found(arrivals: list[float], most: int) -> None:
    record = Record()
    for arrived in arrivals:
        record.arrived(request(arrived=arrived), "spotify", "search")
    assert record.most_in_window("spotify") == most


def test_the_summary_names_each_service() -> None:
    record = Record()
    record.arrived(request(), "spotify", "search").status = 200
    record.arrived(request(), "spotify", "token").status = 429
    assert record.summary() == {
        "spotify": {
            "count": 2,
            "most_in_window": 2,
            "endpoints": {"search": 1, "token": 1},
            "statuses": {"200": 1, "429": 1},
        }
    }


def test_a_cleared_record_is_empty(sandbox: Sandbox) -> None:
    clients.models(sandbox)
    sandbox.record.clear()
    assert sandbox.record.all() == []
