"""What a run works on: limit, selection, force, only, language, and the thirty days."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from collection.models import Album, Artist, Image
from enrichment.caches import JsonCache
from enrichment.engine.ready_made import count_albums_without_facts
from enrichment.engine.request import RunRequest
from enrichment.models import Kind, RunItem
from enrichment.reports.estimate import estimate
from enrichment.sandbox import Sandbox
from enrichment.services import enrich_albums
from tests.builders import make_album, make_photo
from tests.cases import mostly_slow
from tests.enrichment.running import enrich, outcomes

pytestmark = pytest.mark.django_db(transaction=True)


def test_limit_counts_albums_and_bounds_both_phases(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    run = enrich(limit=5)
    first = [album.pk for album in sample_albums[:5]]
    assert set(run.items.filter(phase__name="descriptions").values_list("album", flat=True)) == set(first)
    credited = Artist.objects.real().filter(albums__in=first).distinct()
    assert set(run.items.filter(phase__name="artist_images").values_list("artist", flat=True)) == set(
        credited.values_list("pk", flat=True)
    )


@pytest.mark.slow
def test_limit_goes_on_where_the_last_run_ended(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    seen: list[int] = []
    for _ in range(3):
        run = enrich(limit=4, only="descriptions")
        seen += run.items.values_list("album", flat=True)
    assert seen == [album.pk for album in sample_albums[:12]]


def test_limit_counts_only_what_a_configured_service_would_fill(sandbox: Sandbox, settings: Settings) -> None:
    """An album with a text and no photo is not one of the first N while nobody can be asked for photos."""
    make_album("Moon Safari", "AIR", ai_description="There.")
    wanting = make_album("Dummy", "Portishead")
    settings.SPOTIFY_CLIENT_SECRET = ""
    assert set(enrich(limit=1).items.values_list("album", flat=True)) == {wanting.pk}


@pytest.mark.parametrize("options", [{}, {"limit": 5}, {"force": True}, {"force": True, "limit": 5}])
def test_what_has_left_the_collection_costs_nothing(sandbox: Sandbox, options: dict[str, Any]) -> None:
    make_album("Sold", "Portishead", removed_at=timezone.now())
    here = make_album("Managed", "AIR")
    run = enrich(**options)
    assert set(Album.objects.described()) == {here}
    assert {item.artist.name for item in run.items.filter(artist__isnull=False) if item.artist} == {"AIR"}
    assert sandbox.record.count("euria", "chat") == 1
    assert estimate(RunRequest(only="descriptions")).calls == 0


def test_what_was_chosen_is_described_wherever_it_is(sandbox: Sandbox) -> None:
    sold = make_album("Sold", "Portishead", removed_at=timezone.now())
    enrich(albums=[sold.pk])
    assert Album.objects.described().get() == sold


def test_facts_of_what_has_left_the_collection_are_not_fetched(sandbox: Sandbox) -> None:
    for number, when in ((1, None), (2, timezone.now())):
        make_album(f"Album {number}", "AIR", source="discogs", discogs_id=number, removed_at=when)
    assert count_albums_without_facts() == 1
    run = enrich(kind=Kind.DISCOGS, only="facts")
    assert {item.album.discogs_id for item in run.items.all() if item.album} == {1}


def test_an_answer_of_another_phase_does_not_hold_back_a_text(sandbox: Sandbox) -> None:
    album = make_album("Dummy", "Portishead")
    other = enrich(albums=[album.pk], only="descriptions")
    other.phases.update(name="discogs_masters")
    other.items.update(outcome="not_found")
    Album.objects.update(ai_description="")
    assert outcomes(enrich()) == {"cached": 1}


def test_a_selection_asks_for_nothing_else(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    chosen = sample_albums[7]
    run = enrich(albums=[chosen.pk])
    assert Album.objects.described().get() == chosen
    assert set(run.items.exclude(artist=None).values_list("artist", flat=True)) == set(
        chosen.artists.values_list("pk", flat=True)
    )


def test_a_selection_of_artists_is_about_photos_alone(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    artist = Artist.objects.get(name="Björk")
    run = enrich(artists=[artist.pk])
    assert [phase.name for phase in run.phases.all()] == ["artist_images"]
    assert sandbox.record.count("euria") == 0
    assert outcomes(run, "artist_images") == {"enriched": 1}


@pytest.mark.parametrize(
    ("only", "silent"), [("descriptions", "spotify"), ("artist_images", "euria")], ids=["texts", "photos"]
)
def test_only_one_phase_leaves_the_other_service_alone(
    sandbox: Sandbox, sample_albums: list[Album], only: str, silent: str
) -> None:
    run = enrich(only=only, limit=5)
    assert [phase.name for phase in run.phases.all()] == [only]
    assert sandbox.record.count(silent) == 0


@pytest.mark.slow
def test_force_writes_anew_without_reading_the_cache(sandbox: Sandbox) -> None:
    album = make_album("Giant Steps", "John Coltrane")
    enrich()
    Album.objects.update(ai_description="An older text of Euria's.")
    sandbox.record.clear()
    run = enrich(force=True)
    album.refresh_from_db()
    assert album.ai_description != "An older text of Euria's."
    assert sandbox.record.count("euria") == 1
    assert sandbox.record.count("spotify", "search") == 1
    assert outcomes(run) == {"enriched": 1}
    assert run.items.get(album=album).before["ai_description"] == "An older text of Euria's."


def test_the_language_is_asked_for_and_kept_apart_in_the_cache(sandbox: Sandbox) -> None:
    album = make_album("Giant Steps", "John Coltrane")
    enrich(language="fr", only="descriptions")
    album.refresh_from_db()
    french = album.ai_description
    assert album.description_language == "fr"
    Album.objects.update(ai_description="")
    run = enrich(language="en", only="descriptions")
    album.refresh_from_db()
    assert album.description_language == "en"
    assert album.ai_description != french
    assert outcomes(run) == {"enriched": 1}


@pytest.mark.parametrize("name", mostly_slow(["Various", "Various Artists", "Unknown Artist", "Soundtrack"]))
def test_a_placeholder_is_never_asked_for(sandbox: Sandbox, name: str) -> None:
    album = make_album("Pure Moods", name)
    ways: list[dict[str, Any]] = [{}, {"force": True}, {"albums": [album.pk]}, {"artists": [Artist.objects.get().pk]}]
    for options in ways:
        enrich(**options)
    assert sandbox.record.count("spotify") == 0


def test_who_was_not_found_is_left_alone_for_thirty_days(sandbox: Sandbox) -> None:
    make_album("Home Recordings", "Nobody Knows Them At All")
    run = enrich(only="artist_images")
    assert outcomes(run, "artist_images") == {"not_found": 1}
    sandbox.record.clear()
    assert enrich_albums(only="artist_images")["run_id"] is None
    Artist.objects.update(photo_asked_at=timezone.now() - timedelta(days=29))
    assert enrich_albums(only="artist_images")["run_id"] is None
    assert sandbox.record.count() == 0
    Artist.objects.update(photo_asked_at=timezone.now() - timedelta(days=31))
    assert outcomes(enrich(only="artist_images"), "artist_images") == {"not_found": 1}


@pytest.mark.slow
def test_a_text_left_for_review_is_not_asked_for_again_for_thirty_days_unless_named(sandbox: Sandbox) -> None:
    album = make_album("Giant Steps", "John Coltrane")
    sandbox.faults.set(["apology:euria"])
    run = enrich(only="descriptions")
    assert outcomes(run) == {"review": 1}
    sandbox.faults.clear()
    sandbox.record.clear()
    enrich(only="descriptions")
    assert sandbox.record.count() == 0
    assert outcomes(enrich(only="descriptions", albums=[album.pk])) == {"enriched": 1}
    Album.objects.update(ai_description="")
    RunItem.objects.update(finished_at=timezone.now() - timedelta(days=31))
    assert outcomes(enrich(only="descriptions")) == {"cached": 1}


def test_force_asks_again_before_the_thirty_days_are_over(sandbox: Sandbox) -> None:
    make_album("Home Recordings", "Nobody Knows Them At All")
    enrich(only="artist_images")
    sandbox.record.clear()
    enrich(only="artist_images", force=True)
    assert sandbox.record.count("spotify", "search") >= 1


def test_a_photo_is_looked_at_again_after_thirty_days(sandbox: Sandbox, data_dir: Path) -> None:
    make_album("Debut", "Björk")
    enrich(only="artist_images")
    sandbox.record.clear()
    old = timezone.now() - timedelta(days=31)
    Image.objects.update(url="https://i.scdn.co/image/gone", fetched_at=old)
    Artist.objects.update(photo_asked_at=old)
    cache = JsonCache(data_dir / "cache" / "spotify")
    for name, entry in cache.entries():
        cache.write(name, {**entry, "fetched_at": old.isoformat()})
    run = enrich(only="artist_images")
    assert sandbox.record.count("spotify", "artist") == 1
    assert sandbox.record.count("spotify", "search") == 0
    assert Image.objects.get().url != "https://i.scdn.co/image/gone"
    assert outcomes(run, "artist_images") == {"enriched": 1}


def test_an_artist_of_several_albums_is_asked_for_once(sandbox: Sandbox) -> None:
    for title in ("Post", "Homogenic", "Debut"):
        make_album(title, "Björk")
    run = enrich(albums=list(Album.objects.values_list("pk", flat=True)))
    assert outcomes(run, "artist_images") == {"enriched": 1}
    assert sandbox.record.count("spotify", "search") == 1


def test_every_artist_of_an_album_gets_a_photo(sandbox: Sandbox) -> None:
    make_album("Getz/Gilberto", "Stan Getz", "João Gilberto")
    enrich()
    assert Image.objects.artist_photos().count() == 2
    assert all(url.startswith("https://") for url in Image.objects.values_list("url", flat=True))


def test_an_artist_with_a_photo_of_their_own_is_not_asked_for(sandbox: Sandbox) -> None:
    album = make_album("Debut", "Björk")
    make_photo(album.artists.get(), source="manual")
    enrich(only="artist_images")
    assert sandbox.record.count("spotify") == 0
