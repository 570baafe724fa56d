"""A service that refuses everything alike, or is not there at all, is not asked for a whole collection."""

import pytest
from pytest_django import Settings

from collection.models import Album
from enrichment.models import EnrichmentRun, Kind, Outcome, PhaseState, RunItem, State
from enrichment.models.run import REFUSALS_IN_A_ROW
from enrichment.phases.registry import PHASES, SERVICES
from enrichment.providers.http import HttpSession
from enrichment.reports.progress import progress
from enrichment.sandbox import Sandbox
from tests.builders import make_album
from tests.enrichment.running import enrich, phase_of
from tests.enrichment.toys.phase import Colours
from tests.enrichment.toys.service import KEY, TOYS, UNKNOWN
from tests.faults.site import free_port

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(HttpSession.__init__.__kwdefaults__ or {}, "sleep", lambda _seconds: None)


@pytest.fixture
def toybox(sandbox: Sandbox, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(SERVICES, TOYS.name, TOYS)
    monkeypatch.setitem(PHASES, Colours.name, Colours)
    settings.TOY_KEY = UNKNOWN
    for number in range(30):
        make_album(f"Album {number}", "Somebody", discogs_id=number + 1)


def assert_stopped(run: EnrichmentRun, phase: str, reason: str, setting: str, *, under_way: int = 0) -> None:
    """After ten calls, and those that were `under_way` beside them; the rest was never asked."""
    row = phase_of(run, phase)
    assert (run.state, row.state, row.reason, row.setting) == (State.STOPPED, PhaseState.STOPPED, reason, setting)
    assert REFUSALS_IN_A_ROW <= row.failed <= REFUSALS_IN_A_ROW + under_way
    assert row.remaining > 0
    assert RunItem.objects.filter(phase=row, outcome=Outcome.PENDING, attempts=0).count() == row.remaining


def test_any_service_that_refuses_ten_in_a_row_ends_its_phase_and_says_what_to_look_at(toybox: None) -> None:
    run = enrich(only=Colours.name)
    assert_stopped(run, Colours.name, "rejected_request", KEY)
    told = progress(run.pk)
    assert told is not None
    assert (
        "Toybox did not accept the request. So it was with 10 calls in a row, and the rest was left." in told["message"]
    )
    assert f"Check the setting {KEY}." in told["message"]


@pytest.mark.slow
def test_discogs_that_cannot_be_reached_costs_ten_albums(toybox: None, settings: Settings) -> None:
    settings.DISCOGS_API_URL = f"http://127.0.0.1:{free_port()}"
    run = enrich(kind=Kind.DISCOGS, only="facts")
    assert_stopped(run, "discogs_releases", "connection", "DISCOGS_TOKEN, DISCOGS_API_URL")


def test_a_chat_server_that_takes_each_request_for_a_bad_one(
    sandbox: Sandbox, sample_albums: list[Album], settings: Settings
) -> None:
    sandbox.faults.set(["invalid_content:euria"])
    run = enrich(only="descriptions")
    assert_stopped(
        run, "descriptions", "rejected_request", "EURIA_API_KEY, EURIA_API_URL", under_way=settings.EURIA_CONCURRENCY
    )


@pytest.mark.slow
def test_photos_whose_last_source_is_gone(sandbox: Sandbox, sample_albums: list[Album], settings: Settings) -> None:
    sandbox.faults.set(["server_error:spotify:status=500"])
    run = enrich(only="artist_images")
    row = phase_of(run, "artist_images")
    assert (row.state, row.reason) == (PhaseState.STOPPED, "server_error")
    assert row.failed <= REFUSALS_IN_A_ROW + settings.SPOTIFY_CONCURRENCY


@pytest.mark.slow
def test_one_answer_of_use_begins_the_count_anew(
    sandbox: Sandbox, sample_albums: list[Album], settings: Settings
) -> None:
    settings.EURIA_CONCURRENCY = 1
    sandbox.faults.set(["invalid_content:euria:times=9", "invalid_content:euria:after=10:times=9"])
    run = enrich(only="descriptions", limit=25)
    assert run.state == State.COMPLETED
    assert phase_of(run).failed > REFUSALS_IN_A_ROW
