"""The photo that the owner gives an artist."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image as Picture
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from collection.models import Artist, Image
from tests.collection.admin.pages import form_values, save
from tests.collection.builders import make_artist, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def artist() -> Artist:
    return make_artist("AIR", spotify_id="1P6U1dCeHxPui5pIrGmndZ")


def upload(name: str = "../../me.png") -> SimpleUploadedFile:
    written = BytesIO()
    Picture.new("RGB", (20, 30), "red").save(written, "PNG")
    return SimpleUploadedFile(name, written.getvalue(), content_type="image/png")


def edit(client: Client, artist: Artist, **changes: Any) -> Artist:
    address = reverse("admin:collection_artist_change", args=[artist.pk])
    save(client, address, {**form_values(client, address), **changes})
    return Artist.objects.get(pk=artist.pk)


def files(media: Path) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


def test_an_uploaded_photo_is_kept_under_a_new_name_and_locked(
    admin_client: Client, artist: Artist, media: Path
) -> None:
    make_photo(artist)
    edited = edit(admin_client, artist, photo_file=upload())
    photo = edited.photo
    assert photo is not None
    assert (photo.source, photo.url, edited.photo_answer, edited.locked_fields) == ("manual", "", "chosen", ["photo"])
    (stored,) = files(media)
    assert stored.parent == media / "photos"
    assert stored.name != "me.png"
    assert stored.suffix == ".png"


def test_an_address_replaces_an_upload_and_its_file(
    admin_client: Client,
    artist: Artist,
    media: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    edit(admin_client, artist, photo_file=upload())
    with django_capture_on_commit_callbacks(execute=True):
        edited = edit(admin_client, artist, photo_url="https://i.scdn.co/image/mine")
    assert [(image.url, bool(image.file)) for image in edited.images.all()] == [("https://i.scdn.co/image/mine", False)]
    assert files(media) == []


def test_deleting_the_picture_deletes_its_file(
    admin_client: Client,
    artist: Artist,
    media: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    edit(admin_client, artist, photo_file=upload())
    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse("admin:collection_image_delete", args=[Image.objects.get().pk]), {"post": "yes"})
    assert not Image.objects.exists()
    assert files(media) == []


def test_no_photo_is_an_answer_and_locked(admin_client: Client, artist: Artist) -> None:
    make_photo(artist)
    edited = edit(admin_client, artist, photo_answer="no_photo")
    assert (edited.photo, edited.photo_answer, edited.locked_fields) == (None, "no_photo", ["photo"])


def test_an_answer_taken_back_unlocks_the_photo(admin_client: Client, artist: Artist) -> None:
    edit(admin_client, artist, photo_answer="no_photo")
    assert edit(admin_client, artist, photo_answer="").locked_fields == []


def test_a_chosen_photo_is_locked_against_everything_but_another_choice(admin_client: Client, artist: Artist) -> None:
    edit(admin_client, artist, photo_url="https://i.scdn.co/image/first")
    edited = edit(admin_client, artist, name="Air (FR)")
    assert edited.locked_fields == ["name", "photo"]
    edited = edit(admin_client, artist, photo_url="https://i.scdn.co/image/second")
    assert [image.url for image in edited.images.all()] == ["https://i.scdn.co/image/second"]


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("photo_file", SimpleUploadedFile("a.png", b"<svg onload=alert(1)>", content_type="image/png")),
        ("photo_url", "http://i.scdn.co/image/mine"),
        ("photo_url", "https://elsewhere.example/mine.jpg"),
        ("photo_url", "https://i.scdn.co.evil.example/mine.jpg"),
    ],
)
def test_a_bad_photo_is_an_error_beside_its_field(
    admin_client: Client, artist: Artist, field: str, given: object
) -> None:
    address = reverse("admin:collection_artist_change", args=[artist.pk])
    response = admin_client.post(address, {**form_values(admin_client, address), field: given})
    assert list(response.context["adminform"].form.errors) == [field]
    assert not Image.objects.exists()


def test_pictures_are_not_added_or_changed_on_their_own_pages(admin_client: Client, artist: Artist) -> None:
    photo = make_photo(artist)
    assert admin_client.get(reverse("admin:collection_image_add")).status_code == 403
    page = admin_client.get(reverse("admin:collection_image_change", args=[photo.pk]))
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
