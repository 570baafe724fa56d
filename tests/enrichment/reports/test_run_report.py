"""What a run's report says, from the rows that a run leaves."""

import json
from typing import Any

import pytest
from pytest_django import Settings

from enrichment.models import EnrichmentRun, Kind, Outcome, PhaseState, RunItem, RunPhase, State
from enrichment.reports.run_report import Cause, link_to, report_of, source_summary
from tests.builders import make_album
from tests.enrichment.reports.progress_rows import add_item, add_items, add_phase, ago, make_run

pytestmark = pytest.mark.django_db

REFUSED: dict[str, Any] = {"state": PhaseState.STOPPED, "reason": "refused_key", "setting": "EURIA_API_KEY"}
NOT_SET: dict[str, Any] = {"state": PhaseState.STOPPED, "reason": "not_configured", "setting": "SPOTIFY_CLIENT_ID"}
CAPPED: dict[str, Any] = {"state": PhaseState.STOPPED, "reason": "cap_reached"}


def run_with(*phases: dict[str, Any], state: State = State.COMPLETED) -> EnrichmentRun:
    run = make_run(state)
    for number, fields in enumerate(phases):
        add_phase(run, f"phase {number}", **fields)
    return run


def test_the_counts_are_of_all_phases_and_what_is_left_is_told() -> None:
    found = report_of(run_with({"total": 9, "enriched": 4, "failed": 1}, {"total": 5, "cached": 1, "review": 2}))
    assert found.counts == {
        "enriched": 4,
        "cached": 1,
        "kept": 0,
        "not_found": 0,
        "review": 2,
        "failed": 1,
        "remaining": 6,
    }


def test_failures_are_told_by_their_cause_the_most_frequent_first_with_a_few_names() -> None:
    run = make_run(State.COMPLETED)
    texts, photos = add_phase(run), add_phase(run, "artist_images")
    add_items(texts, 7, outcome=Outcome.FAILED, reason="timeout")
    add_item(texts, "Solid Air", outcome=Outcome.FAILED, reason="bad_shape")
    add_items(photos, 2, outcome=Outcome.FAILED, reason="timeout")
    add_item(photos, "AIR", outcome=Outcome.REVIEW, reason="several_fit")
    add_item(texts, "Debut", outcome=Outcome.KEPT, reason="locked")
    found = report_of(run)
    assert found.failures == (
        Cause("descriptions", "timeout", 7, tuple(f"Album {number}" for number in range(5))),
        Cause("artist_images", "timeout", 2, ("Album 0", "Album 1")),
        Cause("descriptions", "bad_shape", 1, ("Solid Air",)),
    )
    assert found.reviews == (Cause("artist_images", "several_fit", 1, ("AIR",)),)


def test_another_runs_failures_are_its_own() -> None:
    add_items(add_phase(make_run(State.COMPLETED)), 2, outcome=Outcome.FAILED, reason="timeout")
    assert report_of(run_with({"total": 1})).failures == ()


@pytest.mark.parametrize(
    ("phases", "blamed"),
    [
        ([REFUSED, NOT_SET], True),
        ([{**REFUSED, "failed": 1}, NOT_SET], True),
        ([REFUSED, {"enriched": 1}], False),
        ([REFUSED, {"not_found": 1}], False),
        ([{**REFUSED, "review": 1}], False),
        ([{**REFUSED, "kept": 5}], True),
        ([REFUSED, {"failed": 1}], False),
        ([CAPPED], False),
        ([{"total": 0}], False),
    ],
    ids=[
        "a refused key and a missing one",
        "with the call that was refused",
        "the other was worked at",
        "the other found nobody",
        "something was worked at before",
        "what was there already is no work",
        "the other failed by itself",
        "a cap is no key",
        "nothing was missing",
    ],
)
def test_the_settings_are_to_blame_where_a_key_kept_everything_from_being_done(
    phases: list[dict[str, Any]], blamed: bool
) -> None:
    assert report_of(run_with(*phases, state=State.STOPPED)).nothing_configured is blamed


@pytest.mark.parametrize(
    ("state", "phases", "whole"),
    [
        (State.COMPLETED, [{"enriched": 3}, {"not_found": 1, "review": 2, "kept": 4}], True),
        (State.COMPLETED, [{"enriched": 3}, {"failed": 1}], False),
        (State.STOPPED, [{"enriched": 3}], False),
        (State.CANCELLED, [{"enriched": 3}], False),
        (State.COMPLETED, [], True),
    ],
    ids=["all answered", "one failed", "stopped", "cancelled", "nothing to do"],
)
def test_a_run_is_whole_when_nothing_failed_and_nothing_was_left(
    state: State, phases: list[dict[str, Any]], whole: bool
) -> None:
    assert report_of(run_with(*phases, state=state)).is_whole is whole


def test_programs_are_told_everything_in_plain_json() -> None:
    run = make_run(State.STOPPED, started_at=(started := ago(60)), finished_at=ago(0))
    left_out = {"deezer": {"reason": "timeout", "setting": ""}}
    phase = add_phase(run, **REFUSED, total=9, enriched=4, prompt_tokens=100, completion_tokens=30, left_out=left_out)
    add_item(phase, "Solid Air", outcome=Outcome.FAILED, reason="timeout")
    found = json.loads(json.dumps(report_of(run).as_dict()))
    assert found["start_time"] == started.isoformat()
    assert (found["run_id"], found["state"], found["total"], found["descriptions_added"]) == (run.pk, "stopped", 9, 4)
    assert found["processing_time"] == pytest.approx(60, abs=2)
    assert found["failures"] == [{"phase": "descriptions", "reason": "timeout", "count": 1, "items": ["Solid Air"]}]
    assert found["reviews"] == []
    (told,) = found["phases"]
    assert told == {
        "name": "descriptions",
        "state": "stopped",
        "reason": "refused_key",
        "setting": "EURIA_API_KEY",
        "left_out": left_out,
        "resume_at": None,
        "total": 9,
        "enriched": 4,
        "cached": 0,
        "kept": 0,
        "not_found": 0,
        "review": 0,
        "failed": 0,
        "remaining": 5,
        "prompt_tokens": 100,
        "completion_tokens": 30,
        "estimated_tokens": 0,
    }


def test_a_phase_that_is_to_go_on_tells_when() -> None:
    run = run_with({"resume_at": (then := ago(-600))}, state=State.PAUSED)
    assert report_of(run).as_dict()["phases"][0]["resume_at"] == then.isoformat()


@pytest.mark.parametrize(
    ("origins", "begins"),
    [
        ([], "http://127.0.0.1:8000/"),
        (["https://*.example.com"], "http://127.0.0.1:8000/"),
        (["https://music.example.com", "https://other.example.com"], "https://music.example.com/"),
    ],
    ids=["at home", "no single name", "the first name"],
)
def test_the_link_in_the_mail_leads_to_the_site(origins: list[str], begins: str, settings: Settings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = origins
    run = make_run()
    assert link_to(run) == f"{begins}admin/enrichment/enrichmentrun/{run.pk}/change/"


def page(phase: RunPhase, **after: Any) -> RunItem:
    return add_item(phase, after=after)


def test_what_a_synchronisation_brought_is_summed_up_page_by_page() -> None:
    run = make_run(State.COMPLETED, kind=Kind.DISCOGS)
    pages = add_phase(run, "discogs_collection")
    page(pages, created=90, updated=5, unchanged=5, left_out=0)
    page(pages, created=10, left_out=2)
    for number in range(25):
        add_item(pages, f"Sold {number}", reason="removed")
    add_item(pages, "Lent", reason="seems_gone")
    facts = add_phase(run, "discogs_releases")
    first, second = make_album("One", "Slint"), make_album("Two", "Slint")
    for phase in (facts, add_phase(run, "discogs_masters")):
        add_item(phase, album=first)
    add_item(facts, album=second, outcome=Outcome.FAILED)
    other = add_phase(make_run(State.COMPLETED, kind=Kind.DISCOGS), "discogs_collection")
    page(other, created=1000)

    found = source_summary(run)
    assert (found["created"], found["updated"], found["unchanged"], found["left_out"]) == (100, 5, 5, 2)
    assert (found["removed_count"], found["removed"]) == (25, [f"Sold {number}" for number in range(20)])
    assert found["seems_gone"] == 1
    assert found["facts"] == 1, "an album whose release and work were both read is one"


def test_what_was_listened_to_is_summed_up_with_the_first_twenty_by_name() -> None:
    run = make_run(State.COMPLETED, kind=Kind.LASTFM)
    recent = add_phase(run, "lastfm_recent")
    page(recent, tracks=200, created=15, albums=[f"Heard {number}" for number in range(15)])
    page(recent, tracks=40, created=10, albums=[f"Heard {number}" for number in range(15, 25)])
    page(add_phase(run, "lastfm_top_albums"), created=1, albums=["Heard often"])
    found = source_summary(run)
    assert (found["tracks"], found["created"], found["listened_count"]) == (240, 26, 26)
    assert found["listened"] == [f"Heard {number}" for number in range(20)]


def test_of_a_run_that_brought_nothing_every_number_is_zero() -> None:
    found = source_summary(make_run(State.COMPLETED, kind=Kind.DISCOGS))
    assert not any(found.values())
