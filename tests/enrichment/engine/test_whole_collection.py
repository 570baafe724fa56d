"""A run over a whole collection, again, and from the cache alone."""

import json
import os
from pathlib import Path

import pytest

from collection.models import Album, AlbumArtist, Artist, Image
from enrichment.models import EnrichmentRun, RunItem, State
from enrichment.sandbox import Collection, Options, Sandbox
from enrichment.services import enrich_albums
from tests.builders import load_collection, make_album
from tests.conftest import Play
from tests.enrichment.running import enrich, outcomes, phase_of

pytestmark = pytest.mark.django_db(transaction=True)
SHARED_DATA = Path(os.environ.get("AIME_SHARED_DATA") or Path(__file__).parents[4] / "shared" / "data")
REAL_COLLECTION = SHARED_DATA / "earlier-version" / "discogs-collection.json"


@pytest.mark.slow
def test_every_item_of_the_sample_ends_with_one_outcome(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    run = enrich()
    assert run.state == State.COMPLETED
    assert outcomes(run) == {"enriched": 84, "cached": 2}
    assert set(outcomes(run, "artist_images")) <= {"enriched", "not_found", "review"}
    assert not Album.objects.without_description().exists()
    assert sandbox.record.count("euria") == 84
    assert not sandbox.record.repeated("euria", "chat")


@pytest.mark.slow
def test_a_second_run_makes_no_call(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    enrich()
    sandbox.record.clear()
    again = enrich()
    assert again.state == State.COMPLETED
    assert sandbox.record.count() == 0


@pytest.mark.slow
def test_selecting_what_is_there_keeps_it_without_a_call(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    selected = [album.pk for album in sample_albums[:10]]
    enrich(albums=selected)
    sandbox.record.clear()
    again = enrich(albums=selected)
    assert outcomes(again) == {"kept": 10}
    assert set(outcomes(again, "artist_images")) == {"kept"}
    assert sandbox.record.count() == 0


@pytest.mark.slow
def test_an_emptied_database_is_filled_from_the_cache_without_a_call(
    sandbox: Sandbox, sample_albums: list[Album]
) -> None:
    enrich()
    written = {album.discogs_id: album.ai_description for album in Album.objects.all()}
    pictured = set(Image.objects.values_list("artist__name", "url"))
    for model in (RunItem, Image, AlbumArtist, Album, Artist):
        model.objects.all().delete()
    load_collection()
    sandbox.record.clear()
    # Those whom Spotify did not know are no part of the cache; everybody else is.
    known = Artist.objects.filter(name__in=[name for name, _url in pictured])
    run = enrich(only="descriptions")
    photos = enrich(artists=list(known.values_list("pk", flat=True)))
    assert sandbox.record.count() == 0
    assert set(outcomes(run)) == {"cached"}
    assert set(outcomes(photos, "artist_images")) == {"cached"}
    assert {album.discogs_id: album.ai_description for album in Album.objects.all()} == written
    assert set(Image.objects.values_list("artist__name", "url")) == pictured


def test_a_pressing_is_described_by_the_year_of_the_work_and_by_nothing_of_spotify(sandbox: Sandbox) -> None:
    make_album("Automatic For The People", "R.E.M.", year=2022, original_year=1992)
    make_album("Giant Steps", "John Coltrane", year=2014, spotify_url="https://open.spotify.com/album/1")
    words = ("1992", "2022", "2014", "potify")
    sandbox.faults.set([f"slow:euria:seconds=0:about={word}" for word in words])
    enrich()
    mentions = {word: fault["met"] for word, fault in zip(words, sandbox.faults.listed(), strict=True)}
    assert mentions == {"1992": 1, "2022": 0, "2014": 0, "potify": 0}


def test_python_callers_get_the_numbers_of_the_run(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    stats = enrich_albums(limit=5)
    assert stats["descriptions_added"] == 5
    assert stats["errors"] == 0
    assert stats["state"] == State.COMPLETED
    run = EnrichmentRun.objects.get()
    assert stats["total"] == 5 + phase_of(run, "artist_images").total
    assert 0 < stats["processing_time"] < 60


def test_an_empty_collection_needs_no_run(sandbox: Sandbox) -> None:
    stats = enrich_albums()
    assert (stats["run_id"], stats["state"], stats["total"]) == (None, State.COMPLETED, 0)


@pytest.mark.skipif(not REAL_COLLECTION.is_file(), reason="AIME_SHARED_DATA has no earlier-version collection")
def test_a_real_collection_gets_a_text_for_each_release_and_none_for_its_title(play: Play) -> None:
    sandbox = play(Sandbox(Collection.load(REAL_COLLECTION), Options(knows_everyone=True)))
    albums = load_collection(REAL_COLLECTION)
    assert len(albums) == len(json.loads(REAL_COLLECTION.read_text(encoding="utf-8"))["albums"])
    run = enrich()
    assert outcomes(run) == {"enriched": len(albums)}
    assert sandbox.record.count("euria", "chat") == len(albums)
    assert sum(outcomes(run, "artist_images").values()) == Artist.objects.real().count()
    sandbox.record.clear()
    enrich()
    assert sandbox.record.count() == 0
