"""Which release an album is can be corrected by hand: it then has the facts of that one, and none of the other."""

import pytest
from django.test import Client
from django.urls import reverse

from collection.models import Album
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.collection.admin.pages import form_values, save
from tests.conftest import Play
from tests.enrichment.phases.playing import releases, sync

pytestmark = pytest.mark.django_db(transaction=True)
BLUE = {"release_id": 1, "master_id": 50, "title": "Blue", "artists": ["Joni"], "year": 1971, "original_year": 1971}
DEMO = {
    **BLUE,
    "release_id": 2,
    "master_id": 60,
    "original_year": 1965,
    "tracklist": ["Urge For Going", "Eastern Rain"],
}
WORDS = "What Discogs told of another number is gone"


@pytest.fixture
def album(play: Play) -> Album:
    play(Sandbox(releases(BLUE, DEMO)))
    made = make_album("Blue", "Joni", source="discogs", discogs_id=1)
    sync(only="facts")
    made.refresh_from_db()
    return made


def correct(client: Client, album: Album, **changes: str) -> str:
    page = reverse("admin:collection_album_change", args=[album.pk])
    save(client, page, {**form_values(client, page), **changes})
    return client.get(page).content.decode()


@pytest.mark.parametrize("changes", [{"discogs_id": "2"}, {"discogs_master_id": "60"}])
def test_the_facts_of_another_number_are_forgotten_and_those_of_this_one_fetched(
    admin_client: Client, album: Album, changes: dict[str, str]
) -> None:
    assert album.original_year == 1971
    assert WORDS in correct(admin_client, album, **changes)
    sync(only="facts")
    album.refresh_from_db()
    assert album.original_year == 1965
    assert [track["title"] for track in album.tracklist] == DEMO["tracklist"]
    assert album.discogs_master_id == 60
    assert album.discogs_url.endswith(f"/release/{album.discogs_id}")


def test_what_the_owner_locked_or_typed_along_with_it_stays(admin_client: Client, album: Album) -> None:
    album.lock(["tracklist"])
    album.save()
    correct(admin_client, album, discogs_id="2", original_year="1970")
    sync(only="facts")
    told = Album.objects.get(pk=album.pk)
    assert (told.original_year, told.tracklist) == (1970, album.tracklist)


@pytest.mark.parametrize("changes", [{"discogs_id": ""}, {"year": "1980"}])
def test_nothing_is_forgotten_where_no_other_number_is_told(
    admin_client: Client, album: Album, changes: dict[str, str]
) -> None:
    assert WORDS not in correct(admin_client, album, **changes)
    assert Album.objects.get(pk=album.pk).tracklist == album.tracklist != []
