from typing import Any

import pytest
import requests

from enrichment.sandbox import Collection, Options, Sandbox
from enrichment.sandbox.digest import base_name
from enrichment.sandbox.keys import SPOTIFY_ID, SPOTIFY_SECRET
from tests.cases import mostly_slow
from tests.enrichment.sandbox import clients

FORM = {"grant_type": "client_credentials"}


def test_a_token_is_given_for_an_hour(sandbox: Sandbox) -> None:
    document = clients.token_reply(sandbox).json()
    assert document["token_type"] == "Bearer"
    assert document["expires_in"] == 3600
    assert set(document) == {"access_token", "token_type", "expires_in"}


def test_id_and_secret_may_come_in_the_form(sandbox: Sandbox) -> None:
    form = FORM | {"client_id": SPOTIFY_ID, "client_secret": SPOTIFY_SECRET}
    assert requests.post(f"{sandbox.url}/api/token", data=form, timeout=5).status_code == 200


@pytest.mark.parametrize(
    ("id_given", "secret", "description"),
    [("", "", "Invalid client"), ("x", SPOTIFY_SECRET, "Invalid client"), (SPOTIFY_ID, "x", "Invalid client secret")],
)
def test_wrong_credentials_are_a_400_in_the_oauth_form(
    sandbox: Sandbox, id_given: str, secret: str, description: str
) -> None:
    reply = clients.token_reply(sandbox, id_given, secret)
    assert reply.status_code == 400
    assert reply.json() == {"error": "invalid_client", "error_description": description}


def test_a_token_request_of_another_form_is_refused(sandbox: Sandbox) -> None:
    url, auth = f"{sandbox.url}/api/token", (SPOTIFY_ID, SPOTIFY_SECRET)
    assert requests.post(url, json=FORM, auth=auth, timeout=5).json()["error"] == "unsupported_grant_type"
    assert (
        requests.post(url, data={"grant_type": "x"}, auth=auth, timeout=5).json()["error"] == "unsupported_grant_type"
    )
    assert requests.get(url, auth=auth, timeout=5).status_code == 405
    assert requests.post(url, data=FORM, headers={"Authorization": "Basic ???"}, timeout=5).status_code == 400


@pytest.mark.parametrize(
    ("header", "status", "message"),
    [
        ({}, 401, "No token provided"),
        ({"Authorization": "Bearer made-up"}, 401, "Invalid access token"),
        ({"Authorization": "Basic abc"}, 400, "Only valid bearer authentication supported"),
    ],
)
def test_the_api_asks_for_a_token(sandbox: Sandbox, header: dict[str, str], status: int, message: str) -> None:
    reply = requests.get(f"{sandbox.url}/v1/search?q=a&type=artist", headers=header, timeout=5)
    assert reply.status_code == status
    assert reply.json() == {"error": {"status": status, "message": message}}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"limit": 11}, "Invalid limit"),
        ({"limit": 50}, "Invalid limit"),
        ({"limit": 0}, "Invalid limit"),
        ({"limit": "x"}, "Invalid limit"),
        ({"offset": 1001}, "Invalid offset"),
        ({"q": ""}, "No search query"),
        ({"q": "a" * 251}, "Query exceeds maximum length of 250 characters"),
        ({"type": ""}, "Missing parameter type"),
        ({"type": "artist,person"}, "Bad search type field"),
    ],
)
def test_a_bad_search_is_refused(sandbox: Sandbox, query: dict[str, Any], message: str) -> None:
    reply = clients.spotify(sandbox, "/search", **({"q": "Nas", "type": "artist"} | query))
    assert reply.status_code == 400
    assert reply.json()["error"]["message"] == message


def test_a_search_shows_five_unless_told_otherwise(sandbox: Sandbox) -> None:
    paging = clients.spotify(sandbox, "/search", q="Miles Davis", type="artist").json()["artists"]
    assert paging["limit"] == 5
    assert len(paging["items"]) <= 5


def test_next_links_are_to_be_followed_as_they_are(sandbox: Sandbox) -> None:
    first = clients.spotify(sandbox, "/search", q="Miles Davis", type="artist", limit=2).json()["artists"]
    assert "query=" in first["next"]
    header = {"Authorization": f"Bearer {clients.token(sandbox)}"}
    second = requests.get(first["next"], headers=header, timeout=5).json()["artists"]
    assert second["offset"] == 2
    assert not {a["id"] for a in first["items"]} & {a["id"] for a in second["items"]}


def test_an_artist_has_the_fields_of_development_mode(sandbox: Sandbox) -> None:
    [artist] = clients.named(sandbox, "Radiohead")
    assert set(artist) == {"external_urls", "href", "id", "images", "name", "type", "uri"}
    assert len(artist["id"]) == 22
    assert [image["width"] for image in artist["images"]] == [640, 320, 160]
    assert artist["images"][0]["url"].startswith("https://i.scdn.co/image/ab6761610000e5eb")
    assert clients.spotify(sandbox, f"/artists/{artist['id']}").json() == artist


@pytest.mark.slow
@pytest.mark.parametrize("form", mostly_slow(['artist:"{}"', "{}"], once=False))
def test_nearly_everybody_of_the_collection_is_found(sandbox: Sandbox, form: str) -> None:
    missing = set()
    for name in {base_name(name) for release in Collection.sample().releases for name in release.artists}:
        if not [a for a in clients.found_artists(sandbox, form.format(name)) if a["name"] == name]:
            missing.add(name)
    assert missing == {"Various", "Tony Allen & Hugh Masekela"}


def test_the_exact_artist_is_not_always_first(sandbox: Sandbox) -> None:
    names = ["Radiohead", "Miles Davis", "Björk", "Nas", "Queen", "Pixies", "The Cure", "Kraftwerk"]
    firsts = [clients.found_artists(sandbox, name)[0]["name"] == name for name in names]
    assert True in firsts
    assert False in firsts


def test_case_and_accents_do_not_matter(sandbox: Sandbox) -> None:
    assert [a for a in clients.found_artists(sandbox, "bjork") if a["name"] == "Björk"]


def test_artists_of_one_name_are_told_apart_by_their_albums(sandbox: Sandbox) -> None:
    titles = set()
    for artist in clients.named(sandbox, "Nirvana"):
        albums = clients.spotify(sandbox, f"/artists/{artist['id']}/albums").json()["items"]
        titles |= {album["name"] for album in albums}
        assert len(albums) == 1
    assert titles == {"Nevermind", "The Story Of Simon Simopath"}


def test_various_leads_to_the_pseudo_artist_only(sandbox: Sandbox) -> None:
    assert [artist["name"] for artist in clients.found_artists(sandbox, "Various")] == ["Various Artists"]


def test_an_apostrophe_in_a_field_filter_finds_nothing() -> None:
    rows = [{"release_id": 1, "title": "Hands Up!", "artists": ["DMA's"]}]
    from enrichment.sandbox import Release

    with Sandbox(Collection([Release.read(row) for row in rows])) as sandbox:
        assert clients.found_artists(sandbox, 'artist:"DMA\'s"') == []
        assert clients.named(sandbox, "DMA's")


def test_a_trailing_star_breaks_the_search(sandbox: Sandbox) -> None:
    assert clients.spotify(sandbox, "/search", q="Björk*", type="artist").status_code == 502


def test_a_stranger_is_not_found_unless_everybody_is_known(sandbox: Sandbox) -> None:
    assert clients.named(sandbox, "Nobody Of That Name") == []
    with Sandbox(options=Options(knows_everyone=True)) as knowing:
        [artist] = clients.named(knowing, "Nobody Of That Name")
        assert clients.spotify(knowing, f"/artists/{artist['id']}").status_code == 200


def test_albums_are_searched_by_title_and_artist(sandbox: Sandbox) -> None:
    found = clients.spotify(sandbox, "/search", q='album:"Nevermind" artist:"Nirvana"', type="album").json()["albums"]
    [album] = found["items"]
    assert (album["name"], album["release_date"], album["release_date_precision"]) == ("Nevermind", "1991", "year")
    assert "images" not in album["artists"][0]


def test_an_artists_albums_are_paged_and_limited(sandbox: Sandbox) -> None:
    [artist] = clients.named(sandbox, "Miles Davis")
    path = f"/artists/{artist['id']}/albums"
    assert {album["name"] for album in clients.spotify(sandbox, path).json()["items"]} == {
        "Kind Of Blue",
        "Sketches Of Spain",
    }
    assert clients.spotify(sandbox, path, limit=20).json()["error"]["message"] == "Invalid limit"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/artists/0000000000000000000000", 404),
        ("/artists/not-an-id", 400),
        ("/artists/0000000000000000000000/albums", 404),
        ("/artists?ids=a,b", 403),
        ("/artists/0000000000000000000000/top-tracks", 403),
        ("/artists/0000000000000000000000/related-artists", 403),
        ("/browse/new-releases", 403),
        ("/nowhere", 404),
    ],
)
def test_what_is_unknown_or_removed_says_so(sandbox: Sandbox, path: str, status: int) -> None:
    reply = clients.spotify(sandbox, path)
    assert reply.status_code == status
    assert reply.json()["error"]["status"] == status


def test_somebody_has_no_photo(sandbox: Sandbox) -> None:
    [artist] = clients.named(sandbox, "Moondog")
    assert artist["images"] == []
