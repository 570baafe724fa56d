"""Who an artist is can be corrected by hand: nobody keeps the face or the past of somebody else by that."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from collection.models import Artist, Image
from enrichment.models import ArtistIdentity
from enrichment.phases.artist_images.photo import photo_names
from enrichment.phases.artist_images.services import DEEZER, SPOTIFY
from enrichment.phases.identities import unidentified
from enrichment.phases.selection import artists_to_picture
from enrichment.phases.services import Service
from tests.builders import make_album
from tests.collection.admin.pages import form_values, save

pytestmark = pytest.mark.django_db
WORDS = "The photo was that of the earlier name or number"


@pytest.fixture
def nirvana() -> Artist:
    make_album("Bleach", "Nirvana")
    artist = Artist.objects.get()
    artist.discogs_artist_id, artist.spotify_id, artist.photo_asked_at = 7, "0" * 22, timezone.now()
    artist.save()
    ArtistIdentity.objects.create(artist=artist, source="wikidata", spotify_id="0" * 22, asked_at=timezone.now())
    return artist


def pictured(artist: Artist, basis: str) -> None:
    Image.objects.create(
        artist=artist, image_type="artist", source="spotify", url="https://i.scdn.co/image/1", basis=basis
    )


def correct(client: Client, artist: Artist, **changes: str) -> str:
    page = reverse("admin:collection_artist_change", args=[artist.pk])
    save(client, page, {**form_values(client, page), **changes})
    return client.get(page).content.decode()


@pytest.mark.parametrize(
    ("basis", "changes", "stays"),
    [
        ("identity", {"discogs_artist_id": "8"}, False),
        ("identity", {"name": "Nirvana (2)"}, True),
        ("name", {"name": "Nirvana UK"}, False),
        ("name", {"name": "NIRVANA"}, True),
        ("name", {"discogs_artist_id": "8"}, True),
        ("titles", {"name": "Nirvana UK", "discogs_artist_id": "8"}, True),
    ],
)
def test_a_face_goes_with_what_it_rested_on(
    admin_client: Client, nirvana: Artist, basis: str, changes: dict[str, str], stays: bool
) -> None:
    pictured(nirvana, basis)
    page = correct(admin_client, nirvana, **changes)
    assert (WORDS in page) is not stays
    assert Image.objects.exists() is stays
    assert Artist.objects.get().spotify_id == ("0" * 22 if stays else "")


@pytest.mark.parametrize("basis", ["", "name", "titles", "identity"])
def test_the_face_of_another_account_goes_whatever_it_rested_on(
    admin_client: Client, nirvana: Artist, basis: str
) -> None:
    pictured(nirvana, basis)
    assert WORDS in correct(admin_client, nirvana, spotify_id="1" * 22)
    assert not Image.objects.exists()
    assert list(artists_to_picture()) == [nirvana]
    assert Artist.objects.get().spotify_id == "1" * 22


def test_the_face_of_the_account_that_a_person_named_stays(admin_client: Client, nirvana: Artist) -> None:
    pictured(nirvana, "identity")
    Artist.objects.update(locked_fields=["spotify_id"])
    correct(admin_client, nirvana, discogs_artist_id="8")
    assert Image.objects.exists()


def test_what_was_told_of_another_number_is_forgotten_and_asked_again(admin_client: Client, nirvana: Artist) -> None:
    correct(admin_client, nirvana, discogs_artist_id="8")
    assert not ArtistIdentity.objects.exists()
    assert list(unidentified()) == list(artists_to_picture()) == [nirvana]


@pytest.mark.parametrize(("changes", "stays"), [({"discogs_artist_id": "8"}, False), ({"name": "Nirvana UK"}, True)])
def test_other_spellings_go_with_the_number_that_they_were_told_of(
    admin_client: Client, nirvana: Artist, changes: dict[str, str], stays: bool
) -> None:
    nirvana.name_variations, nirvana.locked_fields = ["Fecal Matter"], ["photo"]
    nirvana.save()
    correct(admin_client, nirvana, **changes)
    assert bool(Artist.objects.get().name_variations) is stays
    found = admin_client.get(reverse("collection:search"), {"q": "Fecal Matter"}).content
    assert (b"Nirvana" in found) is stays


@pytest.mark.parametrize("service", [SPOTIFY, DEEZER])
@pytest.mark.parametrize(("basis", "stays"), [("name", False), ("titles", True)])
def test_nor_does_it_come_back_from_what_is_kept_on_disk(
    admin_client: Client, nirvana: Artist, data_dir: Path, service: Service[Any], basis: str, stays: bool
) -> None:
    service.cache().write("artist-7", {"image_url": "https://i.scdn.co/image/1", "basis": basis})
    correct(admin_client, nirvana, name="Nirvana UK")
    assert bool(service.cache().read(photo_names(nirvana))) is stays


def test_a_chosen_face_stays(admin_client: Client, nirvana: Artist) -> None:
    pictured(nirvana, "identity")
    Artist.objects.update(photo_answer="chosen", locked_fields=["photo"])
    correct(admin_client, nirvana, discogs_artist_id="8")
    assert Image.objects.exists()


def test_a_corrected_name_is_asked_for_at_once(admin_client: Client, nirvana: Artist) -> None:
    assert list(artists_to_picture()) == []
    correct(admin_client, nirvana, name="Nirvana UK")
    assert list(artists_to_picture()) == [nirvana]
