"""Each state of the Settings page, as somebody sees it who has just opened it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from collection.models import Artist
from enrichment.models import EnrichmentRun, Kind, Outcome, PhaseState, State, WorkerHeartbeat
from enrichment.sandbox import Sandbox
from tests.builders import make_album, make_artist
from tests.enrichment.admin.people import count, make_run, visitor
from tests.enrichment.admin.rows import add_item, described, pictured

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:enrichment_settings_changelist")
RIGHTS = ("enrichment.add_enrichmentrun", "enrichment.change_enrichmentrun")
MINUTE = timedelta(minutes=1)


def read() -> str:
    response = visitor(*RIGHTS).get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def test_empty_first_use_points_to_the_import(configured: Settings) -> None:
    page = read()
    assert "There are no albums yet" in page
    assert reverse("admin:collection_album_import") in page
    assert "<progress" not in page


def test_no_credentials_names_each_setting_and_still_shows_the_coverage(data_dir: Path) -> None:
    make_album("Moon Safari", "AIR")
    page = read()
    assert "No service is configured, so nothing can be enriched." in page
    assert "<code>EURIA_API_KEY</code>" in page
    assert "owner has a Premium account" in page
    assert "1 missing</a>" in page
    assert reverse("admin:enrichment_settings_refresh") in page


def test_one_service_alone_says_what_is_left_out(settings: Settings, data_dir: Path) -> None:
    settings.EURIA_API_KEY, settings.EURIA_API_URL = "key", "http://127.0.0.1:9/v1"
    make_album("Moon Safari", "AIR")
    page = read()
    assert "Spotify is not configured: its part is left out." in page
    assert "1 description is missing." in page
    assert "disabled" not in page.split('id="start"')[1].split("</section>")[0]


def test_what_is_set_aside_is_not_said_to_be_there(configured: Settings) -> None:
    described(make_run(State.COMPLETED, options={"language": "en"}), "Moon Safari", "A text.")
    assert "1 artist photo is missing." in read()
    Artist.objects.update(photo_asked_at=timezone.now())
    page = read()
    assert "Nothing to enrich now: what is missing was asked for lately, or taken back." in page
    assert "Artist photos: 1 set aside" in page
    Artist.objects.update(photo_answer="no_photo")
    assert "everything that can be filled is there" in read()


def test_idle_shows_coverage_and_estimate(configured: Settings) -> None:
    run = make_run(State.COMPLETED, options={"language": "en"})
    described(run, "Moon Safari", "A text.")
    pictured(run, "AIR")
    make_album("Talkie Walkie", "AIR")
    add_item(run, Outcome.REVIEW, album=make_album("Pocket Symphony", "AIR"), reason="cut", draft="Half")
    page = read()
    assert "Ready." in page
    assert "Descriptions: 1 of 3" in page
    assert "Artist photos: 1 of 1" in page
    assert f"{reverse('admin:collection_album_changelist')}?description=review" in page
    assert "1 question waits for you" in page
    assert "About 1 call," in page


def test_nothing_missing_says_so(configured: Settings) -> None:
    make_album("Moon Safari", "Various", ai_description="There.")
    assert "Nothing to enrich" in read()


def test_queued_without_a_worker_says_how_to_start_one(configured: Settings) -> None:
    make_run(State.QUEUED, age=60)
    page = read()
    assert "no worker is active" in page
    assert "No worker has reported yet." in page
    assert "<code>uv run manage.py worker</code>" in page
    assert 'data-active="true"' in page
    WorkerHeartbeat.objects.create(host="here", pid=1)
    assert "Last sign of life of a worker:" in read()
    assert "/cancel/" in page


def test_running_shows_bars_counters_and_the_last_results(configured: Settings) -> None:
    run = make_run(State.RUNNING)
    album, _item = described(run, "Moon Safari", "A text.")
    add_item(run, Outcome.PENDING, "Talkie Walkie", lease_until=timezone.now() + MINUTE, owner="somebody")
    count(run, total=236, enriched=40, failed=2, not_found=3, completion_tokens=1234)
    page = read()
    assert '<label for="live-descriptions">Descriptions</label>' in page
    assert 'max="236" value="45"' in page
    assert ">45 of 236</span>" in page
    assert '<dd data-count="failed">2</dd>' in page
    assert "1,234" in page
    assert reverse("admin:collection_album_change", args=[album.pk]) in page
    assert "Talkie Walkie</bdi>" in page
    assert "You may close this page" in page
    assert 'role="status"' in page


def test_a_total_that_is_not_known_yet_shows_a_bar_without_value(configured: Settings) -> None:
    run = make_run(State.RUNNING)
    count(run, prepared=False, total=0)
    assert '<progress id="live-descriptions"></progress>' in read()


@time_machine.travel("2026-11-22T12:00+00:00")  # shortly before midnight the day would be named too
def test_rate_limited_names_the_service_and_the_time(configured: Settings) -> None:
    until = timezone.now() + 5 * MINUTE
    run = make_run(State.PAUSED, resume_at=until)
    count(run, "artist_images", total=4, reason="rate_limited", resume_at=until)
    page = read()
    assert f"Paused until {timezone.localtime(until):%H:%M}" in page
    assert "Spotify asks to wait." in page
    assert "/cancel/" in page


def test_cancelling_offers_no_second_click(configured: Settings) -> None:
    make_run(State.CANCELLING)
    page = read()
    assert "Cancelling" in page
    form = page.split("/cancel/")[1].split(">")[0]
    assert "hidden" in form


def test_cancelled_offers_to_take_up_the_rest(configured: Settings) -> None:
    run = make_run(State.CANCELLED)
    count(run, total=236, enriched=45)
    page = read()
    assert "Cancelled: 45 done, 191 remaining." in page
    assert "Take up the 191 remaining ones" in page
    assert 'data-active="false"' in page


def test_partly_failed_counts_apart_and_offers_to_try_again(configured: Settings) -> None:
    run = make_run(State.COMPLETED)
    count(run, total=236, enriched=220, failed=8, not_found=5, review=3)
    page = read()
    assert "8 failed" in page
    assert "3 to review" in page
    assert "Try the 8 failed ones again" in page
    assert "aime-alarm" not in page


def test_nothing_added_with_errors_is_an_alarm(configured: Settings) -> None:
    run = make_run(State.COMPLETED)
    count(run, total=3, failed=3)
    page = read()
    assert "Failed: nothing was added." in page
    assert 'class="aime-message aime-alarm" data-message role="alert"' in page


def test_stopped_by_a_refused_key_names_the_setting(configured: Settings) -> None:
    run = make_run(State.STOPPED)
    count(run, total=236, enriched=3, state=PhaseState.STOPPED, reason="refused_key", setting="EURIA_API_KEY")
    page = read()
    assert "Euria refuses the key." in page
    assert "EURIA_API_KEY" in page
    assert "Take up the 233 remaining ones" in page
    assert 'role="alert"' in page


def test_completed_shows_what_was_added_and_where_to_go_on(configured: Settings) -> None:
    run = make_run(State.COMPLETED, age=192)
    count(run, total=24, enriched=24)
    count(run, "artist_images", total=11, enriched=11)
    page = read()
    assert "Completed: 24 descriptions, 11 artist photos." in page
    assert "See the report" in page
    assert 'value="100"' in page
    assert "It took 3 min 12 s." in page


def test_interrupted_says_when_and_that_another_takes_over(configured: Settings) -> None:
    make_run(State.RUNNING, heartbeat_at=timezone.now() - 5 * MINUTE)
    page = read()
    assert "Interrupted: the worker stopped at" in page
    assert "manage.py worker" in page


def test_a_running_synchronisation_is_shown_too(configured: Settings) -> None:
    make_run(State.COMPLETED)
    run = EnrichmentRun.objects.create(kind=Kind.DISCOGS, state=State.RUNNING, trigger="button")
    assert f"Run {run.pk}</h2>" in read()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: add_item(run, Outcome.ENRICHED, "x" * 1000),
        lambda run: add_item(run, Outcome.REVIEW, artist=make_artist("שלום " * 90), reason="several_fit"),
        lambda run: add_item(run, Outcome.FAILED, "<script>alert(1)</script>", reason="never heard of"),
    ],
)
def test_odd_names_and_reasons_are_shown(configured: Settings, spoil: Callable[[EnrichmentRun], Any]) -> None:
    spoil(make_run(State.RUNNING))
    assert "<script>alert" not in read()


@pytest.mark.parametrize("service", ["euria", "spotify"])
def test_a_service_is_tested_and_the_result_stays_with_its_time(
    sandbox: Any, transactional_db: None, service: str
) -> None:
    client = visitor(*RIGHTS)
    page = client.post(reverse("admin:enrichment_settings_test", args=[service]), follow=True).content.decode()
    assert f"{service.capitalize()} works." in page
    again = client.get(PAGE).content.decode()
    assert "Tested " in again
    assert f"Test {service.capitalize()} again" in again


def test_bad_credentials_name_the_setting_and_never_the_key(
    play: Any, settings: Settings, transactional_db: None
) -> None:
    play(Sandbox())
    settings.EURIA_API_KEY = "sk-wrong-secret"
    client = visitor(*RIGHTS)
    page = client.post(reverse("admin:enrichment_settings_test", args=["euria"]), follow=True).content.decode()
    assert "Euria refuses the key. Check the setting EURIA_API_KEY." in page
    assert "sk-wrong" not in page


def test_testing_takes_the_right_to_start_runs_and_a_known_service(configured: Settings) -> None:
    assert visitor().post(reverse("admin:enrichment_settings_test", args=["euria"])).status_code == 403
    assert visitor(*RIGHTS).post(reverse("admin:enrichment_settings_test", args=["nobody"])).status_code == 404
