"""Photos from Deezer: where Spotify is not configured or has nobody, and by the same rules."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from collection.models import Artist, Image
from enrichment.console import report
from enrichment.engine.refresh import refresh
from enrichment.engine.undo import undo_run
from enrichment.models import PhaseState, RunItem, State
from enrichment.phases.artist_images import services
from enrichment.phases.artist_images.afterwards import different_photos
from enrichment.phases.artist_images.photo import photo_names
from enrichment.phases.artist_images.services import DEEZER
from enrichment.phases.review import choose_photo, pending
from enrichment.reports.messages import message
from enrichment.reports.progress import progress
from enrichment.reports.run_report import report_of
from enrichment.reports.snapshot import look
from enrichment.sandbox import Sandbox
from tests.builders import make_album, make_artist
from tests.cases import mostly_slow
from tests.enrichment.running import enrich, outcomes, phase_of

pytestmark = pytest.mark.django_db(transaction=True)
PHOTOS = "artist_images"


@pytest.fixture
def both(sandbox: Sandbox, settings: Settings, data_dir: Path) -> Sandbox:
    settings.AIME_PHOTO_SOURCES = ["spotify", "deezer"]
    make_album("Moon Safari", "AIR")
    return sandbox


@pytest.fixture
def deezer_alone(both: Sandbox, settings: Settings) -> Sandbox:
    settings.SPOTIFY_CLIENT_ID = settings.SPOTIFY_CLIENT_SECRET = ""
    return both


def asked(sandbox: Sandbox) -> set[str]:
    return {received.service for received in sandbox.record.all()}


def only_photo() -> Image:
    return Image.objects.get(artist=Artist.objects.get(name="AIR"))


def test_without_spotify_deezer_gives_the_photo_with_its_page(deezer_alone: Sandbox) -> None:
    run = enrich(only=PHOTOS)
    assert outcomes(run, PHOTOS) == {"enriched": 1}
    image = only_photo()
    assert (image.source, image.basis) == ("deezer", "titles")
    assert image.url.startswith("https://cdn-images.dzcdn.net/images/artist/")
    assert image.page.startswith("https://www.deezer.com/artist/")
    assert asked(deezer_alone) == {"deezer"}
    assert Artist.objects.get(name="AIR").spotify_id == ""


def test_who_is_on_spotify_is_not_asked_for_at_deezer(both: Sandbox) -> None:
    enrich(only=PHOTOS)
    assert only_photo().source == "spotify"
    assert asked(both) == {"spotify"}


def test_whom_spotify_does_not_know_deezer_may(both: Sandbox) -> None:
    both.faults.set(["null_list"])
    enrich(only=PHOTOS)
    assert only_photo().source == "deezer"
    assert asked(both) == {"spotify", "deezer"}


def test_a_cached_photo_is_used_without_a_call(deezer_alone: Sandbox) -> None:
    enrich(only=PHOTOS)
    url, page = only_photo().url, only_photo().page
    Image.objects.all().delete()
    Artist.objects.update(photo_asked_at=None)
    deezer_alone.record.clear()
    assert outcomes(enrich(only=PHOTOS), PHOTOS) == {"cached": 1}
    assert (only_photo().url, only_photo().page, only_photo().source) == (url, page, "deezer")
    assert asked(deezer_alone) == set()


def test_an_artist_known_there_is_looked_up_again_by_the_number(deezer_alone: Sandbox) -> None:
    enrich(only=PHOTOS)
    DEEZER.cache().drop(photo_names(make_artist("AIR")))
    long_ago = timezone.now() - timedelta(days=40)
    Image.objects.update(fetched_at=long_ago)
    Artist.objects.update(photo_asked_at=long_ago)
    deezer_alone.record.clear()
    assert outcomes(enrich(only=PHOTOS), PHOTOS) == {"enriched": 1}
    assert [received.endpoint for received in deezer_alone.record.all("deezer")] == ["artist"]


def test_a_refresh_puts_back_what_the_cache_of_deezer_holds(deezer_alone: Sandbox) -> None:
    enrich(only=PHOTOS)
    url, page = only_photo().url, only_photo().page
    Image.objects.all().delete()
    refresh("command", apply=True)
    assert (only_photo().url, only_photo().page, only_photo().source) == (url, page, "deezer")
    assert list(different_photos()) == []
    (file,) = (DEEZER.cache().folder).rglob("*.json")
    file.write_text(file.read_text().replace("cdn-images.dzcdn.net", "pictures.example.net"))
    assert [suspect.kind for suspect in different_photos()] == ["cache_differs"]
    refresh("command", apply=True)
    assert only_photo().url == url, "an address elsewhere is not Deezer's"


def test_the_progress_links_to_the_artist_at_deezer(deezer_alone: Sandbox) -> None:
    run = enrich(only=PHOTOS)
    told = progress(run.pk)
    assert told is not None
    (item,) = told["recent"]
    assert (item["source"], item["deezer_url"], item["spotify_url"]) == ("deezer", only_photo().page, "")


def test_a_photo_of_deezer_is_taken_back(deezer_alone: Sandbox) -> None:
    run = enrich(only=PHOTOS)
    assert undo_run(run).restored == 1
    assert not Image.objects.exists()


def test_when_spotify_is_configured_later_its_photo_takes_the_place(both: Sandbox, settings: Settings) -> None:
    settings.AIME_PHOTO_SOURCES = ["deezer"]
    enrich(only=PHOTOS)
    settings.AIME_PHOTO_SOURCES = ["spotify", "deezer"]
    run = enrich(only=PHOTOS, force=True, artists=(Artist.objects.get(name="AIR").pk,))
    assert (only_photo().source, only_photo().page) == ("spotify", "")
    assert undo_run(run).restored == 1
    assert only_photo().source == "deezer"
    assert only_photo().page.startswith("https://www.deezer.com/artist/")


def test_a_homonym_goes_to_review_and_may_be_chosen(deezer_alone: Sandbox) -> None:
    make_album("An album that nobody else has", "Moondog")
    artist = make_artist("AIR")
    artist.albums.all().delete()
    make_album("Nothing they ever made", "AIR")
    enrich(only=PHOTOS, artists=(artist.pk,))
    question = pending().get(artist=artist)
    chosen = next(row for row in question.candidates if row["image_url"])
    choose_photo(question, chosen["id"])
    assert (only_photo().source, only_photo().page) == ("deezer", chosen["url"])


@pytest.mark.parametrize("fault", ["deezer_error:code=4:times=1", "deezer_error:code=700:times=1"])
def test_a_busy_moment_is_waited_out(deezer_alone: Sandbox, fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enrichment.providers.deezer.QUOTA_SECONDS", 0.1)
    deezer_alone.faults.set([fault])
    assert outcomes(enrich(only=PHOTOS), PHOTOS) == {"enriched": 1}


FAULTS = ["bare_true", "dropped:deezer", "server_error:deezer", "deezer_error:code=500"]


@pytest.mark.parametrize("fault", mostly_slow(FAULTS))
def test_a_day_without_deezer_stores_no_answer(both: Sandbox, fault: str) -> None:
    both.faults.set(["null_list", fault])
    assert outcomes(enrich(only=PHOTOS), PHOTOS) == {"failed": 1}
    assert Artist.objects.get(name="AIR").photo_asked_at is None
    both.faults.set(["null_list"])
    assert outcomes(enrich(only=PHOTOS), PHOTOS) == {"enriched": 1}


def test_a_wrong_address_of_the_second_source_does_not_stop_the_first(both: Sandbox, settings: Settings) -> None:
    settings.DEEZER_API_URL = f"{both.url}/nowhere"
    both.faults.set(["null_list"])
    run = enrich(only=PHOTOS)
    assert phase_of(run, PHOTOS).state == PhaseState.DONE
    assert outcomes(run, PHOTOS) == {"not_found": 1}
    assert phase_of(run, PHOTOS).left_out == {"deezer": {"reason": "wrong_url@deezer", "setting": "DEEZER_API_URL"}}
    assert Artist.objects.get(name="AIR").photo_asked_at < timezone.now() - timedelta(days=7)  # type: ignore[operator]


REFUSALS = [
    ("premium_required", "SPOTIFY_CLIENT_ID", "Spotify needs an app whose owner has a Premium account."),
    ("invalid_client", "SPOTIFY_CLIENT_SECRET", "Spotify refuses the key."),
]


@pytest.mark.parametrize(("fault", "setting", "words"), REFUSALS)
def test_when_spotify_refuses_the_rest_is_found_at_deezer_and_it_is_said_once(
    both: Sandbox, fault: str, setting: str, words: str
) -> None:
    make_album("Dummy", "Portishead")
    make_album("Debut", "Björk")
    both.faults.set([fault])
    run = enrich(only=PHOTOS)
    assert (run.state, outcomes(run, PHOTOS)) == (State.COMPLETED, {"enriched": 3})
    assert set(Image.objects.values_list("source", flat=True)) == {"deezer"}
    found = report_of(run)
    told = [line for line in report.lines(found) if words in line]
    assert len(told) == 1
    assert setting in told[0]
    assert "Spotify is left out of this run." in told[0]
    assert words in message(look(run))
    assert found.as_dict()["phases"][-1]["left_out"].keys() == {"spotify"}


def test_where_nobody_else_can_be_asked_a_refusal_ends_the_phase(both: Sandbox, settings: Settings) -> None:
    settings.DEEZER_API_URL = f"{both.url}/nowhere"
    both.faults.set(["premium_required"])
    run = enrich(only=PHOTOS)
    row = phase_of(run, PHOTOS)
    assert (row.state, row.reason, row.setting) == (PhaseState.STOPPED, "wrong_url@deezer", "DEEZER_API_URL")
    assert row.left_out.keys() == {"spotify"}
    assert "Deezer does not answer at this address." in "".join(report.lines(report_of(run)))


def test_who_a_person_named_on_spotify_waits_for_spotify(both: Sandbox) -> None:
    make_album("Dummy", "Portishead")
    artist = make_artist("AIR")
    artist.spotify_id = "4" * 22
    artist.locked_fields = ["spotify_id"]
    artist.save()
    both.faults.set(["premium_required"])
    run = enrich(only=PHOTOS)
    assert outcomes(run, PHOTOS) == {"enriched": 1, "failed": 1}
    assert RunItem.objects.get(run=run, outcome="failed").reason.startswith("premium_required")


def test_a_failure_names_the_service_that_failed(both: Sandbox) -> None:
    both.faults.set(["null_list", "dropped:deezer"])
    run = enrich(only=PHOTOS)
    assert "1 × Deezer cannot be reached." in "\n".join(report.lines(report_of(run)))


def test_that_deezer_has_nobody_is_asked_again_sooner(deezer_alone: Sandbox) -> None:
    deezer_alone.faults.set(["other_country"])
    assert outcomes(enrich(only=PHOTOS), PHOTOS) == {"not_found": 1}
    asked_at = Artist.objects.get(name="AIR").photo_asked_at
    assert asked_at is not None
    run = RunItem.objects.get().finished_at
    assert run is not None
    assert (run - asked_at).days in (22, 23)


@pytest.mark.parametrize(
    ("wanted", "with_keys", "names", "missing"),
    [
        (["spotify", "deezer"], True, ["spotify", "deezer"], []),
        (["deezer", "spotify"], True, ["deezer", "spotify"], []),
        (["spotify", "deezer"], False, ["deezer"], []),
        (["spotify"], False, [], ["SPOTIFY_CLIENT_ID", "SPOTIFY_CLIENT_SECRET"]),
        ([], True, [], ["AIME_PHOTO_SOURCES"]),
    ],
)
def test_the_setting_orders_and_switches_off(
    settings: Settings, wanted: list[str], with_keys: bool, names: list[str], missing: list[str]
) -> None:
    settings.AIME_PHOTO_SOURCES = wanted
    settings.SPOTIFY_CLIENT_ID = settings.SPOTIFY_CLIENT_SECRET = "x" if with_keys else ""
    assert [source.service.name for source in services.configured()] == names
    assert services.missing_settings() == missing
