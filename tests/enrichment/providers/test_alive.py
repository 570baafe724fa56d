"""Whether a picture is still there, asked without trusting the address."""

import pytest
import requests
import responses

from enrichment.providers.alive import AliveCheck

URL = "https://i.scdn.co/image/a"


@pytest.mark.parametrize(
    ("status", "fault"), [(200, ""), (302, ""), (404, "HTTP 404"), (410, "HTTP 410"), (405, ""), (429, "")]
)
@responses.activate
def test_the_status_tells(status: int, fault: str) -> None:
    responses.head(URL, status=status, headers={"Location": "http://127.0.0.1/secret"})
    assert AliveCheck().fault(URL) == fault
    assert len(responses.calls) == 1


@pytest.mark.parametrize(
    ("error", "fault"), [(requests.ConnectTimeout(), "timeout"), (requests.ConnectionError(), "connection")]
)
@responses.activate
def test_nobody_there_is_a_fault(error: Exception, fault: str) -> None:
    responses.head(URL, body=error)
    assert AliveCheck().fault(URL) == fault


@pytest.mark.parametrize("url", ["http://i.scdn.co/a", "file:///etc/passwd", "https://user:key@i.scdn.co/a", ""])
@responses.activate
def test_no_other_address_is_asked(url: str) -> None:
    assert AliveCheck().fault(url) == "not_https"
    assert not responses.calls
