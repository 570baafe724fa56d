"""Whatever a service answers, its client returns something usable or raises one of its own errors."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enrichment.providers.discogs import DiscogsClient
from enrichment.providers.errors import ProviderError
from enrichment.providers.euria.client import EuriaClient
from enrichment.providers.euria.provider import DescriptionRequest, EuriaProvider
from enrichment.providers.http import HttpSession, Reply, Unlimited
from enrichment.providers.lastfm import LastfmClient
from enrichment.providers.matching import ArtistQuery
from enrichment.providers.spotify import SpotifyProvider
from enrichment.providers.spotify.client import SpotifyClient
from enrichment.providers.texts import AlbumFacts
from tests.enrichment.providers.test_shapes import ANY_JSON

SECRET = "planted-secret"
NO_PAUSE: dict[str, Any] = {"sleep": lambda _seconds: None, "limiter": Unlimited()}
# Words that the services use, so that chance gets past the first look.
WORDS = """
error code description message reason status choices content finish_reason usage artists albums items images url id name
width next access_token expires_in pagination releases basic_information recenttracks track @attr data object result
tracklist title year master_id uri date uts
"""
NAMES = st.sampled_from(WORDS.split())
SHAPED = st.recursive(
    ANY_JSON,
    lambda inner: st.dictionaries(NAMES, inner, max_size=5) | st.lists(inner, max_size=3),
    max_leaves=12,
)
BODIES = st.binary(max_size=200) | SHAPED.map(lambda value: json.dumps(value).encode())
STATUSES = st.sampled_from([200, 200, 200, 200, 201, 204, 301, 400, 401, 402, 403, 404, 418, 422, 429, 500, 503])
HEADERS = st.fixed_dictionaries(
    {},
    optional={"Content-Type": st.sampled_from(["text/html", "application/json"]), "Retry-After": st.text(max_size=9)},
)
REPLIES = st.builds(Reply, STATUSES, HEADERS, BODIES)


def euria() -> object:
    client = EuriaClient(api_key=SECRET, url="https://euria.invalid/v1", model="m", **NO_PAUSE)
    return EuriaProvider(client).describe(DescriptionRequest(AlbumFacts("Moon Safari", "AIR"), "fr"))


def euria_models() -> object:
    return EuriaClient(api_key=SECRET, url="https://euria.invalid/v1", model="m", **NO_PAUSE).models()


def spotify() -> object:
    api_url, token_url = "https://spotify.invalid/v1", "https://spotify.invalid/token"
    client = SpotifyClient(client_id="id", client_secret=SECRET, api_url=api_url, token_url=token_url, **NO_PAUSE)
    return SpotifyProvider(client).find_photo(ArtistQuery("AIR", album_titles=("Moon Safari",)))


def discogs(call: Callable[[DiscogsClient], object]) -> Callable[[], object]:
    return lambda: call(DiscogsClient(token=SECRET, username="me", url="https://discogs.invalid", **NO_PAUSE))


def lastfm(call: Callable[[LastfmClient], object]) -> Callable[[], object]:
    return lambda: call(LastfmClient(api_key=SECRET, username="me", url="https://lastfm.invalid", **NO_PAUSE))


CALLS: dict[str, Callable[[], object]] = {
    "euria": euria,
    "euria models": euria_models,
    "spotify": spotify,
    "discogs identity": discogs(lambda client: client.identity()),
    "discogs page": discogs(lambda client: client.collection_page()),
    "discogs release": discogs(lambda client: client.release(7)),
    "discogs master": discogs(lambda client: client.master(7)),
    "lastfm tracks": lastfm(lambda client: client.recent_tracks()),
    "lastfm albums": lastfm(lambda client: client.top_albums()),
}


def error_of(call: Callable[[], object]) -> ProviderError | None:
    try:
        call()
    except ProviderError as error:
        return error
    return None


@pytest.mark.parametrize("name", CALLS)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(replies=st.lists(REPLIES, min_size=1, max_size=4))
def test_any_answer_is_an_answer_or_one_of_our_errors(name: str, replies: list[Reply]) -> None:
    left = list(replies)

    def send(_self: HttpSession, _method: str, _url: str, _options: object) -> Reply:
        return left.pop(0) if len(left) > 1 else left[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(HttpSession, "_sent", send)
        error = error_of(CALLS[name])
    assert SECRET not in f"{error} {error!r}"
    assert error is None or "\n" not in error.detail
