"""Keys, names and addresses as people paste them: with blanks around, with a slash at the end."""

import json
from collections.abc import Callable

import pytest

from enrichment.providers.deezer import DeezerClient
from enrichment.providers.discogs import DiscogsClient
from enrichment.providers.euria.client import EuriaClient
from enrichment.providers.lastfm import LastfmClient
from enrichment.providers.spotify.client import SpotifyClient
from enrichment.providers.wikidata import WikidataClient
from tests.enrichment.providers.scripted import NotingLimiter, answer, scripted

TOKEN = {"access_token": "t0ken"}
NOTHING = {
    **TOKEN,
    "data": [],
    "username": "me",
    "results": {"bindings": []},
    "artists": {"items": []},
    "recenttracks": {"@attr": {"user": "Me"}},
}
LIMITER = NotingLimiter()


def spotify(url: str) -> object:
    client = SpotifyClient(
        client_id=" the-id ", client_secret=" s3cret\n", api_url=f" {url}/ ", token_url=f" {url} ", limiter=LIMITER
    )
    return client.search("AIR")


ASKED: dict[str, tuple[Callable[[str], object], str]] = {
    "deezer": (
        lambda url: DeezerClient(url=f" {url}/ ", limiter=LIMITER).search_artists("AIR"),
        "GET /search/artist?q=AIR&limit=50 ",
    ),
    "discogs": (
        lambda url: DiscogsClient(token=" t0ken\n", username=" me ", url=f" {url}/ ", limiter=LIMITER).identity(),
        "GET /oauth/identity ",
    ),
    "lastfm": (
        lambda url: LastfmClient(api_key=" k3y\n", username=" me ", url=f" {url} ", limiter=LIMITER).check(),
        "GET /?method=user.getrecenttracks&user=me&api_key=k3y&format=json&limit=1&page=1 ",
    ),
    "wikidata": (
        lambda url: WikidataClient(contact=" me@example.net ", url=f" {url}/sparql ", limiter=LIMITER).identities([7]),
        "POST /sparql ",
    ),
    "euria": (
        lambda url: EuriaClient(api_key=" k3y\n", url=f" {url}/v1/ ", model="m", limiter=LIMITER).models(),
        "GET /v1/models ",
    ),
    "spotify": (spotify, "POST / "),
}


@pytest.mark.parametrize("client", ASKED)
def test_blanks_around_a_setting_and_a_last_slash_do_no_harm(client: str) -> None:
    ask, line = ASKED[client]
    with scripted(answer(200, json.dumps(NOTHING))) as server:
        ask(server.url)
    assert server.requests[0].startswith(line)


@pytest.mark.parametrize(
    ("client", "header"),
    [
        ("discogs", "Authorization: Discogs token=t0ken\r\n"),
        ("euria", "Authorization: Bearer k3y\r\n"),
        ("spotify", "Authorization: Basic dGhlLWlkOnMzY3JldA==\r\n"),  # the-id:s3cret
        ("wikidata", "User-Agent: AIME/0.1 (me@example.net) "),
    ],
)
def test_a_key_travels_as_the_service_gave_it(client: str, header: str) -> None:
    with scripted(answer(200, json.dumps(NOTHING))) as server:
        ASKED[client][0](server.url)
    assert header in server.requests[0]


@pytest.mark.parametrize(
    ("contact", "agent"),
    [
        ("https://records.example/about", "AIME/0.1 (https://records.example/about) python-requests"),
        ("Zoë <me@example.net>", "AIME/0.1 (Zo <me@example.net>) python-requests"),
        ("me@example.net (evenings)", "AIME/0.1 (me@example.net evenings) python-requests"),
        ("me@example.net\r\nX-Other: 1", "AIME/0.1 (me@example.netX-Other: 1) python-requests"),
    ],
    ids=["an address", "a name with an accent", "brackets", "a second header"],
)
def test_whatever_contact_is_given_makes_one_header_that_names_it(contact: str, agent: str) -> None:
    with scripted(answer(200, json.dumps(NOTHING))) as server:
        WikidataClient(contact=contact, url=server.url, limiter=LIMITER).identities([7])
    assert f"User-Agent: {agent}\r\n" in server.requests[0]
    assert "\r\nX-Other" not in server.requests[0]


@pytest.mark.parametrize("name", ["Me", "ME", "me"])
def test_last_fm_may_write_the_user_in_other_letters(name: str) -> None:
    tracks = {"recenttracks": {"track": [], "@attr": {"user": name}}}
    with scripted(answer(200, json.dumps(tracks))) as server:
        client = LastfmClient(api_key="k3y", username="mE", url=server.url, limiter=LIMITER)
        assert client.recent_tracks().tracks == ()
