"""What a run does when a service asks it to wait: it waits, pauses until a time, or leaves the rest to a later run."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from collection.models import Album
from enrichment.engine import lifecycle, rate_limit
from enrichment.engine.slice import Slice
from enrichment.models import EnrichmentRun, PhaseState, ProviderLimit, State
from enrichment.providers.http import session
from enrichment.sandbox import Sandbox
from tests.cases import mostly_slow
from tests.enrichment.running import assert_counters_true, enrich, finish, outcomes, phase_of, start

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def one_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that travels in time takes the database's clock along."""
    monkeypatch.setattr(rate_limit, "database_time", lambda: time.time())


def one_slice(run: EnrichmentRun) -> EnrichmentRun:
    Slice(run).work()
    assert_counters_true(run)
    return run


@pytest.mark.usefixtures("short_pauses")
def test_a_short_pause_is_waited_for_and_every_item_done_once(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["rate_limited:euria:after=10:times=1:retry_after=0.2"])
    run = enrich(only="descriptions", limit=30)
    assert run.state == State.COMPLETED
    assert outcomes(run).get("failed", 0) == 0
    answered = [request.key for request in sandbox.record.all("euria") if request.status == 200]
    assert len(answered) == len(set(answered)) == outcomes(run)["enriched"]


@pytest.mark.parametrize("seconds", mostly_slow([61, 900, 3600], once=False))
def test_a_pause_of_up_to_an_hour_pauses_the_run_until_then(
    sandbox: Sandbox, sixteen_albums: list[Album], seconds: int
) -> None:
    sandbox.faults.set([f"rate_limited:euria:after=5:retry_after={seconds}"])
    before = timezone.now()
    run = one_slice(start(only="descriptions"))
    assert run.state == State.PAUSED
    assert run.resume_at is not None
    assert abs((run.resume_at - before).total_seconds() - seconds) < 20
    assert outcomes(run).get("failed", 0) == 0
    asked = sandbox.record.count("euria")
    one_slice(run)
    assert sandbox.record.count("euria") == asked, "nobody asks before the time has come"


@pytest.mark.slow
def test_a_paused_run_goes_on_when_its_time_has_come(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["rate_limited:euria:after=5:retry_after=900"])
    run = one_slice(start(only="descriptions"))
    sandbox.faults.clear()
    with time_machine.travel(timezone.now() + timedelta(seconds=901)):
        finish(run)
    assert run.state == State.COMPLETED
    assert outcomes(run) == {"enriched": 15, "cached": 1}


@pytest.mark.slow
def test_the_other_service_is_not_held_up_by_a_pause(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["rate_limited:euria:retry_after=900"])
    run = one_slice(start())
    assert phase_of(run, "artist_images").state == PhaseState.DONE
    assert phase_of(run, "descriptions").resume_at is not None
    assert run.state == State.PAUSED


@pytest.mark.parametrize(
    ("fault", "reason"),
    mostly_slow(
        [("rate_limited:spotify:retry_after=3601", "rate_limited"), ("quota_exceeded:spotify", "quota_exceeded")],
        once=False,
    ),
)
def test_a_longer_pause_or_a_used_up_quota_stops_the_phase_and_leaves_the_rest(
    sandbox: Sandbox, sixteen_albums: list[Album], fault: str, reason: str
) -> None:
    sandbox.faults.set([fault])
    run = enrich()
    phase = phase_of(run, "artist_images")
    assert (phase.state, phase.reason) == (PhaseState.STOPPED, reason)
    assert phase.resume_at is not None
    assert phase.resume_at > timezone.now()
    assert set(outcomes(run, "artist_images")) == {""}
    assert phase_of(run).state == PhaseState.DONE
    assert run.state == State.STOPPED


@pytest.mark.slow
def test_a_later_run_asks_nothing_while_the_service_still_wants_its_pause(
    sandbox: Sandbox, sixteen_albums: list[Album]
) -> None:
    sandbox.faults.set(["rate_limited:spotify:retry_after=7200"])
    enrich(only="artist_images")
    sandbox.faults.clear()
    sandbox.record.clear()
    run = enrich(only="artist_images")
    assert sandbox.record.count() == 0
    assert run.state == State.STOPPED
    with time_machine.travel(timezone.now() + timedelta(seconds=7201)):
        assert enrich(only="artist_images").state == State.COMPLETED


@pytest.mark.usefixtures("short_pauses")
def test_a_service_that_only_ever_asks_to_wait_is_not_asked_for_ever(
    sandbox: Sandbox, sixteen_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "LIMITED_RETRIES", 0)
    monkeypatch.setattr(lifecycle, "PAUSES_IN_A_ROW", 1)
    sandbox.faults.set(["rate_limited:euria:retry_after=0.1"])
    run = enrich(only="descriptions", limit=1)
    assert sandbox.record.count("euria") == 2
    assert run.state == State.STOPPED
    assert outcomes(run) == {"": 1}


def test_no_pause_is_believed_to_last_longer_than_a_week(sandbox: Sandbox, sixteen_albums: list[Album]) -> None:
    sandbox.faults.set(["rate_limited:spotify:times=1:retry_after=99999999999999999999"])
    run = enrich(only="artist_images", limit=1)
    assert run.state == State.STOPPED
    week = timezone.now().timestamp() + 7 * 24 * 3600
    assert not ProviderLimit.objects.filter(blocked_until__gt=week).exists()


@pytest.mark.slow
@pytest.mark.usefixtures("short_pauses")
def test_a_cap_on_tokens_ends_the_phase_soon_after_it_is_reached(sandbox: Sandbox, sample_albums: list[Album]) -> None:
    sandbox.latency = {"euria": 0.05}
    run = enrich(only="descriptions", max_tokens=2000)
    phase = phase_of(run)
    assert (phase.state, phase.reason) == (PhaseState.STOPPED, "cap_reached")
    assert phase.tokens >= 2000
    assert 0 < phase.done < phase.total
    assert run.state == State.STOPPED
