"""The artists of an album, on its page."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from collection.models import Album
from tests.collection.admin.pages import form_values, save
from tests.collection.builders import make_album, make_artist

pytestmark = pytest.mark.django_db


@pytest.fixture
def album() -> Album:
    return make_album("Melody Nelson", "Serge Gainsbourg", "Jane Birkin")


def address(album: Album) -> str:
    return reverse("admin:collection_album_change", args=[album.pk])


def credit_of(album: Album) -> str:
    return Album.objects.get(pk=album.pk).artist_credit


def test_two_credits_change_places(admin_client: Client, album: Album) -> None:
    swapped = {"album_artists-0-position": "1", "album_artists-1-position": "0", "album_artists-1-join_phrase": "&"}
    save(admin_client, address(album), {**form_values(admin_client, address(album)), **swapped})
    assert credit_of(album) == "Jane Birkin & Serge Gainsbourg"
    assert Album.objects.get(pk=album.pk).locked_fields == ["artists"]


def test_a_credit_is_added_and_one_removed(admin_client: Client, album: Album) -> None:
    added = {
        "album_artists-TOTAL_FORMS": "3",
        "album_artists-0-DELETE": "on",
        "album_artists-2-artist": make_artist("Air").pk,
        "album_artists-2-position": "5",
        "album_artists-2-credited_as": "AIR*",
        "album_artists-2-album": album.pk,
    }
    save(admin_client, address(album), {**form_values(admin_client, address(album)), **added})
    assert credit_of(album) == "Jane Birkin, AIR"
    assert list(album.album_artists.values_list("position", flat=True)) == [0, 1]


def test_an_album_keeps_at_least_one_artist(admin_client: Client, album: Album) -> None:
    emptied = {"album_artists-0-DELETE": "on", "album_artists-1-DELETE": "on"}
    response = admin_client.post(address(album), {**form_values(admin_client, address(album)), **emptied})
    assert response.status_code == 200
    assert credit_of(album) == "Serge Gainsbourg, Jane Birkin"


def test_the_credits_are_named_in_the_readers_language(admin_client: Client, album: Album) -> None:
    page = admin_client.get(address(album), headers={"Accept-Language": "fr"}).content.decode()
    assert "Artistes crédités" in page
    assert re.search(r">\s*Artiste\s:", page)
    assert not re.search(r">\s*Artist\s?:", page)
