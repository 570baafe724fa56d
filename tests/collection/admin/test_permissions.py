"""Who may look may look at everything, and change nothing."""

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from collection.models import Album, Artist
from tests.collection.builders import make_album, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def album() -> Album:
    album = make_album("Moon Safari", "AIR", locked_fields=["title"], genres=["Electronic"], ai_description="Text.")
    make_photo(album.artists.get())
    return album


def staff(client: Client, *permissions: str) -> Client:
    user = User.objects.create_user("somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    return client


def pages(album: Album) -> list[str]:
    artist = album.artists.get()
    return [
        reverse("admin:collection_album_changelist"),
        reverse("admin:collection_album_change", args=[album.pk]),
        reverse("admin:collection_artist_changelist"),
        reverse("admin:collection_artist_change", args=[artist.pk]),
        reverse("admin:collection_image_changelist"),
        reverse("admin:collection_image_change", args=[artist.images.get().pk]),
    ]


def test_viewers_see_every_page_and_no_button_to_save(client: Client, album: Album) -> None:
    staff(client, "view_album", "view_albumartist", "view_artist", "view_image")
    for page in pages(album):
        response = client.get(page)
        assert response.status_code == 200
        assert b'name="_save"' not in response.content


def test_viewers_see_the_locks(client: Client, album: Album) -> None:
    staff(client, "view_album")
    assert '<span class="lock-state">Title</span>' in client.get(pages(album)[1]).content.decode()


def test_a_viewers_post_changes_nothing(client: Client, album: Album) -> None:
    staff(client, "view_album", "view_artist")
    for page in (pages(album)[1], pages(album)[3]):
        posted = {"title": "Mine", "name": "Mine", "photo_url": "https://i.scdn.co/x"}
        assert client.post(page, posted).status_code == 403
    assert Album.objects.get().title == "Moon Safari"
    assert Artist.objects.get().name == "AIR"


def test_strangers_are_refused(client: Client, album: Album) -> None:
    for page in pages(album):
        assert client.get(page).status_code == 302
    staff(client)
    for page in pages(album):
        assert client.get(page).status_code == 403


def test_an_editor_of_albums_need_not_be_one_of_artists(client: Client, album: Album) -> None:
    staff(client, "view_album", "change_album")
    page = client.get(pages(album)[1])
    assert page.status_code == 200
    assert b'name="_save"' in page.content
