"""A service, a disk or a database in trouble: items fail with their reason or are asked again, and the run ends."""

from pathlib import Path

import pytest
from pytest_django import Settings

from collection.models import Album, Image
from enrichment.models import State
from enrichment.providers.http import HttpSession
from enrichment.reasons import SENTENCES
from enrichment.reports.run_report import report_of
from enrichment.sandbox import Sandbox
from tests.cases import mostly_slow
from tests.enrichment.running import enrich, outcomes, phase_of

pytestmark = pytest.mark.django_db(transaction=True)

# By fault: the reasons with which its items may fail, none where asking again must help.
SPOILT = {
    "half_body": {"connection"},
    "huge_body": {"too_large"},
    "huge_body:announced=no": {"too_large"},
    "garbage": {"not_json"},
    "empty_body": {"not_json"},
    "wrong_shape": {"bad_shape"},
    "html_error:status=502": {"server_error"},
    "html_error:status=504": {"server_error"},
    "server_error:status=500": {"server_error"},
    "dropped": {"connection"},
    "timeout:seconds=5": {"timeout"},
}
SLOW_MODEL = {"slow_answer"}  # its setting is named
PHASE = {"euria": "descriptions", "spotify": "artist_images"}
ENDPOINT = {"euria": "chat", "spotify": "search"}


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Clients that wait half a second for an answer, and not at all before they ask again."""
    settings.EURIA_TIMEOUT_SECONDS = 0.5
    defaults = HttpSession.__init__.__kwdefaults__ or {}
    monkeypatch.setitem(defaults, "timeout", (1.0, 0.5))
    monkeypatch.setitem(defaults, "sleep", lambda _seconds: None)


@pytest.mark.parametrize("service", mostly_slow(PHASE, once=False))
@pytest.mark.parametrize("fault", mostly_slow(SPOILT))
def test_items_that_met_it_fail_with_the_reason_and_the_others_are_done(
    sandbox: Sandbox, sixteen_albums: list[Album], fault: str, service: str
) -> None:
    sandbox.faults.set([f"{fault}:{service}:endpoint={ENDPOINT[service]}:about=Davis"])
    run = enrich(limit=12)
    failed = run.items.filter(phase__name=PHASE[service], outcome="failed")
    reasons = SLOW_MODEL if (service, SPOILT[fault]) == ("euria", {"timeout"}) else SPOILT[fault]
    assert {item.reason for item in failed} == reasons
    assert reasons <= set(SENTENCES)
    assert all("Davis" in item.label for item in failed)
    assert run.state == State.COMPLETED
    assert {cause.reason for cause in report_of(run).failures} == reasons
    assert not phase_of(run, PHASE[service]).remaining


@pytest.mark.slow
@pytest.mark.parametrize("service", PHASE)
@pytest.mark.parametrize("fault", mostly_slow(["dropped", "server_error", "html_error", "timeout:seconds=5"]))
def test_what_asking_again_can_mend_costs_nothing(
    sandbox: Sandbox, sixteen_albums: list[Album], fault: str, service: str
) -> None:
    sandbox.faults.set([f"{fault}:{service}:after=3:times=1"])
    run = enrich(limit=12)
    assert run.state == State.COMPLETED
    assert "failed" not in outcomes(run, PHASE[service])


@pytest.mark.parametrize("service", PHASE)
@pytest.mark.parametrize("status", mostly_slow(["307", "301", "302", "308"]))
def test_a_redirect_takes_no_key_to_strangers(
    sandbox: Sandbox, sixteen_albums: list[Album], service: str, status: str
) -> None:
    sandbox.faults.set([f"redirect:{service}:status={status}"])
    enrich(limit=3)
    assert sandbox.record.count("elsewhere") == 0


@pytest.mark.parametrize("fault", ["http_image", "foreign_image", "album_cover"])
def test_an_image_address_that_may_not_be_shown_is_never_stored(
    sandbox: Sandbox, sixteen_albums: list[Album], fault: str
) -> None:
    sandbox.faults.set([fault])
    enrich(limit=5, only="artist_images")
    assert not Image.objects.exclude(url__startswith="https://i.scdn.co/image/ab6761").exists()


@pytest.mark.slow
def test_a_full_disk_costs_cache_files_and_no_answer(
    sandbox: Sandbox, sixteen_albums: list[Album], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, *_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    run = enrich(limit=12)
    assert run.state == State.COMPLETED
    assert {*outcomes(run), *outcomes(run, "artist_images")} <= {"enriched", "cached", "review", "not_found"}
    assert Album.objects.described().count() >= 12


@pytest.mark.slow
def test_a_cache_folder_that_cannot_be_used_costs_no_answer(
    sandbox: Sandbox, sixteen_albums: list[Album], settings: Settings, tmp_path: Path
) -> None:
    settings.CACHE_DIR = tmp_path / "in-the-way"
    settings.CACHE_DIR.write_text("a file, not a folder")
    run = enrich(limit=12)
    assert run.state == State.COMPLETED
    assert "failed" not in {*outcomes(run), *outcomes(run, "artist_images")}
