from collections.abc import Callable

import pytest

from enrichment.sandbox import Sandbox
from enrichment.sandbox.keys import SPOTIFY_SECRET
from tests.enrichment.sandbox import clients

Start = Callable[..., Sandbox]


def test_a_refused_client(faulty: Start) -> None:
    reply = clients.token_reply(faulty("invalid_client"))
    assert (reply.status_code, reply.json()["error"]) == (400, "invalid_client")


def test_a_secret_is_echoed(faulty: Start) -> None:
    assert SPOTIFY_SECRET in clients.token_reply(faulty("echoed_secret")).text


def test_a_lapsed_premium_account_is_told_in_plain_text(faulty: Start) -> None:
    reply = clients.spotify(faulty("premium_required"), "/search", q="Nas", type="artist")
    assert reply.status_code == 403
    assert reply.headers["Content-Type"].startswith("text/plain")
    assert reply.text.startswith("Active premium subscription required for the owner of the app.")


def test_a_token_expires_in_mid_run_and_a_new_one_is_good(faulty: Start) -> None:
    sandbox = faulty("token_expired:after=2:times=1")
    bearer = clients.token(sandbox)
    statuses = [clients.spotify(sandbox, "/search", bearer, q="Nas", type="artist").status_code for _ in range(4)]
    assert statuses == [200, 200, 401, 401]
    reply = clients.spotify(sandbox, "/search", bearer, q="Nas", type="artist")
    assert reply.json()["error"]["message"] == "The access token expired"
    assert clients.spotify(sandbox, "/search", clients.token(sandbox), q="Nas", type="artist").status_code == 200


def test_no_token_is_ever_good(faulty: Start) -> None:
    assert clients.spotify(faulty("invalid_token"), "/search", q="Nas", type="artist").status_code == 401


def test_an_exhausted_quota(faulty: Start) -> None:
    reply = clients.spotify(faulty("quota_exceeded"), "/search", q="Nas", type="artist")
    assert reply.status_code == 429
    assert reply.json()["error"]["reason"] == "QUOTA_EXCEEDED"
    assert "Retry-After" not in reply.headers


def test_null_for_the_list(faulty: Start) -> None:
    reply = clients.spotify(faulty("null_list"), "/search", q="Nas", type="artist,album")
    assert [paging["items"] for paging in reply.json().values()] == [None, None]


def test_null_and_malformed_entries(faulty: Start) -> None:
    items: list[object] = [*clients.found_artists(faulty("null_items"), "Nas")]
    assert None in items
    assert {} in items
    assert "artist" in items


def test_pictures_missing_or_without_a_size(faulty: Start) -> None:
    assert clients.named(faulty("empty_images"), "Nas")[0]["images"] == []
    images = clients.named(faulty("null_width"), "Nas")[0]["images"]
    assert {image["width"] for image in images} == {None}
    assert "f178" in images[0]["url"]


@pytest.mark.parametrize(
    ("fault", "beginning"),
    [
        ("album_cover", "https://i.scdn.co/image/ab67616d0000b273"),
        ("http_image", "http://i.scdn.co/image/"),
        ("foreign_image", "https://i.scdn.co.example.com/"),
    ],
)
def test_pictures_that_must_not_be_shown(faulty: Start, fault: str, beginning: str) -> None:
    sandbox = faulty(fault)
    [artist] = clients.named(sandbox, "Nas")
    assert artist["images"][0]["url"].startswith(beginning)
    alone = clients.spotify(sandbox, f"/artists/{artist['id']}").json()
    assert alone["images"][0]["url"].startswith(beginning)


def test_an_older_app_sees_more_fields(faulty: Start) -> None:
    [artist] = clients.named(faulty("legacy_artist"), "Nas")
    assert artist["followers"]["total"] > 0
    assert artist["genres"]


def test_a_more_famous_act_comes_first(faulty: Start) -> None:
    names = [artist["name"] for artist in clients.found_artists(faulty("wrong_first_hit"), 'artist:"Nas"')]
    assert names[0] == "Nas, Wind & Fire"
    assert "Nas" in names


def test_the_artist_is_not_among_those_found(faulty: Start) -> None:
    found = clients.found_artists(faulty("exact_absent"), "Nas")
    assert found
    assert "Nas" not in [artist["name"] for artist in found]


def test_several_artists_of_one_name(faulty: Start) -> None:
    sandbox = faulty("homonyms")
    artists = clients.named(sandbox, "Nas")
    assert len({artist["id"] for artist in artists}) == 3
    owned = [a for a in artists if clients.spotify(sandbox, f"/artists/{a['id']}/albums").status_code == 200]
    assert len(owned) == 1


def test_nobody_is_found(faulty: Start) -> None:
    assert clients.found_artists(faulty("nobody"), "Nas") == []
