"""The cache files go back onto the collection: through the gate, never over a lock, and undoable."""

from typing import Any

import pytest

from collection.models import Album, Artist, Image
from enrichment.engine import undo
from enrichment.engine.refresh import refresh
from enrichment.models import EnrichmentRun, Trigger
from enrichment.phases.results import FILL, LOCKED, REFUSED, REPLACE, Change, RefreshReport
from enrichment.sandbox import Sandbox
from tests.builders import make_album, make_albums_of, make_artist
from tests.cases import mostly_slow
from tests.enrichment.engine.cache_files import cache_file, edit
from tests.enrichment.providers.texts.samples import ENGLISH
from tests.enrichment.running import assert_counters_true, enrich

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = (
    "La femme d'argent",
    "Sexy Boy",
    "All I Need",
    "Kelly Watch the Stars",
    "You Make It Easy",
    "New Star in the Sky (Chanson pour Solal)",
)
OTHER_PHOTO = "https://i.scdn.co/image/ab6761610000e5eb000000000000000000000001"


@pytest.fixture
def album(sandbox: Sandbox) -> Album:
    tracks = [{"position": str(n), "title": title, "duration": ""} for n, title in enumerate(TITLES, 1)]
    album = make_album("Moon Safari", "AIR", original_year=1998, labels=["Source"], genres=["Electronic"])
    Album.objects.update(tracklist=tracks)
    enrich()
    sandbox.record.clear()
    return album


def look(*, apply: bool = False) -> tuple[RefreshReport, list[tuple[str, str]]]:
    changes: list[Change] = []
    report = refresh(Trigger.COMMAND, apply=apply, on_change=changes.append)
    return report, [(change.phase, change.kind) for change in changes]


def values() -> list[Any]:
    return [list(model.objects.order_by("pk").values()) for model in (Album, Artist, Image)]


def test_an_untouched_cache_changes_nothing_and_makes_no_run(sandbox: Sandbox, album: Album) -> None:
    make_album("Dummy", "Portishead"), "of whom no file tells"
    before = values()
    report, changes = look(apply=True)
    assert changes == []
    assert report == RefreshReport()
    assert values() == before
    assert EnrichmentRun.objects.count() == 1


def test_a_text_keeps_the_version_of_the_prompt_that_asked_for_it(sandbox: Sandbox, album: Album) -> None:
    edit(cache_file("euria"), prompt_version="1")
    for fill in (lambda: enrich(only="descriptions"), lambda: look(apply=True)):
        Album.objects.update(ai_description="", description_prompt_version="")
        fill()
        assert Album.objects.get().description_prompt_version == "1"
    assert sandbox.record.count("euria") == 0


def test_an_emptied_database_is_filled_as_it_was(sandbox: Sandbox, album: Album) -> None:
    text, photo = Album.objects.get().ai_description, Image.objects.get().url
    Album.objects.update(ai_description="", description_provider="", description_model="")
    Image.objects.all().delete()
    Artist.objects.update(spotify_id="")
    report, changes = look(apply=True)
    assert changes == [("descriptions", FILL), ("artist_images", FILL)]
    assert (report.filled, report.replaced) == (2, 0)
    refilled = Album.objects.get()
    assert (refilled.ai_description, Image.objects.get().url) == (text, photo)
    assert refilled.description_model
    assert refilled.description_run_id == report.run_id
    assert Artist.objects.get().spotify_id
    assert sandbox.record.count() == 0


@pytest.mark.parametrize("written", ["last summer", "2026-02-31"])
def test_a_date_that_nobody_can_read_keeps_no_text_out(album: Album, written: str) -> None:
    text = Album.objects.get().ai_description
    edit(cache_file("euria"), written_at=written)
    Album.objects.update(ai_description="", description_at=None)
    assert look(apply=True)[1] == [("descriptions", FILL)]
    refilled = Album.objects.get()
    assert refilled.ai_description == text
    assert refilled.description_at is not None


def test_looking_writes_nothing(album: Album) -> None:
    edit(cache_file("euria"), text=ENGLISH)
    before = values()
    report, changes = look()
    assert (changes, report.replaced, report.run_id) == ([("descriptions", REPLACE)], 1, None)
    assert values() == before


def test_hand_edited_files_replace_and_can_be_undone(album: Album) -> None:
    before = values()
    edit(cache_file("euria"), text=ENGLISH)
    edit(cache_file("spotify"), image_url=OTHER_PHOTO)
    report, _ = look(apply=True)
    assert Album.objects.get().ai_description == ENGLISH
    assert Image.objects.get().url == OTHER_PHOTO
    run = EnrichmentRun.objects.get(pk=report.run_id or 0)
    assert run.options == {"source": "refresh"}
    assert set(run.items.values_list("outcome", "reason")) == {("cached", "cached")}
    assert_counters_true(run)
    assert undo.undo_run(run).restored == 2
    assert values() == before


@pytest.mark.parametrize(
    ("text", "fault"),
    mostly_slow(
        [
            (ENGLISH[:700], "cut"),
            (f"## Moon Safari\n\n- one\n\n{ENGLISH} **So it is", "cut"),
            (ENGLISH.replace("1998", "2015"), "invented_year"),
            ("It is calm.", "too_short"),
            (ENGLISH.replace("Sexy Boy", "Blue Monday", 1), "invented_track"),
        ],
        once=False,
    ),
)
def test_a_hand_edited_text_with_faults_is_named_with_them(album: Album, text: str, fault: str) -> None:
    edit(cache_file("euria"), text=text)
    before, changes = values(), list[Change]()
    report = refresh(Trigger.COMMAND, apply=True, on_change=changes.append)
    assert values() == before
    assert (report.refused, report.changes) == (1, 0)
    assert changes[0].kind == REFUSED
    assert fault in changes[0].detail


@pytest.mark.parametrize(
    "address",
    mostly_slow(
        ["http://i.scdn.co/image/a", "https://evil.example/a.jpg", "https://i.scdn.co/image/ab67616d0000b273aa", "", 7],
        once=False,
    ),
)
def test_a_hand_edited_address_that_is_no_photo_at_spotify_is_refused(album: Album, address: object) -> None:
    edit(cache_file("spotify"), image_url=address)
    before = values()
    _, changes = look(apply=True)
    assert changes == [("artist_images", REFUSED)]
    assert values() == before


def test_locked_values_are_left_alone_and_said_so(album: Album) -> None:
    Album.objects.update(ai_description="", locked_fields=["ai_description"])
    Artist.objects.update(photo_answer="no_photo", locked_fields=["photo"])
    Image.objects.all().delete()
    before = values()
    report, changes = look(apply=True)
    assert changes == [("descriptions", LOCKED), ("artist_images", LOCKED)]
    assert report.locked == 2
    assert values() == before


def test_a_torn_file_is_passed_over(album: Album) -> None:
    cache_file("euria").write_text('{"text": "half', encoding="utf-8")
    Album.objects.update(ai_description="")
    assert look(apply=True)[1] == []


@pytest.mark.slow
def test_every_edition_of_a_work_gets_the_masters_text(sandbox: Sandbox) -> None:
    editions = ({"title": "Moon Safari", "discogs_master_id": 7, "discogs_id": number} for number in range(1, 151))
    make_albums_of(make_artist("AIR"), *editions)
    enrich(only="descriptions")
    assert sandbox.record.count("euria") == 1
    Album.objects.update(ai_description="")
    assert look(apply=True)[0].filled == 150
    assert look(apply=True)[0].filled == 0
