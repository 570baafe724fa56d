"""A text, a fact, what the owner noted and a photo are corrected where one reads them."""

import re
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image as Picture
from pytest_django import Settings

from collection.models import Album
from tests.cases import mostly_slow
from tests.collection.admin.pages import form_values
from tests.collection.builders import make_album, make_artist, make_photo

pytestmark = pytest.mark.django_db
WRITTEN = {"description_provider": "euria", "description_model": "mistral", "description_language": "en"}


def picture() -> bytes:
    written = BytesIO()
    Picture.new("RGB", (20, 20), "red").save(written, "PNG")
    return written.getvalue()


@pytest.fixture
def keeper(client: Client) -> Client:
    """Somebody of the household who may change albums and artists, and never sees the admin."""
    user = User.objects.create_user("keeper")
    user.user_permissions.set(Permission.objects.filter(codename__in=["change_album", "change_artist"]))
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("part", "field", "typed", "stored"),
    [
        ("text", "ai_description", "Mine.\r\n\r\nReally.", "Mine.\n\nReally."),
        ("facts", "title", "Moon Safari (10th)", "Moon Safari (10th)"),
        ("facts", "original_year", "1998", 1998),
        ("facts", "labels", "Source\r\nVirgin", ["Source", "Virgin"]),
        ("copy", "rating", "4", 4),
        ("copy", "notes", "From aunt Rosa.", "From aunt Rosa."),
        ("tracks", "tracklist", "A1 | Kelly | 4:01", [{"position": "A1", "title": "Kelly", "duration": "4:01"}]),
    ],
)
def test_what_is_corrected_on_the_page_is_stored_locked_and_shown(
    keeper: Client, part: str, field: str, typed: str, stored: object
) -> None:
    album = make_album("Moon Safari", "AIR", year=2015, ai_description="By a machine.", **WRITTEN)
    address = f"/albums/{album.pk}/{part}/"
    response = keeper.post(address, {**form_values(keeper, address), field: typed})
    assert response.headers["Location"] == f"/albums/{album.pk}/#{part}"
    album.refresh_from_db()
    assert getattr(album, field) == stored
    assert album.locked_fields == [field]
    assert album.year == 2015
    assert "Locked, so that nothing automatic changes it" in keeper.get(f"/albums/{album.pk}/").content.decode()


def test_a_text_corrected_on_the_page_has_a_person_for_its_provider(keeper: Client) -> None:
    album = make_album("Moon Safari", ai_description="By a machine.", **WRITTEN)
    keeper.post(f"/albums/{album.pk}/text/", {"ai_description": "Mine.", "initial-ai_description": "By a machine."})
    album.refresh_from_db()
    assert (album.description_provider, album.description_model) == ("manual", "")


def test_saving_what_is_there_locks_nothing(keeper: Client) -> None:
    album = make_album("Moon Safari", "AIR", ai_description="By a machine.", **WRITTEN)
    before = Album.objects.filter(pk=album.pk).values().get()
    for part in ("text", "facts", "copy", "tracks"):
        address = f"/albums/{album.pk}/{part}/"
        assert keeper.post(address, form_values(keeper, address)).status_code == 302
    assert Album.objects.filter(pk=album.pk).values().get() == before


def test_what_a_run_wrote_while_the_form_was_open_survives_a_correction_of_another_part(keeper: Client) -> None:
    album = make_album("Moon Safari", "AIR")
    values = form_values(keeper, f"/albums/{album.pk}/facts/")
    Album.objects.filter(pk=album.pk).update(ai_description="By a run.", country="France", locked_fields=["genres"])
    keeper.post(f"/albums/{album.pk}/facts/", {**values, "support": "CD"})
    album.refresh_from_db()
    assert (album.ai_description, album.country, album.support) == ("By a run.", "France", "CD")
    assert album.locked_fields == ["genres", "support"]


def test_what_cannot_be_stored_is_said_at_its_field_and_the_rest_of_the_page_stays_true(keeper: Client) -> None:
    album = make_album("Moon Safari", "AIR")
    address = f"/albums/{album.pk}/facts/"
    response = keeper.post(address, {**form_values(keeper, address), "title": "", "year": "MCMXCVIII"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "This field is required." in page
    assert "Enter a whole number." in page
    assert 'value="MCMXCVIII"' in page
    assert '<h1 dir="auto">Moon Safari</h1>' in page


def test_the_order_one_came_in_is_kept(keeper: Client) -> None:
    album = make_album("Moon Safari", "AIR")
    here = "?sort=year&at=1"
    page = keeper.get(f"/albums/{album.pk}/{here}").content.decode()
    assert f'href="/albums/{album.pk}/facts/?sort=year&amp;at=1"' in page
    response = keeper.post(f"/albums/{album.pk}/copy/{here}", {"notes": "Mine."})
    assert response.headers["Location"] == f"/albums/{album.pk}/?sort=year&at=1#copy"


def test_a_photo_is_given_on_the_artists_page(keeper: Client) -> None:
    artist = make_artist("AIR")
    upload = SimpleUploadedFile("me.png", picture())
    response = keeper.post(f"/artists/{artist.pk}/photo/", {"photo_file": upload})
    assert response.headers["Location"] == f"/artists/{artist.pk}/#photo"
    artist.refresh_from_db()
    assert artist.locked_fields == ["photo"]
    assert artist.photo is not None
    assert artist.photo.address in keeper.get(f"/artists/{artist.pk}/").content.decode()


def test_who_may_not_change_is_neither_shown_the_way_nor_let_through(visitor: Client, settings: Settings) -> None:
    album, artist = make_album("Moon Safari", ai_description="By a machine."), make_artist("AIR")
    parts = [f"/albums/{album.pk}/{part}/" for part in ("text", "facts", "copy", "tracks")]
    parts.append(f"/artists/{artist.pk}/photo/")
    pages = (
        visitor.get(f"/albums/{album.pk}/").content.decode() + visitor.get(f"/artists/{artist.pk}/").content.decode()
    )
    assert [part for part in parts if part in pages] == []
    assert {visitor.get(part).status_code for part in parts} == {403}
    assert {visitor.post(part, {"ai_description": "Mine."}).status_code for part in parts} == {403}
    settings.AIME_PUBLIC_WALL = True
    assert {Client().post(part, {"ai_description": "Mine."}).status_code for part in parts} == {302}
    album.refresh_from_db()
    assert album.ai_description == "By a machine."


def test_an_album_that_is_gone_is_not_found(keeper: Client) -> None:
    assert keeper.get("/albums/999/text/").status_code == 404
    assert keeper.post("/artists/999/photo/").status_code == 404


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("albums/{}/text/", "ai_description"),
        ("albums/{}/facts/", "title"),
        ("albums/{}/copy/", "rating"),
        ("albums/{}/tracks/", "tracklist"),
        ("artists/{}/photo/", "photo_file"),
    ],
)
def test_the_first_field_of_a_part_is_ready_to_type_in(keeper: Client, page: str, field: str) -> None:
    album = make_album("Moon Safari", "AIR")
    row = album if page.startswith("albums") else album.artists.get()
    shown = keeper.get(f"/{page.format(row.pk)}").content.decode()
    ready = re.findall(r"<(?:input|textarea|select)[^>]*autofocus[^>]*>", shown)
    assert [re.findall(r' name="([^"]+)"', one) for one in ready] == [[field]]


def test_an_emptied_text_has_nobody_for_its_provider(keeper: Client) -> None:
    album = make_album("Moon Safari", ai_description="By a machine.", description_at=timezone.now(), **WRITTEN)
    address = f"/albums/{album.pk}/text/"
    keeper.post(address, {**form_values(keeper, address), "ai_description": ""})
    album.refresh_from_db()
    assert (album.ai_description, album.description_provider, album.description_model) == ("", "", "")
    assert (album.description_at, album.description_language, album.locked_fields) == (None, "", ["ai_description"])


def test_the_text_is_typed_in_its_own_language_and_no_other_text_claims_one(keeper: Client) -> None:
    french = make_album("Moon Safari", ai_description="Par une machine.", description_language="fr")
    assert 'lang="fr"' in keeper.get(f"/albums/{french.pk}/text/").content.decode().partition("<textarea")[2]
    bare = keeper.get(f"/albums/{make_album('Aja').pk}/text/").content.decode()
    assert " lang=" not in bare.partition("<textarea")[2].partition(">")[0]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("https://elsewhere.example/me.jpg", "Pictures from that site are not shown here: upload the picture instead."),
        ("http://i.scdn.co/me.jpg", "Enter an address that begins with https://, without a user name or blanks."),
    ],
)
def test_an_address_that_no_page_may_show_is_refused_and_the_photo_stays(
    keeper: Client, typed: str, message: str
) -> None:
    artist = make_artist("AIR")
    photo = make_photo(artist)
    response = keeper.post(f"/artists/{artist.pk}/photo/", {"photo_url": typed})
    assert (response.status_code, message in response.content.decode()) == (200, True)
    artist.refresh_from_db()
    assert (artist.photo, artist.locked_fields) == (photo, [])


def test_a_file_and_an_address_at_once_are_refused(keeper: Client) -> None:
    artist = make_artist("AIR")
    upload = SimpleUploadedFile("me.png", picture())
    sent = {"photo_file": upload, "photo_url": "https://i.scdn.co/image/me"}
    page = keeper.post(f"/artists/{artist.pk}/photo/", sent).content.decode()
    assert "Give a file or an address, not both." in page
    assert not artist.images.exists()


def test_saving_without_a_change_says_nothing_of_locks(keeper: Client) -> None:
    album = make_album("Moon Safari", "AIR", locked_fields=["title"])
    address = f"/albums/{album.pk}/facts/"
    assert "Locked, so that" not in keeper.post(address, form_values(keeper, address), follow=True).content.decode()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_part_is_opened_and_sent_and_nothing_else(keeper: Client, method: str) -> None:
    album = make_album("Moon Safari", "AIR")
    assert getattr(keeper, method)(f"/albums/{album.pk}/facts/").status_code == 405
    assert keeper.head(f"/albums/{album.pk}/facts/").status_code == 200


@pytest.mark.parametrize(
    ("codename", "album_status", "artist_status"),
    mostly_slow(
        [("change_album", 200, 403), ("change_artist", 403, 200), ("view_album", 403, 403), ("add_album", 403, 403)],
        quick=2,
        once=False,
    ),
)
def test_each_permission_opens_its_own_pages(
    client: Client, codename: str, album_status: int, artist_status: int
) -> None:
    user = User.objects.create_user("helper")
    user.user_permissions.set(Permission.objects.filter(codename=codename))
    client.force_login(user)
    album = make_album("Moon Safari", "AIR")
    album_pages = [f"/albums/{album.pk}/{part}/" for part in ("text", "facts", "copy", "tracks")]
    assert {client.get(page).status_code for page in album_pages} == {album_status}
    assert client.get(f"/artists/{album.artists.get().pk}/photo/").status_code == artist_status


def test_who_is_sent_to_sign_in_comes_back_to_the_part(client: Client) -> None:
    album = make_album("Moon Safari", "AIR")
    response = client.get(f"/albums/{album.pk}/facts/?sort=year&at=1")
    assert response.status_code == 302
    assert response.headers["Location"] == f"/login/?next=/albums/{album.pk}/facts/%3Fsort%3Dyear%26at%3D1"
