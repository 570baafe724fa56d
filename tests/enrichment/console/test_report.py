"""What commands say of a run: its report in lines, what a source brought, and the status that the shell gets."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from enrichment.console import report
from enrichment.engine.request import AlreadyActive, BadOption, NothingConfigured, NotNow
from enrichment.models import EnrichmentRun, Kind, PhaseState, RunPhase, State
from enrichment.outages import Outage
from enrichment.reasons import sentence
from enrichment.reports.run_report import Cause, RunReport, SourceSummary

NOON = datetime(2026, 11, 30, 12, tzinfo=UTC)
NOTHING_BROUGHT = SourceSummary(
    created=0,
    updated=0,
    unchanged=0,
    left_out=0,
    removed_count=0,
    seems_gone=0,
    removed=[],
    facts=0,
    tracks=0,
    listened_count=0,
    listened=[],
)


def phase(name: str = "descriptions", /, **values: Any) -> RunPhase:
    return RunPhase(name=name, prepared=True, **{"state": PhaseState.DONE, **values})


def run_of(state: str = State.COMPLETED, **values: Any) -> EnrichmentRun:
    times = {"started_at": NOON, "finished_at": NOON + timedelta(seconds=72)}
    return EnrichmentRun(pk=7, state=state, **{**times, **values})


def told(found: RunReport, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines of a report whose rows are not stored."""
    stats = {"processing_time": 72.4, "errors": sum(row.failed for row in found.phases)}
    monkeypatch.setattr(report, "stats_of", lambda run: stats)
    return list(report.lines(found))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (0.4, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min 0 s"),
        (192, "3 min 12 s"),
        (3599.4, "59 min 59 s"),
        (3599.6, "1 h 0 min"),
        (7530, "2 h 5 min"),
        (90_000, "25 h 0 min"),
    ],
)
def test_a_time_is_told_in_its_two_largest_units(seconds: float, words: str) -> None:
    assert report.duration(seconds) == words


@given(st.text())
def test_no_text_steers_a_terminal(text: str) -> None:
    shown = report.printable(text)
    assert not [sign for sign in shown if sign in "\r\x1b\x00\x07\x08" or "\x7f" <= sign <= "\x9f"]


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, ""),
        ({"enriched": 1}, "1 enriched"),
        ({"failed": 1, "enriched": 20, "cached": 2}, "20 enriched, 2 from the cache, 1 failed"),
        ({"review": 3, "not_found": 2, "kept": 1}, "1 kept, 2 not found, 3 to review"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_outcomes_are_told_in_their_own_order_and_only_where_there_are_any(counts: dict[str, int], words: str) -> None:
    assert report.outcome_words(phase(total=99, **counts)) == words


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ""),
        ({"enriched": 2}, "2 enriched"),
        (
            {"reason": "refused_key", "setting": "EURIA_API_KEY"},
            "Euria refuses the key. Check the setting EURIA_API_KEY.",
        ),
        (
            {"enriched": 2, "reason": "cap_reached"},
            "2 enriched · The limit on what the model reads and writes is reached.",
        ),
        (
            {"review": 10, "reason": "model_invents", "refused_in_a_row": 10},
            "10 to review · " + sentence("model_invents", refused=10),
        ),
    ],
    ids=["nothing yet", "results", "a refused key", "results and a cap", "a model that invents"],
)
def test_beside_a_bar_stands_what_came_of_a_phase_and_why_it_stopped(values: dict[str, Any], words: str) -> None:
    assert report.note(phase(total=20, **values)) == words


@pytest.mark.parametrize(
    ("row", "line"),
    [
        (phase(total=3, enriched=3), "  descriptions: 3 enriched"),
        (phase(), "  descriptions: nothing to do"),
        (phase(total=5, enriched=3), "  descriptions: 3 enriched; 2 left"),
        (phase(total=5), "  descriptions: 5 left"),
        (phase(state=PhaseState.STOPPED, reason="not_configured"), "  descriptions: not begun"),
        (phase("artist_images", total=2, not_found=2), "  artist images: 2 not found"),
        (phase("of old", total=1, kept=1), "  of old: 1 kept"),
    ],
    ids=["all done", "nothing to do", "half", "none yet", "not begun", "photos", "a name nobody knows any more"],
)
def test_each_phase_has_a_line(row: RunPhase, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert line in told(RunReport(run_of(), (row,), (), ()), monkeypatch)


@pytest.mark.parametrize(
    ("state", "counts", "first"),
    [
        (State.COMPLETED, {"enriched": 2}, "Run 7: completed after 1 min 12 s."),
        (State.COMPLETED, {"enriched": 1, "failed": 1}, "Run 7: completed after 1 min 12 s."),
        (State.COMPLETED, {"cached": 1, "failed": 1}, "Run 7: completed after 1 min 12 s."),
        (State.COMPLETED, {"failed": 2}, "Run 7 ended after 1 min 12 s: nothing was added, there were errors."),
        (State.COMPLETED, {"not_found": 2}, "Run 7: completed after 1 min 12 s."),
        (State.STOPPED, {"failed": 2}, "Run 7: stopped after 1 min 12 s."),
        (State.CANCELLED, {}, "Run 7: cancelled after 1 min 12 s."),
    ],
)
def test_errors_without_a_result_are_never_called_completed(
    state: str, counts: dict[str, int], first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = phase(total=sum(counts.values()), **counts)
    assert told(RunReport(run_of(state), (row,), (), ()), monkeypatch)[0] == first


def test_failures_and_reviews_are_grouped_with_the_first_few_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    failures = (
        Cause("descriptions", "timeout", 3, ("Moon\x1b[2J Safari", "Premiers Symptômes")),
        Cause("artist_images", "connection", 1, ("AIR",)),
    )
    reviews = (Cause("artist_images", "several_fit", 1, ("Björk",)),)
    rows = (phase(total=4, failed=3, enriched=1), phase("artist_images", total=2, failed=1, review=1))
    lines = told(RunReport(run_of(), rows, failures, reviews), monkeypatch)
    assert lines[lines.index("Failed:") : lines.index("To review:")] == [
        "Failed:",
        "  3 × Euria took too long to answer.",
        "      Moon[2J Safari",
        "      Premiers Symptômes",
        "      and 1 more",
        "  1 × Spotify cannot be reached.",
        "      AIR",
    ]
    assert lines[lines.index("To review:") + 2] == "      Björk"


@pytest.mark.parametrize(
    ("kind", "counts", "command"),
    [
        (Kind.ENRICHMENT, {"failed": 1}, "enrich --resume 7"),
        (Kind.ENRICHMENT, {}, "enrich --resume 7"),
        (Kind.DISCOGS, {"failed": 1}, "sync_discogs"),
        (Kind.LASTFM, {}, "track_lastfm"),
    ],
)
def test_what_failed_or_was_left_has_a_command_to_go_on_with(
    kind: str, counts: dict[str, int], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = told(RunReport(run_of(kind=kind), (phase(total=1, **counts),), (), ()), monkeypatch)
    assert f"Go on with: uv run manage.py {command}" in lines
    assert lines[-1].startswith("The whole story is in ")


def test_a_run_with_nothing_left_names_no_command(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (phase(total=3, enriched=1, not_found=1, review=1),)
    assert not [line for line in told(RunReport(run_of(), rows, (), ()), monkeypatch) if "manage.py" in line]


def test_a_service_that_was_left_out_and_a_phase_that_stopped_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    left_out = {"spotify": {"reason": "refused_key", "setting": "SPOTIFY_CLIENT_SECRET"}}
    rows = (
        phase(state=PhaseState.STOPPED, reason="refused_key", setting="EURIA_API_KEY", total=2),
        phase("artist_images", total=1, enriched=1, left_out=left_out),
    )
    lines = told(RunReport(run_of(State.STOPPED), rows, (), ()), monkeypatch)
    assert "descriptions: Euria refuses the key. Check the setting EURIA_API_KEY." in lines
    spotify = "Spotify refuses the key. Check the setting SPOTIFY_CLIENT_SECRET. Spotify is left out of this run."
    assert f"artist images: {spotify}" in lines


@pytest.mark.parametrize(
    ("state", "rows", "status"),
    [
        (State.COMPLETED, [phase(total=1, enriched=1)], 0),
        (State.COMPLETED, [phase(total=2, not_found=1, review=1)], 0),
        (State.COMPLETED, [phase(total=2, enriched=1, failed=1)], 1),
        (State.STOPPED, [phase(total=2, enriched=1, state=PhaseState.STOPPED, reason="cap_reached")], 1),
        (State.STOPPED, [phase(total=2, state=PhaseState.STOPPED, reason="refused_key", setting="EURIA_API_KEY")], 3),
        (
            State.STOPPED,
            [phase(total=2, enriched=1, state=PhaseState.STOPPED, reason="refused_key", setting="EURIA_API_KEY")],
            1,
        ),
        (State.CANCELLED, [phase(total=2, failed=1)], 130),
    ],
    ids=["done", "nobody found", "one failed", "a cap", "refused at once", "refused half-way", "cancelled"],
)
def test_the_shell_gets_a_status(state: str, rows: list[RunPhase], status: int) -> None:
    assert report.exit_status(RunReport(run_of(state), tuple(rows), (), ())) == status


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (BadOption("limit must be a whole number."), 2),
        (AlreadyActive(EnrichmentRun(pk=3)), 4),
        (NothingConfigured("Set EURIA_API_KEY."), 3),
        (NotNow(Outage.FULL), 3),
    ],
    ids=["a misuse", "a run is active", "no key", "a full disk"],
)
def test_a_refused_start_has_a_status_of_its_own(refusal: Any, status: int) -> None:
    assert report.of_refusal(refusal) == status


def brought(kind: str = Kind.DISCOGS, only: str = "", **values: Any) -> list[str]:
    summary = NOTHING_BROUGHT.copy()
    summary.update(values)  # type: ignore[typeddict-item]
    return list(report.brought_lines(EnrichmentRun(kind=kind, options={"only": only}), summary))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (brought(created=3, updated=1, unchanged=7), ["Albums: 3 new, 1 changed, 7 as they were."]),
        (brought(facts=1), ["Facts of 1 album were read."]),
        (brought(facts=2), ["Facts of 2 albums were read."]),
        (brought(left_out=1), ["1 album lies in a folder that is left out"]),
        (brought(seems_gone=9), ["9 albums seem to be gone", "uv run manage.py sync_discogs --yes"]),
        (
            brought(removed_count=2, removed=["A", "B"]),
            ["No longer in the collection at Discogs", "      A", "      B"],
        ),
        (brought(removed_count=3, removed=["A\x1b[0m"]), ["      A[0m", "      and 2 more"]),
        (brought(Kind.LASTFM, tracks=1), ["1 new track."]),
        (brought(Kind.LASTFM, tracks=0), ["0 new tracks."]),
        (brought(Kind.LASTFM, listened_count=1, listened=["Slint"]), ["not in the collection:", "      Slint"]),
    ],
)
def test_a_source_tells_what_it_brought(lines: list[str], expected: list[str]) -> None:
    missing = [words for words in expected if not any(words in line for line in lines)]
    assert missing == []


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (brought(), 2),
        (brought(only="facts", facts=4, created=2), 1),
        (brought(Kind.LASTFM, facts=4, removed_count=1), 1),
    ],
    ids=["a synchronisation without news", "facts alone", "the tracker"],
)
def test_a_source_tells_nothing_that_it_did_not_look_at(lines: list[str], number: int) -> None:
    assert len(lines) == number


def test_who_enqueued_a_run_is_told_what_works_at_it() -> None:
    words = report.waits_for_a_worker(EnrichmentRun(pk=7))
    assert words.startswith("Run 7 waits for the background worker")
    for command in ("`uv run manage.py serve`", "`uv run manage.py worker`"):
        assert command in words


def test_the_report_speaks_french(monkeypatch: pytest.MonkeyPatch) -> None:
    with translation.override("fr"):
        rows = (phase(total=3, enriched=1, failed=1),)
        lines = told(
            RunReport(run_of(), rows, (Cause("descriptions", "timeout", 1, ("Moon Safari",)),), ()), monkeypatch
        )
    text = "\n".join(lines)
    for english in ("Run 7", "enriched", "Failed", "Go on", "left", "whole story"):
        assert english not in text
    assert "enrich --resume 7" in text
