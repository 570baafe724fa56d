"""Artists are told apart by name and Discogs id."""

import pytest
from django.test import Client
from django.urls import reverse

from collection.models import Artist
from tests.collection.admin.pages import form_values, save
from tests.collection.builders import make_album, make_artist

pytestmark = pytest.mark.django_db
ADD = "admin:collection_artist_add"


@pytest.mark.parametrize(
    ("name", "discogs_id", "errors"),
    [
        ("Bjork", "", ["name"]),
        ("Björk*", "", ["name"]),
        ("Björk (2)", "", []),
        ("Bjork", "78", []),
        ("Other", "77", ["discogs_artist_id"]),
        ("", "", ["name"]),
        ("x" * 501, "", ["name"]),
    ],
)
def test_a_second_row_for_one_identity_is_refused(
    admin_client: Client, name: str, discogs_id: str, errors: list[str]
) -> None:
    make_artist("Björk")
    make_artist("Somebody", discogs_artist_id=77)
    page = reverse(ADD)
    values = {**form_values(admin_client, page), "name": name, "discogs_artist_id": discogs_id}
    response = admin_client.post(page, values)
    assert response.status_code == (200 if errors else 302)
    assert list(response.context["adminform"].form.errors if errors else []) == errors


def test_a_changed_name_is_locked_and_moves_the_key(admin_client: Client) -> None:
    page = reverse("admin:collection_artist_change", args=[make_artist("Bjork").pk])
    save(admin_client, page, {**form_values(admin_client, page), "name": "Björk (2)"})
    artist = Artist.objects.get()
    assert (artist.key, artist.locked_fields) == ("bjork (2)", ["name"])


def test_an_artist_with_albums_cannot_be_deleted_unawares(admin_client: Client) -> None:
    artist = make_album("Post", "Björk").artists.get()
    response = admin_client.post(reverse("admin:collection_artist_delete", args=[artist.pk]), {"post": "yes"})
    assert response.status_code == 200
    assert Artist.objects.exists()


def test_the_picker_of_credits_finds_artists_by_a_part_of_the_name(admin_client: Client) -> None:
    make_artist("Björk")
    asked = {"term": "bjo", "app_label": "collection", "model_name": "albumartist", "field_name": "artist"}
    found = admin_client.get(reverse("admin:autocomplete"), asked).json()
    assert [result["text"] for result in found["results"]] == ["Björk"]
