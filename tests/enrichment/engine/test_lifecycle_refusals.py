"""A refused key: one call, the setting is named, the other service goes on."""

import pytest

from collection.models import Album
from enrichment.models import PhaseState, State
from enrichment.sandbox import Sandbox
from enrichment.services import enrich_albums
from tests.cases import mostly_slow
from tests.enrichment.running import enrich, outcomes, phase_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("fault", "setting"),
    mostly_slow(
        [
            ("wrong_key:euria", "EURIA_API_KEY"),
            ("redirect:euria", "EURIA_API_URL"),
            ("echoed_key:euria", "EURIA_API_KEY"),
            ("unknown_model:euria", "EURIA_MODEL"),
        ],
    ),
)
def test_euria_is_asked_once_and_spotify_goes_on(
    sandbox: Sandbox, sixteen_albums: list[Album], fault: str, setting: str
) -> None:
    sandbox.faults.set([fault])
    run = enrich()
    phase = phase_of(run)
    assert sandbox.record.count("euria", "chat") == 1
    assert (phase.state, phase.setting) == (PhaseState.STOPPED, setting)
    # Which work is asked first is up to the threads; another edition of it fails with it.
    assert run.items.filter(phase=phase, outcome="failed", leads=True).count() == 1
    assert set(outcomes(run)) == {"failed", ""}
    assert phase_of(run, "artist_images").state == PhaseState.DONE
    assert phase_of(run, "artist_images").enriched > 10
    assert run.state == State.STOPPED


@pytest.mark.parametrize(
    ("fault", "calls"),
    mostly_slow([("invalid_client:spotify", ("token", 1)), ("premium_required:spotify", ("search", 1))], once=False),
)
def test_spotify_is_asked_once_and_euria_goes_on(
    sandbox: Sandbox, sixteen_albums: list[Album], fault: str, calls: tuple[str, int]
) -> None:
    sandbox.faults.set([fault])
    run = enrich()
    endpoint, number = calls
    assert sandbox.record.count("spotify", endpoint) == number
    assert phase_of(run, "artist_images").setting.startswith("SPOTIFY_CLIENT")
    assert set(outcomes(run)) == {"enriched", "cached"}
    assert run.state == State.STOPPED


def test_a_key_refused_in_mid_run_keeps_what_was_written(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["wrong_key:euria:after=5"])
    run = enrich(only="descriptions")
    assert outcomes(run)["enriched"] == 5
    assert outcomes(run)["failed"] == 1
    assert outcomes(run)[""] >= 5
    assert sandbox.record.count("euria") <= 5 + 8


def test_a_run_that_added_nothing_and_met_errors_is_no_success(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["wrong_key:euria", "invalid_client:spotify"])
    stats = enrich_albums()
    assert stats["state"] == State.STOPPED
    assert (stats["descriptions_added"], stats["artist_images_added"]) == (0, 0)
    assert stats["errors"] in (2, 3), "one work, of which there may be two editions, and one artist"


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault", mostly_slow(["error_in_200", "dropped", "garbage", "empty_body", "html_error", "server_error"])
)
def test_a_bad_day_for_a_few_calls_costs_only_their_items(
    sandbox: Sandbox, sixteen_albums: list[Album], fault: str
) -> None:
    sandbox.faults.set([f"{fault}:euria:about=Kraftwerk"])
    run = enrich(only="descriptions", limit=40)
    hit = run.items.filter(label__contains="Kraftwerk").count()
    assert outcomes(run).get("failed", 0) == hit
    assert run.state == State.COMPLETED
    assert all(item.reason for item in run.items.filter(outcome="failed"))
