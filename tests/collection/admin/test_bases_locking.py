"""What a person changed in the admin is locked by that, and nothing else is touched."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from collection.models import Album
from tests.cases import mostly_slow
from tests.collection.admin.pages import form_values, save
from tests.collection.builders import make_album

pytestmark = pytest.mark.django_db
TEXT = "A first paragraph.\n\nA second one."


@pytest.fixture
def album() -> Album:
    return make_album(
        "Moon Safari",
        "AIR",
        year=2015,
        genres=["Electronic"],
        tracklist=[{"position": "A1", "title": "La femme d'argent", "duration": "7:08"}],
        ai_description=TEXT,
        description_provider="euria",
        description_model="mistral",
        description_run_id=7,
    )


def address(album: Album) -> str:
    return reverse("admin:collection_album_change", args=[album.pk])


def edit(client: Client, album: Album, **changes: Any) -> Album:
    save(client, address(album), {**form_values(client, address(album)), **changes})
    return Album.objects.get(pk=album.pk)


def test_saving_an_untouched_page_locks_and_changes_nothing(admin_client: Client, album: Album) -> None:
    before = Album.objects.filter(pk=album.pk).values().get()
    edit(admin_client, album)
    assert Album.objects.filter(pk=album.pk).values().get() == before


@pytest.mark.parametrize(
    ("field", "typed", "stored"),
    mostly_slow(
        [
            ("title", "Moon Safari (10th)", "Moon Safari (10th)"),
            ("year", "1998", 1998),
            ("original_year", "1998", 1998),
            ("support", "Vinyl", "Vinyl"),
            ("genres", "Electronic\r\nPop", ["Electronic", "Pop"]),
            ("labels", "Source", ["Source"]),
            ("image_url", "https://i.discogs.com/a.jpg", "https://i.discogs.com/a.jpg"),
            ("tracklist", "A1 | Sexy Boy | 4:58", [{"position": "A1", "title": "Sexy Boy", "duration": "4:58"}]),
            ("ai_description", "Mine.", "Mine."),
        ],
        quick=3,
        once=False,
    ),
)
def test_a_changed_field_is_stored_and_locked(
    admin_client: Client, album: Album, field: str, typed: str, stored: object
) -> None:
    edited = edit(admin_client, album, **{field: typed})
    assert getattr(edited, field) == stored
    assert edited.locked_fields == [field]


def test_a_text_by_hand_has_a_person_for_its_provider(admin_client: Client, album: Album) -> None:
    edited = edit(admin_client, album, ai_description="Mine.\r\n\r\nReally.")
    assert edited.ai_description == "Mine.\n\nReally."
    assert (edited.description_provider, edited.description_model, edited.description_run_id) == ("manual", "", None)
    assert edited.description_at is not None


def test_what_a_run_wrote_while_the_page_was_open_survives(admin_client: Client) -> None:
    album = make_album("Talkie Walkie", "AIR")
    values = form_values(admin_client, address(album))
    Album.objects.filter(pk=album.pk).update(ai_description="By a run.", locked_fields=["year"])
    save(admin_client, address(album), {**values, "support": "CD"})
    stored = Album.objects.get(pk=album.pk)
    assert (stored.ai_description, stored.support, stored.locked_fields) == ("By a run.", "CD", ["support", "year"])


def test_a_box_locks_and_unlocks(admin_client: Client, album: Album) -> None:
    assert edit(admin_client, album, locked=["year", "title"]).locked_fields == ["title", "year"]
    assert edit(admin_client, album, locked=["title"]).locked_fields == ["title"]
    assert edit(admin_client, album, locked=[]).locked_fields == []


@pytest.mark.slow
def test_an_edit_wins_over_unticking_its_box(admin_client: Client, album: Album) -> None:
    edit(admin_client, album, locked=["title"])
    assert edit(admin_client, album, locked=[], title="Other").locked_fields == ["title"]


def test_what_is_typed_for_a_new_album_is_locked(admin_client: Client) -> None:
    artist = make_album("Moon Safari", "AIR").artists.get()
    page = reverse("admin:collection_album_add")
    credit = {"album_artists-0-artist": artist.pk, "album_artists-0-position": "0"}
    save(admin_client, page, {**form_values(admin_client, page), **credit, "title": "Pocket Symphony", "year": "2007"})
    album = Album.objects.get(title="Pocket Symphony")
    assert album.locked_fields == ["artists", "title", "year"]
    assert (album.artist_credit, album.source) == ("AIR", "manual")


@pytest.mark.parametrize(
    ("field", "typed"),
    mostly_slow(
        [
            ("image_url", "http://i.discogs.com/a.jpg"),
            ("image_url", "https://user:password@i.discogs.com/a.jpg"),
            ("discogs_url", "javascript:alert(1)"),
            ("ai_description", "x" * 2001),
            ("title", ""),
            ("title", "x" * 501),
        ],
        quick=2,
        once=False,
    ),
)
def test_bad_input_is_an_error_beside_its_field(admin_client: Client, album: Album, field: str, typed: str) -> None:
    response = admin_client.post(address(album), {**form_values(admin_client, address(album)), field: typed})
    assert list(response.context["adminform"].form.errors) == [field]


def test_who_came_from_the_albums_page_returns_there_and_reads_what_is_locked(
    admin_client: Client, album: Album
) -> None:
    seen = reverse("collection:album", args=[album.pk])
    assert f'href="{address(album)}?from=page"' in admin_client.get(seen).content.decode()
    edited = {**form_values(admin_client, f"{address(album)}?from=page"), "title": "Moon Safari Live", "_save": "1"}
    page = admin_client.post(f"{address(album)}?from=page", edited, follow=True)
    assert page.redirect_chain == [(seen, 302)]
    assert "Locked, so that nothing automatic changes it: Title." in page.content.decode()


def test_date_and_time_are_two_inputs_that_say_which_they_are(admin_client: Client, album: Album) -> None:
    page = admin_client.get(address(album)).content.decode()
    for half in ("date", "time"):
        assert f'aria-label="Added to the collection: {half}"' in page
        assert f'aria-label="No longer in the Discogs collection since: {half}"' in page
