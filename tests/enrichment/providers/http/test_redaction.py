import logging

import pytest

from enrichment.providers.http.redaction import guard_http_log, redact


@pytest.mark.parametrize(
    "text",
    [
        "GET /2.0/?method=x&api_key=planted-key&format=json",
        "Authorization: Bearer planted-key",
        "Authorization: Discogs token=planted-key",
        "Basic planted-key",
        "access_token=planted-key",
    ],
)
def test_what_looks_like_a_credential_is_hidden(text: str) -> None:
    assert "planted" not in redact(text)


def test_a_known_secret_is_hidden_wherever_it_stands() -> None:
    assert redact("key abcd-efgh is wrong", ["abcd-efgh"]) == "key *** is wrong"
    assert redact("nothing here", [""]) == "nothing here"


def test_the_log_of_the_http_library_holds_no_key(caplog: pytest.LogCaptureFixture) -> None:
    guard_http_log()
    guard_http_log()
    logger = logging.getLogger("urllib3.connectionpool")
    with caplog.at_level(logging.DEBUG, logger.name):
        logger.debug('%s "%s %s"', "host", "GET", "/2.0/?api_key=planted-key&user=x")
    assert "planted" not in caplog.text
    assert "user=x" in caplog.text
    assert len(logger.filters) == 1
