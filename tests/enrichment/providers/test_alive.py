"""Whether a picture is still there, asked without trusting the address."""

import pytest
import requests
import responses

from enrichment.providers.alive import AliveCheck, Doubt

URL = "https://i.scdn.co/image/a"


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        *((status, None) for status in (200, 302, 405, 501)),
        *((status, Doubt(f"HTTP {status}", is_gone=True)) for status in (404, 410)),
        *((status, Doubt(f"HTTP {status}")) for status in (400, 401, 403, 429, 500, 503)),
    ],
)
@responses.activate
def test_the_status_tells(status: int, fault: Doubt | None) -> None:
    responses.head(URL, status=status, headers={"Location": "http://127.0.0.1/secret"})
    assert AliveCheck().fault(URL) == fault
    assert len(responses.calls) == 1


@pytest.mark.parametrize(
    ("error", "fault"), [(requests.ConnectTimeout(), "timeout"), (requests.ConnectionError(), "connection")]
)
@responses.activate
def test_nobody_there_does_not_tell_that_it_is_gone(error: Exception, fault: str) -> None:
    responses.head(URL, body=error)
    assert AliveCheck().fault(URL) == Doubt(fault)


@pytest.mark.parametrize("url", ["http://i.scdn.co/a", "file:///etc/passwd", "https://user:key@i.scdn.co/a", ""])
@responses.activate
def test_no_other_address_is_asked(url: str) -> None:
    assert AliveCheck().fault(url) == Doubt("not_https")
    assert not responses.calls
