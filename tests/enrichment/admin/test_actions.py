"""Actions on a selection: they count first, start on consent, take all pages, and are absent without permission."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from collection.models import Album, Artist
from collection.searching.texts import refresh_albums
from enrichment.models import EnrichmentRun, Kind, Trigger
from tests.builders import make_album, make_albums, make_artist, make_photo
from tests.enrichment.admin.people import make_run, visitor

pytestmark = pytest.mark.django_db
ALBUMS = reverse("admin:collection_album_changelist")
ARTISTS = reverse("admin:collection_artist_changelist")
START = "enrichment.add_enrichmentrun"


def tick(client: Client, address: str, action: str, *pks: int, **more: Any) -> Any:
    """Tick rows of a list and choose an action; the answer is its confirmation page."""
    return client.post(address, {"action": action, "_selected_action": pks, "index": "0", **more})


def hidden_fields(page: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page):
        found.setdefault(name, []).append(value)
    return found


def consent(client: Client, address: str, confirmation: Any, **more: str) -> Any:
    """Press Start on the confirmation page as it is."""
    return client.post(address, {**hidden_fields(confirmation.content.decode()), **more}, follow=True)


def test_the_selected_albums_are_enriched_after_consent(configured: Settings) -> None:
    client, first, second = visitor(START), make_album("Moon Safari", "AIR"), make_album("Post", "Björk")
    make_album("Not selected", "AIR")
    page = tick(client, ALBUMS, "enrich_missing", first.pk, second.pk)
    assert not EnrichmentRun.objects.exists()
    after = consent(client, ALBUMS, page)
    run = EnrichmentRun.objects.get()
    assert run.selection == {"albums": [first.pk, second.pk]}
    assert run.trigger == Trigger.ACTION
    assert run.started_by is not None
    assert f"Run {run.pk} has been started." in after.content.decode()


def test_the_language_of_a_selection_is_chosen_where_it_is_counted(configured: Settings) -> None:
    client, album = visitor(START), make_album("Moon Safari", "AIR")
    page = tick(client, ALBUMS, "enrich_missing", album.pk)
    assert '<option value="en" selected>' in page.content.decode()
    again = consent(client, ALBUMS, page, language="fr", count_again="1")
    assert not EnrichmentRun.objects.exists()
    assert '<option value="fr" selected>' in again.content.decode()
    consent(client, ALBUMS, again, language="fr")
    assert EnrichmentRun.objects.get().options["language"] == "fr"


def test_a_language_that_nobody_writes_is_refused(configured: Settings) -> None:
    client, album = visitor(START), make_album("Moon Safari", "AIR")
    page = tick(client, ALBUMS, "enrich_missing", album.pk)
    after = consent(client, ALBUMS, page, language="tlh")
    assert "anguage must be one of" in after.content.decode()
    assert not EnrichmentRun.objects.exists()


def test_only_texts_have_a_language(configured: Settings) -> None:
    page = tick(visitor(START), ALBUMS, "find_photos", make_album("Moon Safari", "AIR").pk).content.decode()
    assert 'name="language"' not in page
    assert "calls: 1 · free of charge" in page


def test_the_confirmation_counts_what_will_be_done_and_kept(configured: Settings) -> None:
    make_album("Moon Safari", "AIR")
    make_album("Post", "Björk", ai_description="There.")
    make_album("Homogenic", "Björk", locked_fields=["ai_description"])
    page = tick(visitor(START), ALBUMS, "enrich_missing", *Album.objects.values_list("pk", flat=True))
    descriptions, photos = (phase for _label, phase in page.context["phases"])
    assert (descriptions.asked, descriptions.kept) == (1, 2)
    assert photos.asked == 2
    assert page.context["locked"] == 1
    assert "3 selected." in page.content.decode()


@pytest.mark.slow
def test_all_pages_are_taken_without_a_thousand_hidden_ids(configured: Settings) -> None:
    client = visitor(START)
    Album.objects.bulk_create(Album(title=f"Album {number}", source="discogs") for number in range(1500))
    refresh_albums(Album.objects.values_list("pk", flat=True))
    Album.objects.create(title="Filtered out", source="lastfm")
    address = f"{ALBUMS}?source=discogs&q=album"
    first = Album.objects.filter(source="discogs").first()
    assert first is not None
    page = tick(client, address, "enrich_missing", first.pk, select_across="1")
    fields = hidden_fields(page.content.decode())
    assert len(fields["_selected_action"]) == 1
    assert fields["select_across"] == ["1"]
    consent(client, address, page)
    assert len(EnrichmentRun.objects.get().selection["albums"]) == 1500


@pytest.mark.slow
def test_a_hundred_thousand_albums_take_a_constant_number_of_queries(configured: Settings) -> None:
    client = visitor(START)
    make_albums(100_000)
    first = Album.objects.values_list("pk", flat=True)[0]
    with CaptureQueriesContext(connection) as asked:
        client.post(
            ALBUMS, {"action": "enrich_missing", "_selected_action": first, "select_across": "1", "confirmed": "1"}
        )
    assert len(asked) < 40
    assert len(EnrichmentRun.objects.get().selection["albums"]) == 100_000


def test_artists_get_photos_only(configured: Settings) -> None:
    client, artist, pictured = visitor(START), make_artist("AIR"), make_artist("Björk")
    make_photo(pictured)
    page = tick(client, ARTISTS, "find_photos", artist.pk, pictured.pk)
    assert [(phase.name, phase.asked, phase.kept) for _label, phase in page.context["phases"]] == [
        ("artist_images", 1, 1)
    ]
    consent(client, ARTISTS, page)
    run = EnrichmentRun.objects.get()
    assert [phase.name for phase in run.phases.all()] == ["artist_images"]
    assert sorted(run.selection["artists"]) == sorted([artist.pk, pictured.pk])


def test_replacing_needs_a_tick_and_shows_the_number_overwritten(configured: Settings) -> None:
    client = visitor(START)
    make_album("Post", "Björk", ai_description="There.")
    make_album("Homogenic", "Björk", ai_description="Mine.", locked_fields=["ai_description"])
    make_album("Moon Safari", "AIR")
    page = tick(client, ALBUMS, "regenerate", *Album.objects.values_list("pk", flat=True))
    assert "Replace 1 description<" in page.content.decode()
    refused = consent(client, ALBUMS, page)
    assert "Tick the box" in refused.content.decode()
    assert not EnrichmentRun.objects.exists()
    consent(client, ALBUMS, refused, overwrite="1")
    options = EnrichmentRun.objects.get().options
    assert (options["force"], options["only"]) == (True, "descriptions")


@pytest.mark.parametrize(("address", "action"), [(ALBUMS, "enrich_missing"), (ARTISTS, "find_photos")])
def test_without_the_permission_the_actions_are_absent_and_refused(
    configured: Settings, address: str, action: str
) -> None:
    client, album = visitor(), make_album("Moon Safari", "AIR")
    assert f'value="{action}"' not in client.get(address).content.decode()
    tick(client, address, action, album.pk, confirmed="1")
    assert not EnrichmentRun.objects.exists()


def test_a_second_start_is_told_of_the_first_with_a_link(configured: Settings) -> None:
    client, album = visitor(START), make_album("Moon Safari", "AIR")
    running = make_run()
    after = consent(client, ALBUMS, tick(client, ALBUMS, "enrich_missing", album.pk)).content.decode()
    assert f"Run {running.pk} is already active." in after
    assert reverse("admin:enrichment_enrichmentrun_change", args=[running.pk]) in after
    assert EnrichmentRun.objects.count() == 1


def test_without_keys_the_missing_setting_is_named(data_dir: Any) -> None:
    client, album = visitor(START), make_album("Moon Safari", "AIR")
    page = tick(client, ALBUMS, "enrich_missing", album.pk)
    assert "the setting EURIA_API_KEY is missing" in page.content.decode()
    assert "No service is configured" in consent(client, ALBUMS, page).content.decode()
    assert not EnrichmentRun.objects.exists()


def test_the_filter_is_kept_after_the_start(configured: Settings) -> None:
    client, album = visitor(START), make_album("Moon Safari", "AIR", source="discogs")
    address = f"{ALBUMS}?source=discogs"
    after = consent(client, address, tick(client, address, "enrich_missing", album.pk))
    assert after.redirect_chain[-1][0] == address


def test_names_with_markup_are_shown_and_never_obeyed(configured: Settings) -> None:
    album = make_album("<script>alert(1)</script>", "<b>Bold</b>")
    page = tick(visitor(START), ALBUMS, "enrich_missing", album.pk).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_enrichment_only_adds_to_what_the_collection_offers() -> None:
    from django.contrib import admin

    from collection.admin import AlbumAdmin, ArtistAdmin

    assert isinstance(admin.site.get_model_admin(Album), AlbumAdmin)
    assert isinstance(admin.site.get_model_admin(Artist), ArtistAdmin)


def test_facts_may_be_fetched_before_texts_are_written(configured: Settings) -> None:
    client, album = visitor(START), make_album("Moon Safari", "AIR", discogs_id=1, source="discogs")
    make_album("Not selected", "AIR", discogs_id=2, source="discogs")
    page = tick(client, ALBUMS, "enrich_missing", album.pk)
    assert page.context["facts_missing"] == 1
    consent(client, ALBUMS, page, facts_first="1")
    run = EnrichmentRun.objects.get()
    assert (run.kind, run.selection) == (Kind.DISCOGS, {"albums": [album.pk]})
