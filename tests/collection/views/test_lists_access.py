"""Who may look, and with which methods."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from collection.models import Scrobble
from collection.models.album import AlbumSource
from tests.collection.builders import make_album, make_artist

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses() -> list[str]:
    album = make_album("Moon Safari", "AIR")
    return ["/", f"/albums/{album.pk}/", "/artists/", f"/artists/{make_artist('AIR').pk}/"]


def test_a_stranger_is_asked_to_log_in_and_comes_back(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 302
        assert response.headers["Location"] == f"/login/?next={address}"


def test_a_public_wall_is_open_for_reading_alone(client: Client, settings: Settings, addresses: list[str]) -> None:
    settings.AIME_PUBLIC_WALL = True
    for address in addresses:
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
        assert client.post(address).status_code == 405


def test_strangers_see_no_way_into_the_admin(client: Client, settings: Settings) -> None:
    settings.AIME_PUBLIC_WALL = True
    page = client.get(f"/albums/{make_album('Moon Safari').pk}/").content.decode()
    assert "Log in" in page
    assert "/admin/" not in page


def test_visitors_get_no_edit_link(visitor: Client) -> None:
    page = visitor.get(f"/albums/{make_album('Moon Safari', 'AIR').pk}/").content.decode()
    assert "/admin/" not in page


def test_who_may_edit_gets_the_links(admin_client: Client) -> None:
    album = make_album("Moon Safari", "AIR")
    artist = make_artist("AIR")
    assert (
        f'href="/admin/collection/album/{album.pk}/change/?from=page"'
        in admin_client.get(f"/albums/{album.pk}/").content.decode()
    )
    assert (
        f'href="/admin/collection/artist/{artist.pk}/change/?from=page"'
        in admin_client.get(f"/artists/{artist.pk}/").content.decode()
    )


@pytest.mark.parametrize(
    "address", ["/albums/1/", f"/albums/{2**63}/", f"/albums/{'9' * 100}/", "/artists/0/", "/artists/x/"]
)
def test_what_is_not_there_is_not_found(visitor: Client, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_what_the_owner_wrote_and_listened_to_is_never_public(visitor: Client, settings: Settings) -> None:
    stranger = Client()
    own = {"folder": "Attic", "notes": "from aunt Rosa", "purchased": "1999-05-01", "rating": 3}
    own |= {
        "media_condition": "Very Good",
        "sleeve_condition": "Poor",
        "further": {"Price": "12 francs"},
        "copies": 7,
        "support": "LP",
    }
    album = make_album("Moon Safari", "AIR", added_at=timezone.now(), more_copies=[{"notes": "lent to Pierre"}], **own)
    make_album("Pocket Symphony", "AIR", folder="Shelf")
    heard = make_album("Heard", "AIR", source=AlbumSource.LASTFM)
    Scrobble.objects.create(album=album, artist_name="AIR", track_title="Kelly", played_at=timezone.now())
    settings.AIME_PUBLIC_WALL = True
    secrets = ["Attic", "aunt Rosa", "1999", "3 of 5", "Very Good", "Poor", "12 francs", "Pierre", "7 copies"]
    secrets += ["Listened to", "Heard", "Added</dt>", "folder="]
    addresses = ["/albums/", f"/albums/{album.pk}/", "/albums/?heard=1", f"/artists/{album.artists.get().pk}/"]
    own_pages = "".join(visitor.get(address).content.decode() for address in addresses)
    public_pages = "".join(stranger.get(address).content.decode() for address in addresses)
    assert [word for word in secrets if word not in own_pages] == []
    assert [word for word in secrets if word in public_pages] == []
    assert stranger.get("/albums/?folder=Attic").context["page"].paginator.count == 2
    assert stranger.get(f"/albums/{heard.pk}/").status_code == 404
    assert visitor.get(f"/albums/{heard.pk}/").status_code == 200


def test_a_public_album_tells_other_sites_what_to_show_of_it(client: Client, settings: Settings) -> None:
    settings.AIME_PUBLIC_WALL = True
    album = make_album("Moon & Safari", "AIR", image_url="https://i.discogs.com/cover.jpg")
    page = client.get(f"/albums/{album.pk}/").content.decode()
    assert '<meta property="og:title" content="Moon &amp; Safari — AIR">' in page
    assert '<meta property="og:image" content="https://i.discogs.com/cover.jpg">' in page
