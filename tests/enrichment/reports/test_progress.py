from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from pytest_django import DjangoAssertNumQueries

from collection.models import Image
from enrichment.models import PhaseState, State
from enrichment.reports.progress import Progress, progress
from tests.collection.builders import make_album, make_artist, make_photo
from tests.enrichment.reports.progress_rows import (
    add_item,
    add_items,
    add_phase,
    ago,
    ahead,
    make_run,
    queries,
)

pytestmark = pytest.mark.django_db

PROMISED = ["status", "phase", "current", "total", "descriptions_added", "artist_images_added", "errors"]
OURS = ["run_id", "state", "percent", "eta_seconds", "resume_at", "worker_alive", "current_item", "message", "counts"]


def shown(run_id: int | None = None) -> Progress:
    found = progress(run_id)
    assert found is not None
    return found


def test_without_a_run_everything_is_idle() -> None:
    idle = shown()
    assert list(idle)[:7] == PROMISED
    assert set(idle) == set(Progress.__annotations__)
    assert (idle["status"], idle["phase"], idle["total"], idle["run_id"]) == ("idle", "", 0, None)
    assert idle["message"]


def test_the_promised_keys_come_first_and_ours_after_them() -> None:
    add_phase(make_run(), total=10, enriched=3)
    assert list(shown())[:7] == PROMISED
    assert set(OURS) < set(shown())


def test_an_unknown_run_is_none() -> None:
    assert progress(4711) is None


def test_a_run_is_found_by_number_and_the_latest_without() -> None:
    first, second = make_run(State.COMPLETED), make_run()
    assert shown()["run_id"] == second.pk
    assert shown(first.pk)["run_id"] == first.pk


def test_other_kinds_of_run_are_seen_by_number_alone() -> None:
    sync = make_run(kind="discogs")
    add_phase(sync, "discogs_pages", total=4, enriched=1)
    assert shown()["status"] == "idle"
    assert shown(sync.pk)["phase"] == "discogs_pages"
    assert shown(sync.pk)["phases"][0]["label"]


@pytest.mark.parametrize(
    ("state", "counters", "status"),
    [
        (State.QUEUED, {}, "starting"),
        (State.RUNNING, {}, "running"),
        (State.PAUSED, {}, "running"),
        (State.CANCELLING, {}, "running"),
        (State.COMPLETED, {"enriched": 1, "failed": 1}, "completed"),
        (State.COMPLETED, {"cached": 1, "failed": 1}, "completed"),
        (State.COMPLETED, {}, "completed"),
        (State.COMPLETED, {"kept": 2}, "completed"),
        (State.COMPLETED, {"failed": 2}, "error"),
        (State.COMPLETED, {"failed": 1, "not_found": 1}, "error"),
        (State.STOPPED, {"enriched": 1}, "error"),
        (State.CANCELLED, {"enriched": 1}, "cancelled"),
    ],
)
def test_states_are_told_in_the_words_of_the_promise(state: str, counters: dict[str, int], status: str) -> None:
    add_phase(make_run(state), total=sum(counters.values()), **counters)
    assert shown()["status"] == status


def test_every_state_has_a_status_and_a_message() -> None:
    run = make_run()
    add_phase(run, total=2, enriched=1)
    for state in State:
        type(run).objects.filter(pk=run.pk).update(state=state)
        assert shown(run.pk)["status"]
        assert shown(run.pk)["message"]


def test_phase_current_and_total_are_of_the_earliest_unfinished_phase() -> None:
    run = make_run()
    descriptions = add_phase(run, total=10, enriched=4, failed=1)
    add_phase(run, "artist_images", total=20, cached=3)
    assert (shown()["phase"], shown()["current"], shown()["total"]) == ("descriptions", 5, 10)
    descriptions.enriched = 9
    descriptions.save()
    assert (shown()["phase"], shown()["current"], shown()["total"]) == ("artist_images", 3, 20)


def test_a_stopped_phase_is_passed_over() -> None:
    run = make_run()
    add_phase(run, total=10, failed=1, state=PhaseState.STOPPED, reason="refused_key", setting="EURIA_API_KEY")
    add_phase(run, "artist_images", total=20)
    assert shown()["phase"] == "artist_images"
    assert "EURIA_API_KEY" in shown()["phases"][0]["sentence"]


@pytest.mark.parametrize(
    ("state", "done", "percent"),
    [(State.COMPLETED, 30, 100), (State.CANCELLED, 15, 62), (State.STOPPED, 29, 97), (State.CANCELLED, 30, 99)],
)
def test_when_over_the_sums_of_all_phases_fill_the_bar(state: str, done: int, percent: int) -> None:
    run = make_run(state)
    add_phase(run, total=10, enriched=min(10, done))
    add_phase(run, "artist_images", total=20, enriched=max(0, done - 10))
    assert (shown()["phase"], shown()["current"], shown()["total"]) == ("", done, 30)
    assert shown()["percent"] == percent


def test_a_hundred_percent_are_kept_for_the_end() -> None:
    add_phase(make_run(), total=3, enriched=3)
    assert shown()["percent"] == 99


def test_the_bar_never_goes_back_when_a_later_phase_finds_its_items() -> None:
    run = make_run()
    releases = add_phase(run, "discogs_releases", total=30)
    masters = add_phase(run, "discogs_masters", total=0, prepared=False)
    seen = []
    for released, found, prepared, asked in (
        (29, 0, False, 0),
        (30, 20, False, 0),
        (30, 28, True, 0),
        (30, 28, True, 14),
    ):
        releases.enriched, masters.total, masters.prepared, masters.enriched = released, found, prepared, asked
        releases.save()
        masters.save()
        told = progress(run.pk)
        assert told is not None
        seen.append((told["percent"], told["phases"][1]["total_known"]))
    assert seen == [(48, False), (50, False), (50, True), (75, True)]


def test_counts_add_up_over_the_phases() -> None:
    run = make_run()
    add_phase(run, total=20, enriched=1, cached=2, kept=3, not_found=0, review=4, failed=5)
    add_phase(run, "artist_images", total=9, enriched=1, not_found=6)
    progress = shown()
    asked = {"enriched": 2, "cached": 2, "not_found": 6, "review": 4, "failed": 5}
    assert progress["counts"] == {**asked, "kept": 3, "remaining": 7}
    assert (progress["descriptions_added"], progress["artist_images_added"], progress["errors"]) == (3, 1, 5)


def test_the_current_item_is_one_that_is_held() -> None:
    phase = add_phase(make_run(), total=3, enriched=1)
    add_item(phase, "Done")
    add_item(phase, "Lost", outcome="", lease_until=ago(5))
    add_item(phase, "Homework", outcome="", lease_until=ahead(20))
    assert shown()["current_item"] == "Homework"
    assert [item["label"] for item in shown()["recent"]] == ["Done"]


def test_the_current_item_is_of_the_phase_that_is_named() -> None:
    run = make_run()
    add_phase(run, total=2, enriched=2)
    add_item(add_phase(run, "artist_images", total=1), "AIR", outcome="", lease_until=ahead(20))
    assert shown()["current_item"] == "AIR"


def test_recent_items_are_the_last_ten_newest_first() -> None:
    phase = add_phase(make_run(), total=12, enriched=12)
    for number in range(12):
        add_item(phase, f"Album {number}", finished_at=ago(100 - number))
    assert [item["label"] for item in shown()["recent"]] == [f"Album {number}" for number in range(11, 1, -1)]


def test_recent_items_show_outcome_reason_picture_and_place() -> None:
    run = make_run()
    descriptions, photos = add_phase(run, total=1), add_phase(run, "artist_images", total=1)
    album = make_album("Moon Safari", "AIR", image_url="https://i.discogs.com/cover.jpg")
    make_photo(make_artist("AIR"))
    add_item(descriptions, outcome="failed", reason="timeout", album=album, finished_at=ago(9))
    add_item(photos, artist=make_artist("AIR"), finished_at=ago(8))
    add_item(photos, "Gone", outcome="not_found", reason="nobody", finished_at=ago(7))
    gone, air, moon = shown()["recent"]
    assert (gone["picture"], gone["url"], gone["outcome_label"]) == ("", "", "not found")
    assert (air["picture"], air["phase"]) == ("https://i.scdn.co/image/abc", "artist_images")
    assert moon["picture"] == "https://i.discogs.com/cover.jpg"
    assert moon["url"] == f"/admin/collection/album/{album.pk}/change/"
    assert moon["sentence"] == "Euria took too long to answer."


def test_spotifys_picture_comes_with_the_link_that_it_owes() -> None:
    photos = add_phase(make_run(), "artist_images", total=2)
    air = make_artist("AIR", spotify_id="1P6U1dCeHxPui5pIrGmndZ")
    own = make_artist("Björk", spotify_id="7w29UYBi0qsHi5RTcv3lmA")
    make_photo(air)
    make_photo(own, source="manual")
    add_item(photos, artist=air, finished_at=ago(8))
    add_item(photos, artist=own, finished_at=ago(9))
    links = [(item["source"], item["spotify_url"]) for item in shown()["recent"]]
    assert links == [("spotify", "https://open.spotify.com/artist/1P6U1dCeHxPui5pIrGmndZ"), ("manual", "")]


@pytest.mark.parametrize(
    ("fields", "source"),
    [
        ({"discogs_id": 5}, "discogs"),
        ({"discogs_id": 5, "source": "lastfm"}, "discogs"),
        ({"source": "lastfm"}, "lastfm"),
    ],
)
def test_a_recent_album_tells_whose_data_it_shows(fields: dict[str, Any], source: str) -> None:
    add_item(add_phase(make_run(), total=1), album=make_album("Moon Safari", **fields), finished_at=ago(9))
    assert [item["source"] for item in shown()["recent"]] == [source]


def test_an_uploaded_photo_is_shown_by_its_address_here() -> None:
    photos = add_phase(make_run(), "artist_images", total=1)
    artist = make_artist("AIR")
    make_photo(artist)
    image = Image(artist=artist, image_type="artist", source="manual")
    image.file.save("air.png", ContentFile(b"png"))
    add_item(photos, artist=artist)
    assert shown()["recent"][0]["picture"] == f"/media/{image.file.name}"


def test_progress_can_be_written_as_json() -> None:
    add_phase(make_run(State.PAUSED, resume_at=ahead(60)), total=1, resume_at=ahead(60), reason="rate_limited")
    assert '"resume_at"' in DjangoJSONEncoder().encode(shown())


@pytest.mark.parametrize("number", [1, 10, 300])
def test_as_many_queries_for_ever_so_many_items(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    run = make_run()
    for name in ("descriptions", "artist_images"):
        phase = add_phase(run, name, total=2 * number, enriched=number)
        add_items(phase, number)
        add_items(phase, number, outcome="", finished_at=None)
    with django_assert_num_queries(queries(5)):
        shown()
