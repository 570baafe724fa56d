"""An artist's page, and the faces of all artists."""

import re

import pytest
from django.test import Client

from tests.collection.builders import make_album, make_artist, make_photo


def test_an_artists_albums_are_shown_oldest_first(visitor: Client) -> None:
    make_album("Talkie Walkie", "AIR", year=2004)
    make_album("Moon Safari", "AIR", year=2015, original_year=1998)
    make_album("Debut", "Björk", year=1993)
    page = visitor.get(f"/artists/{make_artist('AIR').pk}/").content.decode()
    assert page.index("Moon Safari") < page.index("Talkie Walkie")
    assert "Debut" not in page
    assert "2 albums in the collection" in page


def test_links_lead_to_the_artist_elsewhere(visitor: Client) -> None:
    artist = make_artist("AIR", spotify_id="1P6U1dCeHxPui5pIrGmndZ", discogs_artist_id=1234567)
    make_photo(artist)
    page = visitor.get(f"/artists/{artist.pk}/").content.decode()
    assert 'href="https://open.spotify.com/artist/1P6U1dCeHxPui5pIrGmndZ"' in page
    assert 'href="https://www.discogs.com/artist/1234567"' in page
    assert "Data provided by Discogs." in page


def test_an_artist_without_albums_has_a_page(visitor: Client) -> None:
    response = visitor.get(f"/artists/{make_artist('AIR').pk}/")
    assert response.status_code == 200
    assert "0 albums in the collection" in response.content.decode()


def test_the_faces_are_the_artists_with_albums(visitor: Client) -> None:
    make_album("a", "AIR", "Björk")
    make_album("b", "Various")
    make_artist("Albumless")
    page = visitor.get("/artists/").content.decode()
    assert re.findall(r'class="face-name"[^>]*><bdi>([^<]*)<', page) == ["AIR", "Björk"]


@pytest.mark.parametrize(("text", "count"), [("bjork", 1), ("x", 0), ("%00", 2), ("<xb>", 0)])
def test_a_face_is_found_by_name(visitor: Client, text: str, count: int) -> None:
    make_album("a", "AIR", "Björk")
    page = visitor.get("/artists/", {"q": text} if text != "%00" else {"q": "\x00"}).content.decode()
    assert page.count('class="face"') == count
    assert ("No artist has that name." in page) is (count == 0)


def test_the_albums_of_somebody_with_very_many_are_all_counted_and_a_link_leads_to_them(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collection.views.details.MOST_ALBUMS", 2)
    for number in range(3):
        make_album(f"Volume {number}", "Nurse With Wound")
    artist = make_artist("Nurse With Wound")
    page = visitor.get(f"/artists/{artist.pk}/").content.decode()
    assert "3 albums in the collection" in page
    assert page.count('class="card"') == 2
    assert f'href="/albums/?artist={artist.pk}"' in page
    make_album("Gone", "Nurse With Wound", source="lastfm")
    assert "3 albums in the collection" in visitor.get(f"/artists/{artist.pk}/").content.decode()


def test_where_nobody_is_yet_no_name_is_missed(visitor: Client) -> None:
    page = visitor.get("/artists/").content.decode()
    assert "Nothing is known of these yet." in page
    assert "No artist has that name." not in page
