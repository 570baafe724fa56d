"""What an HTTP status means, from client to client: the same where the services mean the same by it."""

from collections.abc import Callable

import pytest
from requests.structures import CaseInsensitiveDict

from enrichment.providers import deezer, lastfm, wikidata
from enrichment.providers.discogs import client as discogs
from enrichment.providers.errors import ProviderError
from enrichment.providers.euria.faults import refusal
from enrichment.providers.http import Reply
from enrichment.providers.spotify import client as spotify
from tests.enrichment.providers.http.sessions import session
from tests.enrichment.providers.scripted import NotingLimiter

Meaning = tuple[str, str, str]


def check_euria(reply: Reply) -> None:
    if error := refusal(reply):
        raise error


CHECKS: dict[str, Callable[[Reply], None]] = {
    "spotify": spotify.check_reply,
    "deezer": deezer.check_reply,
    "discogs": discogs.check_reply,
    "collection": discogs.check_collection,
    "lastfm": lastfm.check_reply,
    "wikidata": wikidata.check_reply,
    "euria": check_euria,
}
every_client = pytest.mark.parametrize("client", CHECKS)
HTTP = session(NotingLimiter())


def meaning(client: str, status: int, body: str = "{}", **headers: str) -> Meaning | None:
    """Kind, code and setting of the error; None for what the client goes on with."""
    reply = Reply(status, CaseInsensitiveDict(headers), body.encode())
    try:
        CHECKS[client](reply)
        HTTP.check_status(reply.status, reply)
    except ProviderError as error:
        return type(error).__name__, error.code, getattr(error, "setting", "")
    return None


@every_client
@pytest.mark.parametrize("status", [200, 201, 204, 299, 399])
def test_an_answer_is_gone_on_with(client: str, status: int) -> None:
    assert meaning(client, status) is None


@every_client
@pytest.mark.parametrize("status", [408, 500, 502, 504, 599])
def test_trouble_of_the_server_is_asked_about_again(client: str, status: int) -> None:
    assert meaning(client, status) == ("Unavailable", "server_error", "")


@every_client
@pytest.mark.parametrize("status", [429, 503])
def test_a_time_to_wait_is_a_limit(client: str, status: int) -> None:
    assert meaning(client, status, **{"Retry-After": "7"}) == ("Limited", "rate_limited", "")


@every_client
@pytest.mark.parametrize("status", [400, 406, 407, 409, 410, 413, 418, 428, 430, 451, 499])
def test_a_request_that_the_service_does_not_take_concerns_this_item_alone(client: str, status: int) -> None:
    assert meaning(client, status) == ("BadAnswer", "rejected_request", "")


@pytest.mark.parametrize(
    ("client", "meant"),
    [
        ("spotify", None),  # the token is renewed first
        ("deezer", ("BadAnswer", "rejected_request", "")),  # it knows no key
        ("discogs", ("Refused", "refused_key", "DISCOGS_TOKEN")),
        ("collection", ("Refused", "refused_key", "DISCOGS_TOKEN")),
        ("lastfm", ("Refused", "refused_key", "LASTFM_API_KEY")),
        ("wikidata", ("Refused", "forbidden", "AIME_CONTACT")),
        ("euria", ("Refused", "refused_key", "EURIA_API_KEY")),
    ],
)
def test_a_401_asks_for_the_key(client: str, meant: Meaning | None) -> None:
    assert meaning(client, 401) == meant


@pytest.mark.parametrize(
    ("client", "meant"),
    [
        ("spotify", ("Refused", "forbidden", "SPOTIFY_CLIENT_ID")),
        ("deezer", ("Unavailable", "blocked_page", "")),
        ("discogs", ("Refused", "forbidden", "DISCOGS_TOKEN")),
        ("collection", ("Refused", "private_collection", "DISCOGS_TOKEN")),
        ("lastfm", ("Refused", "refused_key", "LASTFM_API_KEY")),
        ("wikidata", ("Refused", "forbidden", "AIME_CONTACT")),
        ("euria", ("Refused", "refused_key", "EURIA_API_KEY")),
    ],
)
def test_a_403_of_the_service_names_what_to_change(client: str, meant: Meaning) -> None:
    assert meaning(client, 403) == meant


@pytest.mark.parametrize("status", [404, 405])
@pytest.mark.parametrize(
    ("client", "setting"),
    [
        ("deezer", "DEEZER_API_URL"),
        ("lastfm", "LASTFM_API_URL"),
        ("wikidata", "WIKIDATA_SPARQL_URL"),
        ("euria", "EURIA_API_URL"),
    ],
)
def test_nothing_at_the_one_address_of_a_service_is_a_wrong_address(client: str, setting: str, status: int) -> None:
    assert meaning(client, status, "<html>") == ("Refused", "wrong_url", setting)


@pytest.mark.parametrize("client", ["spotify", "discogs", "collection"])
def test_a_method_that_is_not_allowed_concerns_the_request(client: str) -> None:
    assert meaning(client, 405) == ("BadAnswer", "rejected_request", "")
