"""A refused key, model or address: one call, the setting is named, the other service goes on."""

import json

import pytest
from pytest_django import Settings

from collection.models import Album
from enrichment.models import EnrichmentRun, PhaseState, State
from enrichment.reports.progress import progress
from enrichment.sandbox import Sandbox
from tests.cases import mostly_slow
from tests.enrichment.management.shell import run_here
from tests.enrichment.running import assert_counters_true, enrich, outcomes, phase_of

pytestmark = pytest.mark.django_db(transaction=True)

REFUSALS = [
    ("premium_required:spotify", "artist_images", ("spotify", "search"), "premium_required", "SPOTIFY_CLIENT_ID"),
    ("html_404:euria", "descriptions", ("euria", "chat"), "wrong_url", "EURIA_API_URL"),
    ("wrong_path:euria", "descriptions", ("euria", "chat"), "wrong_url", "EURIA_API_URL"),
    ("wrong_key:euria", "descriptions", ("euria", "chat"), "refused_key", "EURIA_API_KEY"),
    ("missing_scope:euria", "descriptions", ("euria", "chat"), "missing_scope", "EURIA_API_KEY"),
    ("no_credit:euria", "descriptions", ("euria", "chat"), "credit_exhausted", "EURIA_API_KEY"),
    ("unknown_model:euria:form=nested", "descriptions", ("euria", "chat"), "unknown_model", "EURIA_MODEL"),
    ("unknown_model:euria:form=flat", "descriptions", ("euria", "chat"), "unknown_model", "EURIA_MODEL"),
    ("unknown_model:euria:form=400", "descriptions", ("euria", "chat"), "unknown_model", "EURIA_MODEL"),
    ("redirect:euria", "descriptions", ("euria", "chat"), "wrong_url", "EURIA_API_URL"),
    ("redirect:spotify:endpoint=search", "artist_images", ("spotify", "search"), "wrong_url", "SPOTIFY_API_URL"),
    ("invalid_client:spotify", "artist_images", ("spotify", "token"), "refused_key", "SPOTIFY_CLIENT_SECRET"),
    ("echoed_secret:spotify", "artist_images", ("spotify", "token"), "refused_key", "SPOTIFY_CLIENT_SECRET"),
]
OTHER = {"descriptions": "artist_images", "artist_images": "descriptions"}


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "name", "endpoint", "reason", "setting"), mostly_slow(REFUSALS))
def test_one_call_and_the_setting_is_named(
    sandbox: Sandbox,
    thirty_albums: list[Album],
    fault: str,
    name: str,
    endpoint: tuple[str, str],
    reason: str,
    setting: str,
) -> None:
    sandbox.faults.set([fault])
    run = enrich()
    phase = phase_of(run, name)
    assert sandbox.record.count(*endpoint) == 1
    assert sandbox.record.count("elsewhere") == 0
    assert (phase.state, phase.reason, phase.setting) == (PhaseState.STOPPED, reason, setting)
    assert run.items.filter(phase=phase, outcome="failed", leads=True).count() == 1
    assert phase_of(run, OTHER[name]).state == PhaseState.DONE
    assert "failed" not in outcomes(run, OTHER[name])
    assert run.state == State.STOPPED
    told = progress(run.pk)
    assert told is not None
    assert setting in told["message"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes",
    mostly_slow(
        [{"EURIA_API_URL": "/nothing/here/v1"}, {"SPOTIFY_API_URL": "/nothing"}, {"SPOTIFY_TOKEN_URL": "/nowhere"}]
    ),
    ids=lambda changes: next(iter(changes)),
)
def test_an_address_that_leads_nowhere_is_asked_once(
    sandbox: Sandbox, thirty_albums: list[Album], settings: Settings, changes: dict[str, str]
) -> None:
    for name, path in changes.items():
        setattr(settings, name, sandbox.url + path)
        run = enrich()
        assert sandbox.record.count("nobody") == 1
        stopped = run.phases.get(state=PhaseState.STOPPED)
        assert (stopped.reason, stopped.setting) == ("wrong_url", name)


@pytest.mark.parametrize(
    ("faults", "status"),
    mostly_slow(
        [
            (["wrong_key:euria", "invalid_client:spotify"], 3),
            (["unknown_model:euria", "premium_required:spotify"], 3),
            (["wrong_key:euria"], 1),
        ],
        once=False,
    ),
)
def test_the_command_says_when_nothing_could_be_done(
    sandbox: Sandbox, thirty_albums: list[Album], capsys: pytest.CaptureFixture[str], faults: list[str], status: int
) -> None:
    sandbox.faults.set(faults)
    assert run_here("enrich", "--json", "--limit", "3") == status
    report = json.loads(capsys.readouterr().out)
    assert {phase["setting"] for phase in report["phases"] if phase["state"] == "stopped"} - {""}
    assert_counters_true(EnrichmentRun.objects.get())


@pytest.mark.slow
def test_a_token_that_expires_in_mid_run_is_renewed_once_and_costs_no_item(
    sandbox: Sandbox, thirty_albums: list[Album]
) -> None:
    sandbox.faults.set(["token_expired:after=20:times=1"])
    run = enrich(only="artist_images")
    assert run.state == State.COMPLETED
    assert "failed" not in outcomes(run, "artist_images")
    assert sandbox.record.count("spotify", "token") == 2


def test_a_token_that_is_never_good_is_a_refusal_after_one_renewal(
    sandbox: Sandbox, thirty_albums: list[Album]
) -> None:
    sandbox.faults.set(["invalid_token"])
    run = enrich(only="artist_images")
    assert phase_of(run, "artist_images").setting == "SPOTIFY_CLIENT_SECRET"
    assert sandbox.record.count("spotify", "token") == 2
    assert sandbox.record.count("spotify", "search") == 2
